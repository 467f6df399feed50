// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/json_column.h"

#include "core/base/text.h"

#include <algorithm>

namespace causeway {

bool isJsonValidCheck(std::string_view expression, std::string_view column) {
    std::string plain;
    for (const char c : expression)
        if (c != ' ' && c != '`' && c != '\n')
            plain += c;
    const std::string name = replaceAll(std::string(column), " ", "");
    return equalsIgnoreCase(plain, "json_valid(" + name + ")") ||
           equalsIgnoreCase(plain, "(json_valid(" + name + "))");
}

bool isJsonColumn(const Column& column, const Table& table) {
    if (column.type.name == "json")
        return true;
    if (column.type.name != "longtext")
        return false;
    return isJsonValidCheck(column.check, column.name) ||
           std::any_of(table.checks.begin(), table.checks.end(),
                       [&](const Check& c) { return isJsonValidCheck(c.expression, column.name); });
}

} // namespace causeway
