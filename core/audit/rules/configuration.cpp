// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

RuleVerdict queryCache(const RuleContext& c) {
    const double size = c.number("query_cache_size").value_or(0);
    if (c.variableIs("query_cache_type", {"OFF", "0"}) || size <= 0)
        return passed();
    // MariaDB counts a hit in Com_select as well; MySQL does not.
    const double hits = c.counter("qcache_hits").value_or(0), selects = c.counter("com_select").value_or(0);
    const double all = c.mariadb() ? selects : hits + selects;
    if (all <= 0)
        return passed();
    if (hits / all >= c.limit("hits"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"ratio", c.words.percent(hits / all)}, {"size", c.words.bytes(size)}};
    d.evidence = {
        c.statusLine(c.label("hit_rate"), fmt::format("{} / {} = {}", c.words.number(hits),
                                                      c.words.number(all), c.words.percent(hits / all))),
        c.variableLine("query_cache_size")};
    return found(d);
}

RuleVerdict tmpOnDisk(const RuleContext& c) {
    const double disk = *c.counter("created_tmp_disk_tables"), all = *c.counter("created_tmp_tables");
    const auto rate = c.rate("created_tmp_disk_tables");
    if (all <= 0 || disk / all <= c.limit("share") || (rate && rate->perSecond < c.limit("per_second")))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"ratio", c.words.percent(disk / all)}};
    d.evidence = {
        c.statusLine(c.label("tmp_disk"), fmt::format("{} / {} = {}", c.words.number(disk),
                                                      c.words.number(all), c.words.percent(disk / all))),
        c.rateLine("created_tmp_disk_tables"), c.variableLine("tmp_table_size")};
    return found(d);
}

RuleVerdict tmpMismatch(const RuleContext& c) {
    if (c.mysql() && c.atLeast(8) && !c.variableIs("internal_tmp_mem_storage_engine", {"MEMORY"}))
        return notApplicableHere(c);
    const double tmp = *c.number("tmp_table_size"), heap = *c.number("max_heap_table_size");
    if (tmp <= heap)
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"heap", c.words.bytes(heap)}, {"tmp", c.words.bytes(tmp)}, {"setting", digits(tmp)}};
    d.evidence = {c.variableLine("tmp_table_size"), c.variableLine("max_heap_table_size")};
    return found(d);
}

RuleVerdict tableCache(const RuleContext& c) {
    const double hits = *c.counter("table_open_cache_hits"), misses = *c.counter("table_open_cache_misses");
    const auto rate = c.rate("table_open_cache_misses");
    if (hits + misses <= 0 || !rate || rate->perSecond <= c.limit("per_second") ||
        hits / (hits + misses) >= c.limit("hits"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"ratio", c.words.percent(hits / (hits + misses))},
               {"setting", digits(c.number("table_open_cache").value_or(2000) * 2)}};
    d.evidence = {c.statusLine(c.label("hit_rate"), fmt::format("{} / {} = {}", c.words.number(hits),
                                                                c.words.number(hits + misses),
                                                                c.words.percent(hits / (hits + misses)))),
                  c.rateLine("table_open_cache_misses"), c.variableLine("table_open_cache")};
    return found(d);
}

RuleVerdict definitionCache(const RuleContext& c) {
    const double tables = double(userTables(c).size()), cache = *c.number("table_definition_cache");
    const auto rate = c.rate("opened_table_definitions");
    if (cache >= tables || !rate || rate->perSecond <= c.limit("per_second"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(tables)},
               {"cache", c.words.number(cache)},
               {"setting", digits(std::ceil(tables * 1.2 / 100) * 100)}};
    d.evidence = {c.variableLine("table_definition_cache"),
                  c.catalogLine(c.label("tables"), c.words.number(tables)),
                  c.rateLine("opened_table_definitions")};
    return found(d);
}

RuleVerdict openFiles(const RuleContext& c) {
    const double open = *c.counter("open_files"), limit = *c.number("open_files_limit");
    if (limit <= 0 || open / limit <= c.limit("share"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"ratio", c.words.percent(open / limit)}, {"setting", digits(limit * 2)}};
    d.evidence = {c.statusLine(c.label("open_files"),
                               fmt::format("{} / {} = {}", c.words.number(open), c.words.number(limit),
                                           c.words.percent(open / limit)))};
    return found(d);
}

