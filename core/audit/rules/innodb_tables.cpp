// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <map>

namespace causeway {
namespace {

RuleVerdict filePerTable(const RuleContext& c) {
    if (c.on("innodb_file_per_table"))
        return passed();
    Draft d{Severity::Low};
    d.evidence = {c.variableLine("innodb_file_per_table")};
    return found(d);
}

RuleVerdict nonTransactional(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql;
    bool money = false;
    for (const Table* table : userTables(c)) {
        const auto engine = toLower(table->engine);
        if (engine.empty() || engine == "innodb" || engine == "ndb" || engine == "ndbcluster" ||
            engine == "rocksdb" || engine == "sequence" || engine == "blackhole")
            continue;
        names.push_back(table->qualifiedName() + " (" + table->engine + ")");
        sql += fmt::format("{}ALTER TABLE {} ENGINE = InnoDB;", sql.empty() ? "" : "\n", sqlName(c, *table));
        money = money || nameHasWord(table->name, c.facts.words("money_tables"));
    }
    if (names.empty())
        return passed();
    Draft d{money ? Severity::Critical : Severity::High};
    d.variant = money ? "money" : "";
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names)}, {"sql", sql}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, 20))};
    return found(d);
}

RuleVerdict fragmentation(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql;
    double free = 0;
    for (const Table* table : userTables(c)) {
        const double size = double(table->dataBytes.value_or(0) + table->indexBytes.value_or(0)),
                     unused = double(table->freeBytes.value_or(0));
        if (size < c.limit("bytes") || unused / (size + unused) <= c.limit("share"))
            continue;
        free += unused;
        names.push_back(
            fmt::format("{} ({})", table->qualifiedName(), c.words.percent(unused / (size + unused))));
        sql += fmt::format("{}OPTIMIZE TABLE {};", sql.empty() ? "" : "\n", sqlName(c, *table));
    }
    if (names.empty())
        return passed();
    // With one shared tablespace the same free space is reported for every table.
    if (c.variableIs("innodb_file_per_table", {"OFF", "0"}))
        return notApplicableHere(c);
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"free", c.words.bytes(free)},
               {"names", c.words.list(names)},
               {"sql", sql}};
    d.evidence = {c.catalogLine(c.label("free_space"), c.words.list(names, 20))};
    return found(d);
}

RuleVerdict rowFormat(const RuleContext& c) {
    std::map<std::string, double> formats;
    double total = 0;
    for (const Table* table : userTables(c)) {
        const auto format = toUpper(table->rowFormat);
        if (format == "REDUNDANT" || format == "COMPACT" || format == "COMPRESSED") {
            ++formats[format];
            ++total;
        }
    }
    if (total == 0)
        return passed();
    std::vector<std::string> shown;
    for (const auto& [format, n] : formats)
        shown.push_back(fmt::format("{}: {}", format, n));
    Draft d{Severity::Info};
    d.holes = {{"n", c.words.count(total)}, {"formats", join(shown, ", ")}};
    d.evidence = {c.catalogLine("ROW_FORMAT", join(shown, ", "))};
    return found(d);
}

} // namespace

std::vector<Rule> innodbTableRules() {
    return {
        {.id = "inno.file_per_table",
         .engines = kMySqlFamily,
         .needs = {.variables = {"innodb_file_per_table"}},
         .check = filePerTable},
        {.id = "inno.non_transactional",
         .engines = kMySqlFamily,
         .needs = {.catalog = true},
         .check = nonTransactional},
        {.id = "inno.fragmentation",
         .engines = kMySqlFamily,
         .needs = {.sizes = true},
         .check = fragmentation},
        {.id = "inno.row_format", .engines = kMySqlFamily, .needs = {.catalog = true}, .check = rowFormat},
    };
}

} // namespace causeway
