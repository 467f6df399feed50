// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/test_rows.h"

#include "core/base/text.h"
#include "core/readiness/choices/choices.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway::prove {

namespace {

constexpr std::size_t kNullEvery = 7, kZeroDateEvery = 11;
constexpr int kDeepestParents = 12;

std::uint64_t mixed(std::uint64_t x) { // splitmix64's last steps: neighbours get unlike numbers
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

std::string inBackticks(const std::string& name) {
    return "`" + replaceAll(name, "`", "``") + "`";
}

/// True when the column alone, or first, must be unique.
bool inUnique(const Table& table, const Column& column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return index.unique() && index.parts.size() == 1 &&
               equalsIgnoreCase(index.parts[0].column, column.name);
    });
}

bool needsValue(const Table& table, const Column& column) {
    const Index* key = table.primaryKey();
    return !column.nullable || column.autoIncrement ||
           (key && std::any_of(key->parts.begin(), key->parts.end(),
                               [&](const IndexPart& p) { return equalsIgnoreCase(p.column, column.name); }));
}

class Maker {
public:
    Maker(const Catalog& catalog, const TestRowOptions& options)
        : catalog_(catalog), options_(options), index_(catalog) {
        for (const auto& key : options.zeroDates)
            zeroDates_.insert(key);
        for (const Table& table : catalog.tables)
            order(table, 0);
    }

    TestRows make(const std::vector<QueryWish>& wishes) {
        TestRows out;
        for (const QueryWish& wish : wishes)
            out.parameters.push_back(witness(wish));
        for (const Table* table : order_)
            for (std::size_t i = 0; i < options_.rowsPerTable; ++i)
                plain(*table, i);
        for (const Table* table : order_)
            for (TestRow& row : made_[table])
                if (numbered(row))
                    out.rows.push_back(std::move(row));
        return out;
    }

private:
    /// Parents first; a table that is on its own way up is left where it is.
    void order(const Table& table, int depth) {
        if (table.temporary || depth > kDeepestParents || !seen_.insert(&table).second)
            return;
        for (const ForeignKey& key : table.foreignKeys)
            if (const Table* parent = parentOf(table, key))
                order(*parent, depth + 1);
        order_.push_back(&table);
    }

    /// False for a row whose AUTO_INCREMENT column would get another number on each side.
    static bool numbered(const TestRow& row) {
        for (std::size_t i = 0; i < row.values.size(); ++i)
            if (row.table->columns[i].autoIncrement && (!row.values[i] || row.values[i] == "0"))
                return false;
        return true;
    }

    const Table* parentOf(const Table& table, const ForeignKey& key) const {
        return index_.find(key.refSchema.empty() ? table.schema : key.refSchema, key.refTable);
    }

    static std::size_t place(const Table& table, const std::string& name) {
        const Column* column = table.column(name);
        return column ? std::size_t(column - table.columns.data()) : table.columns.size();
    }

    // --- values ------------------------------------------------------------------------------------------

    TestValue value(const Table& table, const Column& column, std::size_t row) {
        const std::size_t at = std::size_t(&column - table.columns.data());
        if (column.generated)
            return std::nullopt;
        if (column.autoIncrement)
            return std::to_string(std::int64_t(row) % largest(column) + 1);
        const std::uint64_t chance = mixed(at * 7919 + row * 104729 + table.name.size());
        if (!needsValue(table, column) && (row + at) % kNullEvery == kNullEvery - 1)
            return std::nullopt;
        if (row % kZeroDateEvery == kZeroDateEvery - 1 &&
            zeroDates_.contains(columnKey(table.schema, table.name, column.name)))
            return column.type.name == "date" ? "0000-00-00" : "0000-00-00 00:00:00";
        auto pool = interestingValues(column);
        const auto& literals = literals_[&column];
        pool.insert(pool.end(), literals.begin(), literals.end());
        if (pool.empty())
            return std::nullopt;
        if (inUnique(table, column) && isWholeNumber(column))
            return std::to_string(std::int64_t(row + 1) % (largest(column) + 1));
        std::string text = pool[chance % pool.size()];
        if (inUnique(table, column) && column.type.name.find("char") != std::string::npos) {
            const auto unique = fmt::format("{}{}", text, row);
            if (unique.size() <= column.type.length.value_or(255))
                return unique;
        }
        return text;
    }

    TestRow values(const Table& table, std::size_t row) {
        TestRow out{&table, {}};
        for (const Column& column : table.columns)
            out.values.push_back(value(table, column, row));
        return out;
    }

