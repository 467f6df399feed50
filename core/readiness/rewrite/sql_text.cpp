// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/sql_text.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

Sql made(std::string text, ValueKind kind, int precedence, std::initializer_list<const Sql*> from) {
    Sql sql;
    sql.text = std::move(text);
    sql.kind = kind;
    sql.precedence = precedence;
    sql.nullable = false;
    for (const Sql* part : from) {
        sql.nullable = sql.nullable || part->nullable;
        sql.immutable = sql.immutable && part->immutable;
        sql.exactCase = sql.exactCase || part->exactCase;
    }
    return sql;
}

Sql stringLiteral(std::string_view text) {
    Sql sql;
    sql.text = pg::quoteLiteral(text);
    sql.kind = ValueKind::Text;
    sql.nullable = false;
    sql.literal = std::string(text);
    return sql;
}

Sql numberLiteral(std::string text, ValueKind kind) {
    Sql sql;
    sql.precedence = text.starts_with('-') ? int(kUnary) : int(kPrimary);
    sql.nonNegative = !text.starts_with('-');
    sql.positive = sql.nonNegative && text.find_first_of("123456789") != std::string::npos;
    const auto dot = text.find('.');
    sql.scale = dot == std::string::npos ? 0 : int(text.size() - dot - 1);
    if (kind == ValueKind::Float)
        sql.scale.reset();
    sql.literal = text;
    // PostgreSQL reads 1e3 as numeric.
    sql.text = kind == ValueKind::Float ? "'" + text + "'::double precision" : std::move(text);
    if (kind == ValueKind::Float)
        sql.precedence = kCast;
    sql.kind = kind;
    sql.nullable = false;
    return sql;
}

Sql castTo(const Sql& sql, std::string_view type, ValueKind kind) {
    return made(fmt::format("{}::{}", wrap(sql, kCast), type), kind, kCast, {&sql});
}

Sql asCondition(const Sql& sql) {
    if (sql.asTest)
        return made(*sql.asTest, ValueKind::Boolean, kCompare, {&sql});
    switch (sql.kind) {
    case ValueKind::Boolean:
        return sql;
    case ValueKind::Null:
        return castTo(sql, "boolean", ValueKind::Boolean);
    case ValueKind::Integer:
    case ValueKind::Decimal:
    case ValueKind::Float: {
        if (sql.literal && (*sql.literal == "1" || *sql.literal == "0")) {
            Sql constant = sql;
            constant.text = *sql.literal == "1" ? "true" : "false";
            constant.kind = ValueKind::Boolean;
            return constant;
        }
        return made(wrap(sql, kCompare + 1) + " <> 0", ValueKind::Boolean, kCompare, {&sql});
    }
    default: {
        const Sql number = asNumber(sql);
        if (number.kind == ValueKind::Unknown)
            throw Unsupported("a value of unknown type is used as a condition: " + printable(sql.text, 60));
        return asCondition(number);
    }
    }
}

Sql asValue(const Sql& sql) {
    if (!sql.predicate)
        return sql;
    Sql number = castTo(sql, "integer", ValueKind::Integer);
    number.scale = 0;
    number.nonNegative = true;
    return number;
}

Sql asShown(const Sql& sql) {
    if (!sql.pending || !sql.scale)
        return asValue(sql);
    Sql rounded = made(fmt::format("round({}, {})", sql.text, *sql.scale), sql.kind, kPrimary, {&sql});
    rounded.scale = sql.scale;
    rounded.nonNegative = sql.nonNegative;
    return rounded;
}

namespace {

/// The number that a text begins with: "12ab" is 12, "ab" is 0.
std::string numberPrefix(std::string_view text) {
    const auto from = text.find_first_not_of(" \t\n\r");
    if (from == std::string_view::npos)
        return "0";
    std::size_t end = from;
    const auto digits = [&] {
        const std::size_t start = end;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        return end - start;
    };
    if (text[end] == '-' || text[end] == '+')
        ++end;
    std::size_t count = digits();
    if (end < text.size() && text[end] == '.') {
        ++end;
        count += digits();
    }
    if (count == 0)
        return "0";
    std::string number(
        text.substr(text[from] == '+' ? from + 1 : from, end - from - (text[from] == '+' ? 1 : 0)));
    if (number.ends_with('.'))
        number.pop_back();
    return number;
}

/// A moment as the number that MySQL makes of it: 20240131, 20240131235959.
Sql numberOfMoment(const Sql& moment) {
    const std::string pattern = moment.kind == ValueKind::Date   ? "YYYYMMDD"
                                : moment.kind == ValueKind::Time ? "HH24MISS"
                                                                 : "YYYYMMDDHH24MISS";
    Sql number = made(fmt::format("to_char({}, '{}')::bigint", moment.text, pattern), ValueKind::Integer,
                      kCast, {&moment});
    number.immutable = false;
    number.wide = true;
    number.scale = 0;
    return number;
}

} // namespace

