// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/table_status.h"

#include "core/base/text.h"

#include <algorithm>
#include <unordered_map>

namespace causeway {
namespace {

/// The columns that make the answer recognisable, in the order of every server since MySQL 5.0.
constexpr std::string_view kHeader = "name\tengine\tversion\trow_format\trows\t";
constexpr std::size_t kMostRows = 1'000'000; ///< a bound against hostile files

bool isHeader(std::string_view line) {
    return toLower(line.substr(0, kHeader.size())) == kHeader;
}

std::optional<std::uint64_t> number(const std::vector<std::string_view>& cells, int column) {
    long long value = 0;
    if (column < 0 || std::size_t(column) >= cells.size() ||
        !parseNumber(cells[std::size_t(column)], value) || value < 0)
        return std::nullopt;
    return std::uint64_t(value);
}

struct Columns {
    explicit Columns(std::string_view header) {
        const auto names = split(header, '\t');
        const auto find = [&](std::string_view name) {
            const auto it = std::find_if(names.begin(), names.end(),
                                         [&](std::string_view n) { return equalsIgnoreCase(n, name); });
            return it == names.end() ? -1 : int(it - names.begin());
        };
        rows = find("Rows");
        data = find("Data_length");
        index = find("Index_length");
        free = find("Data_free");
        autoIncrement = find("Auto_increment");
        comment = find("Comment");
    }
    int rows, data, index, free, autoIncrement, comment;
};

/// A view has no engine, and its kind as comment; a damaged table has no engine and an error's text.
bool isView(const std::vector<std::string_view>& cells, const Columns& columns) {
    return cells[1] == "NULL" && columns.comment >= 0 && std::size_t(columns.comment) < cells.size() &&
           cells[std::size_t(columns.comment)] == "VIEW";
}

} // namespace

std::vector<TableStatus> readTableStatus(std::string_view text) {
    std::vector<TableStatus> result;
    std::optional<Columns> columns;
    while (!text.empty() && result.size() < kMostRows) {
        const auto end = text.find('\n');
        auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (isHeader(line)) {
            columns.emplace(line);
            continue;
        }
        if (!columns)
            continue;
        const auto cells = split(line, '\t');
        if (cells.size() < 5 || cells[0].empty() || isView(cells, *columns))
            continue;
        result.push_back({toValidUtf8(cells[0]), number(cells, columns->rows), number(cells, columns->data),
                          number(cells, columns->index), number(cells, columns->free),
                          number(cells, columns->autoIncrement)});
    }
    return result;
}

std::size_t applyTableStatus(Catalog& catalog, const std::vector<TableStatus>& rows) {
    std::unordered_map<std::string_view, Table*> byName; // the first of a name, as SHOW names no schema
    for (auto& table : catalog.tables)
        byName.try_emplace(table.name, &table);
    std::size_t found = 0;
    for (const auto& status : rows) {
        const auto it = byName.find(status.name);
        if (it == byName.end())
            continue;
        Table* table = it->second;
        ++found;
        const auto fill = [](std::optional<std::uint64_t>& to, const std::optional<std::uint64_t>& from) {
            if (!to)
                to = from;
        };
        // Rows that a dump holds were counted; the estimate is for tables whose data was left out.
        if (!table->rowsExact || table->rows.value_or(0) == 0) {
            table->rows = status.rows;
            table->rowsExact = false;
        }
        fill(table->dataBytes, status.dataBytes);
        fill(table->indexBytes, status.indexBytes);
        fill(table->freeBytes, status.freeBytes);
        fill(table->autoIncrement, status.autoIncrement);
    }
    return found;
}

} // namespace causeway
