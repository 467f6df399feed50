// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/table_activity.h"

#include "core/collect/live/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

namespace causeway::mysql {
namespace {

constexpr std::size_t kMostTables = 5000; ///< whose writes are kept

using Key = std::pair<std::string, std::string>;
using Writes = std::array<std::uint64_t, 3>; ///< inserted, updated, deleted

Key keyOf(const live::Rows& rows, std::size_t row) {
    return {rows.text(row, rows.column("object_schema")), rows.text(row, rows.column("object_name"))};
}

/// Inserts are counted apart from any index, updates and deletes at the index that found the row.
std::map<Key, Writes> writesOf(const ProbeResult& answer) {
    const live::Rows rows(answer);
    const std::array<int, 3> columns{rows.column("count_insert"), rows.column("count_update"),
                                     rows.column("count_delete")};
    std::map<Key, Writes> writes;
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (const auto count = rows.number(row, columns[i]).value_or(0))
                writes[keyOf(rows, row)][i] += count;
    return writes;
}

void dropLastTable(ProbeResult& answer) {
    const live::Rows rows(answer);
    if (rows.size() == 0)
        return;
    const Key last = keyOf(rows, rows.size() - 1);
    std::size_t kept = rows.size();
    while (kept > 0 && keyOf(rows, kept - 1) == last)
        --kept;
    answer.rows.resize(kept);
}

ProbeResult tableWrites(const ProbeResult& answer) {
    ProbeResult result = answer;
    result.id = "mysql.table_writes";
    result.columns = {"object_schema", "object_name", "count_insert", "count_update", "count_delete"};
    result.rows.clear();
    const auto sums = writesOf(answer);
    std::vector<std::pair<Key, Writes>> tables(sums.begin(), sums.end());
    std::stable_sort(tables.begin(), tables.end(),
                     [](const auto& a, const auto& b) { return a.second[0] > b.second[0]; });
    tables.resize(std::min(tables.size(), kMostTables));
    for (const auto& [key, counts] : tables)
        result.rows.push_back({key.first, key.second, std::to_string(counts[0]), std::to_string(counts[1]),
                               std::to_string(counts[2])});
    return result;
}

} // namespace

std::size_t activityRows(std::optional<double> openTables) {
    constexpr double kVisits = 10e6, kLeast = 500, kMost = 100'000;
    return std::size_t(std::clamp(kVisits / std::max(openTables.value_or(2000), 1.0), kLeast, kMost));
}

TableActivity activityFrom(ProbeResult answer, std::size_t limit) {
    if (answer.state == ProbeResult::State::Answered && answer.rows.size() >= limit) {
        dropLastTable(answer);
        answer.message =
            fmt::format("only the first {} rows were read, because the server needs long for all: "
                        "tables that were opened later are not in them",
                        answer.rows.size());
    }
    TableActivity activity{std::move(answer), {}};
    activity.tableWrites = tableWrites(activity.indexUsage);
    const int index = activity.indexUsage.column("index_name");
    std::erase_if(activity.indexUsage.rows, [&](const auto& row) {
        return index < 0 || std::size_t(index) >= row.size() || !row[std::size_t(index)];
    });
    return activity;
}

} // namespace causeway::mysql