bool comparesAlike(std::string_view literal) {
    return !literal.ends_with(' ') && std::all_of(literal.begin(), literal.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
    });
}

Sql numberOfText(const Sql& text) {
    if (text.literal) {
        const std::string number = numberPrefix(*text.literal);
        return numberLiteral(number, number.find('.') == std::string::npos && number.size() < 18
                                         ? ValueKind::Integer
                                         : ValueKind::Decimal);
    }
    if (text.caseBlind == CaseBlind::Collation)
        return numberOfText(asText(text));
    const std::string none = text.nullable ? fmt::format("left({}, 0) || '0'", wrap(text, kOther)) : "'0'";
    Sql number =
        made(fmt::format("coalesce(substring({} FROM '^\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?"
                         "\\d+)?)'), {})::double precision",
                         text.text, none),
             ValueKind::Float, kCast, {&text});
    return number;
}

Sql seesCase(const Sql& text) {
    if (text.caseBlind == CaseBlind::Collation)
        return asText(text);
    return text.caseBlind == CaseBlind::Citext ? castTo(text, "text", ValueKind::Text) : text;
}

Sql asNumber(const Sql& sql) {
    if (sql.predicate || sql.kind == ValueKind::Boolean) {
        Sql number = castTo(sql, "integer", ValueKind::Integer);
        number.scale = 0;
        number.nonNegative = true;
        return number;
    }
    if (isNumeric(sql.kind) || sql.kind == ValueKind::Null || sql.kind == ValueKind::Unknown)
        return sql;
    if (sql.kind == ValueKind::Bits) {
        Sql number = castTo(sql, "bigint", ValueKind::Integer);
        number.scale = 0;
        number.wide = true;
        return number;
    }
    if (sql.members) {
        std::string list;
        for (const auto& label : *sql.members)
            list += (list.empty() ? "" : ", ") + pg::quoteLiteral(label);
        Sql place = made(fmt::format("array_position(ARRAY[{}]::text[], {})", list, sql.text),
                         ValueKind::Integer, kPrimary, {&sql});
        place.scale = 0;
        return place;
    }
    if (sql.labelList)
        throw Unsupported("the labels of a SET are used as a number: " + printable(sql.text, 60));
    if (sql.kind == ValueKind::Text)
        return numberOfText(sql);
    if (isTemporal(sql.kind))
        return numberOfMoment(sql);
    if (sql.kind == ValueKind::Json)
        return numberOfText(asText(sql));
    if (sql.bytes && sql.bytes->size() <= 7) {
        long long number = 0;
        for (const char c : *sql.bytes)
            number = number * 256 + static_cast<unsigned char>(c);
        return numberLiteral(std::to_string(number), ValueKind::Integer);
    }
    throw Unsupported("a value that is no number is used as a number: " + printable(sql.text, 60));
}

Sql asText(const Sql& value) {
    const Sql sql = asShown(value);
    switch (sql.kind) {
    case ValueKind::Text:
        // Patterns and most text functions refuse a collation that is not deterministic.
        if (sql.caseBlind == CaseBlind::Collation)
            return made("(" + sql.text + " COLLATE \"default\")", ValueKind::Text, kPrimary, {&sql});
        return sql;
    case ValueKind::Null:
        return sql;
    case ValueKind::TimestampTz: {
        Sql text = made(fmt::format("to_char({}, 'YYYY-MM-DD HH24:MI:SS')", sql.text), ValueKind::Text,
                        kPrimary, {&sql});
        text.immutable = false;
        text.alikeText = true;
        return text;
    }
    case ValueKind::Bytes:
        if (sql.bytes && toValidUtf8(*sql.bytes) == *sql.bytes && sql.bytes->find('\0') == std::string::npos)
            return stringLiteral(*sql.bytes);
        throw Unsupported("binary data is used as text: " + printable(sql.text, 60));
    case ValueKind::TextArray: {
        Sql joined =
            made(fmt::format("array_to_string({}, ',')", sql.text), ValueKind::Text, kPrimary, {&sql});
        joined.immutable = false;
        return joined;
    }
    case ValueKind::Json:
        return made(wrap(sql, kOther) + " #>> '{}'", ValueKind::Text, kOther, {&sql});
    case ValueKind::Boolean:
        return asText(castTo(sql, "integer", ValueKind::Integer));
    default:
        break;
    }
    if (double number = 0; sql.literal && sql.kind == ValueKind::Float && parseNumber(*sql.literal, number))
        return stringLiteral(fmt::format("{}", number));
    if (sql.literal)
        return stringLiteral(*sql.literal);
    Sql text = castTo(sql, "text", ValueKind::Text);
    text.alikeText = isNumeric(sql.kind) || isTemporal(sql.kind);
    text.immutable = sql.immutable && !isTemporal(sql.kind) && sql.kind != ValueKind::Unknown;
    return text;
}

