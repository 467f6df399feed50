// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/index_drop.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway {
namespace {

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

RuleVerdict unusedIndexes(const RuleContext& c) {
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
    DroppableIndexes all;
    for (const Table* table : userTables(c)) {
        const auto name = toLower(table->schema + "." + table->name);
        if (!readTables.contains(name) || double(table->dataBytes.value_or(0)) < c.limit("bytes"))
            continue;
        for (const auto& index : table->indexes) {
            const auto it = reads.find(name + "." + toLower(index.name));
            if (index.kind == IndexKind::Plain && comparable(index) && it != reads.end() && it->second == 0 &&
                !servesForeignKey(c, *table, index) && !isSpokenFor(*table, index))
                all.add(c, *table, index, "");
        }
    }
    const auto verdict = all.verdict(c, Severity::Low, Confidence::Inferred);
    // A part of the indexes without an unused one says nothing of the others.
    return verdict.state == CheckState::Passed && !usage->message.empty() ? notAssessed(usage->message)
                                                                          : verdict;
}

/// A finding that lists tables chosen by a test.
template <typename Test> RuleVerdict tablesWhere(const RuleContext& c, Severity severity, Test test) {
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

RuleVerdict indexLargerThanData(const RuleContext& c) {
    return tablesWhere(c, Severity::Info, [&](const Table& t) -> std::optional<std::string> {
        const double data = double(t.dataBytes.value_or(0)), index = double(t.indexBytes.value_or(0));
        if (index <= data || index + data < c.limit("bytes"))
            return std::nullopt;
        return fmt::format("{} > {}", c.words.bytes(index), c.words.bytes(data));
    });
}

RuleVerdict largeWithoutIndex(const RuleContext& c) {
    return tablesWhere(c, Severity::Info, [&](const Table& t) -> std::optional<std::string> {
        const bool secondary = std::any_of(t.indexes.begin(), t.indexes.end(),
                                           [](const Index& i) { return i.kind != IndexKind::Primary; });
        if (secondary || double(t.dataBytes.value_or(0)) < c.limit("bytes"))
            return std::nullopt;
        return c.words.bytes(double(*t.dataBytes));
    });
}

RuleVerdict fullJoins(const RuleContext& c) {
    const auto joins = c.rate("select_full_join"), ranges = c.rate("select_range_check");
    const double daily = (joins->perSecond + (ranges ? ranges->perSecond : 0)) * 86400;
    if (daily <= c.limit("per_day"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(daily)}};
    d.evidence = {c.rateLine("select_full_join"), c.rateLine("select_range_check")};
    return found(d);
}

RuleVerdict lowSelectivity(const RuleContext& c) {
    DroppableIndexes all;
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
    return joinRules({indexCopyRules(), rules, shapeIndexRules(), postgresqlIndexRules()});
}

} // namespace causeway
