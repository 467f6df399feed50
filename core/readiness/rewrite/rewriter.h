// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/notes.h"
#include "core/readiness/rewrite/scope.h"
#include "core/sql/mysql/ast_dml.h"
#include "core/sql/mysql/ast_query.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace causeway::rewrite {

/// A query in PostgreSQL's words, with its columns.
struct QuerySql {
    std::string text;
    std::vector<ViewColumn> columns;
};

/// Turns MySQL trees into PostgreSQL text. Methods throw Unsupported where there is no sound counterpart.
/// What was changed beyond spelling is gathered in `remarks`: obstacle id to names.
class Rewriter {
public:
    /// `schema`: the database that unqualified names belong to. `source`: the text the tree was parsed from,
    /// for the names MySQL gives to unnamed columns.
    Rewriter(const TargetModel& model, std::string schema, std::string_view source)
        : model(model), schema(std::move(schema)), source_(source) {}

    /// What is stored for a zero date, as a literal.
    std::string zeroDateValue(ValueKind kind) const;
    /// The text that the next tree was parsed from.
    void setSource(std::string_view source) { source_ = source; }

    Sql expr(const mysql::Expr& e, const Scope& scope);
    Sql condition(const mysql::Expr& e, const Scope& scope) { return asCondition(expr(e, scope)); }
    Sql value(const mysql::Expr& e, const Scope& scope) { return asValue(expr(e, scope)); }
    Sql number(const mysql::Expr& e, const Scope& scope) { return asNumber(expr(e, scope)); }
    Sql text(const mysql::Expr& e, const Scope& scope) { return asText(expr(e, scope)); }
    Sql moment(const mysql::Expr& e, const Scope& scope) { return asMoment(expr(e, scope)); }

    /// `named`: give every column the name MySQL gives it; not needed for a subquery used as a value.
    QuerySql query(const mysql::Query& q, const Scope* parent, bool named = true);
    std::string insert(const mysql::Insert& insert, const Scope& parent);
    std::string update(const mysql::Update& update, const Scope& parent);
    std::string remove(const mysql::Delete& statement, const Scope& parent);
    /// SELECT ... INTO of a routine: `into` are the printed targets of its columns.
    std::string selectInto(const mysql::Query& q, const std::vector<std::string>& into,
                           const std::vector<std::pair<ValueKind, std::string>>& kinds, const Scope& parent);

    /// A value for a parameter of a stored function or procedure, of that kind and SQL type.
    std::string argument(const mysql::Expr& value, ValueKind kind, std::string_view type, const Scope& scope);
    /// The function's own arguments; for the tables of functions.
    Sql call(const mysql::Call& c, const Scope& scope);
    /// "ORDER BY ..." items with MySQL's place of NULL.
    /// `output`: names of the select list come first, as in the ORDER BY of a query.
    std::string orderList(const std::vector<mysql::OrderItem>& items, const Scope& scope,
                          bool output = false);
    std::string over(const mysql::Window& window, const Scope& scope);
    Sql arithmetic(const std::string& op, const Sql& l, const Sql& r);
    /// A comparison with MySQL's rules: types, case, zero dates.
    Sql compare(const std::string& op, Sql l, Sql r);
    /// The printed value of a user variable, and the call that sets it to the text `value`.
    Sql userVariable(const std::string& name);
    std::string setUserVariable(const std::string& name, const std::string& value) const;
    /// Makes branches of CASE, COALESCE and UNION one type, as MySQL does.
    static ValueKind unify(std::vector<Sql>& branches);

    /// Labels of the ENUM or SET column of a name, or null.
    const std::vector<std::string>* membersOf(const mysql::ColumnRef& ref, const Scope& scope) const;
    void remark(const std::string& id, const std::string& name = {}) { remarks_[id].insert(name); }
    const std::map<std::string, std::set<std::string>>& remarks() const { return remarks_; }
    void addRemarks(Notes& notes) const;

