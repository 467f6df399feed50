// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"
#include "core/sim/lab_result.h"

#include <optional>

namespace causeway::plan {

/// One topology of the lab with the worst it did over all scenarios that it was tried under.
struct Candidate {
    std::string title;
    const Topology* topology = nullptr;
    std::vector<std::size_t> results; ///< indexes into the list of results
    std::uint64_t runs = 0;
    double outageP50 = 0, outageP95 = 0, outageMax = 0; ///< seconds, worst scenario
    double lostMax = 0, lossShare = 0, neverBack = 0;
    double latencyP95 = 0, throughput = 0, availabilityLow = 1; ///< ms, per second, share of a year
    std::string worstScenario;                                  ///< the one with the longest p95 outage
    std::optional<bool> meetsRpo, meetsRto, meetsCommit;        ///< absent: no target is set

    bool misses() const { return meetsRpo == false || meetsRto == false || meetsCommit == false; }
    std::size_t machines() const { return topology->nodes.size(); }
};

/// Best first: target met, then fewer lost commits, shorter outage, quicker commits, fewer machines, title.
std::vector<Candidate> candidates(const std::vector<LabResult>& lab, const Criteria& criteria);

} // namespace causeway::plan
