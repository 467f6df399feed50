// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace causeway {
namespace {

constexpr std::size_t kNamesShown = 20;

bool isText(const Column& column) {
    static constexpr std::array types{"char",       "varchar",  "tinytext", "text",
                                      "mediumtext", "longtext", "enum",     "set"};
    return std::any_of(types.begin(), types.end(), [&](const char* t) { return column.type.name == t; });
}

/// The statement that gives a table a primary key: a unique key without NULL, the automatic number, or a new
/// column.
std::string primaryKeySql(const RuleContext& c, const Table& table) {
    const bool pg = c.postgresql();
    for (const auto& index : table.indexes) {
        const bool whole = index.kind == IndexKind::Unique && index.predicate.empty() &&
                           !index.parts.empty() &&
                           std::all_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& part) {
                               const Column* column = table.column(part.column);
                               return column && !column->nullable && !part.prefix;
                           });
        if (!whole)
            continue;
        std::vector<std::string> names;
        for (const auto& part : index.parts)
            names.push_back(quoted(part.column, pg));
        return fmt::format("ALTER TABLE {} ADD PRIMARY KEY ({});", sqlName(c, table), join(names, ", "));
    }
    for (const auto& column : table.columns)
        if (column.autoIncrement)
            return fmt::format("ALTER TABLE {} ADD PRIMARY KEY ({});", sqlName(c, table),
                               quoted(column.name, pg));
    if (pg)
        return fmt::format(
            "ALTER TABLE {} ADD COLUMN row_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;",
            sqlName(c, table));
    return fmt::format(
        "ALTER TABLE {} ADD COLUMN row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY;",
        sqlName(c, table));
}

RuleVerdict noPrimaryKey(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql;
    for (const Table* table : userTables(c)) {
        if (table->primaryKey() || (c.postgresql() && table->partitioning))
            continue;
        names.push_back(table->qualifiedName());
        sql += (sql.empty() ? "" : "\n") + primaryKeySql(c, *table);
    }
    if (names.empty())
        return passed();
    const bool byRow = c.postgresql() || c.variableIs("binlog_format", {"ROW"});
    Draft d{byRow ? Severity::High : Severity::Medium};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names)}, {"sql", sql}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, kNamesShown))};
    return found(d);
}

RuleVerdict charset(const RuleContext& c) {
    std::map<std::string, double> counts;
    std::set<std::string> tables;
    double total = 0;
    for (const Table* table : userTables(c))
        for (const auto& column : table->columns) {
            auto name = toLower(column.charset.empty() ? table->charset : column.charset);
            if (!isText(column) || name.empty() || name == "utf8mb4" || name == "ascii" || name == "binary" ||
                nameHasWord(column.name, c.facts.words("ascii_columns")))
                continue;
            ++counts[name];
            ++total;
            tables.insert(table->qualifiedName());
        }
    if (total == 0)
        return passed();
    std::vector<std::string> shown;
    for (const auto& [name, n] : counts)
        shown.push_back(fmt::format("{}: {}", name, n));
    std::string sql;
    for (const Table* table : userTables(c))
        if (tables.contains(table->qualifiedName()))
            sql += fmt::format("{}ALTER TABLE {} CONVERT TO CHARACTER SET utf8mb4;", sql.empty() ? "" : "\n",
                               sqlName(c, *table));
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(total)}, {"sets", join(shown, ", ")}, {"sql", sql}};
    d.evidence = {c.catalogLine(c.label("charsets"), join(shown, ", ")),
                  c.catalogLine(c.label("tables"), c.words.number(double(tables.size())))};
    return found(d);
}

/// Is the column the first of an index? Only then can a collation that differs cost the index.
bool leadsIndex(const Table& table, std::string_view column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return !index.parts.empty() && equalsIgnoreCase(index.parts.front().column, column);
    });
}

RuleVerdict collationMix(const RuleContext& c) {
    std::map<std::string, std::map<std::string, std::vector<std::string>>>
        seen; // schema.column -> collation -> tables
    for (const Table* table : userTables(c))
        for (const auto& column : table->columns)
            if (isText(column) && !column.collation.empty() && leadsIndex(*table, column.name))
                seen[table->schema + "." + toLower(column.name)][toLower(column.collation)].push_back(
                    table->name);
    std::vector<std::string> mixed;
    for (const auto& [name, collations] : seen) {
        if (collations.size() < 2)
            continue;
        std::vector<std::string> parts;
        for (const auto& [collation, tables] : collations)
            parts.push_back(fmt::format("{}: {}", collation, tables.front()));
        mixed.push_back(fmt::format("{} ({})", name.substr(name.find('.') + 1), join(parts, ", ")));
    }
    if (mixed.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(mixed.size()))}, {"names", c.words.list(mixed, 3)}};
    d.evidence = {c.catalogLine(c.label("columns"), c.words.list(mixed, kNamesShown))};
    return found(d);
}