    const TargetModel& model;
    const std::string schema;
    /// What earlier CREATE TEMPORARY TABLEs have made, by name in lower case; null: nothing.
    const std::map<std::string, Source, std::less<>>* temporaryTables = nullptr;
    /// True when the INSERT that was written last gives a key twice, and updates on a conflict: PostgreSQL
    /// takes its rows in statements of their own only.
    bool repeatsKey = false;
    /// currval() of the table that was inserted into last, where that is known.
    std::string lastIdentity;
    /// Kinds of the user variables that earlier statements have set; null: none is known.
    const std::map<std::string, ValueKind, std::less<>>* userVariables = nullptr;

private:
    // Expressions
    Sql column(const mysql::ColumnRef& ref, const Scope& scope);
    Sql literal(const mysql::Literal& l);
    Sql unary(const mysql::Unary& u, const Scope& scope);
    Sql binary(const mysql::Binary& b, const Scope& scope);
    Sql divide(const Sql& l, const Sql& r, bool whole);
    void align(Sql& l, Sql& r);
    bool alignWith(Sql& a, Sql& b);
    bool alignMoment(Sql& a, Sql& b);
    void foldCase(Sql& l, Sql& r);
    void trimLiteral(const Sql& other, Sql& literal);
    std::optional<Sql> zeroDate(const std::string& op, const Sql& l, const Sql& r);
    Sql inQuery(const mysql::In& i, const std::string& word, const Scope& scope);
    std::string alignedQuery(std::vector<Sql>& operands, const QuerySql& inner);
    Sql compareRows(const std::string& op, const mysql::Row& l, const mysql::Row& r, const Scope& scope);
    Sql inRows(const mysql::In& i, const mysql::Row& operand, const std::string& word, const Scope& scope);
    Sql json(const mysql::Binary& b, const Scope& scope);
    Sql logical(const mysql::Logical& l, const Scope& scope);
    Sql between(const mysql::Between& b, const Scope& scope);
    Sql in(const mysql::In& i, const Scope& scope);
    Sql like(const mysql::Like& l, const Scope& scope);
    Sql is(const mysql::Is& i, const Scope& scope);
    Sql caseExpr(const mysql::Case& c, const Scope& scope);
    Sql cast(const mysql::Cast& c, const Scope& scope);
    Sql castToInteger(const Sql& operand, bool isUnsigned);
    static Sql bitwise(const std::string& op, const Sql& l, const Sql& r);
    static Sql bitwiseNot(const Sql& operand);
    Sql quantified(const mysql::Quantified& q, const Scope& scope);
    Sql subquery(const mysql::Query& q, const Scope& scope);
    Sql refusedValue(const mysql::Call& c, const Scope& scope);
    Sql storedFunction(const mysql::Call& c, const Scope& scope);

    // Queries
    QuerySql select(const mysql::Select& s, const Scope* parent, bool named);
    void openGrouping(const mysql::Select& s, const Scope& scope);
    std::string filters(const mysql::Select& s, Scope& scope, bool grouped);
    std::string orderClause(const mysql::Select& s, const Scope& scope,
                            const std::vector<std::string>& printed);
    std::string from(const std::vector<mysql::TableRefPtr>& items, Scope& scope);
    std::string tableRef(const mysql::TableRef& ref, Scope& scope);
    std::string aliasName(const std::string& alias, const Scope& scope) const;
    std::string namedTable(const mysql::NamedTable& table, Scope& scope);
    std::string derivedTable(const mysql::DerivedTable& table, Scope& scope);
    std::string join(const mysql::Join& join, Scope& scope);
    void mergeColumns(const mysql::Join& join, Scope& scope, std::size_t leftEnd, std::size_t start);
    std::vector<std::string> items(const mysql::Select& s, Scope& scope, bool named,
                                   std::vector<ViewColumn>& columns);
    std::string star(const mysql::Star& star, const Scope& scope, std::vector<ViewColumn>& columns);
    std::string itemName(const mysql::SelectItem& item, std::size_t number) const;
    std::string groupedStar(const mysql::Star& star, const Scope& scope);
    void mergesByCase(const Sql& sql, const std::string& where);
    std::string lockingClause(const std::string& locking);
    std::string limitClause(const mysql::Limit& limit, const Scope& scope);
    std::string with(const std::vector<mysql::CommonTable>& tables, bool recursive, Scope& scope);
    QuerySql part(const mysql::QueryPart& p, const Scope* parent, bool named, bool alone);
    struct Found {
        const Scope* scope = nullptr;
        const Source* source = nullptr;
        const SourceColumn* column = nullptr;
    };
    Found find(const mysql::ColumnRef& ref, const Scope& scope) const;
    Sql ungrouped(const Found& found, Sql sql);
    const Sql* havingAlias(const mysql::ColumnRef& ref, const Found& found, const Scope& scope) const;
    friend class GroupAnalysis;
    Source lookUpTable(const std::string& tableSchema, const std::string& name, const Scope& scope,
                       std::string& printed) const;
    std::vector<std::pair<std::string, std::string>> assignments(const std::vector<mysql::Assignment>& set,
                                                                 const Source& source, const Scope& scope);
    std::string updateJoined(const mysql::Update& update, Scope& scope);
    std::string removeJoined(const mysql::Delete& statement, Scope& scope);
    std::string onDuplicate(const mysql::Insert& insert, const Source& source, const Scope& parent);
    std::string stored(const mysql::Expr& e, const SourceColumn& column, const std::string& type,
                       const Scope& scope);
    std::string returning(const std::vector<mysql::SelectItem>& items, const Source& source,
                          const Scope& parent);
    std::string whereLimited(const Source& source, const std::string& target, const Scope& scope,
                             const mysql::ExprPtr& where, const std::vector<mysql::OrderItem>& order,
                             const std::optional<mysql::Limit>& limit);
    std::string conflictColumns(const Source& source, const std::string& printed,
                                const std::vector<std::size_t>& targets);
    bool oncePerKey(const mysql::Query& query, const Index& key, const Source& source,
                    const std::vector<std::size_t>& targets) const;
    bool sameGroup(const mysql::Expr& group, const mysql::SelectItem& item, const mysql::Select& s) const;
    std::string replaced(const Source& source, const std::string& printed,
                         const std::vector<std::size_t>& targets);

