// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/topology/import/cluster_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace causeway {
namespace {

/// psql quotes a cell only where it must; none of the columns that are read ever holds a line end.
std::vector<std::string> csvCells(std::string_view line) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
            out.back() += line[++i];
        else if (line[i] == '"')
            quoted = !quoted;
        else if (line[i] == ',' && !quoted)
            out.emplace_back();
        else
            out.back() += line[i];
    }
    return out;
}

std::vector<std::string> cellsOf(std::string_view line, bool csv) {
    if (csv)
        return csvCells(line);
    std::vector<std::string> out;
    for (const auto cell : split(line, '|'))
        out.emplace_back(trim(cell));
    return out;
}

} // namespace

std::optional<double> intervalMs(std::string_view text) {
    const auto parts = split(trim(text), ':');
    if (parts.size() != 3)
        return std::nullopt;
    double ms = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        double part = 0;
        if (!parseNumber(parts[i], part) || !std::isfinite(part) || part < 0 || part > 1e6)
            return std::nullopt;
        ms = ms * 60 + part;
    }
    return ms * 1000;
}

std::optional<double> durationMs(const Json& value, double unitMs) {
    static constexpr std::array<std::pair<std::string_view, double>, 6> kUnits{
        {{"us", 0.001}, {"ms", 1}, {"s", 1000}, {"min", 60000}, {"h", 3600000}, {"d", 86400000}}};
    if (value.is_number())
        return value.get<double>() * unitMs;
    if (!value.is_string())
        return std::nullopt;
    const auto text = value.get<std::string>();
    const auto letters =
        std::find_if(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c); });
    const auto unit = trim(std::string_view(text).substr(std::size_t(letters - text.begin())));
    double number = 0;
    if (!parseNumber(trim(std::string_view(text).substr(0, std::size_t(letters - text.begin()))), number) ||
        !std::isfinite(number))
        return std::nullopt;
    if (unit.empty())
        return number * unitMs;
    for (const auto& [name, ms] : kUnits)
        if (unit == name)
            return number * ms;
    return std::nullopt;
}

std::optional<StandbyList> standbyList(const std::string& text) {
    const auto lines = split(text, '\n');
    std::size_t first = 0;
    while (first < lines.size() && trim(lines[first]).empty())
        ++first;
    if (first == lines.size())
        return std::nullopt;
    const bool csv = lines[first].find('|') == lines[first].npos;
    const auto header = cellsOf(trim(lines[first]), csv);
    const auto column = [&](std::string_view name) {
        return std::size_t(std::find(header.begin(), header.end(), name) - header.begin());
    };
    const auto name = column("application_name"), sync = column("sync_state"), write = column("write_lag"),
               flush = column("flush_lag");
    if (name == header.size() || sync == header.size())
        return std::nullopt;
    StandbyList list;
    for (std::size_t i = first + 1; i < lines.size(); ++i) {
        const auto cells = cellsOf(trim(lines[i]), csv);
        if (cells.size() < header.size()) // psql's rule below the header and its count of rows
            continue;
        StandbyRow row{cells[name], cells[sync], {}, {}};
        if (write < header.size())
            row.writeLagMs = intervalMs(cells[write]);
        if (flush < header.size())
            row.flushLagMs = intervalMs(cells[flush]);
        list.rows.push_back(std::move(row));
    }
    return list;
}

} // namespace causeway
