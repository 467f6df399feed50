// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/effort_json.h"
#include "core/roadmap/roadmap.h"

namespace causeway {
namespace {

Json taskJson(const Task& t) {
    return {{"id", t.id},
            {"title", t.title},
            {"phase", t.phase},
            {"reason", t.reason},
            {"criterion", t.criterion},
            {"evidence", t.evidence},
            {"effort", toJson(t.effort)},
            {"role", t.role},
            {"depends_on", t.dependsOn},
            {"acceptance", t.acceptance},
            {"start", toIso(t.start)},
            {"finish", toIso(t.finish)},
            {"critical", t.critical}};
}

std::string_view stateName(CriterionVerdict::State s) {
    return s == CriterionVerdict::State::Met      ? "met"
           : s == CriterionVerdict::State::Missed ? "missed"
                                                  : "open";
}

} // namespace

Json toJson(const Roadmap& r) {
    Json phases = Json::array(), tasks = Json::array(), risks = Json::array(), criteria = Json::array();
    for (const auto& p : r.phases)
        phases.push_back({{"id", p.id},
                          {"title", p.title},
                          {"goal", p.goal},
                          {"gate", p.gate},
                          {"start", toIso(p.start)},
                          {"finish", toIso(p.finish)}});
    for (const auto& t : r.tasks)
        tasks.push_back(taskJson(t));
    for (const auto& k : r.risks)
        risks.push_back({{"id", k.id},
                         {"title", k.title},
                         {"cause", k.cause},
                         {"mitigation", k.mitigation},
                         {"trigger", k.trigger},
                         {"owner", k.owner},
                         {"likelihood", k.likelihood},
                         {"impact", k.impact},
                         {"evidence", k.evidence}});
    for (const auto& c : r.criteria)
        criteria.push_back({{"criterion", c.criterion},
                            {"state", stateName(c.state)},
                            {"sentence", c.sentence},
                            {"evidence", c.evidence}});
    return {{"schema", "causeway.roadmap/1"},
            {"verdict", r.verdict},
            {"headline", r.headline},
            {"lead", r.lead},
            {"conditions", r.conditions},
            {"ask", r.ask},
            {"start", toIso(r.start)},
            {"finish", toIso(r.finish)},
            {"effort", toJson(r.effortTotal())},
            {"phases", phases},
            {"tasks", tasks},
            {"risks", risks},
            {"criteria", criteria}};
}

} // namespace causeway
