// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway {
namespace {

/// What makes two index parts the same: column or expression, prefix length and direction.
std::string partKey(const IndexPart& part) {
    return fmt::format("{}\x1f{}\x1f{}\x1f{}", toLower(part.column), part.expression, part.prefix.value_or(0),
                       part.descending);
}

bool comparable(const Index& index) {
    return index.valid && index.predicate.empty() && !index.parts.empty() &&
           std::none_of(index.parts.begin(), index.parts.end(),
                        [](const IndexPart& p) { return p.column.empty() && p.expression.empty(); });
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

std::string createIndex(const RuleContext& c, const Table& table, const Index& index) {
    std::vector<std::string> parts;
    for (const auto& part : index.parts)
        parts.push_back((part.column.empty() ? "(" + part.expression + ")" : quoted(part.column, false)) +
                        (part.prefix ? fmt::format("({})", *part.prefix) : "") +
                        (part.descending ? " DESC" : ""));
    const char* kind = index.unique()                      ? "UNIQUE "
                       : index.kind == IndexKind::Fulltext ? "FULLTEXT "
                       : index.kind == IndexKind::Spatial  ? "SPATIAL "
                                                           : "";
    return fmt::format("CREATE {}INDEX {} ON {} ({});", kind, quoted(index.name, false), sqlName(c, table),
                       join(parts, ", "));
}

struct Droppable {
    std::vector<std::string> names;
    std::string drop, create;
    void add(const RuleContext& c, const Table& table, const Index& index, const std::string& because) {
        names.push_back(fmt::format("{}.{}{}", table.qualifiedName(), index.name,
                                    because.empty() ? "" : " = " + because));
        drop += fmt::format("{}DROP INDEX {} ON {};", drop.empty() ? "" : "\n", quoted(index.name, false),
                            sqlName(c, table));
        create += (create.empty() ? "" : "\n") + createIndex(c, table, index);
    }
    Verdict verdict(const RuleContext& c, Severity severity,
                    Confidence confidence = Confidence::Measured) const {
        if (names.empty())
            return passed();
        Draft d{severity, confidence};
        d.holes = {{"n", c.words.count(double(names.size()))},
                   {"names", c.words.list(names, 3)},
                   {"sql", drop},
                   {"undo", create}};
        d.evidence = {c.catalogLine(c.label("indexes"), c.words.list(names, 20))};
        return found(d);
    }
};

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

Verdict duplicateIndexes(const RuleContext& c) {
    Droppable all;
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

Verdict redundantPrefix(const RuleContext& c) {
    Droppable all;
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

Verdict primaryKeySuffix(const RuleContext& c) {
    std::vector<std::string> names;
    std::string sql, undo;
    for (const Table* table : userTables(c)) {
        const Index* key = table->primaryKey();
        if (!key || !equalsIgnoreCase(table->engine, "InnoDB"))
            continue;
        const auto duplicates = duplicatesOf(*table);
        for (const auto& index : table->indexes) {
            const auto n = index.kind == IndexKind::Plain && comparable(index) && classOf(index) == "btree"
                               ? keySuffix(index, *key)
                               : 0;
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

/// Does a foreign key lean on the index: of this table, or of one that refers to it?
bool servesForeignKey(const RuleContext& c, const Table& table, const Index& index) {
    for (const Table* child : userTables(c))
        for (const auto& key : child->foreignKeys)
            if (equalsIgnoreCase(key.refTable, table.name) && !key.refColumns.empty() &&
                (key.refSchema.empty() ? child->schema : key.refSchema) == table.schema &&
                equalsIgnoreCase(key.refColumns.front(), index.parts.front().column))
                return true;
    return std::any_of(table.foreignKeys.begin(), table.foreignKeys.end(), [&](const ForeignKey& key) {
        return !key.columns.empty() && equalsIgnoreCase(key.columns.front(), index.parts.front().column);
    });
}

Verdict unusedIndexes(const RuleContext& c) {
    const auto* usage = answered(c, "mysql.index_usage");
    std::map<std::string, double> reads;
    std::set<std::string> readTables;
    for (std::size_t row = 0; row < usage->rows.size(); ++row) {
        const auto table =
            toLower(cell(*usage, row, "object_schema") + "." + cell(*usage, row, "object_name"));
        const double count = cellNumber(*usage, row, "count_star").value_or(0);
        reads[table + "." + toLower(cell(*usage, row, "index_name"))] = count;
        if (count > 0)
            readTables.insert(table);
    }
    Droppable all;
    for (const Table* table : userTables(c)) {
        const auto name = toLower(table->schema + "." + table->name);
        if (!readTables.contains(name) || double(table->dataBytes.value_or(0)) < c.limit("bytes"))
            continue;
        for (const auto& index : table->indexes) {
            const auto it = reads.find(name + "." + toLower(index.name));
            if (index.kind == IndexKind::Plain && comparable(index) && it != reads.end() && it->second == 0 &&
                !servesForeignKey(c, *table, index))
                all.add(c, *table, index, "");
        }
    }
    return all.verdict(c, Severity::Low, Confidence::Inferred);
}

/// A finding that lists tables chosen by a test.
template <typename Test> Verdict tablesWhere(const RuleContext& c, Severity severity, Test test) {
    std::vector<std::string> names;
    for (const Table* table : userTables(c))
        if (const auto remark = test(*table))
            names.push_back(fmt::format("{} ({})", table->qualifiedName(), *remark));
    if (names.empty())
        return passed();
    Draft d{severity};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}};
    d.evidence = {c.catalogLine(c.label("tables"), c.words.list(names, 20))};
    return found(d);
}

Verdict indexLargerThanData(const RuleContext& c) {
    return tablesWhere(c, Severity::Info, [&](const Table& t) -> std::optional<std::string> {
        const double data = double(t.dataBytes.value_or(0)), index = double(t.indexBytes.value_or(0));
        if (index <= data || index + data < c.limit("bytes"))
            return std::nullopt;
        return fmt::format("{} > {}", c.words.bytes(index), c.words.bytes(data));
    });
}

Verdict largeWithoutIndex(const RuleContext& c) {
    return tablesWhere(c, Severity::Info, [&](const Table& t) -> std::optional<std::string> {
        const bool secondary = std::any_of(t.indexes.begin(), t.indexes.end(),
                                           [](const Index& i) { return i.kind != IndexKind::Primary; });
        if (secondary || double(t.dataBytes.value_or(0)) < c.limit("bytes"))
            return std::nullopt;
        return c.words.bytes(double(*t.dataBytes));
    });
}

Verdict fullJoins(const RuleContext& c) {
    const auto joins = c.rate("select_full_join"), ranges = c.rate("select_range_check");
    const double daily = (joins->perSecond + (ranges ? ranges->perSecond : 0)) * 86400;
    if (daily <= c.limit("per_day"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(daily)}};
    d.evidence = {c.rateLine("select_full_join"), c.rateLine("select_range_check")};
    return found(d);
}

Verdict lowSelectivity(const RuleContext& c) {
    Droppable all;
    for (const Table* table : userTables(c))
        for (const auto& index : table->indexes) {
            const double rows = double(table->rows.value_or(0));
            if (index.kind != IndexKind::Plain || !comparable(index) || index.parts.size() != 1 ||
                !index.cardinality || rows < c.limit("rows"))
                continue;
            // An index on a skewed flag finds its few open orders quickly: names of flags are left alone.
            const bool flag = nameHasWord(index.parts[0].column, c.facts.words("flag_columns"));
            const double distinct = double(*index.cardinality);
            if (!flag && distinct < c.limit("distinct") && distinct / rows < c.limit("share") &&
                !servesForeignKey(c, *table, index))
                all.add(c, *table, index,
                        fmt::format("{} / {}", c.words.number(distinct), c.words.number(rows)));
        }
    return all.verdict(c, Severity::Low, Confidence::Inferred);
}

} // namespace

std::vector<Rule> indexRules() {
    const std::vector<Rule> rules{
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
        {.id = "idx.unused",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.index_usage"}, .sizes = true, .uptimeSeconds = 30 * 86400.0},
         .check = unusedIndexes},
        {.id = "idx.index_gt_data", .needs = {.sizes = true}, .check = indexLargerThanData},
        {.id = "idx.large_no_secondary", .needs = {.sizes = true}, .check = largeWithoutIndex},
        {.id = "idx.full_join",
         .engines = kMySqlFamily,
         .needs = {.status = {"select_full_join"}, .uptimeSeconds = 86400},
         .check = fullJoins},
        {.id = "idx.low_selectivity",
         .engines = kMySqlFamily,
         .needs = {.sizes = true},
         .check = lowSelectivity},
    };
    return joinRules({rules, shapeIndexRules(), postgresqlIndexRules()});
}

} // namespace causeway
