// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/growth/growth_plan.h"

#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/snapshot/rows_by_month.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::growth_probe {
namespace {

constexpr const char* kFromDay = "1990-01-01"; ///< what claims to be older is a zero or a mistake

bool isTime(const Column& column) {
    const auto type = toLower(column.type.name);
    return type == "datetime" || type == "date" || type.starts_with("timestamp");
}

bool isCounter(const Column& column) {
    const auto type = toLower(column.type.name);
    const bool number = type.find("int") != std::string::npos && type.find("point") == std::string::npos;
    return number && (column.autoIncrement ||
                      (column.defaultValue && column.defaultValue->text.starts_with("nextval(")));
}

bool leadsIndex(const Table& table, const Column& column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return (index.kind == IndexKind::Plain || index.unique()) && index.valid && index.visible &&
               index.predicate.empty() && (index.method.empty() || equalsIgnoreCase(index.method, "btree")) &&
               !index.parts.empty() && equalsIgnoreCase(index.parts[0].column, column.name);
    });
}

/// How much a column looks like the moment the row was made.
int score(const Table& table, const Column& column) {
    static const auto& parts = resourceJson("growth/time_columns.json").at("parts");
    const auto name = toLower(column.name);
    int sum = 0;
    for (const auto& [part, weight] : parts.items())
        if (name.find(part) != std::string::npos)
            sum += weight.get<int>();
    const auto& value = column.defaultValue;
    const bool fromClock = value && (value->kind == DefaultValue::Kind::CurrentTimestamp ||
                                     toLower(value->text).starts_with("now()"));
    return sum + (fromClock ? 3 : 0) + (column.nullable ? 0 : 1) + (leadsIndex(table, column) ? 1 : 0);
}

} // namespace

std::optional<Columns> chooseColumns(const Table& table) {
    const Column* best = nullptr;
    int most = 1; // a date that nothing speaks for is none
    for (const auto& column : table.columns)
        if (isTime(column) && !column.onUpdateNow && !column.generated)
            if (const int s = score(table, column); s > most) {
                best = &column;
                most = s;
            }
    if (!best)
        return std::nullopt;
    Columns chosen{best->name, leadsIndex(table, *best), {}, equalsIgnoreCase(best->type.name, "date")};
    for (const auto& column : table.columns)
        if (chosen.key.empty() && isCounter(column) && leadsIndex(table, column))
            chosen.key = column.name;
    return chosen;
}

Dialect::Dialect(Engine engine, const Table& table, const Columns& columns, Date until)
    : postgresql_(engine == Engine::PostgreSQL), until_(toIso(until)) {
    const auto quoted = [&](const std::string& name) {
        const std::string mark = postgresql_ ? "\"" : "`";
        return mark + replaceAll(name, mark, mark + mark) + mark;
    };
    table_ = (table.schema.empty() ? "" : quoted(table.schema) + ".") + quoted(table.name);
    time_ = quoted(columns.time);
    key_ = columns.key.empty() ? std::string() : quoted(columns.key);
}

std::string Dialect::monthNumber() const {
    return postgresql_
               ? fmt::format("CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) - 1 AS int)", time_)
               : fmt::format("YEAR({0}) * 12 + MONTH({0}) - 1", time_);
}

std::string Dialect::between(const std::string& from) const {
    return fmt::format("{0} >= '{1}' AND {0} < '{2}'", time_, from, until_);
}

std::string Dialect::day(int month) const {
    return toIso(firstDay(month));
}

std::string Dialect::countAll() const {
    return fmt::format("SELECT {}, COUNT(*), {} FROM {} WHERE {} GROUP BY 1 ORDER BY 1", monthNumber(),
                       key_.empty() ? "NULL" : "MAX(" + key_ + ")", table_, between(kFromDay));
}

std::string Dialect::countSample(double percent) const {
    return fmt::format(
        "SELECT CASE WHEN {} THEN {} END, COUNT(*) FROM {} TABLESAMPLE SYSTEM ({:.4f}) REPEATABLE "
        "(1) GROUP BY 1 ORDER BY 1",
        between(kFromDay), monthNumber(), table_, percent);
}

std::string Dialect::firstMonth() const {
    const auto oldest = fmt::format("(SELECT MIN({0}) AS {0} FROM {1} WHERE {2}) AS oldest", time_, table_,
                                    between(kFromDay));
    return fmt::format("SELECT {} FROM {}", monthNumber(), oldest);
}

std::string Dialect::keysAt(int first, int last) const {
    std::string sql = "SELECT ";
    for (int month = first; month <= last + 1; ++month)
        sql += fmt::format("{}(SELECT {} FROM {} WHERE {} >= '{}' ORDER BY {} LIMIT 1)",
                           month > first ? ", " : "", key_, table_, time_, day(month), time_);
    return sql;
}

std::string Dialect::keyRange() const {
    return fmt::format("SELECT MIN({0}), MAX({0}) FROM {1}", key_, table_);
}

std::string Dialect::daysAt(const std::vector<double>& keys) const {
    const auto shown = postgresql_ ? fmt::format("to_char({}, 'YYYY-MM-DD')", time_)
                                   : fmt::format("DATE_FORMAT({}, '%Y-%m-%d')", time_);
    std::string sql = "SELECT ";
    for (std::size_t i = 0; i < keys.size(); ++i)
        sql += fmt::format("{}(SELECT {} FROM {} WHERE {} >= {:.0f} ORDER BY {} LIMIT 1)", i > 0 ? ", " : "",
                           shown, table_, key_, keys[i], key_);
    return sql;
}

std::string Dialect::countMonth(int month) const {
    return fmt::format("SELECT COUNT(*) FROM {} WHERE {} >= '{}' AND {} < '{}'", table_, time_, day(month),
                       time_, day(month + 1));
}

} // namespace causeway::growth_probe
