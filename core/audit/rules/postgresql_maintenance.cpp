// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

/// Tables whose own options switch autovacuum off, with the statements that take the option away.
Draft tablesWithoutVacuum(const RuleContext& c, const ProbeResult& tables) {
    std::vector<std::string> names;
    std::string sql, undo;
    for (std::size_t row = 0; row < tables.rows.size(); ++row) {
        const auto options = toLower(cell(tables, row, "options"));
        if (options.find("autovacuum_enabled=false") == std::string::npos &&
            options.find("autovacuum_enabled=off") == std::string::npos)
            continue;
        const auto name =
            quoted(cell(tables, row, "schemaname"), true) + "." + quoted(cell(tables, row, "relname"), true);
        names.push_back(cell(tables, row, "schemaname") + "." + cell(tables, row, "relname"));
        sql += fmt::format("{}ALTER TABLE {} RESET (autovacuum_enabled);", sql.empty() ? "" : "\n", name);
        undo +=
            fmt::format("{}ALTER TABLE {} SET (autovacuum_enabled = off);", undo.empty() ? "" : "\n", name);
    }
    Draft d{Severity::High, Confidence::Measured, "tables", "tables"};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"sql", sql},
               {"undo", undo}};
    if (!names.empty())
        d.evidence = {c.probeLine(c.label("tables"), c.words.list(names, 20), "pg.table_stats")};
    return d;
}

RuleVerdict autovacuum(const RuleContext& c) {
    std::vector<Draft> drafts;
    for (const auto name : {"autovacuum", "track_counts"})
        if (c.variableIs(name, {"off"})) {
            Draft d{Severity::Critical, Confidence::Measured, name};
            d.holes = {{"name", name}};
            d.evidence = {c.variableLine(name)};
            drafts.push_back(std::move(d));
        }
    if (const auto* tables = answered(c, "pg.table_stats"))
        if (auto d = tablesWithoutVacuum(c, *tables); !d.evidence.empty())
            drafts.push_back(std::move(d));
    return foundAll(std::move(drafts));
}

RuleVerdict pendingRestart(const RuleContext& c) {
    const auto* settings = answered(c, "pg.settings");
    std::vector<std::string> names;
    int first = -1;
    for (std::size_t row = 0; row < settings->rows.size(); ++row)
        if (cellYes(*settings, row, "pending_restart")) {
            names.push_back(cell(*settings, row, "name"));
            first = first < 0 ? int(row) : first;
        }
    if (names.empty())
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 6)}};
    d.evidence = {c.probeLine("pending_restart", c.words.list(names, 20), "pg.settings", first)};
    return found(d);
}

RuleVerdict logging(const RuleContext& c) {
    std::vector<std::string> off;
    Draft d{Severity::Info};
    const auto look = [&](const char* name, bool silent) {
        if (!silent || !c.server.variables.contains(name))
            return;
        off.emplace_back(name);
        d.evidence.push_back(c.variableLine(name));
    };
    look("log_checkpoints", c.variableIs("log_checkpoints", {"off"}));
    look("log_lock_waits", c.variableIs("log_lock_waits", {"off"}));
    look("log_temp_files", c.number("log_temp_files") == -1);
    look("log_min_duration_statement", c.number("log_min_duration_statement") == -1 &&
                                           c.number("log_min_duration_sample").value_or(-1) == -1);
    if (off.empty())
        return passed();
    d.holes = {{"n", c.words.count(double(off.size()))}, {"names", join(off, ", ")}};
    return found(d);
}

RuleVerdict statements(const RuleContext& c) {
    const bool loaded =
        containsIgnoreCase(c.variable("shared_preload_libraries").value_or(""), "pg_stat_statements");
    const auto* extensions = answered(c, "pg.extensions");
    bool created = false;
    for (std::size_t row = 0; row < extensions->rows.size(); ++row)
        created = created || cell(*extensions, row, "extname") == "pg_stat_statements";
    if (loaded && created)
        return passed();
    Draft d{Severity::Info};
    d.variant = loaded ? "create" : "";
    auto libraries = c.variable("shared_preload_libraries").value_or("");
    d.holes = {{"setting", libraries.empty() ? "pg_stat_statements" : libraries + ", pg_stat_statements"}};
    d.evidence = {c.variableLine("shared_preload_libraries")};
    return found(d);
}

RuleVerdict preparedTransactions(const RuleContext& c) {
    const auto* prepared = answered(c, "pg.prepared");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < prepared->rows.size(); ++row) {
        const double age = cellNumber(*prepared, row, "age_s").value_or(0);
        if (age <= c.limit("seconds"))
            continue;
        const auto gid = cell(*prepared, row, "gid");
        Draft d{Severity::High, Confidence::Measured, gid};
        d.holes = {{"age", c.words.seconds(age)},
                   {"gid_sql", "'" + replaceAll(gid, "'", "''") + "'"},
                   {"database", cell(*prepared, row, "database")}};
        d.evidence = {c.probeLine(gid, c.words.seconds(age), "pg.prepared", int(row))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict unlogged(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql, undo;
    bool money = false;
    for (const Table* table : userTables(c)) {
        if (!table->options.contains("UNLOGGED"))
            continue;
        names.push_back(table->qualifiedName());
        sql += fmt::format("{}ALTER TABLE {} SET LOGGED;", sql.empty() ? "" : "\n", sqlName(c, *table));
        undo += fmt::format("{}ALTER TABLE {} SET UNLOGGED;", undo.empty() ? "" : "\n", sqlName(c, *table));
        money = money || nameHasWord(table->name, c.facts.words("money_tables"));
    }
    if (names.empty())
        return passed();
    Draft d{money ? Severity::Critical : Severity::Medium};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"sql", sql},
               {"undo", undo}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, 20))};
    return found(d);
}

} // namespace

std::vector<Rule> postgresqlConfigurationRules() {
    return {
        {.id = "cfg.pg_autovacuum",
         .engines = kPostgreSql,
         .needs = {.variables = {"autovacuum", "track_counts"}},
         .check = autovacuum},
        {.id = "cfg.pg_pending_restart",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.settings"}},
         .check = pendingRestart},
        {.id = "cfg.pg_logging",
         .engines = kPostgreSql,
         .needs = {.variables = {"log_lock_waits"}},
         .check = logging},
        {.id = "cfg.pg_statements",
         .engines = kPostgreSql,
         .needs = {.variables = {"shared_preload_libraries"}, .probes = {"pg.extensions"}},
         .check = statements},
    };
}

std::vector<Rule> postgresqlDurabilityRules() {
    return {
        {.id = "dur.pg_prepared",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.prepared"}},
         .check = preparedTransactions},
        {.id = "dur.pg_unlogged", .engines = kPostgreSql, .needs = {.catalog = true}, .check = unlogged},
    };
}

} // namespace causeway
