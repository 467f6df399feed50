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

    /// The function's own arguments; for the tables of functions.
    Sql call(const mysql::Call& c, const Scope& scope);
    /// "ORDER BY ..." items with MySQL's place of NULL.
    /// `output`: names of the select list come first, as in the ORDER BY of a query.
    std::string orderList(const std::vector<mysql::OrderItem>& items, const Scope& scope,
                          bool output = false);
    std::string over(const mysql::Window& window, const Scope& scope);
    /// Makes branches of CASE, COALESCE and UNION one type, as MySQL does.
    static ValueKind unify(std::vector<Sql>& branches);

    void remark(const std::string& id, const std::string& name = {}) { remarks_[id].insert(name); }
    const std::map<std::string, std::set<std::string>>& remarks() const { return remarks_; }
    void addRemarks(Notes& notes) const;

    const TargetModel& model;
    const std::string schema;
    /// Tables of a routine's own, made by CREATE TEMPORARY TABLE.
    std::map<std::string, Source, std::less<>> temporaryTables;

private:
    // Expressions
    Sql column(const mysql::ColumnRef& ref, const Scope& scope);
    Sql literal(const mysql::Literal& l);
    Sql unary(const mysql::Unary& u, const Scope& scope);
    Sql binary(const mysql::Binary& b, const Scope& scope);
    Sql arithmetic(const std::string& op, const Sql& l, const Sql& r);
    Sql divide(const Sql& l, const Sql& r, bool whole);
    Sql compare(const std::string& op, Sql l, Sql r);
    void align(Sql& l, Sql& r);
    Sql json(const mysql::Binary& b, const Scope& scope);
    Sql logical(const mysql::Logical& l, const Scope& scope);
    Sql between(const mysql::Between& b, const Scope& scope);
    Sql in(const mysql::In& i, const Scope& scope);
    Sql like(const mysql::Like& l, const Scope& scope);
    Sql is(const mysql::Is& i, const Scope& scope);
    Sql caseExpr(const mysql::Case& c, const Scope& scope);
    Sql cast(const mysql::Cast& c, const Scope& scope);
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
    std::string namedTable(const mysql::NamedTable& table, Scope& scope);
    std::string derivedTable(const mysql::DerivedTable& table, Scope& scope);
    std::string join(const mysql::Join& join, Scope& scope);
    void mergeColumns(const mysql::Join& join, Scope& scope, std::size_t leftEnd, std::size_t start);
    std::vector<std::string> items(const mysql::Select& s, Scope& scope, bool named,
                                   std::vector<ViewColumn>& columns);
    std::string star(const mysql::Star& star, const Scope& scope, std::vector<ViewColumn>& columns);
    std::string itemName(const mysql::SelectItem& item, std::size_t number) const;
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
    const TargetTable& writable(const std::string& tableSchema, const std::string& name,
                                std::string& printed) const;
    std::string assignments(const std::vector<mysql::Assignment>& set, const TargetTable& table,
                            const Scope& scope);
    std::string whereByKey(const TargetTable& table, const std::string& printed, const Scope& scope,
                           const mysql::ExprPtr& where, const std::vector<mysql::OrderItem>& order,
                           const std::optional<mysql::Limit>& limit);

    std::string_view source_;
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
    friend bool aggregateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
};

/// Built-in functions: returns false when `name` is none of them.
bool textFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool numberFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool dateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool otherFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool aggregateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out);
bool isAggregate(const mysql::Call& c);

/// moment + or - INTERVAL.
Sql shift(Rewriter& r, const Sql& moment, const mysql::Interval& interval, bool minus, const Scope& scope);
/// MySQL's DATE_FORMAT pattern as to_char's; throws Unsupported for a specifier without counterpart.
std::string charPattern(std::string_view format);

} // namespace causeway::rewrite
