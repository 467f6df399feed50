// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace causeway {

namespace {

constexpr std::size_t kNamesShown = 5;

std::string someOf(const std::set<std::string>& names) {
    std::vector<std::string> shown(names.begin(),
                                   std::next(names.begin(), long(std::min(names.size(), kNamesShown))));
    return join(shown, ", ") + (names.size() > kNamesShown ? ", …" : "");
}

bool isUtf8(const std::string& charset) {
    const std::string lower = toLower(charset);
    return lower.empty() || lower.starts_with("utf8") || lower == "ascii" || lower == "binary";
}

void noteText(const TargetModel& model, Notes& notes) {
    std::size_t blind = 0, blindTables = 0, foreign = 0, foreignTables = 0;
    std::set<std::string> charsets;
    for (const TargetTable& table : model.tables) {
        const auto before = blind, beforeForeign = foreign;
        for (const TargetColumn& column : table.columns) {
            const bool text =
                column.type.family == TypeFamily::Text || column.type.family == TypeFamily::Enum;
            blind += ignoresCase(column) && column.caseBlind == CaseBlind::No ? 1 : 0;
            if (text && !isUtf8(column.source->charset)) {
                ++foreign;
                charsets.insert(column.source->charset);
            }
        }
        blindTables += blind > before ? 1 : 0;
        foreignTables += foreign > beforeForeign ? 1 : 0;
    }
    if (blind > 0)
        notes.add("mysql.case_insensitive_text",
                  {{"columns", std::to_string(blind)}, {"tables", std::to_string(blindTables)}});
    if (foreign > 0)
        notes.add("mysql.charset", {{"columns", std::to_string(foreign)},
                                    {"tables", std::to_string(foreignTables)},
                                    {"charsets", someOf(charsets)}});
}

void noteNames(const TargetModel& model, Notes& notes) {
    std::set<std::string> mixed;
    const auto look = [&](const std::string& name) {
        if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            mixed.insert(name);
    };
    for (const TargetTable& table : model.tables) {
        look(table.name);
        for (const TargetColumn& column : table.columns)
            look(column.name);
    }
    if (!mixed.empty())
        notes.add("mysql.mixed_case", {{"count", std::to_string(mixed.size())}, {"names", someOf(mixed)}});
}

void noteDefiners(const Catalog& catalog, Notes& notes) {
    std::set<std::string> definers;
    std::size_t count = 0;
    const auto look = [&](const auto& objects) {
        for (const auto& object : objects)
            if (!object.definer.empty()) {
                definers.insert(object.definer);
                ++count;
            }
    };
    look(catalog.views);
    look(catalog.routines);
    look(catalog.triggers);
    look(catalog.events);
    if (count > 0)
        notes.add("mysql.definer", {{"count", std::to_string(count)}, {"names", someOf(definers)}});
}

} // namespace

bool ignoresCase(const TargetColumn& column) {
    if (column.type.family != TypeFamily::Text)
        return false;
    const std::string collation = toLower(column.source->collation);
    const bool exact = collation.ends_with("_bin") || collation.ends_with("_cs") || collation == "binary";
    return !exact && toLower(column.source->charset) != "binary";
}

