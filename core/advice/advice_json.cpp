// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/advice.h"

namespace causeway {
namespace {

Json figuresJson(const DesignFigures& f) {
    return Json{
        {"outage_p95_s", f.outageP95Seconds},
        {"worst_fault", f.worstFault},
        {"never_back", f.neverBack},
        {"lost_most", f.lostMost},
        {"lost_per_year", f.lostPerYear},
        {"commit_latency_ms",
         Json{{"p50", f.commitP50Ms}, {"p95", f.commitP95Ms}, {"p95_after_failover", f.commitAfterP95Ms}}},
        {"throughput_tps", f.throughputTps},
        {"downtime_h_per_year", f.downtimeHours},
        {"availability", Json{{"low", f.availabilityLow()}, {"high", f.availabilityHigh()}}},
        {"cost_per_month", f.costPerMonth},
        {"risk_per_month", f.riskPerMonth},
        {"copy_elsewhere", f.copyElsewhere},
        {"sites", f.sites},
        {"runs_per_fault", f.runs}};
}

Json designJson(const Design& d) {
    return Json{{"kind", d.kind},
                {"title", d.title},
                {"settings", d.settings},
                {"reason", d.reason},
                {"misses", d.misses},
                {"figures", figuresJson(d.figures)},
                {"topology", toJson(d.topology)}};
}

} // namespace

Json toJson(const Advice& a) {
    Json out{{"schema", "causeway.advice/1"}, {"headline", a.headline}, {"designs_tried", a.tried},
             {"runs_played", a.played},       {"runs", a.runs},         {"seed", a.seed},
             {"recommended", a.recommended}};
    out["front"] = Json::array();
    for (const auto& d : a.front)
        out["front"].push_back(designJson(d));
    out["targets"] = Json::array();
    for (const auto& t : a.targets) {
        Json target{{"key", t.key}, {"limit", t.limit}, {"rejected_alone", t.alone}, {"reason", t.reason}};
        if (t.without)
            target["without"] = designJson(*t.without);
        out["targets"].push_back(std::move(target));
    }
    out["faults"] = Json::array();
    for (const auto& f : a.faults)
        out["faults"].push_back(Json{{"title", f.title}, {"per_year", f.perYear}, {"source", f.source}});
    out["prices"] = Json{{"date", a.prices.date}, {"currency", a.prices.currency}};
    for (const auto& p : a.prices.entries)
        out["prices"][p.key] = Json{{"value", p.value}, {"label", p.label}, {"source", p.source}};
    return out;
}

} // namespace causeway
