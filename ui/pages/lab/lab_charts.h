// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"
#include "core/engagement/engagement.h"
#include "core/report/document.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway::ui {

/// Commit latency against the round trip from the leader to the standby that commits wait for.
struct LatencyCurve {
    std::string from, to; ///< sites
    double nowMs = 0;
    struct Point {
        double rttMs = 0, p50Ms = 0, p95Ms = 0;
    };
    std::vector<Point> points;
};
/// Takes some 30 ms a point: for a background task. Nothing when the leader's site has no link to a site
/// with a standby.
std::optional<LatencyCurve> latencyCurve(const Topology& topology, std::uint64_t seed);

report::ChartSpec outageChart(const Outcome& outcome, const Criteria& criteria);
/// The draft, first, then every kept variant that was tried under the same fault.
report::ChartSpec lossChart(const LabEntry& draft, const std::vector<LabEntry>& kept);
report::ChartSpec latencyChart(const Outcome& outcome, const std::optional<LatencyCurve>& curve,
                               const Criteria& criteria);

} // namespace causeway::ui
