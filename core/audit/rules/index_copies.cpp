// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/index_drop.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway {
namespace {

/// What makes two index parts the same: column or expression, prefix length and direction.
std::string partKey(const IndexPart& part) {
    return fmt::format("{}\x1f{}\x1f{}\x1f{}", toLower(part.column), part.expression, part.prefix.value_or(0),
                       part.descending);
}

std::string classOf(const Index& index) {
    if (index.kind == IndexKind::Fulltext || index.kind == IndexKind::Spatial)
        return index.kind == IndexKind::Fulltext ? "fulltext" : "spatial";
    const auto method = toLower(index.method);
    return (method.empty() ? "btree" : method) + (index.visible ? "" : " invisible");
}

std::string signature(const Index& index) {
    std::string key = classOf(index);
    for (const auto& part : index.parts)
        key += "\x1e" + partKey(part);
    return key;
}

/// The better of two equal indexes to keep: the primary key, a unique one, the first name.
bool keepBefore(const Index* a, const Index* b) {
    return a->kind != b->kind ? a->kind < b->kind : a->name < b->name;
}

bool strictPrefix(const Index& a, const Index& b) {
    if (a.parts.size() >= b.parts.size())
        return false;
    return std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(),
                      [](const IndexPart& x, const IndexPart& y) { return partKey(x) == partKey(y); });
}

/// Indexes of a table that only repeat another one, with the one to keep.
std::map<const Index*, const Index*> duplicatesOf(const Table& table) {
    std::map<std::string, std::vector<const Index*>> groups;
    for (const auto& index : table.indexes)
        if (comparable(index))
            groups[signature(index)].push_back(&index);
    std::map<const Index*, const Index*> drop;
    for (auto& [key, same] : groups) {
        std::sort(same.begin(), same.end(), keepBefore);
        for (std::size_t i = 1; i < same.size(); ++i)
            drop[same[i]] = same[0];
    }
    return drop;
}

RuleVerdict duplicateIndexes(const RuleContext& c) {
    DroppableIndexes all;
    for (const Table* table : userTables(c)) {
        const auto duplicates = duplicatesOf(*table);
        for (const auto& index : table->indexes)
            if (const auto it = duplicates.find(&index); it != duplicates.end())
                all.add(c, *table, index, it->second->name);
    }
    return all.verdict(c, Severity::Medium);
}

/// The longer index that answers all that this one does; null when there is none. An index behind a foreign
/// key may go too: the longer one begins with the same columns, so it serves the key.
const Index* isRedundant(const Table& table, const Index& index) {
    if (index.kind != IndexKind::Plain || !comparable(index) || classOf(index) != "btree")
        return nullptr;
    const auto longer = std::find_if(table.indexes.begin(), table.indexes.end(), [&](const Index& other) {
        return comparable(other) && classOf(other) == "btree" && strictPrefix(index, other);
    });
    return longer == table.indexes.end() ? nullptr : &*longer;
}

RuleVerdict redundantPrefix(const RuleContext& c) {
    DroppableIndexes all;
    for (const Table* table : userTables(c)) {
        const auto duplicates = duplicatesOf(*table);
        for (const auto& index : table->indexes)
            if (const Index* longer = isRedundant(*table, index); longer && !duplicates.contains(&index))
                all.add(c, *table, index, longer->name);
    }
    return all.verdict(c, Severity::Medium);
}

/// How many of an index's last parts only repeat the start of the primary key, which InnoDB adds anyway.
std::size_t keySuffix(const Index& index, const Index& key) {
    for (auto n = std::min(key.parts.size(), index.parts.size() - 1); n > 0; --n)
        if (std::equal(key.parts.begin(), key.parts.begin() + std::ptrdiff_t(n),
                       index.parts.end() - std::ptrdiff_t(n),
                       [](const IndexPart& a, const IndexPart& b) { return partKey(a) == partKey(b); }))
            return n;
    return 0;
}

/// A foreign key that needs more of the index than would be left.
bool foreignKeyNeeds(const Table& table, const Index& index, std::size_t left) {
    return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const ForeignKey& key) {
        if (key.columns.size() <= left || key.columns.size() > index.parts.size())
            return false;
        for (std::size_t i = 0; i < key.columns.size(); ++i)
            if (!equalsIgnoreCase(key.columns[i], index.parts[i].column))
                return false;
        return true;
    });
}

/// The parts that an InnoDB index only repeats of the primary key; 0 for other indexes.
std::size_t needlessParts(const Table& table, const Index& index) {
    const Index* key = table.primaryKey();
    const bool concerns = key && equalsIgnoreCase(table.engine, "InnoDB") && index.kind == IndexKind::Plain &&
                          comparable(index) && classOf(index) == "btree";
    return concerns ? keySuffix(index, *key) : 0;
}

RuleVerdict primaryKeySuffix(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql, undo;
    for (const Table* table : userTables(c)) {
        const auto duplicates = duplicatesOf(*table);
        for (const auto& index : table->indexes) {
            const auto n = needlessParts(*table, index);
            if (n == 0 || duplicates.contains(&index) || isRedundant(*table, index) ||
                foreignKeyNeeds(*table, index, index.parts.size() - n))
                continue;
            auto shorter = index;
            shorter.parts.resize(index.parts.size() - n);
            names.push_back(fmt::format("{}.{}", table->qualifiedName(), index.name));
            const auto drop =
                fmt::format("DROP INDEX {} ON {};\n", quoted(index.name, false), sqlName(c, *table));
            sql += (sql.empty() ? "" : "\n") + drop + createIndex(c, *table, shorter);
            undo += (undo.empty() ? "" : "\n") + drop + createIndex(c, *table, index);
        }
    }
    if (names.empty())
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"sql", sql},
               {"undo", undo}};
    d.evidence = {c.catalogLine(c.label("indexes"), c.words.list(names, 20))};
    return found(d);
}

} // namespace

bool isSpokenFor(const Table& table, const Index& index) {
    for (const auto& [dropped, kept] : duplicatesOf(table))
        if (dropped == &index || kept == &index)
            return true;
    return needlessParts(table, index) > 0 || isRedundant(table, index) ||
           std::any_of(table.indexes.begin(), table.indexes.end(),
                       [&](const Index& other) { return isRedundant(table, other) == &index; });
}

std::vector<Rule> indexCopyRules() {
    return {
        {.id = "idx.duplicate",
         .engines = kMySqlFamily,
         .needs = {.catalog = true},
         .check = duplicateIndexes},
        {.id = "idx.redundant_prefix",
         .engines = kMySqlFamily,
         .needs = {.catalog = true},
         .check = redundantPrefix},
        {.id = "idx.pk_suffix",
         .engines = kMySqlFamily,
         .needs = {.catalog = true},
         .check = primaryKeySuffix},
    };
}

} // namespace causeway
