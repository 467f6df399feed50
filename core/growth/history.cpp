// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/history.h"

#include "core/base/text.h"
#include "core/snapshot/rows_by_month.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace causeway {
namespace {

double bytesOf(const Table& t) {
    return double(t.dataBytes.value_or(0)) + double(t.indexBytes.value_or(0));
}

} // namespace

std::vector<Visit> visitsOf(const Snapshot& snapshot) {
    std::vector<Visit> visits;
    for (const auto& server : snapshot.servers) {
        if (!server.catalog || server.catalog->totalBytes().value_or(0) == 0)
            continue;
        Visit visit{std::chrono::floor<std::chrono::days>(snapshot.taken),
                    server.id,
                    double(*server.catalog->totalBytes()),
                    {}};
        for (const auto& t : server.catalog->tables)
            if (bytesOf(t) > 0)
                visit.tables.push_back({t.qualifiedName(), double(t.rows.value_or(0)), bytesOf(t)});
        std::sort(visit.tables.begin(), visit.tables.end(),
                  [](const TableSize& a, const TableSize& b) { return a.table < b.table; });
        visits.push_back(std::move(visit));
    }
    return visits;
}

namespace growth {
namespace {

TableHistory historyOf(const Table& table, const RowsByMonth& read) {
    TableHistory history;
    history.table = table.qualifiedName();
    history.rows = double(table.rows.value_or(0));
    history.bytes = bytesOf(table);
    history.timeColumn = read.timeColumn;
    history.method = read.method;
    history.message = read.message;
    history.keyColumn = read.keyColumn;
    history.key = read.keyAtEnd;
    history.added = {read.firstMonth, read.added};
    const double sum = std::accumulate(read.added.begin(), read.added.end(), 0.0);
    if (read.byKey() && sum > history.rows && history.rows > 0)
        for (double& v : history.added.values)
            v *= history.rows / sum;
    return history;
}

/// The months that all tables can be added up for: from the oldest month any of them has. A table that
/// begins later had no rows before.
void addUp(History& history) {
    int first = 0, last = -1;
    for (const auto& t : history.tables) {
        if (t.added.values.empty())
            continue;
        const int end = t.added.firstMonth + int(t.added.values.size()) - 1;
        first = last < 0 ? t.added.firstMonth : std::min(first, t.added.firstMonth);
        last = std::max(last, end);
    }
    if (last < 0)
        return;
    first = std::max(first, last - kMostMonths + 1);
    history.added = {first, std::vector<double>(std::size_t(last - first + 1), 0)};
    for (const auto& t : history.tables)
        for (std::size_t i = 0; i < t.added.values.size(); ++i)
            if (const int place = t.added.firstMonth + int(i) - first; place >= 0)
                history.added.values[std::size_t(place)] += t.added.values[i] * t.bytesPerRow();
}

} // namespace

const TableHistory* History::table(std::string_view name) const {
    const auto it = std::find_if(tables.begin(), tables.end(), [&](const TableHistory& t) {
        return equalsIgnoreCase(t.table, name) ||
               (name.find('.') == std::string_view::npos && t.table.size() > name.size() &&
                equalsIgnoreCase(std::string_view(t.table).substr(t.table.size() - name.size()), name) &&
                t.table[t.table.size() - name.size() - 1] == '.');
    });
    return it == tables.end() ? nullptr : &*it;
}

History readHistory(const ServerEvidence& server) {
    History history;
    if (!server.catalog)
        return history;
    std::map<std::pair<std::string, std::string>, const Table*> byName;
    for (const auto& table : server.catalog->tables)
        byName.emplace(std::pair(table.schema, table.name), &table);
    double known = 0;
    for (const auto& read : rowsByMonth(server))
        if (const auto it = byName.find({read.schema, read.table}); it != byName.end()) {
            history.tables.push_back(historyOf(*it->second, read));
            if (!read.added.empty())
                known += history.tables.back().bytes;
        }
    std::stable_sort(history.tables.begin(), history.tables.end(),
                     [](const TableHistory& a, const TableHistory& b) { return a.bytes > b.bytes; });
    const double all = double(server.catalog->totalBytes().value_or(0));
    history.covered = all > 0 ? std::min(1.0, known / all) : 0;
    addUp(history);
    std::vector<Series> series;
    for (const auto& t : history.tables)
        series.push_back(t.added);
    series.push_back(history.added);
    auto fits = fitAll(series);
    for (std::size_t i = 0; i < history.tables.size(); ++i)
        history.tables[i].fit = std::move(fits[i]);
    history.fit = std::move(fits.back());
    return history;
}

} // namespace growth
} // namespace causeway
