// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mysql_literal.h"
#include "core/base/text.h"
#include "core/readiness/move/move_text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr const char* kSourceHead =
    "-- A line for each table, or for each part of a large one: its name, the part, its rows, and the sum of "
    "a\n"
    "-- number that each row's text gives, whatever the order of the rows. compare-target.sql writes the "
    "same\n"
    "-- lines of the same rows:\n"
    "--   mysql --defaults-extra-file=source.cnf --batch --raw --skip-column-names < compare-source.sql > "
    "source.txt\n"
    "--   psql -X -d target -f compare-target.sql > target.txt\n"
    "--   diff source.txt target.txt\n"
    "-- Every row is read. A server where nobody writes meanwhile, such as a replica, serves best.\n";
constexpr const char* kSourceStart = "SET NAMES utf8mb4;\n"
                                     "SET SESSION sql_mode = '';\n"
                                     "SET SESSION time_zone = '+00:00';\n"
                                     "SET SESSION TRANSACTION READ ONLY;\n"
                                     "START TRANSACTION WITH CONSISTENT SNAPSHOT;\n";
constexpr const char* kTargetHead = "-- For psql; see compare-source.sql, whose lines these are.\n"
                                    "\\set QUIET on\n"
                                    "\\set ON_ERROR_STOP on\n"
                                    "\\pset format unaligned\n"
                                    "\\pset tuples_only on\n"
                                    "\\pset fieldsep '\\t'\n"
                                    "SET client_encoding = 'UTF8';\n"
                                    "SET datestyle = 'ISO';\n"
                                    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n";

/// A value in its field: "=" before it, or "-" for NULL.
std::string fields(const std::vector<std::string>& texts, const char* pattern) {
    std::vector<std::string> out;
    out.reserve(texts.size());
    for (const auto& text : texts)
        out.push_back(fmt::format(fmt::runtime(pattern), text));
    return join(out, ", ");
}

/// The SELECT of one table; `number` is a row's number, `key` what cuts it into parts.
std::string lines(const TableMove& t, const std::string& label, const std::string& number,
                  const std::string& key, const std::string& from, const std::string& part) {
    if (t.parts == 1)
        return fmt::format("SELECT {}, '1/1', COUNT(*), COALESCE(SUM({}), 0) FROM {};\n", label, number,
                           from);
    return fmt::format(
        "SELECT {0}, {1}, COUNT(*), SUM(h) FROM (SELECT (({2} % {3}) + {3}) % {3} AS p, {4} AS h "
        "FROM {5}) AS r GROUP BY p ORDER BY p;\n",
        label, part, key, t.parts, number, from);
}

std::string labelOf(const TableMove& t) {
    return t.schema.empty() ? t.name : t.schema + "." + t.name;
}

std::string leftOut(const MovePlan& plan) {
    std::string out;
    for (const TableMove& t : plan.tables)
        if (t.columns.empty() || !fitsALine(t))
            out += "-- Left out, since its names hold line breaks: " + oneLine(labelOf(t)) + "\n";
    return out;
}

} // namespace

std::string compareSource(const MovePlan& plan) {
    std::string out = kSourceHead;
    for (const TableMove& t : plan.tables)
        for (const auto& remark : t.compareRemarks)
            out += "-- " + oneLine(labelOf(t) + ": " + remark) + "\n";
    out += leftOut(plan) + kSourceStart;
    for (const TableMove& t : plan.tables) {
        if (t.columns.empty() || !fitsALine(t))
            continue;
        const std::string number = fmt::format(
            "CAST(CONV(SUBSTR(SHA2(CONCAT_WS(CHAR(31 USING utf8mb4), {}), 256), 1, 15), 16, 10) AS UNSIGNED)",
            fields(t.sourceTexts, "COALESCE(CONCAT('=', {}), '-')"));
        out += lines(t, mysqlLiteral(labelOf(t)), number, t.key, sourceName(t),
                     fmt::format("CONCAT(p + 1, '/{}')", t.parts));
    }
    return out + "COMMIT;\n";
}

std::string compareTarget(const MovePlan& plan) {
    std::string out = kTargetHead;
    for (const TableMove& t : plan.tables) {
        if (t.columns.empty() || !fitsALine(t))
            continue;
        const std::string number = fmt::format(
            "('x' || substr(encode(sha256(convert_to(array_to_string(ARRAY[{}], chr(31)), 'UTF8')), "
            "'hex'), 1, 15))::bit(60)::bigint",
            fields(t.targetTexts, "COALESCE('=' || {}, '-')"));
        out += lines(t, pg::quoteLiteral(labelOf(t)), number, t.targetKey, t.target,
                     fmt::format("(p + 1) || '/{}'", t.parts));
    }
    return out + leftOut(plan) + "COMMIT;\n";
}

} // namespace causeway
