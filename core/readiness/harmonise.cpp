// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/target_model.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace causeway {

namespace {

constexpr std::array<std::string_view, 3> kIntegers{"smallint", "integer", "bigint"};

int width(const TargetColumn& column) {
    const auto found = std::find(kIntegers.begin(), kIntegers.end(), column.type.sql);
    return found == kIntegers.end() ? -1 : int(found - kIntegers.begin());
}

/// Columns tied together by foreign keys, as disjoint sets.
class ColumnSets {
public:
    explicit ColumnSets(TargetModel& model) : tables_(model.tables.data()) {
        for (auto& table : model.tables) {
            first_.push_back(columns_.size());
            for (auto& column : table.columns)
                columns_.push_back(&column);
        }
        parent_.resize(columns_.size());
        std::iota(parent_.begin(), parent_.end(), std::size_t(0));
    }
    void tie(const TargetTable& a, const std::string& columnOfA, const TargetTable& b,
             const std::string& columnOfB) {
        const TargetColumn *left = a.column(columnOfA), *right = b.column(columnOfB);
        if (left && right)
            parent_[root(place(a, *left))] = root(place(b, *right));
    }
    void widen() {
        std::vector<int> widest(columns_.size(), -1);
        for (std::size_t i = 0; i < columns_.size(); ++i)
            widest[root(i)] = std::max(widest[root(i)], width(*columns_[i]));
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const int own = width(*columns_[i]), all = widest[root(i)];
            if (own >= 0 && own < all) {
                columns_[i]->type.sql = std::string(kIntegers[std::size_t(all)]);
                columns_[i]->harmonised = true;
            }
        }
    }

private:
    /// Of a column among all columns.
    std::size_t place(const TargetTable& table, const TargetColumn& column) const {
        return first_[std::size_t(&table - tables_)] + std::size_t(&column - table.columns.data());
    }
    std::size_t root(std::size_t i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    const TargetTable* tables_;
    std::vector<std::size_t> first_; ///< place of each table's first column
    std::vector<TargetColumn*> columns_;
    std::vector<std::size_t> parent_;
};

} // namespace

void harmoniseForeignKeys(TargetModel& model) {
    ColumnSets sets(model);
    for (const TargetTable& table : model.tables)
        for (const ForeignKey& key : table.source->foreignKeys) {
            const TargetTable* other =
                model.table(key.refSchema.empty() ? table.source->schema : key.refSchema, key.refTable);
            for (std::size_t i = 0; other && i < std::min(key.columns.size(), key.refColumns.size()); ++i)
                sets.tie(table, key.columns[i], *other, key.refColumns[i]);
        }
    sets.widen();
}

} // namespace causeway
