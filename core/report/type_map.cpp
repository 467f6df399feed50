// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/type_map.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace causeway::report {
namespace {

/// Words that end a type in a column's definition.
bool endsType(std::string_view word) {
    static constexpr std::array<std::string_view, 11> kWords{
        "NOT",     "NULL",   "DEFAULT",    "GENERATED",  "CHECK", "COLLATE",
        "PRIMARY", "UNIQUE", "REFERENCES", "CONSTRAINT", "--"};
    return std::any_of(kWords.begin(), kWords.end(), [&](auto w) {
        return equalsIgnoreCase(w, word.substr(0, w == "--" ? 2 : word.size()));
    });
}

/// A definition's first name, without quotes, and what follows it.
std::pair<std::string, std::string_view> splitName(std::string_view line) {
    line = trim(line);
    if (line.empty())
        return {};
    if (line.front() == '"') {
        const auto end = line.find('"', 1);
        if (end == std::string_view::npos)
            return {};
        return {std::string(line.substr(1, end - 1)), trim(line.substr(end + 1))};
    }
    const auto end = line.find(' ');
    if (end == std::string_view::npos)
        return {};
    return {std::string(line.substr(0, end)), trim(line.substr(end))};
}

} // namespace

std::string columnTypeIn(std::string_view ddl, std::string_view column) {
    for (const auto line : split(ddl, '\n')) {
        const auto [name, rest] = splitName(line);
        if (!equalsIgnoreCase(name, column))
            continue;
        std::string type;
        for (const auto word : split(rest, ' ')) {
            if (word.empty())
                continue;
            if (endsType(word))
                break;
            type += (type.empty() ? "" : " ") + std::string(word);
            if (word.ends_with(',') &&
                std::count(type.begin(), type.end(), '(') == std::count(type.begin(), type.end(), ')'))
                break;
        }
        while (!type.empty() && (type.back() == ',' || type.back() == ' '))
            type.pop_back();
        return type;
    }
    return {};
}

std::vector<TypeUse> typeMap(const ServerEvidence* server, const ReadinessReport& report) {
    if (!server || !server->catalog)
        return {};
    std::map<std::pair<std::string, std::string>, TypeUse> uses;
    for (const auto& c : report.conversions) {
        if (c.kind != "table" || c.target.empty())
            continue;
        const auto* table = server->catalog->table(c.schema, c.name);
        if (!table)
            continue;
        for (const auto& column : table->columns) {
            const auto target = columnTypeIn(c.target, column.name);
            if (target.empty())
                continue;
            // Labels of an ENUM and lengths are the client's data, not a rule of the map.
            const auto source = column.type.name + (column.type.isUnsigned ? " unsigned" : "") +
                                (column.type.name == "tinyint" && column.type.length == 1u ? "(1)" : "");
            auto& use = uses[{source, target.substr(0, target.find('('))}];
            if (use.columns++ == 0)
                use = {source, target.substr(0, target.find('(')), 1,
                       table->qualifiedName() + "." + column.name};
        }
    }
    std::vector<TypeUse> list;
    for (auto& [key, use] : uses)
        list.push_back(std::move(use));
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.columns > b.columns; });
    return list;
}

} // namespace causeway::report
