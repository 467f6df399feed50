// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/sql/mysql/parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace causeway {

/// What a statement does with one column of one of its tables.
struct ColumnUse {
    enum class Kind {
        Equal,   ///< =, <=>, <>, IN
        Range,   ///< <, <=, >, >=, BETWEEN
        Pattern, ///< LIKE, REGEXP
        Inside,  ///< a search for or a cut of a part of the text: LOCATE, SUBSTRING, REPLACE
        Ordered, ///< ORDER BY
        Grouped  ///< GROUP BY, DISTINCT
    };
    std::size_t instance = 0; ///< place in StatementUses::tables
    const Column* column = nullptr;
    Kind kind = Kind::Equal;
    std::string op;                     ///< "=", "IN", "LIKE", "BETWEEN"
    std::optional<std::string> literal; ///< what it is compared with, where that is a literal
    int parameter = 0;                  ///< the n-th ? of the statement, from 1; 0: none
};

/// One column of one of the statement's tables.
using InstanceColumn = std::pair<std::size_t, const Column*>;

struct StatementUses {
    std::vector<const Table*> tables; ///< every mention of a table of the catalog is one of its own
    std::vector<ColumnUse> uses;
    std::vector<std::pair<InstanceColumn, InstanceColumn>> joined; ///< compared for equality
};

/// The tables of a catalog by their names, built once for any number of statements. Points into it.
class TableIndex {
public:
    explicit TableIndex(const Catalog& catalog);
    /// Without regard to case; an empty schema matches any. Null when absent.
    const Table* find(std::string_view schema, std::string_view name) const;

private:
    std::unordered_map<std::string, std::vector<const Table*>> byName_;
};

/// What a parsed SELECT, UPDATE, DELETE or INSERT does with the columns of tables. `schema` is where names
/// without one are looked up; empty: in any. `text` is what was parsed. Names that are not found, and columns
/// of views and derived tables, are left out.
StatementUses columnUses(const mysql::StatementNode& statement, std::string_view text,
                         const TableIndex& tables, const std::string& schema);

} // namespace causeway
