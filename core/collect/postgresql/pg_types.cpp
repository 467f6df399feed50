// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/postgresql/pg_catalog.h"

#include <array>
#include <charconv>
#include <utility>

namespace causeway::postgresql {
namespace {

/// Names in pg_type for which SQL has a name of its own.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kSqlNames{
    {{"int2", "smallint"},
     {"int4", "integer"},
     {"int8", "bigint"},
     {"bool", "boolean"},
     {"float4", "real"},
     {"float8", "double precision"},
     {"bpchar", "char"}}};

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    text = trim(text);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                    : std::nullopt;
}

/// One past the literal in single quotes that begins the text, or 0.
std::size_t literalEnd(std::string_view text) {
    if (!text.starts_with('\''))
        return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] != '\'')
            continue;
        if (i + 1 < text.size() && text[i + 1] == '\'')
            ++i;
        else
            return i + 1;
    }
    return 0;
}

/// What follows a literal is nothing, or a cast to one type.
bool onlyCast(std::string_view rest) {
    return rest.empty() ||
           (rest.starts_with("::") && rest.find_first_of("'(+-*/|") == std::string_view::npos) ||
           (rest.starts_with("::") && rest.ends_with(')') && rest.find('\'') == std::string_view::npos);
}

} // namespace

ColumnType parsePgType(const std::string& typeName, const std::string& formatted) {
    ColumnType type;
    type.full = formatted;
    type.name = typeName;
    for (const auto& [name, sql] : kSqlNames)
        if (name == typeName)
            type.name = std::string(sql);
    const auto open = formatted.find('('), close = formatted.find(')');
    if (open != std::string::npos && close != std::string::npos && close > open) {
        const auto arguments = split(std::string_view(formatted).substr(open + 1, close - open - 1), ',');
        type.length = number(arguments[0]);
        type.scale = arguments.size() > 1 ? number(arguments[1]) : std::nullopt;
    }
    return type;
}

DefaultValue parsePgDefault(const std::string& expression) {
    using Kind = DefaultValue::Kind;
    const std::string_view text = expression;
    if (const auto end = literalEnd(text); end && onlyCast(text.substr(end)))
        return {Kind::Literal, replaceAll(std::string(text.substr(1, end - 2)), "''", "'")};
    double value = 0;
    if (parseNumber(text, value))
        return {Kind::Number, expression};
    if (text == "NULL" || (text.starts_with("NULL::") && onlyCast(text.substr(4))))
        return {Kind::Null, {}};
    if (equalsIgnoreCase(text, "CURRENT_TIMESTAMP") || text == "now()")
        return {Kind::CurrentTimestamp, expression};
    return {Kind::Expression, expression};
}

} // namespace causeway::postgresql