namespace {

/// Tables with a primary key of one column, by schema and name in lower case with a NUL between.
using KeyedTables = std::unordered_map<std::string, const Table*>;

std::string keyOf(const std::string& schema, const std::string& lowerName) {
    return schema + '\0' + lowerName;
}

KeyedTables keyedTables(const Catalog& catalog) {
    KeyedTables tables;
    for (const Table& table : catalog.tables)
        if (const Index* key = table.primaryKey(); key && key->parts.size() == 1)
            tables.emplace(keyOf(table.schema, toLower(table.name)), &table);
    return tables;
}

/// The table that "customer_id" names: customer, customers or customeres, with a primary key of one column.
const Table* namedBy(const Column& column, const Table& from, const KeyedTables& tables) {
    constexpr std::string_view kEnding = "_id";
    const std::string_view name = column.name;
    if (name.size() <= kEnding.size() ||
        !equalsIgnoreCase(name.substr(name.size() - kEnding.size()), kEnding))
        return nullptr;
    const std::string base = toLower(name.substr(0, name.size() - kEnding.size()));
    for (const char* ending : {"", "s", "es"})
        if (const auto found = tables.find(keyOf(from.schema, base + ending));
            found != tables.end() && found->second != &from)
            return found->second;
    return nullptr;
}

bool isReference(const Column& column, const Table& table) {
    return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const ForeignKey& key) {
        return std::any_of(key.columns.begin(), key.columns.end(),
                           [&](const std::string& c) { return equalsIgnoreCase(c, column.name); });
    });
}

void noteMissingForeignKeys(const Catalog& catalog, Notes& notes) {
    std::set<std::string> found;
    const auto tables = keyedTables(catalog);
    for (const Table& table : catalog.tables)
        for (const Column& column : table.columns)
            if (const Table* other = namedBy(column, table, tables); other && !isReference(column, table))
                found.insert(table.name + "." + column.name + " (" + other->name + ")");
    if (!found.empty())
        notes.add("mysql.missing_fk", {{"count", std::to_string(found.size())}, {"names", someOf(found)}});
}

/// From this part of the target's type on a key is told, since the move widens it at no cost; the audit tells
/// of the source's own type, with the time that is left.
constexpr double kNearTheEnd = 0.7;

void noteAutoIncrement(const TargetModel& model, Notes& notes) {
    std::set<std::string> near;
    for (const TargetTable& table : model.tables)
        for (const TargetColumn& column : table.columns) {
            if (!column.source->autoIncrement || !table.source->autoIncrement)
                continue;
            const auto end = column.type.sql == "smallint"  ? std::uint64_t(INT16_MAX)
                             : column.type.sql == "integer" ? std::uint64_t(INT32_MAX)
                             : column.type.sql == "bigint"  ? std::uint64_t(INT64_MAX)
                                                            : 0;
            const double used = end > 0 ? double(*table.source->autoIncrement - 1) / double(end) : 0;
            if (*table.source->autoIncrement > 0 && used >= kNearTheEnd)
                near.insert(fmt::format("{}.{} ({:.1f} % of {}, next value {})", table.label(),
                                        column.source->name, used * 100, column.type.sql,
                                        *table.source->autoIncrement));
        }
    if (!near.empty())
        notes.add("mysql.autoinc_headroom", {{"columns", someOf(near)}});
}

} // namespace

std::vector<Obstacle> schemaObstacles(const TargetModel& model) {
    const Catalog& catalog = *model.catalog;
    Notes notes("schema");
    noteText(model, notes);
    noteNames(model, notes);
    noteDefiners(catalog, notes);
    std::size_t keys = 0;
    std::set<std::string> schemas;
    for (const TargetTable& table : model.tables) {
        keys += table.source->foreignKeys.size();
        if (!table.schema.empty())
            schemas.insert(table.schema);
    }
    for (const Table& table : catalog.tables)
        if (table.temporary)
            notes.add("mysql.temporary_table", {{"name", table.qualifiedName()}});
    noteMissingForeignKeys(catalog, notes);
    noteAutoIncrement(model, notes);
    if (const auto unknown = unknownChoiceColumns(model); !unknown.empty())
        notes.add("choice.unknown_column", {{"count", std::to_string(unknown.size())},
                                            {"names", someOf({unknown.begin(), unknown.end()})}});
    if (keys > 0)
        notes.add("mysql.fk_orphans", {{"count", std::to_string(keys)}});
    if (schemas.size() > 1)
        notes.add("mysql.several_databases",
                  {{"count", std::to_string(schemas.size())}, {"names", someOf(schemas)}});
    return notes.take();
}

} // namespace causeway
