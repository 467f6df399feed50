// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"

#include <algorithm>

namespace causeway {

namespace {

Json effortJson(const Effort& effort) {
    return Json{{"low_h", effort.low}, {"high_h", effort.high}};
}

Json obstacleJson(const Obstacle& o) {
    Json json{
        {"id", o.id}, {"verdict", verdictName(o.verdict)}, {"object", o.object}, {"message", o.message}};
    if (!o.question.empty())
        json["question"] = o.question;
    json["line"] = o.place.line;
    json["column"] = o.place.column;
    json["effort"] = effortJson(o.effort);
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
              {"effort", effortJson(c.effort)},
              {"obstacles", obstaclesJson(c.obstacles)}};
    if (!c.comparison.empty())
        json["comparison"] = c.comparison;
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
    return Json{{"objects", total},
                {"automatic", report.count(Verdict::Automatic)},
                {"assisted", report.count(Verdict::Assisted)},
                {"manual", manual},
                {"manual_rate", total == 0 ? 0.0 : double(manual) / double(total)},
                {"target_version", report.targetVersion},
                {"proofs", proofsJson(report)},
                {"effort", effortJson(report.effort())}};
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
