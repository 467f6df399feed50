// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/query_shape.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway {
namespace {

double seconds(std::uint64_t ns) {
    return double(ns) / 1e9;
}

const Table* tableOf(const RuleContext& c, const QueryClass& q, const ShapeTable& name) {
    const Table* only = nullptr;
    for (const Table* table : userTables(c)) {
        if (!equalsIgnoreCase(table->name, name.name))
            continue;
        const auto& schema = name.schema.empty() ? q.schema : name.schema;
        if (!schema.empty() && equalsIgnoreCase(table->schema, schema))
            return table;
        if (name.schema.empty() && (q.schema.empty() || c.postgresql()))
            only = table;
    }
    return only;
}

/// Columns of the shape that belong to this table, in the query's order, each once.
std::vector<const Column*> columnsOf(const Table& table, const ShapeTable& name, const QueryShape& shape,
                                     const std::vector<ShapeColumn>& columns) {
    std::vector<const Column*> own;
    for (const auto& column : columns) {
        const bool qualified = !column.qualifier.empty();
        if (qualified && column.qualifier != name.alias && column.qualifier != name.name)
            continue;
        if (!qualified && shape.tables.size() > 1)
            continue;
        const Column* known = table.column(column.name);
        if (known && std::find(own.begin(), own.end(), known) == own.end())
            own.push_back(known);
    }
    return own;
}

bool leadsAnIndex(const Table& table, const std::vector<const Column*>& columns) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return index.valid && index.visible && index.predicate.empty() && !index.parts.empty() &&
               index.kind != IndexKind::Fulltext && index.kind != IndexKind::Spatial &&
               std::any_of(columns.begin(), columns.end(), [&](const Column* column) {
                   return equalsIgnoreCase(index.parts.front().column, column->name);
               });
    });
}

/// A column in an index of its own kind: long text only by its beginning on MySQL, never by itself elsewhere.
std::optional<std::string> indexed(const RuleContext& c, const Column& column) {
    const auto& type = column.type.name;
    if (type == "json" || type == "jsonb" || type == "geometry" || type == "point" || type == "array")
        return std::nullopt;
    const bool text = type.find("text") != std::string::npos || type.find("blob") != std::string::npos;
    const auto name = quoted(column.name, c.postgresql());
    return text && !c.postgresql() ? name + "(64)" : name;
}

struct Proposal {
    const Table* table = nullptr;
    std::vector<const Column*> equal, rest; ///< rest: one range, or the order
    std::vector<const QueryClass*> queries;
    std::uint64_t ns = 0;
};

std::string columnNames(const std::vector<const Column*>& columns) {
    std::vector<std::string> names;
    for (const Column* column : columns)
        names.push_back(column->name);
    return names.empty() ? "-" : join(names, ", ");
}

/// Did the query read far more than it showed? PostgreSQL does not say: there the table's scans do.
bool readsTooMuch(const RuleContext& c, const QueryClass& q, const Table& table) {
    if (!c.postgresql()) {
        const double count = double(std::max<std::uint64_t>(1, q.count)),
                     read = double(q.rowsExamined) / count,
                     shown = std::max(1.0, double(q.rowsSent + q.rowsAffected) / count);
        return read >= c.limit("examined") && read / shown >= c.limit("ratio");
    }
    const auto* stats = answered(c, "pg.table_stats");
    for (std::size_t row = 0; stats && row < stats->rows.size(); ++row)
        if (cell(*stats, row, "schemaname") == table.schema && cell(*stats, row, "relname") == table.name) {
            const double scans = cellNumber(*stats, row, "seq_scan").value_or(0);
            return scans > 0 &&
                   cellNumber(*stats, row, "seq_tup_read").value_or(0) / scans >= c.limit("examined");
        }
    return false;
}

