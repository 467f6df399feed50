// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/sql_layout.h"

#include <array>

namespace causeway::script {
namespace {

/// What begins a line, outside of brackets.
constexpr std::array<std::string_view, 13> kClauses{
    " FROM ",   " WHERE ",     " LEFT JOIN ", " CROSS JOIN ", " JOIN ", " ORDER BY ", " GROUP BY ",
    " HAVING ", " UNION ALL ", " UNION ",     " LIMIT ",      " AND ",  " OR "};

std::string_view clauseAt(std::string_view rest) {
    for (const auto clause : kClauses)
        if (rest.starts_with(clause))
            return clause;
    return {};
}

} // namespace

std::string laidOut(std::string_view sql, std::size_t width) {
    std::string out;
    std::size_t line = 0; ///< characters on the present line
    int depth = 0;
    char quote = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"' || c == '`') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')') {
            --depth;
        } else if (c == ' ' && ((depth == 0 && !clauseAt(sql.substr(i)).empty()) || line > width)) {
            out += "\n  ";
            line = 2;
            continue;
        }
        out += c;
        ++line;
    }
    return out;
}

} // namespace causeway::script
