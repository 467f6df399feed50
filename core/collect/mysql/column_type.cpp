// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/column_type.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace causeway::mysql {
namespace {

char unescaped(char c) {
    switch (c) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case '0':
        return '\0';
    case 'Z':
        return '\x1A';
    default:
        return c;
    }
}

/// Reads the literal that begins with the quote at `at`; leaves `at` after its end.
std::string readLiteral(std::string_view text, std::size_t& at) {
    std::string value;
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\' && at + 1 < text.size()) {
            value += unescaped(text[++at]);
        } else if (text[at] == '\'') {
            if (at + 1 >= text.size() || text[at + 1] != '\'')
                break;
            value += text[++at];
        } else {
            value += text[at];
        }
    }
    at = std::min(at + 1, text.size());
    return value;
}

std::vector<std::string> readMembers(std::string_view inside) {
    std::vector<std::string> members;
    for (std::size_t at = 0; at < inside.size();) {
        if (inside[at] == '\'')
            members.push_back(readLiteral(inside, at));
        else
            ++at;
    }
    return members;
}

std::optional<std::uint32_t> number(std::string_view text) {
    std::uint32_t value = 0;
    text = trim(text);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                    : std::nullopt;
}

bool isNumeric(const std::string& name) {
    constexpr std::array<std::string_view, 9> kNumeric{"tinyint", "smallint", "mediumint", "int", "bigint",
                                                       "decimal", "float",    "double",    "year"};
    return std::find(kNumeric.begin(), kNumeric.end(), name) != kNumeric.end();
}

/// Types whose DEFAULT NULL MySQL does not write out.
bool isUnlimited(const std::string& name) {
    return name.ends_with("text") || name.ends_with("blob") || name == "json" || name == "geometry" ||
           name.ends_with("point") || name.ends_with("linestring") || name.ends_with("polygon") ||
           name == "geometrycollection" || name == "geomcollection";
}

bool isCurrentTimestamp(std::string_view text) {
    const std::string lower = toLower(text);
    return lower == "current_timestamp" || lower.starts_with("current_timestamp(") || lower == "now()";
}

bool looksNumeric(std::string_view text) {
    double value = 0;
    return parseNumber(text, value);
}

std::optional<DefaultValue> bitDefault(std::string_view text) {
    if (text.size() < 3 || (text[0] != 'b' && text[0] != 'B') || text[1] != '\'' || text.back() != '\'')
        return std::nullopt;
    return DefaultValue{DefaultValue::Kind::Bit, std::string(text.substr(2, text.size() - 3))};
}

DefaultValue bareDefault(const std::string& text, const ColumnType& type, std::string_view extra) {
    using Kind = DefaultValue::Kind;
    const bool temporal = type.name == "timestamp" || type.name == "datetime";
    const bool generated = containsIgnoreCase(extra, "DEFAULT_GENERATED");
    if ((temporal || generated) && isCurrentTimestamp(text))
        return {Kind::CurrentTimestamp, text};
    if (generated)
        return {Kind::Expression, text};
    if (const auto bits = bitDefault(text); bits && type.name == "bit")
        return *bits;
    return {isNumeric(type.name) && looksNumeric(text) ? Kind::Number : Kind::Literal, text};
}

DefaultValue expressionDefault(const std::string& text) {
    using Kind = DefaultValue::Kind;
    if (text == "NULL")
        return {Kind::Null, {}};
    if (text.starts_with('\''))
        return {Kind::Literal, unquote(text)};
    if (const auto bits = bitDefault(text))
        return *bits;
    if (isCurrentTimestamp(text))
        return {Kind::CurrentTimestamp, text};
    return {looksNumeric(text) ? Kind::Number : Kind::Expression, text};
}

} // namespace

std::string unquote(std::string_view literal) {
    if (!literal.starts_with('\''))
        return std::string(literal);
    std::size_t at = 0;
    return readLiteral(literal, at);
}

ColumnType parseColumnType(std::string_view declared) {
    ColumnType type;
    type.full = std::string(declared);
    const auto open = declared.find('(');
    const auto nameEnd = std::min(open, declared.find(' '));
    type.name = toLower(declared.substr(0, nameEnd));
    std::string_view flags =
        nameEnd == std::string_view::npos ? std::string_view() : declared.substr(nameEnd);
    if (type.name == "enum" || type.name == "set") {
        type.members = readMembers(flags);
        return type;
    }
    if (open != std::string_view::npos && open == nameEnd) {
        const auto close = declared.find(')', open);
        if (close == std::string_view::npos)
            return type;
        const auto arguments = split(declared.substr(open + 1, close - open - 1), ',');
        type.length = number(arguments[0]);
        type.scale = arguments.size() > 1 ? number(arguments[1]) : std::nullopt;
        flags = declared.substr(close + 1);
    }
    type.isUnsigned = containsIgnoreCase(flags, "unsigned");
    type.zerofill = containsIgnoreCase(flags, "zerofill");
    return type;
}

std::optional<DefaultValue> parseDefault(const std::optional<std::string>& columnDefault,
                                         const ColumnType& type, bool nullable, std::string_view extra,
                                         DefaultStyle style) {
    if (columnDefault)
        return style == DefaultStyle::Expression ? expressionDefault(*columnDefault)
                                                 : bareDefault(*columnDefault, type, extra);
    const bool written = style == DefaultStyle::Bare && nullable && !isUnlimited(type.name) &&
                         !containsIgnoreCase(extra, "GENERATED");
    return written ? std::optional(DefaultValue{}) : std::nullopt;
}

} // namespace causeway::mysql
