// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/data_probes.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace causeway::mysql {

namespace {

constexpr std::size_t kMostChecks = 300; ///< of one query
constexpr std::uint32_t kBtreeEntryBytes = 2704;
constexpr std::uint32_t kFieldBytes = 1073741823; ///< PostgreSQL manual, Limits: 1 GB a field

std::string inBackticks(std::string_view name) {
    return "`" + replaceAll(std::string(name), "`", "``") + "`";
}

std::string qualified(std::string_view schema, std::string_view name) {
    return schema.empty() ? inBackticks(name) : inBackticks(schema) + "." + inBackticks(name);
}

bool isText(const std::string& type) {
    constexpr std::array<std::string_view, 6> kTexts{"char", "varchar",    "tinytext",
                                                     "text", "mediumtext", "longtext"};
    return std::find(kTexts.begin(), kTexts.end(), type) != kTexts.end();
}

bool isExact(const Column& column) {
    const std::string collation = toLower(column.collation);
    return collation.ends_with("_bin") || collation.ends_with("_cs");
}

bool indexedWhole(const Table& table, const Column& column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return (index.kind == IndexKind::Plain || index.unique()) &&
               std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
                   return equalsIgnoreCase(p.column, column.name) &&
                          p.prefix.value_or(UINT32_MAX) > kBtreeEntryBytes / 4;
               });
    });
}

/// The conditions that count for a column: a name, and the SQL of a boolean.
std::vector<std::pair<std::string, std::string>> conditions(const Table& table, const Column& column,
                                                            Engine engine) {
    const std::string c = inBackticks(column.name), type = toLower(column.type.name);
    std::vector<std::pair<std::string, std::string>> all;
    if (type == "date" || type == "datetime" || type == "timestamp")
        all.emplace_back("zero_date", fmt::format("CAST({} AS CHAR(10)) LIKE '%-00%'", c));
    if (type == "tinyint" && column.type.length == 1u && !column.type.isUnsigned)
        all.emplace_back("not_boolean", fmt::format("{} NOT IN (0, 1)", c));
    if (type == "bigint" && column.type.isUnsigned && !column.autoIncrement)
        all.emplace_back("beyond_bigint", fmt::format("{} > 9223372036854775807", c));
    if (type == "time")
        all.emplace_back("beyond_day", fmt::format("TIME_TO_SEC({0}) < 0 OR TIME_TO_SEC({0}) >= 86400", c));
    if (type == "enum")
        all.emplace_back("empty_label", fmt::format("{} + 0 = 0", c));
    if (type == "json" || (engine == Engine::MariaDB && type == "longtext"))
        all.emplace_back("json_nul", fmt::format("LOCATE('\\\\u0000', CAST({} AS CHAR)) > 0", c));
    if (type == "longtext" || type == "longblob")
        all.emplace_back("beyond_field", fmt::format("OCTET_LENGTH({}) > {}", c, kFieldBytes));
    if (!isText(type))
        return all;
    all.emplace_back("nul_byte", fmt::format("LOCATE(CHAR(0), {}) > 0", c));
    if (toLower(column.charset).starts_with("utf8"))
        // Bytes of UTF-8 that were taken for latin1 and encoded once more: every character is one of latin1,
        // and together their bytes are UTF-8.
        all.emplace_back(
            "encoded_twice",
            fmt::format("LENGTH({0}) > CHAR_LENGTH({0}) AND CAST(CONVERT({1} USING utf8mb4) AS "
                        "BINARY) = CAST({0} AS BINARY) AND CAST(CONVERT(CAST({1} AS BINARY) USING "
                        "utf8mb4) AS BINARY) = CAST({1} AS BINARY)",
                        c, "CONVERT(" + c + " USING latin1)"));
    if (column.type.length.value_or(UINT32_MAX) > kBtreeEntryBytes / 4 && indexedWhole(table, column))
        all.emplace_back("long_key", fmt::format("OCTET_LENGTH({}) > {}", c, kBtreeEntryBytes));
    return all;
}

class Plan {
public:
    Plan(const Catalog& catalog, Engine engine, const DataBudget& budget)
        : catalog_(catalog), engine_(engine), budget_(budget) {}

    std::vector<DataQuery> all() {
        for (const Table& table : catalog_.tables)
            if (!table.temporary)
                columns(table);
        for (const Table& table : catalog_.tables)
            if (!table.temporary) {
                for (const ForeignKey& key : table.foreignKeys)
                    orphans(table, key);
                for (const Index& index : table.indexes)
                    twins(table, index);
            }
        return std::move(queries_);
    }

private:
    bool small(const Table& table) const {
        // An estimate may be wrong: what is read is bounded by the statement's time as well.
        return table.rows && *table.rows <= budget_.wholeRows;
    }

