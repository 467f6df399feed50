// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_csv.h"

#include "core/base/csv.h"
#include "core/workload/digest_json.h"

namespace causeway {
namespace {

using Out = std::function<void(std::string_view)>;

std::string cell(const Json& value) {
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<std::string> keysOf(const Json& object) {
    std::vector<std::string> keys;
    for (auto it = object.begin(); it != object.end(); ++it)
        keys.push_back(it.key());
    return keys;
}

/// One row for each object, with the cells that `keys` names.
void writeRow(const Json& object, const std::vector<std::string>& keys, const Out& out) {
    std::vector<std::string> cells;
    for (const auto& key : keys)
        cells.push_back(cell(object.at(key)));
    out(csvRow(cells));
}

void writeList(const Json& list, const std::vector<std::string>& keys, const Out& out) {
    out(csvRow(keys));
    for (const Json& object : list)
        writeRow(object, keys, out);
}

void writeQueries(const QuerySource& forEach, const Out& out) {
    const auto keys = keysOf(toJson(QueryClass{}));
    out(csvRow(keys));
    forEach([&](const QueryClass& query) {
        writeRow(toJson(query), keys, out);
        return true;
    });
}

/// The parts that the JSON has of a query: by schema, by user, by time, by latency.
void writeDetails(const QuerySource& forEach, const Out& out) {
    out(csvRow({"id", "by", "value", "count", "total_s"}));
    struct Part {
        const char *list, *by, *value;
    };
    constexpr Part kParts[] = {{"schemas", "schema", "name"},
                               {"users", "user", "name"},
                               {"timeline", "start", "start"},
                               {"latency", "from_s", "from_s"}};
    forEach([&](const QueryClass& query) {
        const auto json = toJson(query);
        for (const Part& part : kParts) {
            const auto list = json.find(part.list);
            if (list == json.end())
                continue;
            for (const Json& one : *list)
                out(csvRow({query.id, part.by, cell(one.at(part.value)), cell(one.at("count")),
                            one.contains("total_s") ? cell(one.at("total_s")) : std::string()}));
        }
        return true;
    });
}

} // namespace

std::optional<DigestTable> digestTable(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kDigestTables); ++i)
        if (kDigestTables[i] == name)
            return DigestTable(i);
    return std::nullopt;
}

void writeCsv(DigestTable table, const WorkloadDigest& digest, const QuerySource& forEach, const Out& out) {
    const auto frame = [&](const char* list) {
        WorkloadDigest summary = digest;
        summary.queries.clear();
        return toJson(summary).at(list);
    };
    switch (table) {
    case DigestTable::Queries:
        return writeQueries(forEach, out);
    case DigestTable::Details:
        return writeDetails(forEach, out);
    case DigestTable::Timeline:
        return writeList(frame("timeline"), {"start", "count", "total_s", "p95_s"}, out);
    case DigestTable::Schemas:
        return writeList(frame("schemas"), {"name", "count", "total_s"}, out);
    case DigestTable::Users:
        return writeList(frame("users"), {"name", "count", "total_s"}, out);
    }
}

} // namespace causeway
