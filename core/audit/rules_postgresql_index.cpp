// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

std::string qualified(const ProbeResult& probe, std::size_t row, std::string_view name) {
    return quoted(cell(probe, row, "schemaname"), true) + "." + quoted(cell(probe, row, name), true);
}

Verdict listed(const RuleContext& c, Severity severity, std::string_view probe,
               const std::vector<std::string>& names, const std::string& sql,
               Confidence confidence = Confidence::Measured) {
    if (names.empty())
        return passed();
    Draft d{severity, confidence};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}, {"sql", sql}};
    d.evidence = {c.probeLine(c.label("indexes"), c.words.list(names, 20), probe)};
    return found(d);
}

Verdict foreignKeys(const RuleContext& c) {
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

Verdict duplicates(const RuleContext& c) {
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

Verdict unused(const RuleContext& c) {
    const auto* probe = answered(c, "pg.index_stats");
    const auto days = statisticsDays(c);
    if (!days || *days < c.limit("days"))
        return askFor(c, {{"days", c.words.number(days.value_or(0))}});
    std::vector<std::string> names;
    std::string sql;
    double idle = 0, total = 0;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        const double bytes = cellNumber(*probe, row, "bytes").value_or(0);
        total += bytes;
        if (cellNumber(*probe, row, "idx_scan").value_or(1) > 0 || cellYes(*probe, row, "indisunique") ||
            cellYes(*probe, row, "indisprimary"))
            continue;
        idle += bytes;
        names.push_back(fmt::format("{} ({})", cell(*probe, row, "indexrelname"), c.words.bytes(bytes)));
        sql += fmt::format("{}DROP INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "indexrelname"));
    }
    if (const auto data = c.server.catalog ? c.server.catalog->totalBytes() : std::nullopt)
        total = std::max(total, double(*data));
    if (total <= 0 || idle / total <= c.limit("share"))
        return passed();
    return listed(c, Severity::Low, "pg.index_stats", names, sql, Confidence::Inferred);
}

Verdict invalid(const RuleContext& c) {
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

Verdict redundant(const RuleContext& c) {
    const auto* probe = answered(c, "pg.redundant_indexes");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        names.push_back(cell(*probe, row, "indexrelname") + " < " + cell(*probe, row, "longer"));
        sql += fmt::format("{}DROP INDEX CONCURRENTLY {};", sql.empty() ? "" : "\n",
                           qualified(*probe, row, "indexrelname"));
    }
    return listed(c, Severity::Medium, "pg.redundant_indexes", names, sql);
}

Verdict bloat(const RuleContext& c) {
    const auto* probe = answered(c, "pg.index_bloat");
    std::vector<std::string> names;
    std::string sql;
    Draft d{Severity::Medium, Confidence::Inferred};
    double wasted = 0;
    for (std::size_t row = 0; row < probe->rows.size(); ++row) {
        const double bytes = cellNumber(*probe, row, "bytes").value_or(0),
                     needed = cellNumber(*probe, row, "needed_bytes").value_or(bytes);
        if (bytes < c.limit("bytes") || 1 - needed / bytes < c.limit("warn"))
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
