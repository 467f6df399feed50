// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/data_probes.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace causeway::mysql {

namespace {

constexpr std::size_t kMostChecks = 300; ///< of one query

std::string qualified(std::string_view schema, std::string_view name) {
    return schema.empty() ? inBackticks(name) : inBackticks(schema) + "." + inBackticks(name);
}

bool isExact(const Column& column) {
    const std::string collation = toLower(column.collation);
    return collation.ends_with("_bin") || collation.ends_with("_cs");
}

class Plan {
public:
    Plan(const DataSource& source, const DataBudget& budget)
        : source_(source), catalog_(source.catalog), budget_(budget) {}

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
            const auto found = dataChecks(source_, table, column);
            if (found.empty() || query.checks.size() + found.size() > kMostChecks)
                continue;
            names += (names.empty() ? "" : ", ") + inBackticks(column.name);
            for (const DataCheck& check : found) {
                sums += ", " + check.count;
                query.checks.push_back({column.name, check.name});
            }
        }
        if (query.checks.empty())
            return;
        const auto over = [&](bool whole) {
            return fmt::format("SELECT COUNT(*){} FROM {}", sums, rows(table, names, whole));
        };
        query.sql = over(query.whole);
        if (query.whole)
            query.sampled = over(false);
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
        if (!column || !isTextType(toLower(column->type.name)) || !isExact(*column))
            return;
        DataQuery query{table.schema, table.name, {}, {{column->name, "case_twin"}}, small(table)};
        const std::string name = inBackticks(column->name);
        query.sql =
            fmt::format("SELECT COALESCE(SUM(n), 0), COALESCE(SUM(n > 1), 0) FROM (SELECT COUNT(*) AS "
                        "n FROM {} GROUP BY LOWER(RTRIM(s.{} COLLATE {}))) AS g",
                        rows(table, name, query.whole), name, column->collation);
        queries_.push_back(std::move(query));
    }

    const DataSource& source_;
    const Catalog& catalog_;
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

std::vector<DataQuery> planDataQueries(const DataSource& source, const DataBudget& budget) {
    return Plan(source, budget).all();
}

ProbeResult countInData(const DataSource& source, const std::string& sourceId, const DataBudget& budget,
                        live::Session& session, Progress& progress) {
    ProbeResult result;
    result.id = kDataProbe;
    result.source = sourceId;
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
    auto plan = planDataQueries(source, budget);
    for (std::size_t i = 0; i < plan.size(); ++i) {
        progress.report("counting in the data", i, plan.size());
        if (spent() > budget.seconds) {
            addRows(result, plan[i], nullptr, "the time for all checks was used up");
            continue;
        }
        auto answer = session.run(std::string(kDataProbe), plan[i].sql, {}, progress);
        if (answer.state == ProbeResult::State::Failed && !plan[i].sampled.empty() &&
            spent() <= budget.seconds) {
            plan[i].whole = false; // wide rows, or an old estimate: a part is better than nothing
            answer = session.run(std::string(kDataProbe), plan[i].sampled, {}, progress);
        }
        const bool answered = answer.state == ProbeResult::State::Answered;
        addRows(result, plan[i], answered ? &answer : nullptr,
                answered ? std::string() : printable(answer.message, 300));
    }
    result.elapsedMs = spent() * 1000;
    return result;
}

} // namespace causeway::mysql
