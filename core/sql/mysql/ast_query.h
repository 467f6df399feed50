// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_expr.h"

/// The tree of SELECT and of what stands in its FROM.
namespace causeway::mysql {

struct TableRef;
using TableRefPtr = std::unique_ptr<TableRef>;

/// USE, FORCE or IGNORE INDEX [FOR ...] (names).
struct IndexHint {
    std::string text; ///< as written
};

struct NamedTable {
    std::string schema, name, alias;
    std::vector<std::string> partitions;
    std::vector<IndexHint> hints;
    std::string systemTime; ///< MariaDB's FOR SYSTEM_TIME ..., as written
};

struct DerivedTable {
    QueryPtr query;
    std::string alias;
    std::vector<std::string> columns;
    bool lateral = false;
};

/// JSON_TABLE(...) AS alias; the inside as written.
struct JsonTable {
    std::string text, alias;
};

struct Join {
    enum class Kind { Inner, Cross, Left, Right, Full };
    Kind kind = Kind::Inner;
    bool natural = false;
    bool straight = false; ///< STRAIGHT_JOIN
    TableRefPtr left, right;
    ExprPtr on;
    std::vector<std::string> usingColumns;
};

/// (a, b, c) inside FROM: a list of tables, also of one.
struct TableList {
    std::vector<TableRefPtr> items;
};

struct TableRef {
    std::variant<NamedTable, DerivedTable, JsonTable, Join, TableList> node;
    Place place;
    template <class T> const T* as() const { return std::get_if<T>(&node); }
};

struct SelectItem {
    ExprPtr expr; ///< a Star for * and t.*
    std::string alias;
    Place place;
};

/// LIMIT offset, count and LIMIT count OFFSET offset alike.
struct Limit {
    ExprPtr count, offset;
};

struct NamedWindow {
    std::string name;
    Window window;
};

struct Select {
    bool distinct = false;
    std::vector<std::string> modifiers; ///< "SQL_CALC_FOUND_ROWS", "STRAIGHT_JOIN", "HIGH_PRIORITY"...
    std::vector<SelectItem> items;
    std::vector<TableRefPtr> from; ///< separated by commas
    ExprPtr where;
    std::vector<OrderItem> groupBy; ///< old servers allow ASC and DESC here
    bool rollup = false;
    ExprPtr having;
    std::vector<NamedWindow> windows;
    std::vector<OrderItem> orderBy;
    std::optional<Limit> limit;
    std::string into;    ///< INTO OUTFILE ..., INTO @a, b: as written
    std::string locking; ///< "FOR UPDATE", "LOCK IN SHARE MODE", with what follows; as written
    Place place;
};

/// VALUES ROW(1,2), ROW(3,4) or MariaDB's VALUES (1,2),(3,4).
struct ValuesQuery {
    std::vector<std::vector<ExprPtr>> rows;
};

/// One operand of UNION, INTERSECT, EXCEPT; a nested Query stands in parentheses in the source.
struct QueryPart {
    std::string op; ///< "" for the first, then "UNION", "INTERSECT", "EXCEPT"
    bool all = false;
    std::variant<Select, ValuesQuery, QueryPtr> body;
};

struct CommonTable {
    std::string name;
    std::vector<std::string> columns;
    QueryPtr query;
};

/// A whole query. ORDER BY and LIMIT of one part alone stand in that Select; of a UNION here.
struct Query {
    bool recursive = false;
    std::vector<CommonTable> with;
    std::vector<QueryPart> parts; ///< one or more; INTERSECT binds tighter than UNION and EXCEPT
    std::vector<OrderItem> orderBy;
    std::optional<Limit> limit;
    std::string locking, into;
    Place place;

    /// The only Select when the query is no UNION and has no parentheses around it; else null.
    const Select* single() const { return parts.size() == 1 ? std::get_if<Select>(&parts[0].body) : nullptr; }
};

} // namespace causeway::mysql
