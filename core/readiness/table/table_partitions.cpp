// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/table/partition_bounds.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/mysql/lexer.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr std::uint32_t kMaxPartitions = 8192; ///< MySQL's own limit

class PartitionPlanner {
public:
    PartitionPlanner(const TargetTable& table, TargetModel& model, Notes& notes)
        : table_(table), partitioning_(*table.source->partitioning), model_(model), notes_(notes) {}

    PartitionPlan plan() {
        std::string method = toUpper(partitioning_.method);
        if (method.starts_with("LINEAR "))
            method.erase(0, 7);
        PartitionPlan made;
        if (method.starts_with("RANGE"))
            made = ranges(method == "RANGE COLUMNS");
        else if (method.starts_with("LIST"))
            made = lists();
        else if (method == "HASH" || method == "KEY")
            made = hashes(method);
        else
            reason_ = "PARTITION BY " + method + " has no counterpart";
        if (!reason_.empty()) {
            notes_.add("mysql.partition_manual", {{"reason", reason_}});
            return {};
        }
        if (!partitioning_.subpartition.empty())
            notes_.add("mysql.subpartition");
        return made;
    }

private:
    const TargetColumn* keyColumn(const std::string& name) {
        const TargetColumn* column = table_.column(name);
        if (!column)
            reason_ = "column " + name + " was not found";
        else if (!inEveryUniqueKey(column->source->name))
            reason_ = "a unique key does not hold the column " + name;
        return column;
    }

    bool inEveryUniqueKey(const std::string& column) const {
        return std::all_of(table_.source->indexes.begin(), table_.source->indexes.end(), [&](const Index& i) {
            return !i.unique() || std::any_of(i.parts.begin(), i.parts.end(), [&](const IndexPart& p) {
                return equalsIgnoreCase(p.column, column);
            });
        });
    }

    /// Columns of the key; with a function it is one column.
    std::vector<const TargetColumn*> keyColumns(bool list, PartitionFunction& function) {
        std::vector<const TargetColumn*> columns;
        const auto names =
            list ? splitList(partitioning_.expression) : std::vector<std::string>{partitioning_.expression};
        for (const auto& name : names) {
            const auto expression = readPartitionExpression(name);
            if (!expression) {
                reason_ = "the bounds of " + name + " cannot be computed for a column";
                return {};
            }
            function = expression->function;
            columns.push_back(keyColumn(expression->column));
        }
        if (columns.empty())
            reason_ = "it has no columns";
        if (function != PartitionFunction::None)
            notes_.add("mysql.partition_expression", {{"expression", partitioning_.expression}});
        return columns;
    }

    static std::string names(const std::vector<const TargetColumn*>& columns) {
        std::vector<std::string> out;
        for (const auto* column : columns)
            out.push_back(column->name);
        return pg::quoteList(out);
    }

    std::string partitionTable(const std::string& name, const std::string& values) {
        const auto taken = model_.names.relations(table_.source->schema).take(table_.name + "_" + name);
        if (const auto plain = model_.names.spelled(table_.name + "_" + name);
            taken != plain || taken.size() == pg::kMaxIdentifierBytes)
            model_.names.changed("partition", table_.label(), name, taken);
        return fmt::format("CREATE TABLE {} PARTITION OF {} {};\n", pg::qualified(table_.schema, taken),
                           table_.qualified(), values);
    }

    PartitionPlan ranges(bool list) {
        PartitionFunction function = PartitionFunction::None;
        const auto columns = keyColumns(list, function);
        if (!reason_.empty())
            return {};
        PartitionPlan made{"PARTITION BY RANGE (" + names(columns) + ")", {}};
        std::string from = repeated("MINVALUE", columns.size());
        for (const Partition& partition : partitioning_.partitions) {
            const std::string to = bounds(partition, columns, function);
            if (!reason_.empty())
                return {};
            made.statements +=
                partitionTable(partition.name, "FOR VALUES FROM (" + from + ") TO (" + to + ")");
            from = to;
        }
        // MySQL puts NULL into the lowest range; PostgreSQL only into a default partition.
        if (std::any_of(columns.begin(), columns.end(), [](const auto* c) { return !c->notNull; }))
            made.statements += partitionTable("default", "DEFAULT");
        noteCount();
        return made;
    }

    static std::string repeated(const std::string& word, std::size_t times) {
        return join(std::vector<std::string>(times, word), ", ");
    }

