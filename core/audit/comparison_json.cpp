// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/comparison.h"

#include <array>

namespace causeway {
namespace {

Json findingRow(const Finding& f) {
    return {{"key", f.key},
            {"rule", f.rule},
            {"server", f.server},
            {"object", f.object},
            {"severity", severityName(f.severity)},
            {"waived", f.waived},
            {"title", f.title}};
}

Json rowsOf(const std::vector<Finding>& findings) {
    Json rows = Json::array();
    for (const auto& f : findings)
        rows.push_back(findingRow(f));
    return rows;
}

template <class Value> Json orNull(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json changeJson(const ValueChange& change) {
    return {{"name", change.name}, {"before", orNull(change.before)}, {"after", orNull(change.after)}};
}

Json findingsJson(const Comparison& c) {
    Json json{{"new", rowsOf(c.added)},           {"first_seen", rowsOf(c.firstSeen)},
              {"fixed", rowsOf(c.fixed)},         {"moved", Json::array()},
              {"unchanged", rowsOf(c.unchanged)}, {"not_assessed_now", Json::array()}};
    for (const auto& m : c.moved) {
        Json row = findingRow(m.after);
        row["changes"] = Json::array();
        for (const auto& change : m.changes)
            row["changes"].push_back(changeJson(change));
        json["moved"].push_back(std::move(row));
    }
    for (const auto& u : c.unknown) {
        Json row = findingRow(u.before);
        row["reason"] = u.reason;
        json["not_assessed_now"].push_back(std::move(row));
    }
    return json;
}

Json changesJson(const Comparison& c) {
    constexpr std::array kKinds{"added", "removed", "changed"};
    Json settings = Json::array(), schema = Json::array(), volume = Json::array();
    for (const auto& s : c.settings) {
        Json row{{"server", s.server}};
        row.update(changeJson(s.value));
        settings.push_back(std::move(row));
    }
    for (const auto& s : c.schema)
        schema.push_back({{"server", s.server},
                          {"type", s.type},
                          {"object", s.object},
                          {"change", kKinds[std::size_t(s.kind)]},
                          {"before", s.before},
                          {"after", s.after}});
    for (const auto& v : c.volume)
        volume.push_back({{"server", v.server},
                          {"table", v.table},
                          {"bytes_before", orNull(v.bytesBefore)},
                          {"bytes_after", orNull(v.bytesAfter)},
                          {"rows_before", orNull(v.rowsBefore)},
                          {"rows_after", orNull(v.rowsAfter)}});
    return {{"settings", settings}, {"schema_objects", schema}, {"volume", volume}};
}

} // namespace

Json toJson(const Comparison& c) {
    Json json{{"schema", "causeway.comparison/1"},
              {"before",
               {{"snapshot", c.before},
                {"taken", toIso(c.takenBefore)},
                {"score", c.scoreBefore},
                {"coverage", c.coverageBefore}}},
              {"after",
               {{"snapshot", c.after},
                {"taken", toIso(c.takenAfter)},
                {"score", c.scoreAfter},
                {"coverage", c.coverageAfter}}},
              {"servers", {{"gone", c.serversGone}, {"new", c.serversNew}}},
              {"findings", findingsJson(c)}};
    json.update(changesJson(c));
    return json;
}

} // namespace causeway
