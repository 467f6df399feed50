// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/effort_json.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/effort/breakdown.h"
#include "core/readiness/effort/units.h"
#include "core/readiness/readiness.h"

#include <algorithm>

namespace causeway {

namespace {

Json rowJson(const EffortRow& row, const char* count) {
    Json json{{"name", row.name}, {count, row.count}};
    json.update(toJson(row.sum));
    json["expected_h"] = row.sum.expected();
    json["roles"] = Json::object();
    for (std::size_t i = 0; i < row.roles.size(); ++i)
        json["roles"][effortRoles()[i]] = row.roles[i].expected();
    return json;
}

Json rowsJson(const std::vector<EffortRow>& rows, const char* count) {
    Json list = Json::array();
    for (const EffortRow& row : rows)
        list.push_back(rowJson(row, count));
    return list;
}

Json rolesJson(const EffortRow& all) {
    Json list = Json::array();
    for (std::size_t i = 0; i < all.roles.size(); ++i) {
        Json json{{"name", effortRoles()[i]}};
        json.update(toJson(all.roles[i]));
        json["expected_h"] = all.roles[i].expected();
        list.push_back(std::move(json));
    }
    return list;
}

Json obstacleJson(const Obstacle& o) {
    Json json{
        {"id", o.id}, {"verdict", verdictName(o.verdict)}, {"object", o.object}, {"message", o.message}};
    if (!o.question.empty())
        json["question"] = o.question;
    json["line"] = o.place.line;
    json["column"] = o.place.column;
    json["effort"] = toJson(o.effort);
    json["occurrences"] = o.occurrences;
    return json;
}

Json obstaclesJson(const std::vector<Obstacle>& obstacles) {
    Json list = Json::array();
    for (const Obstacle& o : obstacles)
        list.push_back(obstacleJson(o));
    return list;
}

Json conversionJson(const Conversion& c) {
    Json json{{"kind", c.kind},
              {"schema", c.schema},
              {"name", c.name},
              {"verdict", verdictName(c.verdict)},
              {"source", c.source},
              {"target", c.target},
              {"proof", proofName(c.proof)},
              {"proof_message", c.proofMessage},
              {"line", c.place.line},
              {"effort", toJson(c.effort)},
              {"obstacles", obstaclesJson(c.obstacles)}};
    if (!c.comparison.empty())
        json["comparison"] = c.comparison;
    if (c.countedElsewhere)
        json["counted_elsewhere"] = true;
    return json;
}

Json proofsJson(const ReadinessReport& report) {
    Json json = Json::object();
    for (const Proof proof : {Proof::Unchecked, Proof::Parsed, Proof::Ran, Proof::SameRows})
        json[std::string(proofName(proof))] =
            std::count_if(report.conversions.begin(), report.conversions.end(),
                          [&](const Conversion& c) { return c.proof == proof; });
    return json;
}

Json namesJson(const std::vector<NameChange>& names) {
    Json list = Json::array();
    for (const NameChange& n : names)
        list.push_back({{"kind", n.kind}, {"within", n.within}, {"source", n.from}, {"target", n.to}});
    return list;
}

Json summaryJson(const ReadinessReport& report) {
    const auto total = report.conversions.size();
    const int manual = report.count(Verdict::Manual);
    const auto effort = effortBreakdown(report);
    return Json{{"objects", total},
                {"automatic", report.count(Verdict::Automatic)},
                {"assisted", report.count(Verdict::Assisted)},
                {"manual", manual},
                {"manual_rate", total == 0 ? 0.0 : double(manual) / double(total)},
                {"target_version", report.targetVersion},
                {"proofs", proofsJson(report)},
                {"effort", toJson(effort.total)},
                {"effort_by_role", rolesJson(effort.all)},
                {"effort_by_class", rowsJson(effort.classes, "objects")},
                {"effort_by_obstacle", rowsJson(effort.obstacles, "occurrences")},
                {"effort_by_kind", rowsJson(effort.bases, "objects")}};
}

} // namespace

Json toJson(const ReadinessReport& report) {
    Json objects = Json::array();
    for (const Conversion& c : report.conversions)
        objects.push_back(conversionJson(c));
    Json queries = Json::array();
    for (const Conversion& c : report.queries)
        queries.push_back(conversionJson(c));
    return Json{{"schema", "causeway.readiness/1"},
                {"server", report.server},
                {"preamble", report.preamble},
                {"objects", objects},
                {"general", obstaclesJson(report.general)},
                {"queries", queries},
                {"names", namesJson(report.names)},
                {"summary", summaryJson(report)}};
}

Json queriesJson(const std::vector<Conversion>& statements) {
    Json list = Json::array();
    ReadinessReport all;
    for (const Conversion& c : statements)
        list.push_back(conversionJson(c));
    all.conversions = statements;
    return Json{{"schema", "causeway.queries/1"}, {"statements", list}, {"summary", summaryJson(all)}};
}

} // namespace causeway
