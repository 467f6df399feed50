// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/cluster_run.h"
#include "core/sim/outcome.h"

#include <array>
#include <cstdint>
#include <vector>

namespace causeway {

/// What is kept of one run.
struct RunFigures {
    Micros outage = 0, failover = 0, age = 0;
    std::uint64_t lost = 0;
    bool neverBack = false;
    Micros twoPrimaries = 0, stuck = 0, redundancyLost = 0;
    bool operator==(const RunFigures&) const = default;
};

/// Runs firstRun .. firstRun + runs.size() - 1 of one simulation. Parts may be made in any order and by any
/// thread.
struct SimulationPart {
    std::uint64_t firstRun = 0;
    std::vector<RunFigures> runs;
    std::array<Micros, kPhases> phases{}; ///< waiting by cause, summed over the runs
    std::uint64_t events = 0;
};

/// Plays `count` runs beginning with number `firstRun`; single-threaded. Throws as simulate() does.
SimulationPart simulateRuns(const Topology& topology, const Scenario& scenario, std::uint64_t firstRun,
                            std::uint64_t count, std::uint64_t seed, Progress& progress);

/// The outcome of parts that together hold runs 0 .. n - 1, given in any order; the same as simulate() gives.
Outcome mergeOutcome(const Topology& topology, const Scenario& scenario, std::uint64_t seed,
                     std::vector<SimulationPart> parts);

/// Availability from MTBF, MTTR and the outages found. The high end: only the leader's failures interrupt
/// service, each for the mean outage, and a run that never came back lasts one repair. The low end: every
/// database node's failure costs the 95th percentile, and when all database nodes are down together the
/// service is down. The scenario stands for one failure; scenarios that are no failure say nothing here.
void setAvailability(Outcome& outcome, const Topology& topology);

} // namespace causeway
