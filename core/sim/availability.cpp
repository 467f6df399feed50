// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/simulation.h"

#include <algorithm>

namespace causeway {
namespace {

/// Hours of service lost by one failure of this node.
double hoursPerFailure(const Outcome& outcome, const Node& node, double outageSeconds) {
    return (1 - outcome.runsNeverBack) * outageSeconds / 3600 + outcome.runsNeverBack * node.mttrHours;
}

} // namespace

void setAvailability(Outcome& outcome, const Topology& topology) {
    const auto databases = topology.databases();
    const auto able =
        std::find_if(databases.begin(), databases.end(), [](const Node* n) { return n->mayLead(); });
    const Node& leader = able == databases.end() ? *databases.front() : **able;
    const double best = hoursPerFailure(outcome, leader, outcome.outageSeconds.mean) / leader.mtbfHours;
    double worst = 0, allDown = 1;
    for (const auto* n : databases) {
        worst += hoursPerFailure(outcome, *n, outcome.outageSeconds.p95) / n->mtbfHours;
        allDown *= n->mttrHours / (n->mtbfHours + n->mttrHours);
    }
    outcome.availabilityHigh = std::clamp(1 - best, 0.0, 1.0);
    outcome.availabilityLow = std::clamp(1 - std::max(worst + allDown, best), 0.0, 1.0);
}

} // namespace causeway