    std::string bounds(const Partition& partition, const std::vector<const TargetColumn*>& columns,
                       PartitionFunction function) {
        const auto values = boundValues(partition.values);
        std::vector<std::string> literals;
        for (std::size_t i = 0; i < values.size() && i < columns.size(); ++i)
            if (const auto literal = boundLiteral(values[i], function, columns[i]->type.kind))
                literals.push_back(*literal);
        if (literals.size() != columns.size() || values.size() != columns.size())
            reason_ = "the bound of partition " + partition.name + " cannot be computed";
        return join(literals, ", ");
    }

    PartitionPlan lists() {
        PartitionFunction function = PartitionFunction::None;
        const auto columns = keyColumns(true, function);
        if (reason_.empty() && columns.size() != 1)
            reason_ = "LIST over several columns has no counterpart";
        if (reason_.empty() && function != PartitionFunction::None)
            reason_ = "LIST over an expression has no counterpart that a key could hold";
        if (!reason_.empty())
            return {};
        PartitionPlan made{"PARTITION BY LIST (" + names(columns) + ")", {}};
        for (const Partition& partition : partitioning_.partitions) {
            std::vector<std::string> literals;
            for (const auto& value : boundValues(partition.values)) {
                const auto literal = boundLiteral(value, function, columns[0]->type.kind);
                if (!literal)
                    reason_ = "a value of partition " + partition.name + " cannot be computed";
                literals.push_back(literal.value_or(""));
            }
            const bool byDefault = equalsIgnoreCase(trim(partition.values), "DEFAULT");
            made.statements += partitionTable(
                partition.name, byDefault ? "DEFAULT" : "FOR VALUES IN (" + join(literals, ", ") + ")");
        }
        noteCount();
        return made;
    }

    PartitionPlan hashes(const std::string& method) {
        const auto columns = hashColumns(method);
        const auto listed = std::uint32_t(partitioning_.partitions.size());
        const std::uint32_t count = std::max({listed, partitioning_.count, 1u});
        if (count > kMaxPartitions)
            reason_ = "the number of partitions is out of range";
        if (!reason_.empty())
            return {};
        PartitionPlan made{"PARTITION BY HASH (" + names(columns) + ")", {}};
        for (std::uint32_t i = 0; i < count; ++i)
            made.statements +=
                partitionTable(i < listed ? partitioning_.partitions[i].name : fmt::format("p{}", i),
                               fmt::format("FOR VALUES WITH (MODULUS {}, REMAINDER {})", count, i));
        notes_.add("mysql.partition_hash", {{"method", partitioning_.method},
                                            {"columns", names(columns)},
                                            {"count", std::to_string(count)}});
        return made;
    }

    /// KEY() is over the primary key; HASH(f(c)) becomes HASH(c): rows may lie in any partition.
    std::vector<const TargetColumn*> hashColumns(const std::string& method) {
        std::vector<const TargetColumn*> columns;
        if (method == "KEY" && trim(partitioning_.expression).empty()) {
            if (const Index* key = table_.source->primaryKey())
                for (const IndexPart& part : key->parts)
                    columns.push_back(keyColumn(part.column));
        } else {
            for (const auto& name : columnNames(method))
                columns.push_back(keyColumn(name));
        }
        if (columns.empty())
            reason_ = "the columns of the expression are not known";
        return columns;
    }

    std::vector<std::string> columnNames(const std::string& method) {
        std::vector<std::string> found;
        if (method == "KEY") {
            for (const auto& name : splitList(partitioning_.expression))
                found.push_back(mysql::unquoteName(name));
            return found;
        }
        for (const auto& token : mysql::tokenize(partitioning_.expression))
            if (token.kind == mysql::TokenKind::Word || token.kind == mysql::TokenKind::QuotedName) {
                const std::string name = mysql::unquoteName(token.text);
                if (table_.column(name) && std::find(found.begin(), found.end(), name) == found.end())
                    found.push_back(name);
            }
        return found;
    }

    void noteCount() {
        notes_.add("mysql.partition_range", {{"count", std::to_string(partitioning_.partitions.size())}});
    }

    const TargetTable& table_;
    const Partitioning& partitioning_;
    TargetModel& model_;
    Notes& notes_;
    std::string reason_;
};

} // namespace

PartitionPlan planPartitions(const TargetTable& table, TargetModel& model, Notes& notes) {
    if (!table.source->partitioning)
        return {};
    return PartitionPlanner(table, model, notes).plan();
}

} // namespace causeway