RuleVerdict threadCache(const RuleContext& c) {
    if (c.variableIs("thread_handling", {"pool-of-threads", "loaded-dynamically"}))
        return notApplicableHere(c);
    const double created = *c.counter("threads_created"), connections = *c.counter("connections");
    const auto rate = c.rate("threads_created");
    if (connections <= 0 || 1 - created / connections > c.limit("hits") || !rate ||
        rate->perSecond <= c.limit("per_second"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {
        {"rate", c.words.number(rate->perSecond, 1)},
        {"setting", digits(std::max(64.0, std::min(256.0, c.counter("max_used_connections").value_or(64))))}};
    d.evidence = {c.rateLine("threads_created"),
                  c.statusLine(c.label("hit_rate"), fmt::format("1 - {} / {} = {}", c.words.number(created),
                                                                c.words.number(connections),
                                                                c.words.percent(1 - created / connections)))};
    return found(d);
}

RuleVerdict sortMerge(const RuleContext& c) {
    const double merges = *c.counter("sort_merge_passes"),
                 sorts = c.counter("sort_scan").value_or(0) + c.counter("sort_range").value_or(0);
    const auto rate = c.rate("sort_merge_passes");
    if (sorts <= 0 || merges / sorts <= c.limit("share") || !rate || rate->perSecond < c.limit("per_second"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"ratio", c.words.percent(merges / sorts)}};
    d.evidence = {c.statusLine(c.label("merge_passes"),
                               fmt::format("{} / {} = {}", c.words.number(merges), c.words.number(sorts),
                                           c.words.percent(merges / sorts))),
                  c.rateLine("sort_merge_passes")};
    return found(d);
}

RuleVerdict generalLog(const RuleContext& c) {
    if (!c.on("general_log"))
        return passed();
    Draft d{Severity::Medium};
    d.evidence = {c.variableLine("general_log"), c.variableLine("log_output")};
    return found(d);
}

RuleVerdict slowLog(const RuleContext& c) {
    const bool on = c.on("slow_query_log|log_slow_query");
    const double threshold = c.number("long_query_time|log_slow_query_time").value_or(10);
    if (on && threshold <= c.limit("seconds"))
        return passed();
    Draft d{Severity::Info};
    d.variant = on ? "high" : "off";
    d.holes = {{"threshold", c.words.seconds(threshold)}};
    d.evidence = {c.variableLine("slow_query_log|log_slow_query"),
                  c.variableLine("long_query_time|log_slow_query_time")};
    return found(d);
}

RuleVerdict sqlMode(const RuleContext& c) {
    const auto mode = toUpper(c.variable("sql_mode").value_or(""));
    const bool strict = mode.find("STRICT_TRANS_TABLES") != std::string::npos ||
                        mode.find("STRICT_ALL_TABLES") != std::string::npos ||
                        mode.find("TRADITIONAL") != std::string::npos;
    if (strict && mode.find("NO_ENGINE_SUBSTITUTION") != std::string::npos)
        return passed();
    std::vector<std::string> modes;
    for (const auto one : split(mode, ','))
        if (!trim(one).empty())
            modes.emplace_back(trim(one));
    if (!strict)
        modes.emplace_back("STRICT_TRANS_TABLES");
    if (mode.find("NO_ENGINE_SUBSTITUTION") == std::string::npos)
        modes.emplace_back("NO_ENGINE_SUBSTITUTION");
    Draft d{strict ? Severity::Low : Severity::High};
    d.variant = strict ? "engine" : "";
    d.holes = {{"setting", join(modes, ",")}};
    d.evidence = {c.variableLine("sql_mode")};
    return found(d);
}

RuleVerdict performanceSchema(const RuleContext& c) {
    if (c.on("performance_schema"))
        return passed();
    Draft d{Severity::Info};
    d.evidence = {c.variableLine("performance_schema")};
    return found(d);
}

RuleVerdict randomPageCost(const RuleContext& c) {
    const double cost = *c.number("random_page_cost");
    if (cost < 4)
        return passed();
    Draft d{Severity::Low, Confidence::Assumed};
    d.evidence = {c.variableLine("random_page_cost")};
    return found(d);
}

} // namespace

std::vector<Rule> configurationRules() {
    const std::vector<Rule> own{
        {.id = "cfg.query_cache",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"query_cache_size"},
                   .status = {"qcache_hits", "com_select"},
                   .uptimeSeconds = 86400},
         .check = queryCache},
        {.id = "cfg.tmp_on_disk",
         .engines = kMySqlFamily,
         .needs = {.status = {"created_tmp_disk_tables", "created_tmp_tables"}, .uptimeSeconds = 86400},
         .check = tmpOnDisk},
        {.id = "cfg.tmp_mismatch",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"tmp_table_size", "max_heap_table_size"}},
         .check = tmpMismatch},
        {.id = "cfg.table_cache",
         .engines = kMySqlFamily,
         .needs = {.status = {"table_open_cache_hits", "table_open_cache_misses"}, .uptimeSeconds = 86400},
         .check = tableCache},
        {.id = "cfg.table_def_cache",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"table_definition_cache"},
                   .status = {"opened_table_definitions"},
                   .catalog = true,
                   .uptimeSeconds = 86400},
         .check = definitionCache},
        {.id = "cfg.open_files",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"open_files_limit"}, .status = {"open_files"}},
         .check = openFiles},
        {.id = "cfg.thread_cache",
         .engines = kMySqlFamily,
         .needs = {.status = {"threads_created", "connections"}, .uptimeSeconds = 86400},
         .check = threadCache},
        {.id = "cfg.sort_merge",
         .engines = kMySqlFamily,
         .needs = {.status = {"sort_merge_passes"}, .uptimeSeconds = 86400},
         .check = sortMerge},
        {.id = "cfg.general_log",
         .engines = kMySqlFamily,
         .needs = {.variables = {"general_log"}},
         .check = generalLog},
        {.id = "cfg.slow_log",
         .engines = kMySqlFamily,
         .needs = {.variables = {"slow_query_log|log_slow_query"}},
         .check = slowLog},
        {.id = "cfg.sql_mode",
         .engines = kMySqlFamily,
         .needs = {.variables = {"sql_mode"}},
         .check = sqlMode},
        {.id = "cfg.pfs_off",
         .engines = kMySql,
         .needs = {.variables = {"performance_schema"}},
         .check = performanceSchema},
        {.id = "cfg.pg_random_page_cost",
         .engines = kPostgreSql,
         .needs = {.numbers = {"random_page_cost"}},
         .check = randomPageCost},
    };
    return joinRules({memoryRules(), own, postgresqlConfigurationRules(), managedRules()});
}

} // namespace causeway