    std::string_view source_;
    std::map<std::string, Sql> assigned_; ///< columns that the statement has set already, by printed name
    bool plainOrder_ = false; ///< beside DISTINCT: ORDER BY names what is selected, and nothing else
    /// Integers of a UNION's first part that must be bigint since another part's are.
    std::set<std::size_t> widened_, seedWidened_;
    const std::vector<ViewColumn>* orderColumns_ = nullptr; ///< what ORDER BY 1 means
    /// What INSERT ... SELECT must make of the items of the next SELECT.
    std::vector<std::pair<ValueKind, std::string>> insertKinds_;
    bool inHaving_ = false;
    std::size_t steps_ = 0;             ///< bounds the work: some parts are written more than once
    std::vector<ValueKind> unionKinds_; ///< types that the items of the next SELECT must have
    std::map<std::string, std::set<std::string>> remarks_;
    /// Of each SELECT that groups, the innermost last: columns that are neither grouped nor determined by
    /// what is grouped are wrapped in an aggregate.
    struct Grouping {
        const Scope* scope = nullptr;
        std::vector<std::string> keys;    ///< what GROUP BY lists, and what it determines and is read
        std::set<std::string> allowed;    ///< printed expressions that may stand bare
        std::set<std::string> determined; ///< printed columns with one value in each group
        bool byExpression = false;        ///< something else than a column is grouped
        int insideAggregate = 0;
    };
    std::vector<Grouping> groupings_;
    bool isGroupedExpression(const mysql::Expr& e, const Scope& scope, Sql& out);
    Sql dispatch(const mysql::Expr& e, const Scope& scope);
    Sql parameter(const mysql::Expr& e);
    friend bool aggregateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
};

/// The decimals of a value that is one of several: the most that any of them has.
void shareScale(const std::vector<Sql>& from, Sql& to);
/// What DISTINCT tells apart: text without regard to case.
Sql countDistinct(Rewriter& r, Sql operand);
/// Built-in functions: returns false when `name` is none of them.
bool textFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool numberFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool dateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool otherFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool aggregateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool isAggregate(const mysql::Call& c);

/// `text` in lower case; a literal is folded here.
Sql lowered(const Sql& text);
/// The members of a SET in the order of its labels, as an array.
Sql setLiteral(const std::vector<std::string>& labels, const std::string& text);
/// The same as the text that MySQL shows: joined by commas.
std::string listOf(const std::vector<std::string>& labels, const std::string& text);
/// True for "10:30" and "10:30:05.5", within a day.
bool looksLikeTime(std::string_view text);
/// True when a query has groups, or one of all rows.
bool isGrouped(const mysql::Select& s);
/// The row that an expression is, also in parentheses; else null.
const mysql::Row* rowOf(const mysql::Expr& e);
/// The label that a text means, in the spelling of the declaration; the text itself when it is none.
std::string labelOf(const std::vector<std::string>& labels, const std::string& text);
/// A regular expression as PostgreSQL reads it: \b is \y.
Sql asPattern(const Sql& pattern);
/// "$.a.b[0]" as '{a,b,0}'; throws for wildcards, ranges and computed paths.
std::string jsonPath(const Sql& path);
/// moment + or - INTERVAL.
Sql shift(Rewriter& r, const Sql& moment, const mysql::Interval& interval, bool minus, const Scope& scope);
/// MySQL's DATE_FORMAT pattern as to_char's; throws Unsupported for a specifier without counterpart.
std::string charPattern(std::string_view format);

} // namespace causeway::rewrite
