// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {
namespace {

std::string qualified(const ProbeResult& probe, std::size_t row, std::string_view name) {
    return quoted(cell(probe, row, "schemaname"), true) + "." + quoted(cell(probe, row, name), true);
}

RuleVerdict listed(const RuleContext& c, Severity severity, std::string_view probe,
                   const std::vector<std::string>& names, const std::string& sql,
                   Confidence confidence = Confidence::Measured) {
    if (names.empty())
        return passed();
    Draft d{severity, confidence};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}, {"sql", sql}};
    d.evidence = {c.probeLine(c.label("indexes"), c.words.list(names, 20), probe)};
    return found(d);
}

/// What the rules about copies and broken indexes already advise, by "schema.index": one index must not be
/// dropped twice, nor mended and dropped, nor dropped as unused while its copy goes as a copy.
struct Spoken {
    std::set<std::string> dropped, kept;
};

Spoken spokenFor(const RuleContext& c) {
    Spoken all;
    const auto eachRow = [&](std::string_view name, auto&& use) {
        if (const auto* probe = answered(c, name))
            for (std::size_t row = 0; row < probe->rows.size(); ++row)
                use(*probe, row, cell(*probe, row, "schemaname") + ".");
    };
    eachRow("pg.duplicate_indexes",
            [&](const ProbeResult& probe, std::size_t row, const std::string& schema) {
                const auto list = cell(probe, row, "indexes");
                const auto names = split(list, ',');
                for (std::size_t i = 0; i < names.size(); ++i)
                    (i == 0 ? all.kept : all.dropped).insert(schema + std::string(names[i]));
            });
    eachRow("pg.redundant_indexes",
            [&](const ProbeResult& probe, std::size_t row, const std::string& schema) {
                all.dropped.insert(schema + cell(probe, row, "indexrelname"));
                all.kept.insert(schema + cell(probe, row, "longer"));
            });
    eachRow("pg.invalid_indexes", [&](const ProbeResult& probe, std::size_t row, const std::string& schema) {
        all.dropped.insert(schema + cell(probe, row, "indexrelname"));
    });
    return all;
}

std::string nameIn(const ProbeResult& probe, std::size_t row) {
    return cell(probe, row, "schemaname") + "." + cell(probe, row, "indexrelname");
}

/// MySQL and MariaDB make an index for each foreign key themselves and refuse to drop it while the key
/// stands: only on PostgreSQL can one be missing, so the rule is about PostgreSQL alone.
RuleVerdict foreignKeys(const RuleContext& c) {
    const auto* probe = answered(c, "pg.fk_unindexed");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        if (cellNumber(*probe, row, "rows").value_or(0) < c.limit("rows"))
            continue;
        std::vector<std::string> columns;
        for (const auto column : split(cell(*probe, row, "columns"), ','))
            columns.push_back(quoted(column, true));
        names.push_back(cell(*probe, row, "relname") + "." + cell(*probe, row, "conname"));
        sql += fmt::format("{}CREATE INDEX CONCURRENTLY ON {} ({});", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "relname"), join(columns, ", "));
    }
    return listed(c, Severity::High, "pg.fk_unindexed", names, sql);
}

RuleVerdict duplicates(const RuleContext& c) {
    const auto* probe = answered(c, "pg.duplicate_indexes");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        names.push_back(cell(*probe, row, "relname") + ": " + cell(*probe, row, "indexes"));
        const auto all = cell(*probe, row, "indexes");
        const auto each = split(all, ',');
        for (std::size_t i = 1; i < each.size(); ++i)
            sql += fmt::format("{}DROP INDEX CONCURRENTLY {}.{};", sql.empty() ? "" : "\n",
                               quoted(cell(*probe, row, "schemaname"), true), quoted(each[i], true));
    }
    return listed(c, Severity::Medium, "pg.duplicate_indexes", names, sql);
}

/// Does the index begin with the columns of a foreign key? Deletes in the parent need it, seldom as they are.
bool servesForeignKey(const RuleContext& c, const std::string& name) {
    for (const Table* table : userTables(c))
        for (const auto& index : table->indexes) {
            if (table->schema + "." + index.name != name || index.parts.empty())
                continue;
            return std::any_of(table->foreignKeys.begin(), table->foreignKeys.end(), [&](const auto& key) {
                return std::find(key.columns.begin(), key.columns.end(), index.parts.front().column) !=
                       key.columns.end();
            });
        }
    return false;
}

/// Rows of pg.index_stats that nobody reads and no other rule speaks of; empty when they weigh too little.
std::vector<std::size_t> unusedRows(const RuleContext& c) {
    const auto* probe = answered(c, "pg.index_stats");
    std::vector<std::size_t> rows;
    if (!probe || statisticsDays(c).value_or(0) < c.facts.limit("idx.pg_unused", "days"))
        return rows;
    const auto spoken = spokenFor(c);
    double idle = 0, total = 0;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        const double bytes = cellNumber(*probe, row, "bytes").value_or(0);
        total += bytes;
        const auto name = nameIn(*probe, row);
        if (cellNumber(*probe, row, "idx_scan").value_or(1) > 0 || cellYes(*probe, row, "indisunique") ||
            cellYes(*probe, row, "indisprimary") || spoken.dropped.contains(name) ||
            spoken.kept.contains(name) || servesForeignKey(c, name))
            continue;
        idle += bytes;
        rows.push_back(row);
    }
    if (const auto data = c.server.catalog ? c.server.catalog->totalBytes() : std::nullopt)
        total = std::max(total, double(*data));
    if (total <= 0 || idle / total <= c.facts.limit("idx.pg_unused", "share"))
        rows.clear();
    return rows;
}