/// Findings that list columns chosen by a test, with one statement for each.
template <typename Test, typename Sql>
RuleVerdict columnsWhere(const RuleContext& c, Severity severity, Test test, Sql sqlFor) {
    std::vector<std::string> names;
    std::string sql;
    for (const Table* table : userTables(c))
        for (const auto& column : table->columns)
            if (test(*table, column)) {
                names.push_back(table->name + "." + column.name);
                sql += (sql.empty() ? "" : "\n") + sqlFor(*table, column);
            }
    if (names.empty())
        return passed();
    Draft d{severity};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names)}, {"sql", sql}};
    d.evidence = {c.catalogLine(c.label("columns"), c.words.list(names, kNamesShown))};
    return found(d);
}

RuleVerdict floatMoney(const RuleContext& c) {
    return columnsWhere(
        c, Severity::High,
        [&](const Table&, const Column& column) {
            const bool binary = column.type.name == "float" || column.type.name == "double" ||
                                column.type.name == "real" || column.type.name == "double precision";
            return binary && nameHasWord(column.name, c.facts.words("money_columns"));
        },
        [&](const Table& table, const Column& column) {
            const auto nulls = column.nullable ? "" : " NOT NULL";
            return c.postgresql() ? fmt::format("ALTER TABLE {} ALTER COLUMN {} TYPE numeric(12,2);",
                                                sqlName(c, table), quoted(column.name, true))
                                  : fmt::format("ALTER TABLE {} MODIFY {} DECIMAL(12,2){};",
                                                sqlName(c, table), quoted(column.name, false), nulls);
        });
}

RuleVerdict zeroDate(const RuleContext& c) {
    return columnsWhere(
        c, Severity::Medium,
        [](const Table&, const Column& column) {
            const bool date = column.type.name == "date" || column.type.name == "datetime" ||
                              column.type.name == "timestamp";
            return date && column.defaultValue && column.defaultValue->text.starts_with("0000-00-00");
        },
        [&](const Table& table, const Column& column) {
            return fmt::format("ALTER TABLE {} MODIFY {} {} NULL DEFAULT NULL;", sqlName(c, table),
                               quoted(column.name, false), toUpper(column.type.full));
        });
}

/// Only InnoDB keeps the rows in the order of the primary key; a dump may leave the engine to the default.
RuleVerdict randomKey(const RuleContext& c) {
    std::vector<std::string> names;
    for (const Table* table : userTables(c)) {
        const Index* key = table->primaryKey();
        const Column* first = key && !key->parts.empty() ? table->column(key->parts.front().column) : nullptr;
        const bool ordered = table->engine.empty() || equalsIgnoreCase(table->engine, "InnoDB");
        if (!first || !ordered || double(table->dataBytes.value_or(0)) < c.limit("bytes"))
            continue;
        const auto length = first->type.length.value_or(0);
        if ((first->type.name == "char" && length >= 32) || (first->type.name == "varchar" && length >= 32))
            names.push_back(fmt::format("{} ({})", table->qualifiedName(), first->type.full));
    }
    if (names.empty())
        return passed();
    Draft d{Severity::Low, Confidence::Inferred};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names)}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, kNamesShown))};
    return found(d);
}

RuleVerdict tooManyIndexes(const RuleContext& c) {
    std::vector<std::string> names;
    for (const Table* table : userTables(c))
        if (double(table->indexes.size()) >= c.limit("indexes"))
            names.push_back(fmt::format("{} ({})", table->qualifiedName(), table->indexes.size()));
    if (names.empty())
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names)},
               {"least", c.words.number(c.limit("indexes"))}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, kNamesShown))};
    return found(d);
}

} // namespace

std::vector<Rule> schemaRules() {
    const std::vector<Rule> rules{
        {.id = "sch.no_pk", .needs = {.catalog = true}, .check = noPrimaryKey},
        {.id = "sch.charset", .engines = kMySqlFamily, .needs = {.catalog = true}, .check = charset},
        {.id = "sch.collation_mix",
         .engines = kMySqlFamily,
         .needs = {.catalog = true},
         .check = collationMix},
        {.id = "sch.float_money", .needs = {.catalog = true}, .check = floatMoney},
        {.id = "sch.zero_date", .engines = kMySqlFamily, .needs = {.catalog = true}, .check = zeroDate},
        {.id = "sch.pk_random", .engines = kMySqlFamily, .needs = {.sizes = true}, .check = randomKey},
        {.id = "sch.too_many_idx", .needs = {.catalog = true}, .check = tooManyIndexes},
    };
    return joinRules({rules, schemaReferenceRules()});
}

} // namespace causeway