std::optional<Proposal> proposalFor(const RuleContext& c, const QueryClass& q, const QueryShape& shape,
                                    const ShapeTable& name) {
    const Table* table = tableOf(c, q, name);
    if (!table || !readsTooMuch(c, q, *table))
        return std::nullopt;
    Proposal p{table, columnsOf(*table, name, shape, shape.equal), {}, {&q}, q.totalNs};
    const auto range = columnsOf(*table, name, shape, shape.range);
    auto searched = p.equal;
    searched.insert(searched.end(), range.begin(), range.end());
    if (searched.empty() || leadsAnIndex(*table, searched))
        return std::nullopt;
    if (!range.empty())
        p.rest = {range.front()};
    else if (shape.tables.size() == 1)
        p.rest = columnsOf(*table, name, shape, shape.order);
    if (p.equal.size() > 3)
        p.equal.resize(3);
    std::erase_if(p.rest, [&](const Column* column) {
        return std::find(p.equal.begin(), p.equal.end(), column) != p.equal.end();
    });
    if (p.rest.size() > 2)
        p.rest.resize(2);
    return p;
}

/// Proposals by "schema.table (columns)", with the queries that want each.
std::map<std::string, Proposal> proposals(const RuleContext& c) {
    std::map<std::string, Proposal> all;
    const double total = double(std::max<std::uint64_t>(1, c.server.workload->totalNs()));
    for (const auto& q : c.server.workload->queries) {
        if (q.count == 0 || double(q.totalNs) / total < c.limit("weight"))
            continue;
        const auto shape = readShape(q.fingerprint);
        for (std::size_t i = 0; shape && i < shape->tables.size(); ++i) {
            auto p = proposalFor(c, q, *shape, shape->tables[i]);
            if (!p)
                continue;
            auto key = fmt::format("{} ({}", p->table->qualifiedName(), columnNames(p->equal));
            if (p->equal.empty())
                key = fmt::format("{} ({}", p->table->qualifiedName(), columnNames(p->rest));
            else if (!p->rest.empty())
                key += ", " + columnNames(p->rest);
            auto& known = all[key + ")"];
            if (known.table) {
                known.queries.push_back(&q);
                known.ns += q.totalNs;
            } else
                known = std::move(*p);
        }
    }
    return all;
}

std::string existingIndexes(const Table& table) {
    std::vector<std::string> names;
    for (const auto& index : table.indexes) {
        std::vector<std::string> parts;
        for (const auto& part : index.parts)
            parts.push_back(part.column.empty() ? part.expression : part.column);
        names.push_back(fmt::format("{} ({})", index.name, join(parts, ", ")));
    }
    return names.empty() ? "-" : join(names, "; ");
}

Draft missingDraft(const RuleContext& c, const std::string& key, const Proposal& p, std::string columns) {
    const double total = double(std::max<std::uint64_t>(1, c.server.workload->totalNs()));
    const double share = double(p.ns) / total;
    const auto& q = *p.queries.front();
    Draft d{share >= c.limit("high") ? Severity::High : Severity::Medium, Confidence::Inferred, key};
    std::string name = "cw";
    for (const auto& list : {p.equal, p.rest})
        for (const Column* column : list)
            name += "_" + toLower(column->name);
    name = quoted(printable(name, 60), c.postgresql());
    const auto table = sqlName(c, *p.table);
    d.holes = {
        {"table", p.table->qualifiedName()},
        {"columns", columns},
        {"share", c.words.percent(share)},
        {"n", c.words.count(double(p.queries.size()))},
        {"sql", c.postgresql() ? fmt::format("CREATE INDEX CONCURRENTLY {} ON {} ({});", name, table, columns)
                               : fmt::format("CREATE INDEX {} ON {} ({});", name, table, columns)},
        {"undo", c.postgresql()
                     ? fmt::format("DROP INDEX CONCURRENTLY {}.{};", quoted(p.table->schema, true), name)
                     : fmt::format("DROP INDEX {} ON {};", name, table)}};
    d.evidence = {c.workloadLine(c.label("query"), printable(q.fingerprint, 400)),
                  c.workloadLine(c.label("time_share"),
                                 fmt::format("{} / {} = {}", c.words.seconds(seconds(p.ns)),
                                             c.words.seconds(seconds(c.server.workload->totalNs())),
                                             c.words.percent(share))),
                  c.catalogLine(c.label("index_reason"),
                                c.words.phrase("index_reason", {{"equal", columnNames(p.equal)},
                                                                {"rest", columnNames(p.rest)},
                                                                {"existing", existingIndexes(*p.table)}}))};
    if (!c.postgresql())
        d.evidence.push_back(c.workloadLine(
            c.label("rows_ratio"),
            fmt::format("{} / {}", c.words.number(double(q.rowsExamined) / double(q.count)),
                        c.words.number(double(q.rowsSent + q.rowsAffected) / double(q.count), 1))));
    return d;
}