RuleVerdict unused(const RuleContext& c) {
    const auto days = statisticsDays(c);
    if (!days || *days < c.limit("days"))
        return askFor(c, {{"days", c.words.number(days.value_or(0))}});
    const auto* probe = answered(c, "pg.index_stats");
    std::vector<std::string> names;
    std::string sql;
    for (const auto row : unusedRows(c)) {
        names.push_back(fmt::format("{} ({})", cell(*probe, row, "indexrelname"),
                                    c.words.bytes(cellNumber(*probe, row, "bytes").value_or(0))));
        sql += fmt::format("{}DROP INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "indexrelname"));
    }
    return listed(c, Severity::Low, "pg.index_stats", names, sql, Confidence::Inferred);
}

RuleVerdict invalid(const RuleContext& c) {
    const auto* probe = answered(c, "pg.invalid_indexes");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        names.push_back(cell(*probe, row, "indexrelname"));
        // What a failed REINDEX CONCURRENTLY left beside the index it was to replace is only dropped.
        const bool leftover = names.back().find("_ccnew") != std::string::npos ||
                              names.back().find("_ccold") != std::string::npos;
        sql += fmt::format("{}{} INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           leftover ? "DROP" : "REINDEX", qualified(*probe, row, "indexrelname"));
    }
    return listed(c, Severity::Medium, "pg.invalid_indexes", names, sql);
}

RuleVerdict redundant(const RuleContext& c) {
    const auto* probe = answered(c, "pg.redundant_indexes");
    std::set<std::string> copies;
    if (const auto* duplicates = answered(c, "pg.duplicate_indexes"))
        for (std::size_t row = 0; row < duplicates->rows.size(); ++row) {
            const auto list = cell(*duplicates, row, "indexes");
            const auto each = split(list, ',');
            for (std::size_t i = 1; i < each.size(); ++i)
                copies.insert(cell(*duplicates, row, "schemaname") + "." + std::string(each[i]));
        }
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        if (copies.contains(nameIn(*probe, row)))
            continue;
        names.push_back(cell(*probe, row, "indexrelname") + " < " + cell(*probe, row, "longer"));
        sql += fmt::format("{}DROP INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "indexrelname"));
    }
    return listed(c, Severity::Medium, "pg.redundant_indexes", names, sql);
}

RuleVerdict bloat(const RuleContext& c) {
    const auto* probe = answered(c, "pg.index_bloat");
    auto gone = spokenFor(c).dropped;
    for (const auto row : unusedRows(c))
        gone.insert(nameIn(*answered(c, "pg.index_stats"), row));
    std::vector<std::string> names;
    std::string sql;
    Draft d{Severity::Medium, Confidence::Inferred};
    double wasted = 0;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        const double bytes = cellNumber(*probe, row, "bytes").value_or(0),
                     needed = cellNumber(*probe, row, "needed_bytes").value_or(bytes);
        if (bytes < c.limit("bytes") || 1 - needed / bytes < c.limit("warn") ||
            gone.contains(nameIn(*probe, row)))
            continue;
        if (1 - needed / bytes >= c.limit("high"))
            d.severity = Severity::High;
        wasted += bytes - needed;
        names.push_back(cell(*probe, row, "indexrelname"));
        d.evidence.push_back(
            c.probeLine(names.back(),
                        fmt::format("1 - {} / {} = {}", c.words.bytes(needed), c.words.bytes(bytes),
                                    c.words.percent(1 - needed / bytes)),
                        "pg.index_bloat", int(row)));
        sql += fmt::format("{}REINDEX INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "indexrelname"));
    }
    if (names.empty())
        return passed();
    d.evidence.resize(std::min<std::size_t>(d.evidence.size(), 20));
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"wasted", c.words.bytes(wasted)},
               {"sql", sql}};
    return found(d);
}

} // namespace

std::vector<Rule> postgresqlIndexRules() {
    return {
        {.id = "idx.pg_fk_unindexed",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.fk_unindexed"}},
         .check = foreignKeys},
        {.id = "idx.pg_duplicate",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.duplicate_indexes"}},
         .check = duplicates},
        {.id = "idx.pg_unused",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.index_stats"}},
         .check = unused},
        {.id = "idx.pg_invalid",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.invalid_indexes"}},
         .check = invalid},
        {.id = "idx.pg_redundant",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.redundant_indexes"}},
         .check = redundant},
        {.id = "idx.pg_bloat",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.index_bloat"}},
         .check = bloat},
    };
}

} // namespace causeway
