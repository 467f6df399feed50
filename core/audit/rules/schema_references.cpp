// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {
namespace {

constexpr std::size_t kNamesShown = 20;

RuleVerdict foreignKeyType(const RuleContext& c) {
    std::vector<std::string> bad;
    for (const Table* table : userTables(c))
        for (const auto& key : table->foreignKeys) {
            const Table* parent =
                c.server.catalog->table(key.refSchema.empty() ? table->schema : key.refSchema, key.refTable);
            for (std::size_t i = 0; parent && i < key.columns.size() && i < key.refColumns.size(); ++i) {
                const Column *child = table->column(key.columns[i]),
                             *target = parent->column(key.refColumns[i]);
                // Display widths and the lengths of VARCHAR do not matter, signs, types and collations do.
                if (!child || !target ||
                    (child->type.name == target->type.name &&
                     child->type.isUnsigned == target->type.isUnsigned &&
                     (child->collation.empty() || target->collation.empty() ||
                      child->collation == target->collation)))
                    continue;
                bad.push_back(fmt::format("{}.{} {} -> {}.{} {}", table->name, child->name, child->type.full,
                                          parent->name, target->name, target->type.full));
            }
        }
    if (bad.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(bad.size()))}, {"names", c.words.list(bad, 3)}};
    d.evidence = {c.catalogLine(c.label("columns"), c.words.list(bad, kNamesShown))};
    return found(d);
}

RuleVerdict noForeignKeys(const RuleContext& c) {
    const auto tables = userTables(c);
    double references = 0;
    for (const Table* table : tables) {
        if (!table->foreignKeys.empty())
            return passed();
        references +=
            double(std::count_if(table->columns.begin(), table->columns.end(), [&](const Column& column) {
                return toLower(column.name).ends_with("_id") &&
                       !(table->primaryKey() && table->primaryKey()->parts.size() == 1 &&
                         equalsIgnoreCase(table->primaryKey()->parts[0].column, column.name));
            }));
    }
    if (double(tables.size()) < c.limit("tables") || references < c.limit("columns"))
        return passed();
    Draft d{Severity::Info};
    d.holes = {{"tables", c.words.count(double(tables.size()))}, {"n", c.words.count(references)}};
    d.evidence = {c.catalogLine(c.label("reference_columns"), c.words.number(references)),
                  c.catalogLine(c.label("tables"), c.words.number(double(tables.size())))};
    return found(d);
}

/// user@host without quotes of any kind.
std::string plainAccount(std::string text) {
    for (const auto mark : {"`", "'", "\""})
        text = replaceAll(std::move(text), mark, "");
    return toLower(text);
}

RuleVerdict orphanDefiner(const RuleContext& c) {
    const auto* accounts = answered(c, "mysql.accounts");
    std::set<std::string> known;
    for (std::size_t row = 0; row < accounts->rows.size(); ++row)
        known.insert(plainAccount(cell(*accounts, row, "user") + "@" + cell(*accounts, row, "host")));
    std::vector<std::string> orphans;
    const auto look = [&](const auto& objects) {
        for (const auto& object : objects)
            if (!object.definer.empty() && !isSystemSchema(object.schema) &&
                !known.contains(plainAccount(object.definer)))
                orphans.push_back(fmt::format("{}.{} ({})", object.schema, object.name, object.definer));
    };
    look(c.server.catalog->views);
    look(c.server.catalog->routines);
    look(c.server.catalog->triggers);
    look(c.server.catalog->events);
    if (orphans.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(orphans.size()))}, {"names", c.words.list(orphans, 3)}};
    d.evidence = {c.catalogLine(c.label("definers"), c.words.list(orphans, kNamesShown))};
    return found(d);
}

} // namespace

std::vector<Rule> schemaReferenceRules() {
    return {
        {.id = "sch.fk_type", .needs = {.catalog = true}, .check = foreignKeyType},
        {.id = "sch.fk_absent", .needs = {.catalog = true}, .check = noForeignKeys},
        {.id = "sch.definer_orphan",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.accounts"}, .catalog = true},
         .check = orphanDefiner},
    };
}

} // namespace causeway
