// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/sql_text.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

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
    const auto dot = text.find('.');
    sql.scale = dot == std::string::npos ? 0 : int(text.size() - dot - 1);
    sql.literal = text;
    sql.text = std::move(text);
    sql.kind = kind;
    sql.nullable = false;
    return sql;
}

Sql castTo(const Sql& sql, std::string_view type, ValueKind kind) {
    return made(fmt::format("{}::{}", wrap(sql, kCast), type), kind, kCast, {&sql});
}

Sql asCondition(const Sql& sql) {
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
    default:
        throw Unsupported("a value that is no number is used as a condition: " + printable(sql.text, 60));
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

Sql asNumber(const Sql& sql) {
    if (sql.predicate || sql.kind == ValueKind::Boolean) {
        Sql number = castTo(sql, "integer", ValueKind::Integer);
        number.scale = 0;
        return number;
    }
    if (isNumeric(sql.kind) || sql.kind == ValueKind::Null || sql.kind == ValueKind::Unknown)
        return sql;
    if (sql.kind == ValueKind::Bits)
        return castTo(sql, "bigint", ValueKind::Integer);
    double number = 0;
    if (sql.literal && parseNumber(*sql.literal, number) &&
        sql.literal->find_first_not_of("0123456789.-") == std::string::npos)
        return numberLiteral(*sql.literal, sql.literal->find('.') == std::string::npos ? ValueKind::Integer
                                                                                       : ValueKind::Decimal);
    throw Unsupported("a value that is no number is used as a number: " + printable(sql.text, 60));
}

Sql asText(const Sql& value) {
    const Sql sql = asValue(value);
    switch (sql.kind) {
    case ValueKind::Text:
    case ValueKind::Null:
        return sql;
    case ValueKind::Bytes:
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
    if (sql.literal)
        return stringLiteral(*sql.literal);
    Sql text = castTo(sql, "text", ValueKind::Text);
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

Sql asMoment(const Sql& sql) {
    if (isTemporal(sql.kind) || sql.kind == ValueKind::Null)
        return sql;
    if (sql.literal && sql.kind == ValueKind::Text && looksLikeMoment(*sql.literal)) {
        const bool date = sql.literal->size() <= 10;
        Sql moment = made((date ? "DATE " : "TIMESTAMP ") + sql.text,
                          date ? ValueKind::Date : ValueKind::Timestamp, kPrimary, {&sql});
        return moment;
    }
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