    void columns(const Table& table) {
        DataQuery query{table.schema, table.name, {}, {}, small(table)};
        std::string sums, names;
        for (const Column& column : table.columns) {
            const auto found = conditions(table, column, engine_);
            if (found.empty() || query.checks.size() + found.size() > kMostChecks)
                continue;
            names += (names.empty() ? "" : ", ") + inBackticks(column.name);
            for (const auto& [name, condition] : found) {
                sums += fmt::format(", COALESCE(SUM({}), 0)", condition);
                query.checks.push_back({column.name, name});
            }
        }
        if (query.checks.empty())
            return;
        query.sql = fmt::format("SELECT COUNT(*){} FROM {}", sums, rows(table, names, query.whole));
        queries_.push_back(std::move(query));
    }

    std::string rows(const Table& table, const std::string& names, bool whole) const {
        const std::string from = qualified(table.schema, table.name);
        return whole ? from + " AS s"
                     : fmt::format("(SELECT {} FROM {} LIMIT {}) AS s", names, from, budget_.sampleRows);
    }

    void orphans(const Table& table, const ForeignKey& key) {
        if (key.columns.empty() || key.columns.size() != key.refColumns.size())
            return;
        std::string names, on, known;
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
            const std::string own = "s." + inBackticks(key.columns[i]);
            names += (i > 0 ? ", " : "") + inBackticks(key.columns[i]);
            on += (i > 0 ? " AND " : "") + own + " = p." + inBackticks(key.refColumns[i]);
            known += " AND " + own + " IS NOT NULL";
        }
        DataQuery query{table.schema, table.name, {}, {{key.name, "orphan"}}, small(table)};
        const std::string parent =
            qualified(key.refSchema.empty() ? table.schema : key.refSchema, key.refTable);
        query.sql = fmt::format("SELECT COUNT(*), COALESCE(SUM(p.{} IS NULL{}), 0) FROM {} LEFT JOIN {} AS p "
                                "ON {}",
                                inBackticks(key.refColumns.front()), known, rows(table, names, query.whole),
                                parent, on);
        queries_.push_back(std::move(query));
    }

    /// Values of a unique key that only case or blanks at the end keep apart.
    void twins(const Table& table, const Index& index) {
        if (!index.unique() || index.parts.size() != 1)
            return;
        const Column* column = table.column(index.parts[0].column);
        if (!column || !isText(toLower(column->type.name)) || !isExact(*column))
            return;
        DataQuery query{table.schema, table.name, {}, {{column->name, "case_twin"}}, small(table)};
        const std::string name = inBackticks(column->name);
        query.sql =
            fmt::format("SELECT COALESCE(SUM(n), 0), COALESCE(SUM(n > 1), 0) FROM (SELECT COUNT(*) AS "
                        "n FROM {} GROUP BY LOWER(RTRIM(s.{} COLLATE {}))) AS g",
                        rows(table, name, query.whole), name, column->collation);
        queries_.push_back(std::move(query));
    }

    const Catalog& catalog_;
    Engine engine_;
    const DataBudget& budget_;
    std::vector<DataQuery> queries_;
};

void addRows(ProbeResult& result, const DataQuery& query, const ProbeResult* answer,
             const std::string& message) {
    const bool counted =
        answer && answer->rows.size() == 1 && answer->rows[0].size() == query.checks.size() + 1;
    for (std::size_t i = 0; i < query.checks.size(); ++i) {
        std::optional<std::string> found, scanned;
        if (counted) {
            scanned = answer->rows[0][0];
            found = answer->rows[0][i + 1];
        }
        result.rows.push_back({query.schema, query.table, query.checks[i].column, query.checks[i].check,
                               found, scanned, query.whole && counted ? "1" : "0", message});
    }
}

} // namespace

std::vector<DataQuery> planDataQueries(const Catalog& catalog, Engine engine, const DataBudget& budget) {
    return Plan(catalog, engine, budget).all();
}

ProbeResult countInData(const Catalog& catalog, Engine engine, const std::string& source,
                        const DataBudget& budget, live::Session& session, Progress& progress) {
    ProbeResult result;
    result.id = kDataProbe;
    result.source = source;
    result.query =
        "SELECT COUNT(*), SUM(<check>)... FROM each table, each foreign key and each unique key of "
        "text; larger tables by a sample";
    result.at = now();
    result.columns = {"schema_name", "table_name", "column_name", "check_name",
                      "found",       "scanned",    "whole",       "message"};
    const auto start = std::chrono::steady_clock::now();
    const auto spent = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    const auto plan = planDataQueries(catalog, engine, budget);
    for (std::size_t i = 0; i < plan.size(); ++i) {
        progress.report("counting in the data", i, plan.size());
        if (spent() > budget.seconds) {
            addRows(result, plan[i], nullptr, "the time for all checks was used up");
            continue;
        }
        const auto answer = session.run(std::string(kDataProbe), plan[i].sql, {}, progress);
        const bool answered = answer.state == ProbeResult::State::Answered;
        addRows(result, plan[i], answered ? &answer : nullptr,
                answered ? std::string() : printable(answer.message, 300));
    }
    result.elapsedMs = spent() * 1000;
    return result;
}

} // namespace causeway::mysql
