// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/table/defaults.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/sql/postgresql/quote.h"

#include <algorithm>

namespace causeway {

namespace {

using Kind = DefaultValue::Kind;

bool isDateFamily(TypeFamily f) {
    return f == TypeFamily::Date || f == TypeFamily::Datetime || f == TypeFamily::Timestamp;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Matches "hh:mm" or "hh:mm:ss", with an optional fraction; hours to 24.
bool isClock(std::string_view text) {
    const auto dot = text.find('.');
    if (dot != std::string_view::npos) {
        const auto fraction = text.substr(dot + 1);
        if (fraction.size() > 6 || !std::all_of(fraction.begin(), fraction.end(), isDigit))
            return false;
        text = text.substr(0, dot);
    }
    const auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3)
        return false;
    const int limits[] = {24, 59, 59};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        long long value = 0;
        if (parts[i].empty() || parts[i].size() > 2 || !parseNumber(parts[i], value) || value < 0 ||
            value > limits[i])
            return false;
    }
    return true;
}

bool isMoment(std::string_view text) {
    // PostgreSQL has no year 0000, MySQL's calendar has.
    if (text.substr(0, 4) == "0000" || !parseDate(text.substr(0, 10)))
        return false;
    if (text.size() == 10)
        return true;
    return (text[10] == ' ' || text[10] == 'T') && isClock(text.substr(11));
}

/// '20:00:00' within a day; MySQL's longer times are refused.
std::optional<std::string> timeDefault(const std::string& text) {
    if (!isClock(text))
        return std::nullopt;
    return pg::quoteLiteral(text);
}

bool isNumber(std::string_view text) {
    if (text.empty() || text.size() > 80)
        return false;
    double value = 0;
    return parseNumber(text, value) && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

std::optional<std::string> numberDefault(std::string text, TypeFamily family) {
    text = std::string(trim(text));
    if (equalsIgnoreCase(text, "true"))
        return "1";
    if (equalsIgnoreCase(text, "false"))
        return "0";
    if (!isNumber(text))
        return std::nullopt;
    if (family == TypeFamily::Year || family == TypeFamily::Integer) {
        const std::string sign = text.starts_with('-') ? "-" : "";
        const auto start = text.find_first_not_of("+-0");
        return start == std::string::npos || text[start] == '.' ? "0" : sign + text.substr(start);
    }
    return text;
}

std::optional<std::string> bitDefault(const DefaultValue& value, const MappedType& type,
                                      std::uint32_t width) {
    std::string bits = value.text;
    long long number = 0;
    if (value.kind != Kind::Bit) {
        if (!parseNumber(value.text, number) || number < 0)
            return std::nullopt;
        bits.clear();
        for (; number > 0; number /= 2)
            bits.insert(bits.begin(), number % 2 ? '1' : '0');
    }
    bits.erase(0, std::min(bits.find_first_not_of('0'), bits.size()));
    if (bits.size() > width || bits.find_first_not_of("01") != std::string::npos)
        return std::nullopt;
    if (type.sql == "boolean")
        return bits.empty() ? "false" : "true";
    return "B'" + std::string(width - bits.size(), '0') + bits + "'";
}

/// The declared spelling of a label, which MySQL compares without regard to case.
std::optional<std::string> label(std::string_view text, const std::vector<std::string>& members) {
    for (const auto& member : members)
        if (member == text)
            return member;
    for (const auto& member : members)
        if (equalsIgnoreCase(member, text))
            return member;
    return std::nullopt;
}

std::optional<std::string> setDefault(const std::string& text, const std::vector<std::string>& members) {
    std::vector<std::string> quoted;
    if (!text.empty())
        for (const auto piece : split(text, ',')) {
            const auto member = label(piece, members);
            if (!member)
                return std::nullopt;
            quoted.push_back(pg::quoteLiteral(*member));
        }
    return "ARRAY[" + join(quoted, ", ") + "]::text[]";
}

std::optional<std::string> nowDefault(TypeFamily family) {
    switch (family) {
    case TypeFamily::Timestamp:
        return "CURRENT_TIMESTAMP";
    case TypeFamily::Datetime:
        return "LOCALTIMESTAMP";
    case TypeFamily::Date:
        return "CURRENT_DATE";
    case TypeFamily::Time:
        return "LOCALTIME";
    default:
        return std::nullopt;
    }
}

std::optional<std::string> ofText(const Column& column, const MappedType& type) {
    const std::string& text = column.defaultValue->text;
    switch (type.family) {
    case TypeFamily::Integer:
    case TypeFamily::Decimal:
    case TypeFamily::Float:
    case TypeFamily::Year:
        return numberDefault(text, type.family);
    case TypeFamily::Bit:
        return bitDefault(*column.defaultValue, type, column.type.length.value_or(1));
    case TypeFamily::Text:
    case TypeFamily::Unknown:
        return pg::quoteLiteral(text);
    case TypeFamily::Bytes:
        return pg::byteaLiteral(text);
    case TypeFamily::Date:
    case TypeFamily::Datetime:
    case TypeFamily::Timestamp:
        return isMoment(text) ? std::optional(pg::quoteLiteral(text)) : std::nullopt;
    case TypeFamily::Time:
        return timeDefault(text);
    case TypeFamily::Enum: {
        const auto member = label(text, column.type.members);
        return member ? std::optional(pg::quoteLiteral(*member)) : std::nullopt;
    }
    case TypeFamily::Set:
        return setDefault(text, column.type.members);
    case TypeFamily::Json:
        return nlohmann::json::accept(text) ? std::optional(pg::quoteLiteral(text) + "::jsonb")
                                            : std::nullopt;
    case TypeFamily::Uuid:
    case TypeFamily::Inet:
        return pg::quoteLiteral(text) + "::" + type.sql;
    case TypeFamily::Spatial:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace

bool hasZeroDateDefault(const Column& column, const MappedType& type) {
    if (!column.defaultValue || !isDateFamily(type.family))
        return false;
    const auto kind = column.defaultValue->kind;
    return (kind == Kind::Literal || kind == Kind::Number) && !isMoment(column.defaultValue->text);
}

std::optional<std::string> literalDefault(const Column& column, const MappedType& type) {
    switch (column.defaultValue->kind) {
    case Kind::Null:
        return "NULL";
    case Kind::CurrentTimestamp:
        return nowDefault(type.family);
    case Kind::Expression:
        return std::nullopt;
    case Kind::Literal:
    case Kind::Number:
    case Kind::Bit:
        return ofText(column, type);
    }
    return std::nullopt;
}

} // namespace causeway
