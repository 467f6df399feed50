// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/move/row_text.h"

#include "core/readiness/move/move_text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway {

namespace {

std::string hashedSource(const std::string& bytes) {
    return fmt::format("SHA2({}, 256)", bytes);
}

std::string hashedTarget(const std::string& bytes) {
    return fmt::format("encode(sha256({}), 'hex')", bytes);
}

/// DECIMAL(65,30) holds every double of this range with its 17 digits; both servers write the shortest text
/// that is the same double.
RowText floatText(const std::string& c, const std::string& t) {
    return {
        fmt::format("CASE WHEN {0} = 0 THEN '0' WHEN ABS({0} + 0E0) >= 1e-13 AND ABS({0} + 0E0) < 1e34 THEN "
                    "CAST(CAST({0} + 0E0 AS DECIMAL(65,30)) AS CHAR) WHEN {0} > 0 THEN 'far' WHEN {0} < 0 "
                    "THEN '-far' END",
                    c),
        fmt::format("CASE WHEN {0} = 0 THEN '0' WHEN abs({0}::float8) >= 1e-13 AND abs({0}::float8) < 1e34 "
                    "THEN round({0}::float8::text::numeric, 30)::text WHEN {0} > 0 THEN 'far' WHEN {0} < 0 "
                    "THEN '-far' END",
                    t),
        "numbers nearer to 0 than 1e-13 or from 1e34 on: their sign only"};
}

RowText timeText(const TargetColumn& column, const std::string& c, const std::string& t,
                 const ConversionChoices& choices) {
    const std::string text = fmt::format("CAST({} AS CHAR)", c);
    const bool moment = column.type.kind == ValueKind::TimestampTz,
               day = column.type.family == TypeFamily::Date;
    const bool ofUtc = moment && column.source->type.name == "timestamp";
    std::string zero = zeroDateLiteral(choices, false);
    if (zero == "'1970-01-01'" && !day)
        zero = "'1970-01-01 00:00:00.000000'";
    const std::string source = day ? text : fmt::format("DATE_FORMAT({}, '%Y-%m-%d %H:%i:%s.%f')", c);
    const std::string shown = ofUtc ? fmt::format("({} AT TIME ZONE 'UTC')", t) : t;
    return {fmt::format("IF({} LIKE '%-00%', {}, {})", text, zero.empty() ? text : zero, source),
            day ? t + "::text"
                : fmt::format("CASE WHEN isfinite({0}) THEN to_char({1}, 'YYYY-MM-DD HH24:MI:SS.US') ELSE "
                              "{0}::text END",
                              t, shown),
            moment && !ofUtc ? "read in the TimeZone of the session, which must be that of the copy" : ""};
}

/// MariaDB 10.11 gives an empty text where JSON_TYPE() stands twice: it stands once.
RowText jsonText(const std::string& c, const std::string& t) {
    return {
        fmt::format("CASE JSON_TYPE({0}) WHEN 'OBJECT' THEN CONCAT('OBJECT ', JSON_LENGTH({0})) WHEN 'ARRAY' "
                    "THEN CONCAT('ARRAY ', JSON_LENGTH({0})) ELSE IF({0} IS NULL, NULL, 'SCALAR') END",
                    c),
        fmt::format("CASE jsonb_typeof({0}::jsonb) WHEN 'object' THEN 'OBJECT ' || (SELECT count(*) FROM "
                    "jsonb_object_keys({0}::jsonb)) WHEN 'array' THEN 'ARRAY ' || "
                    "jsonb_array_length({0}::jsonb) ELSE CASE WHEN {0} IS NOT NULL THEN 'SCALAR' END END",
                    t),
        "JSON: its kind and how many members it has"};
}

RowText textText(const TargetColumn& column, const std::string& c, const std::string& t) {
    const std::string source = fmt::format("CONVERT({} USING utf8mb4)", c), target = t + "::text";
    if (column.source->type.name.ends_with("text")) // as long as a packet, or longer
        return {hashedSource(source), hashedTarget("convert_to(" + target + ", 'UTF8')"), {}};
    return {source, target, {}};
}

} // namespace

std::string zeroDateLiteral(const ConversionChoices& choices, bool ofUtc) {
    const std::string& choice = choices.of("zero_dates");
    return choice == "epoch"      ? ofUtc ? "'1970-01-01 00:00:00+00'" : "'1970-01-01'"
           : choice == "infinity" ? "'-infinity'"
           : choice == "null"     ? "NULL"
                                  : "";
}

RowText rowText(const TargetColumn& column, const ConversionChoices& choices) {
    const std::string c = inBackticks(column.source->name), t = pg::quoteIdentifier(column.name);
    const ColumnType& type = column.source->type;
    if (column.type.kind == ValueKind::Boolean)
        return {fmt::format("IF({0} IS NULL, NULL, IF({0} + 0 = 0, 'f', 't'))", c),
                fmt::format("CASE WHEN {0} THEN 't' WHEN NOT {0} THEN 'f' END", t),
                {}};
    switch (column.type.family) {
    case TypeFamily::Float:
        if (column.type.sql.starts_with("numeric"))
            return {fmt::format("CAST(CAST({} + 0E0 AS DECIMAL({},{})) AS CHAR)", c, type.length.value_or(10),
                                type.scale.value_or(0)),
                    t + "::text",
                    {}};
        return floatText(c, t);
    case TypeFamily::Integer:
    case TypeFamily::Decimal:
    case TypeFamily::Year: // + 0: without the zeros of ZEROFILL
        return {fmt::format("CAST({} + 0 AS CHAR)", c), t + "::text", {}};
    case TypeFamily::Bit:
        return {fmt::format("LPAD(BIN({} + 0), {}, '0')", c, type.length.value_or(1)), t + "::text", {}};
    case TypeFamily::Bytes:
        return {hashedSource(c), hashedTarget(t), {}};
    case TypeFamily::Spatial:
        return {hashedSource(fmt::format("ST_AsBinary({})", c)),
                hashedTarget(column.type.sql == "bytea" ? t : fmt::format("ST_AsBinary({})", t)),
                {}};
    case TypeFamily::Set:
        return {fmt::format("CONVERT({} USING utf8mb4)", c), fmt::format("array_to_string({}, ',')", t), {}};
    case TypeFamily::Date:
    case TypeFamily::Datetime:
    case TypeFamily::Timestamp:
        return timeText(column, c, t, choices);
    case TypeFamily::Time:
        return {fmt::format("TIME_FORMAT({}, '%H:%i:%s.%f')", c),
                fmt::format("to_char({}, 'HH24:MI:SS.US')", t),
                {}};
    case TypeFamily::Json:
        return jsonText(c, t);
    case TypeFamily::Inet:
        return {fmt::format("CAST({} AS CHAR)", c), fmt::format("host({})", t), {}};
    case TypeFamily::Uuid:
        return {fmt::format("CAST({} AS CHAR)", c), t + "::text", {}};
    default:
        return textText(column, c, t);
    }
}

} // namespace causeway