bool looksLikeMoment(std::string_view text) {
    int digits = 0, dashes = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (c == '-')
            ++dashes;
        else if (c != ' ' && c != ':' && c != '.' && c != 'T')
            return false;
    }
    return digits >= 6 && dashes == 2 && !text.starts_with("0000") &&
           text.find("-00") == std::string_view::npos;
}

/// "10:30" or "10:30:05.5", within a day.
bool looksLikeTime(std::string_view text) {
    int colons = 0;
    for (const char c : text) {
        if (c == ':')
            ++colons;
        else if ((c < '0' || c > '9') && c != '.')
            return false;
    }
    long long hours = 0;
    return colons >= 1 && colons <= 2 && parseNumber(text.substr(0, text.find(':')), hours) && hours < 24;
}

Sql asMoment(const Sql& sql) {
    if (isTemporal(sql.kind) || sql.kind == ValueKind::Null)
        return sql;
    if (sql.literal && sql.kind == ValueKind::Text && looksLikeMoment(*sql.literal)) {
        const bool date = sql.literal->size() <= 10;
        Sql moment = made((date ? "DATE " : "TIMESTAMP ") + sql.text,
                          date ? ValueKind::Date : ValueKind::Timestamp, kPrimary, {&sql});
        return moment;
    }
    if (sql.kind == ValueKind::Integer && sql.literal &&
        (sql.literal->size() == 8 || sql.literal->size() == 14)) {
        const std::string& n = *sql.literal;
        std::string text = n.substr(0, 4) + "-" + n.substr(4, 2) + "-" + n.substr(6, 2);
        if (n.size() == 14)
            text += " " + n.substr(8, 2) + ":" + n.substr(10, 2) + ":" + n.substr(12, 2);
        return asMoment(stringLiteral(text));
    }
    if (sql.literal && sql.kind == ValueKind::Text && looksLikeTime(*sql.literal))
        return made("TIME " + sql.text, ValueKind::Time, kPrimary, {&sql});
    if (sql.kind == ValueKind::Unknown)
        return castTo(sql, "timestamp", ValueKind::Timestamp);
    if (sql.kind == ValueKind::Text && !sql.literal) {
        Sql moment = castTo(sql, "timestamp", ValueKind::Timestamp);
        moment.immutable = false;
        return moment;
    }
    throw Unsupported("a value that is no date is used as a date: " + printable(sql.text, 60));
}

namespace {

Sql forBoolean(const Sql& sql) {
    if (sql.kind == ValueKind::Text || sql.kind == ValueKind::Bits)
        throw Unsupported("text is stored in a boolean: " + printable(sql.text, 60));
    return sql.kind == ValueKind::Unknown ? sql : asCondition(sql);
}

Sql forArray(const Sql& sql) {
    if (sql.kind == ValueKind::TextArray || sql.kind == ValueKind::Null)
        return sql;
    if (!sql.literal)
        return made(fmt::format("string_to_array({}, ',')", asText(sql).text), ValueKind::TextArray, kPrimary,
                    {&sql});
    std::string items;
    if (!sql.literal->empty())
        for (const auto item : split(*sql.literal, ','))
            items += (items.empty() ? "" : ", ") + pg::quoteLiteral(item);
    return made("ARRAY[" + items + "]::text[]", ValueKind::TextArray, kPrimary, {&sql});
}

bool isZeroDate(const Sql& sql) {
    return sql.literal && sql.literal->starts_with("0000");
}

} // namespace

Sql forTarget(const Sql& sql, ValueKind kind, const std::string& type) {
    if (sql.kind == ValueKind::Null)
        return sql;
    if (kind == ValueKind::Boolean)
        return forBoolean(sql);
    const Sql value = asValue(sql);
    if (value.kind == kind || kind == ValueKind::Unknown || value.kind == ValueKind::Unknown)
        return value;
    if (isNumeric(kind)) {
        if (value.kind == ValueKind::Text && !value.literal)
            return castTo(value, type, kind);
        return asNumber(value);
    }
    if (isTemporal(kind)) {
        if (isZeroDate(value))
            throw Unsupported("a zero date is stored");
        if (value.kind == ValueKind::Text)
            return value.literal ? value : castTo(value, type, kind);
        if (isTemporal(value.kind))
            return value;
        if (value.kind == ValueKind::Integer && value.literal)
            return asMoment(value);
        throw Unsupported("a value that is no date is stored in a date: " + printable(sql.text, 60));
    }
    switch (kind) {
    case ValueKind::Text:
        return asText(value);
    case ValueKind::TextArray:
        return forArray(value);
    case ValueKind::Bytes:
        if (value.literal)
            return made(pg::byteaLiteral(*value.literal), kind, kPrimary, {&value});
        return made(fmt::format("convert_to({}, 'UTF8')", asText(value).text), kind, kPrimary, {&value});
    default:
        return castTo(value, type, kind);
    }
}

} // namespace causeway::rewrite