    void plain(const Table& table, std::size_t i) {
        TestRow row = values(table, i);
        for (const ForeignKey& key : table.foreignKeys)
            adopt(row, key, i);
        made_[&table].push_back(std::move(row));
    }

    /// Gives the row the key of a parent that is there; NULL where there is none.
    void adopt(TestRow& row, const ForeignKey& key, std::size_t i) {
        const Table* parent = parentOf(*row.table, key);
        if (!parent || key.columns.size() != key.refColumns.size())
            return;
        const auto& parents = made_[parent];
        if (parents.empty() && !allNullable(*row.table, key)) { // its parent comes later: they form a circle
            for (const auto& name : key.columns)
                if (const std::size_t own = place(*row.table, name);
                    own < row.values.size() && isWholeNumber(row.table->columns[own]))
                    row.values[own] = std::to_string(i + 1);
            return;
        }
        const bool none = parents.empty() || (i % kNullEvery == 2 && allNullable(*row.table, key));
        const TestRow* one = none ? nullptr : &parents[mixed(i + 17) % parents.size()];
        for (std::size_t k = 0; k < key.columns.size(); ++k) {
            const std::size_t own = place(*row.table, key.columns[k]),
                              other = place(*parent, key.refColumns[k]);
            if (own < row.values.size() && (!one || other < one->values.size()))
                row.values[own] = one ? one->values[other] : std::nullopt;
        }
    }

    static bool allNullable(const Table& table, const ForeignKey& key) {
        return std::all_of(key.columns.begin(), key.columns.end(), [&](const auto& name) {
            const Column* column = table.column(name);
            return column && !needsValue(table, *column);
        });
    }

    // --- rows that a query finds ---------------------------------------------------------------------------

    using Class = std::size_t;

    /// Columns that the query sets equal share a class.
    std::map<InstanceColumn, Class> classes(const StatementUses& uses) {
        std::map<InstanceColumn, Class> of;
        Class next = 0;
        for (const auto& [a, b] : uses.joined) {
            const auto left = of.find(a), right = of.find(b);
            if (left != of.end() && right != of.end()) {
                const Class from = right->second, to = left->second;
                for (auto& [column, known] : of)
                    if (known == from)
                        known = to;
            } else if (left != of.end()) {
                of.emplace(b, left->second);
            } else if (right != of.end()) {
                of.emplace(a, right->second);
            } else {
                of.emplace(a, next);
                of.emplace(b, next++);
            }
        }
        return of;
    }

    /// The value that a use asks its column for, where it asks for one.
    static std::optional<std::string> wanted(const ColumnUse& use) {
        if (!use.literal || use.op == "<>" || use.op == "NOT IN" || use.op == "REGEXP")
            return std::nullopt;
        if (use.kind == ColumnUse::Kind::Pattern)
            return fitting(*use.literal);
        if (use.op == "<" || use.op == ">")
            return neighbour(*use.column, *use.literal, use.op);
        return *use.literal;
    }

    /// Makes a row for every table that the query reads, so that they find one another; returns the values
    /// of its parameters.
    std::vector<std::string> witness(const QueryWish& wish) {
        std::vector<std::string> parameters(std::size_t(wish.parameters), "5");
        if (!wish.refusal.empty() || wish.uses.tables.empty())
            return parameters;
        const std::size_t number = witnesses_++;
        const auto& uses = wish.uses;
        std::vector<TestRow> rows;
        std::vector<std::set<const Column*>> set(uses.tables.size());
        for (std::size_t i = 0; i < uses.tables.size(); ++i) {
            rows.push_back(values(*uses.tables[i], nextRow(*uses.tables[i])));
            noNulls(rows.back(), number + i);
        }
        const auto classes = this->classes(uses);
        const auto give = [&](const InstanceColumn& to, const std::string& text) {
            rows[to.first].values[std::size_t(to.second - rows[to.first].table->columns.data())] = text;
            set[to.first].insert(to.second);
        };
        const auto giveClass = [&](const InstanceColumn& to, const std::string& text) {
            const auto own = classes.find(to);
            if (own == classes.end())
                return give(to, text);
            for (const auto& [column, known] : classes)
                if (known == own->second)
                    give(column, text);
        };
        for (const bool keys : {true, false}) // a key's own number first: another one may be taken
            for (const auto& [column, known] : classes) {
                const Table& table = *rows[column.first].table;
                if (set[column.first].contains(column.second) || inUnique(table, *column.second) != keys)
                    continue;
                const auto& start =
                    rows[column.first].values[std::size_t(column.second - table.columns.data())];
                if (start)
                    giveClass(column, std::string(*start));
            }
        std::set<InstanceColumn> asked;
        for (const ColumnUse& use : uses.uses)
            if (const auto text = wanted(use)) {
                literals_[use.column].insert(*text);
                if (asked.insert({use.instance, use.column}).second)
                    giveClass({use.instance, use.column}, *text);
            }
        for (const ColumnUse& use : uses.uses)
            if (use.parameter > 0 && use.parameter <= wish.parameters)
                if (const auto& found =
                        rows[use.instance]
                            .values[std::size_t(use.column - rows[use.instance].table->columns.data())])
                    parameters[std::size_t(use.parameter) - 1] = *found;
        for (TestRow& row : rows)
            keep(std::move(row), 0);
        return parameters;
    }