RuleVerdict missingIndexes(const RuleContext& c) {
    std::vector<Draft> drafts;
    for (const auto& [key, p] : proposals(c)) {
        std::vector<std::string> columns;
        bool possible = true;
        for (const auto& list : {p.equal, p.rest})
            for (const Column* column : list) {
                const auto text = indexed(c, *column);
                possible = possible && text;
                columns.push_back(text.value_or(""));
            }
        if (possible)
            drafts.push_back(missingDraft(c, key, p, join(columns, ", ")));
    }
    return foundAll(std::move(drafts));
}

/// The table's key in the shape's equalities: then each execution changes one row.
bool byWholeKey(const RuleContext& c, const QueryClass& q, const QueryShape& shape) {
    if (shape.verb != "update" || shape.tables.size() != 1)
        return false;
    const Table* table = c.server.catalog ? tableOf(c, q, shape.tables[0]) : nullptr;
    const Index* key = table ? table->primaryKey() : nullptr;
    if (!key)
        return std::any_of(shape.equal.begin(), shape.equal.end(),
                           [](const auto& e) { return e.name == "id"; });
    return std::all_of(key->parts.begin(), key->parts.end(), [&](const IndexPart& part) {
        return std::any_of(shape.equal.begin(), shape.equal.end(),
                           [&](const auto& e) { return equalsIgnoreCase(e.name, part.column); });
    });
}

RuleVerdict hotRow(const RuleContext& c) {
    const auto& work = *c.server.workload;
    std::vector<Draft> drafts;
    for (const auto& q : work.queries) {
        const auto first = q.first ? q.first : work.first, last = q.last ? q.last : work.last;
        if (!first || !last || q.count == 0 || q.totalNs == 0)
            continue;
        const double span = std::max(1.0, std::chrono::duration<double>(*last - *first).count());
        const double rate = double(q.count) / span, locked = double(q.lockNs) / double(q.totalNs);
        if (rate <= c.limit("per_second") || locked <= c.limit("share"))
            continue;
        const auto shape = readShape(q.fingerprint);
        if (!shape || !byWholeKey(c, q, *shape))
            continue;
        Draft d{Severity::High, Confidence::Inferred, q.id};
        d.holes = {{"table", shape->tables[0].name},
                   {"rate", c.words.number(rate)},
                   {"locked", c.words.percent(locked)}};
        d.evidence = {
            c.workloadLine(c.label("query"), printable(q.fingerprint, 400)),
            c.workloadLine(c.label("executions"),
                           fmt::format("{} / {} = {}/s", c.words.number(double(q.count)),
                                       c.words.seconds(span), c.words.number(rate, 1))),
            c.workloadLine(c.label("lock_share"),
                           fmt::format("{} / {} = {}", c.words.seconds(seconds(q.lockNs)),
                                       c.words.seconds(seconds(q.totalNs)), c.words.percent(locked)))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

} // namespace

std::vector<Rule> shapeWorkloadRules() {
    return {
        {.id = "wl.hot_row", .engines = kMySqlFamily, .needs = {.workload = true}, .check = hotRow},
    };
}

std::vector<Rule> shapeIndexRules() {
    return {{.id = "idx.missing", .needs = {.catalog = true, .workload = true}, .check = missingIndexes}};
}

} // namespace causeway
