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

/// An object whose keys differ: they need no search for one that is there already.
class Fields {
public:
    explicit Fields(std::size_t count) : fields_(json_.get_ref<Json::object_t&>()) { fields_.reserve(count); }
    Fields(const Fields&) = delete;
    Fields& operator=(const Fields&) = delete;
    Fields& operator()(const char* key, Json value) {
        fields_.emplace_back(key, std::move(value));
        return *this;
    }
    Json take() { return std::move(json_); }

private:
    Json json_ = Json::object();
    Json::object_t& fields_;
};

Json obstacleJson(const Obstacle& o) {
    Fields fields(9);
    fields("id", o.id)("verdict", verdictName(o.verdict))("object", o.object)("message", o.message);
    if (!o.question.empty())
        fields("question", o.question);
    fields("line", o.place.line)("column", o.place.column)("effort", toJson(o.effort));
    return fields("occurrences", o.occurrences).take();
}

Json obstaclesJson(const std::vector<Obstacle>& obstacles) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(obstacles.size());
    for (const Obstacle& o : obstacles)
        list.push_back(obstacleJson(o));
    return list;
}

Json conversionJson(const Conversion& c) {
    Fields fields(13);
    fields("kind", c.kind)("schema", c.schema)("name", c.name)("verdict", verdictName(c.verdict));
    fields("source", c.source)("target", c.target)("proof", proofName(c.proof));
    fields("proof_message", c.proofMessage)("line", c.place.line)("effort", toJson(c.effort));
    fields("obstacles", obstaclesJson(c.obstacles));
    if (!c.comparison.empty())
        fields("comparison", c.comparison);
    if (c.countedElsewhere)
        fields("counted_elsewhere", true);
    return fields.take();
}

Json conversionsJson(const std::vector<Conversion>& conversions) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(conversions.size());
    for (const Conversion& c : conversions)
        list.push_back(conversionJson(c));
    return list;
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
    Fields fields(8);
    fields("schema", "causeway.readiness/1")("server", report.server)("preamble", report.preamble);
    fields("objects", conversionsJson(report.conversions))("general", obstaclesJson(report.general));
    fields("queries", conversionsJson(report.queries))("names", namesJson(report.names));
    return fields("summary", summaryJson(report)).take();
}

Json queriesJson(const std::vector<Conversion>& statements) {
    ReadinessReport all;
    all.conversions = statements;
    return Json{{"schema", "causeway.queries/1"},
                {"statements", conversionsJson(statements)},
                {"summary", summaryJson(all)}};
}

} // namespace causeway
