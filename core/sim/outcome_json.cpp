// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/outcome.h"

namespace causeway {
namespace {

Json json(const Distribution& d) {
    return Json{{"mean", d.mean}, {"p5", d.p5},   {"p50", d.p50},
                {"p95", d.p95},   {"p99", d.p99}, {"max", d.max}};
}

} // namespace

Json toJson(const Outcome& o) {
    Json out{{"schema", "causeway.simulate/1"}, {"runs", o.runs}, {"seed", o.seed}};
    out["outage_s"] = json(o.outageSeconds);
    out["failover_s"] = json(o.failoverSeconds);
    out["lost_commits"] = json(o.lostCommits);
    out["runs_with_loss"] = o.runsWithLoss;
    out["runs_never_back"] = o.runsNeverBack;
    out["availability"] = Json{{"low", o.availabilityLow}, {"high", o.availabilityHigh}};
    out["commit_latency_ms"] = json(o.commitLatencyMs);
    out["throughput_tps"] = o.throughputTps;
    out["why"] = Json::array();
    for (const auto& cause : o.why)
        out["why"].push_back(Json{{"cause", cause.cause}, {"seconds", cause.seconds}});
    out["outage_histogram_s"] = o.outageHistogram;
    out["timeline"] = Json::array();
    for (const auto& e : o.timeline)
        out["timeline"].push_back(
            Json{{"at_s", e.atSeconds}, {"node", e.node}, {"state", e.state}, {"text", e.text}});
    out["events"] = o.events;
    out["two_primaries_s"] = json(o.twoPrimariesSeconds);
    out["stuck_s"] = json(o.stuckSeconds);
    out["redundancy_lost_s"] = json(o.redundancyLostSeconds);
    out["explanation"] = o.explanation;
    return out;
}

} // namespace causeway
