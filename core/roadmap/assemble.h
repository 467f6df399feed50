// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/decision/decision.h"
#include "core/roadmap/roadmap.h"

namespace causeway {

struct AssembleOptions {
    std::string language = "en";
    int targetVersion = 15;
    std::uint64_t runs = 1000; ///< simulated runs for each cluster and fault tried when the lab is empty
    std::uint64_t seed = 1;
    std::vector<Visit> visits = {};   ///< of the engagement's other snapshots
    std::vector<Waiver> waivers = {}; ///< findings that the client lives with: no tasks, no lost points
};

/// Every stage's result for one snapshot: audit, readiness of each MySQL or MariaDB server, growth, and the
/// lab as given or, when it is empty, the starter clusters under this client's load. The snapshot must
/// outlive the result.
RoadmapInput assemble(const Snapshot& snapshot, const Criteria& criteria, std::vector<LabResult> lab,
                      const AssembleOptions& options, Progress& progress);

/// The starter clusters, each under a leader's crash and the loss of its site, with this client's commits
/// a second (from criteria and status counters, else the starter's own).
std::vector<LabResult> starterLab(const Snapshot& snapshot, const Criteria& criteria,
                                  const AssembleOptions& options, Progress& progress);

/// What the decision on the database rests on, of the same results.
DecisionInput decisionInput(const RoadmapInput& input);

} // namespace causeway