    /// The number of a row made for a query, behind those of the plain rows.
    std::size_t nextRow(const Table& table) { return options_.rowsPerTable + extra_[&table]++; }

    void noNulls(TestRow& row, std::size_t seed) {
        for (std::size_t i = 0; i < row.values.size(); ++i) {
            const Column& column = row.table->columns[i];
            if (row.values[i] || column.generated)
                continue;
            const auto pool = interestingValues(column);
            if (!pool.empty())
                row.values[i] = pool[mixed(seed + i) % pool.size()];
        }
    }

    /// Adds a row with the parents that its foreign keys name.
    void keep(TestRow row, int depth) {
        const Table& table = *row.table;
        for (const ForeignKey& key : table.foreignKeys) {
            const Table* parent = parentOf(table, key);
            if (!parent || key.columns.size() != key.refColumns.size() || depth > kDeepestParents)
                continue;
            if (parent == &table) { // of itself: the row names itself
                for (std::size_t k = 0; k < key.columns.size(); ++k)
                    if (const std::size_t own = place(table, key.columns[k]),
                        other = place(table, key.refColumns[k]);
                        own < row.values.size() && other < row.values.size())
                        row.values[own] = row.values[other];
                continue;
            }
            raise(row, key, *parent, depth);
        }
        made_[&table].push_back(std::move(row));
    }

    void raise(const TestRow& row, const ForeignKey& key, const Table& parent, int depth) {
        std::vector<std::pair<std::size_t, TestValue>> named;
        for (std::size_t k = 0; k < key.columns.size(); ++k) {
            const std::size_t own = place(*row.table, key.columns[k]),
                              other = place(parent, key.refColumns[k]);
            if (own >= row.values.size() || other >= parent.columns.size() || !row.values[own])
                return;
            named.emplace_back(other, row.values[own]);
        }
        auto& parents = made_[&parent];
        const bool there = std::any_of(parents.begin(), parents.end(), [&](const TestRow& p) {
            return std::all_of(named.begin(), named.end(),
                               [&](const auto& v) { return p.values[v.first] == v.second; });
        });
        if (there)
            return;
        TestRow made = values(parent, nextRow(parent));
        noNulls(made, parents.size());
        for (const auto& [at, text] : named)
            made.values[at] = text;
        keep(std::move(made), depth + 1);
    }

    const Catalog& catalog_;
    const TestRowOptions& options_;
    TableIndex index_;
    std::set<std::string> zeroDates_;
    std::set<const Table*> seen_;
    std::vector<const Table*> order_;
    std::map<const Table*, std::vector<TestRow>> made_;
    std::map<const Column*, std::set<std::string>> literals_;
    std::map<const Table*, std::size_t> extra_;
    std::size_t witnesses_ = 0;
};

} // namespace

TestRows makeTestRows(const Catalog& catalog, const std::vector<QueryWish>& wishes,
                      const TestRowOptions& options) {
    return Maker(catalog, options).make(wishes);
}

std::string insertStatement(const TestRow& row, const std::string& schema) {
    std::string names, values;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const Column& column = row.table->columns[i];
        if (column.generated)
            continue;
        names += (names.empty() ? "" : ", ") + inBackticks(column.name);
        values += (values.empty() ? "" : ", ") + mysqlLiteral(column, row.values[i]);
    }
    return fmt::format("INSERT INTO {}{} ({}) VALUES ({})", schema.empty() ? "" : inBackticks(schema) + ".",
                       inBackticks(row.table->name), names, values);
}

} // namespace causeway::prove
