// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/place.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The tree of a MySQL or MariaDB expression. Names are unquoted, strings decoded, keywords in upper case.
/// A tree is at most kMaxTreeDepth deep, so recursion over it is safe.
namespace causeway::mysql {

inline constexpr int kMaxTreeDepth = 1000;

struct Expr;
struct Query;
using ExprPtr = std::unique_ptr<Expr>;

/// unique_ptr to a type that is complete only in ast_query.h.
struct QueryDelete {
    void operator()(Query* query) const;
};
using QueryPtr = std::unique_ptr<Query, QueryDelete>;

/// A declared type: of a column, a parameter, a CAST.
struct DataType {
    std::string name; ///< lower case, as written: "int", "double precision", "national varchar"
    std::string full; ///< lower-case name with everything that belongs to the type: "int(10) unsigned",
                      ///< "enum('a','b')"
    std::optional<std::uint32_t> length, scale;
    bool isUnsigned = false, isSigned = false, zerofill = false;
    bool binary = false;              ///< the BINARY attribute: the charset's _bin collation
    bool array = false;               ///< CAST(... AS type ARRAY)
    std::vector<std::string> members; ///< of ENUM and SET
    std::string charset, collation;   ///< lower case; empty when not said
    std::optional<std::uint32_t> srid;
};

struct Literal {
    enum class Kind {
        String,
        National,
        Integer,
        Decimal,
        Float,
        Hex,
        Bit,
        Null,
        True,
        False,
        Date,
        Time,
        Timestamp
    };
    Kind kind = Kind::Null;
    std::string text;    ///< String, Date...: the decoded bytes; numbers: the digits; Hex: the decoded bytes;
                         ///< Bit: the binary digits
    std::string charset; ///< of an introducer: "utf8mb4" for _utf8mb4'x'
};

/// [schema.][table.]column
struct ColumnRef {
    std::string schema, table, column;
};

/// * or t.* or s.t.*; in a select list and in COUNT(*).
struct Star {
    std::string schema, table;
};

struct Variable {
    bool system = false;
    std::string scope; ///< "GLOBAL", "SESSION", "LOCAL" or empty
    std::string name;
};

struct Parameter {};

/// "-", "+", "~", "!", "NOT", "BINARY"
struct Unary {
    std::string op;
    ExprPtr operand;
};

/// "+ - * / DIV % ^ | & << >>", "= <=> <> < <= > >=", "XOR", "||" (joins strings: PIPES_AS_CONCAT), ":=",
/// "->", "->>", "MEMBER OF". MOD is "%", != is "<>".
struct Binary {
    std::string op;
    ExprPtr left, right;
};

/// "AND" or "OR" of two operands or more (&& and || included).
struct Logical {
    std::string op;
    std::vector<ExprPtr> operands;
};

/// operand <op> ANY|ALL (query); SOME is ANY.
struct Quantified {
    std::string op, quantifier;
    ExprPtr operand;
    QueryPtr query;
};

struct Between {
    bool negated = false;
    ExprPtr operand, low, high;
};

/// operand IN (items), or IN (query) when query is set.
struct In {
    bool negated = false;
    ExprPtr operand;
    std::vector<ExprPtr> items;
    QueryPtr query;
};

/// "LIKE", "REGEXP" (also RLIKE), "SOUNDS LIKE".
struct Like {
    std::string op;
    bool negated = false;
    ExprPtr operand, pattern, escape;
};

/// operand IS [NOT] what: "NULL", "TRUE", "FALSE", "UNKNOWN".
struct Is {
    std::string what;
    bool negated = false;
    ExprPtr operand;
};

struct Case {
    struct When {
        ExprPtr condition, result;
    };
    ExprPtr operand; ///< null: CASE WHEN
    std::vector<When> whens;
    ExprPtr otherwise;
};

/// CAST(operand AS type) or CONVERT(operand, type).
struct Cast {
    ExprPtr operand;
    DataType type;
};

/// CONVERT(operand USING charset).
struct ConvertUsing {
    ExprPtr operand;
    std::string charset;
};

struct Collate {
    ExprPtr operand;
    std::string collation;
};

/// INTERVAL value unit, as an operand of + and - and as an argument: "DAY", "HOUR_MINUTE".
struct Interval {
    ExprPtr value;
    std::string unit;
};

/// An ORDER BY term; also of GROUP_CONCAT and of windows.
struct OrderItem {
    ExprPtr expr;
    bool descending = false;
};

/// A window in OVER (...) or WINDOW name AS (...).
struct Window {
    std::string name; ///< OVER name, or the base window in OVER (name ...)
    std::vector<ExprPtr> partitionBy;
    std::vector<OrderItem> orderBy;
    std::string frame; ///< "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW" as written, or empty
};

/// name(args): functions and aggregates. EXTRACT, TIMESTAMPADD, TIMESTAMPDIFF and GET_FORMAT carry their bare
/// keyword in `unit`; TRIM its LEADING, TRAILING or BOTH there, with args (operand) or (operand, removed).
/// SUBSTRING(a FROM b FOR c) has args (a, b, c), POSITION(a IN b) has (a, b). NOW, CURRENT_TIMESTAMP and the
/// like without parentheses are calls without arguments. VALUES(column) and DEFAULT(column) are calls.
struct Call {
    std::string schema; ///< of a stored function
    std::string name;   ///< upper case when it is not quoted
    std::vector<ExprPtr> args;
    std::string unit;
    bool distinct = false;
    std::vector<OrderItem> orderBy;       ///< GROUP_CONCAT
    std::optional<std::string> separator; ///< GROUP_CONCAT
    ExprPtr limit, offset;                ///< GROUP_CONCAT in MariaDB
    std::string charset;                  ///< CHAR(... USING charset); WEIGHT_STRING's tail as written
    std::unique_ptr<Window> over;
    bool ignoreNulls = false, fromLast = false; ///< of window functions
    bool parentheses = true;                    ///< false: CURRENT_TIMESTAMP and the like
};

/// MATCH (columns) AGAINST (pattern modifier).
struct Match {
    std::vector<ExprPtr> columns;
    ExprPtr against;
    std::string modifier; ///< "IN BOOLEAN MODE", "WITH QUERY EXPANSION"... or empty
};

struct Exists {
    QueryPtr query;
};

/// (SELECT ...) as a value.
struct Subquery {
    QueryPtr query;
};

/// (a, b) or ROW(a, b).
struct Row {
    std::vector<ExprPtr> items;
};

/// (expr): kept, since it can matter to a reader, and to nobody else.
struct Parens {
    ExprPtr inner;
};

/// DEFAULT as a value in INSERT and UPDATE.
struct DefaultWord {};

/// NEXT VALUE FOR s, PREVIOUS VALUE FOR s (MariaDB).
struct SequenceValue {
    bool next = true;
    std::string schema, name;
};

using ExprNode = std::variant<Literal, ColumnRef, Star, Variable, Parameter, Unary, Binary, Logical,
                              Quantified, Between, In, Like, Is, Case, Cast, ConvertUsing, Collate, Interval,
                              Call, Match, Exists, Subquery, Row, Parens, DefaultWord, SequenceValue>;

struct Expr {
    ExprNode node;
    Place place;            ///< of the first token
    std::size_t offset = 0; ///< the source text, in bytes from the start of the parsed text
    std::size_t length = 0;
    int depth = 1; ///< of the tree under here

    template <class T> const T* as() const { return std::get_if<T>(&node); }
    template <class T> T* as() { return std::get_if<T>(&node); }
};

} // namespace causeway::mysql
