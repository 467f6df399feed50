// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_query.h"

/// The trees of INSERT, REPLACE, UPDATE and DELETE.
namespace causeway::mysql {

struct Assignment {
    ColumnRef column;
    ExprPtr value;
    Place place;
};

struct Insert {
    bool replace = false, ignore = false;
    std::vector<std::string> modifiers; ///< "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"
    std::string schema, table;
    std::vector<std::string> partitions;
    std::vector<std::string> columns; ///< also the names of INSERT ... SET
    std::vector<std::vector<ExprPtr>> rows;
    QueryPtr query;       ///< INSERT ... SELECT
    std::string rowAlias; ///< VALUES (...) AS new(columnAliases)
    std::vector<std::string> columnAliases;
    std::vector<Assignment> onDuplicate;
    std::vector<SelectItem> returning;
    bool assignments = false; ///< written as INSERT ... SET
};

struct Update {
    bool ignore = false;
    std::vector<std::string> modifiers;
    std::vector<CommonTable> with;
    std::vector<TableRefPtr> tables; ///< one plain NamedTable, or a multi-table update
    std::vector<Assignment> set;
    ExprPtr where;
    std::vector<OrderItem> orderBy;
    std::optional<Limit> limit;
};

struct Delete {
    bool ignore = false;
    std::vector<std::string> modifiers;
    std::vector<CommonTable> with;
    std::vector<ColumnRef> targets; ///< multi-table: what is deleted from (`schema` and `table` are set)
    std::vector<TableRefPtr> from;  ///< single table, or the joined tables of a multi-table delete
    ExprPtr where;
    std::vector<OrderItem> orderBy;
    std::optional<Limit> limit;
    std::vector<SelectItem> returning;
};

} // namespace causeway::mysql
