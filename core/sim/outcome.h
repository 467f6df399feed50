// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/topology/topology.h"

#include <cstdint>
#include <string>
#include <vector>

namespace causeway {

struct Fault {
    double atSeconds = 60;
    std::string kind;      ///< "kill", "silent", "postgres-kill", "site-loss", "switchover"...
    std::string target;    ///< "leader", "sync-standby", "standby", a node or a site
    double forSeconds = 0; ///< 0: until the end of the run
    /// For "cut-all": the clients stay on the cut node's side and write to it for as long as it lets them.
    bool clientsFollow = true;
    /// For cuts: "both", or only the packets "to" or "from" the target are lost.
    std::string direction = "both";
    /// For "link-cut": the other end, a node or a site; empty: all other database servers.
    std::string other = {};
    bool operator==(const Fault&) const = default;
};

struct Scenario {
    std::string name;
    std::uint64_t seed = 1;
    std::vector<Fault> faults;
    double durationSeconds = 180;
    bool operator==(const Scenario&) const = default;
};

/// Reads "causeway.scenario/1"; throws Error(Input) naming the key and why. Without "duration_s" the run ends
/// 120 s after the last fault, and not before 180 s.
Scenario scenarioFromJson(const Json& json);
Json toJson(const Scenario& scenario);
/// Fault kinds the engine knows, with a label for the window.
struct FaultKind {
    std::string id, label;
    std::vector<std::string> targets; ///< symbolic targets it accepts
    bool takesDuration = false;
};
const std::vector<FaultKind>& faultKinds();

struct Distribution {
    double mean = 0, p5 = 0, p50 = 0, p95 = 0, p99 = 0, max = 0;
    bool operator==(const Distribution&) const = default;
};

/// What the clients and the nodes saw, at one moment of one run.
struct TimelineEntry {
    double atSeconds = 0;
    std::string node;  ///< empty: the cluster as clients see it
    std::string state; ///< "leader", "sync", "async", "down", "fenced", "promoting"; clients: "writing",
                       ///< "waiting", "refused"
    std::string text;  ///< one clause: "lease expired, race begins"
    bool operator==(const TimelineEntry&) const = default;
};

/// One delay that added to the outage, averaged over the runs.
struct Cause {
    std::string cause; ///< "lease rest", "race", "routing"
    double seconds = 0;
    bool operator==(const Cause&) const = default;
};

/// Shorter times with two primaries or with nobody to promote are the moment in which nodes learn of each
/// other.
inline constexpr double kNoticeableSeconds = 0.1;

struct Outcome {
    std::uint64_t runs = 0, seed = 1;
    Distribution outageSeconds; ///< time without an acknowledged commit, clients' view
    /// From the first fault to the first commit that another node acknowledged; where the leader stayed, to
    /// the end of the first outage.
    Distribution failoverSeconds;
    Distribution lostCommits;     ///< acknowledged and then gone
    Distribution commitLatencyMs; ///< at the topology's load, before the fault
    double throughputTps = 0;
    double availabilityLow = 0, availabilityHigh = 1; ///< from the nodes' MTBF and the outage found
    std::vector<std::uint64_t> outageHistogram;       ///< runs per second of outage: bucket i is [i, i+1)
    double runsWithLoss = 0;                          ///< fraction 0..1
    double runsNeverBack = 0;                         ///< fraction of runs in which nobody could be promoted
    std::vector<Cause> why;
    std::vector<TimelineEntry> timeline; ///< of the median run
    std::uint64_t events = 0;
    /// Time in which two primaries acknowledged writes, and in which nobody could be promoted.
    Distribution twoPrimariesSeconds, stuckSeconds;
    /// Time with fewer streaming standbys than the topology has.
    Distribution redundancyLostSeconds;
    /// What the median run's outage is made of, in words: "26.4 s: lease rest 21.5 s, routing 4.5 s".
    std::string explanation;
    bool operator==(const Outcome&) const = default;
};

/// Runs the scenario `runs` times (> 0) with independent streams of `seed`; the same result for any number
/// of threads. Throws Error(Input) for a topology with fatal problems or an unknown fault.
Outcome simulate(const Topology& topology, const Scenario& scenario, std::uint64_t runs, std::uint64_t seed,
                 Progress& progress);
Json toJson(const Outcome& outcome);

} // namespace causeway
