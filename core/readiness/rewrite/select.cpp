// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/group_analysis.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace causeway::rewrite {

namespace {

constexpr std::size_t kMaxSelects = 200000; ///< with the expressions, of one statement

} // namespace

bool isGrouped(const mysql::Select& s) {
    if (!s.groupBy.empty())
        return true;
    if (s.having && holdsAggregate(*s.having))
        return true;
    return std::any_of(s.items.begin(), s.items.end(),
                       [](const auto& i) { return holdsAggregate(*i.expr); }) ||
           std::any_of(s.orderBy.begin(), s.orderBy.end(),
                       [](const auto& o) { return holdsAggregate(*o.expr); });
}

namespace {

bool readsDual(const mysql::Select& s) {
    const auto* table = s.from.size() == 1 ? s.from[0]->as<mysql::NamedTable>() : nullptr;
    return table && equalsIgnoreCase(table->name, "dual") && table->schema.empty();
}

/// GROUP BY 2 means the second item.
const mysql::Expr& groupedItem(const mysql::Select& s, const mysql::Expr& e) {
    const auto* literal = e.as<mysql::Literal>();
    long long n = 0;
    if (literal && literal->kind == mysql::Literal::Kind::Integer && parseNumber(literal->text, n) &&
        n >= 1 && std::size_t(n) <= s.items.size())
        return *s.items[std::size_t(n) - 1].expr;
    return e;
}

} // namespace

/// Writes the keys of GROUP BY and learns which columns may stand bare.
void Rewriter::openGrouping(const mysql::Select& s, const Scope& scope) {
    Grouping grouping;
    grouping.scope = &scope;
    std::set<std::string> columns;
    std::vector<Sql> keys;
    for (const auto& item : s.groupBy) {
        const mysql::Expr* key = &groupedItem(s, *item.expr);
        if (const auto* ref = key->as<mysql::ColumnRef>();
            ref && ref->table.empty() && !find(*ref, scope).column)
            for (const auto& selected : s.items)
                if (equalsIgnoreCase(selected.alias, ref->column))
                    key = selected.expr.get();
        const Sql sql = value(*key, scope);
        grouping.keys.push_back(asShown(sql).text);
        grouping.allowed.insert(sql.text);
        keys.push_back(sql);
        if (const auto* ref = key->as<mysql::ColumnRef>()) {
            if (const Found found = find(*ref, scope); found.column && found.scope == &scope)
                columns.insert(columnSql(*found.column, *found.source, true).text);
        } else {
            grouping.byExpression = true;
        }
    }
    const GroupAnalysis analysis(*this, s, scope);
    for (const auto& column : columns)
        grouping.allowed.insert(column);
    const auto ofKeys = analysis.ofGroupedKeys(columns);
    grouping.allowed.insert(ofKeys.begin(), ofKeys.end());
    for (const Sql& key : keys) // a text beside its table's primary key changes no group
        if (std::none_of(ofKeys.begin(), ofKeys.end(), [&](const std::string& column) {
                return column == key.text || column.ends_with("." + key.text);
            }))
            mergesByCase(key, "GROUP BY");
    if (!s.rollup && !s.groupBy.empty())
        grouping.determined = analysis.determined(columns);
    groupings_.push_back(std::move(grouping));
}

/// Every column by itself, so that those that are not grouped get their aggregate.
std::string Rewriter::groupedStar(const mysql::Star& star, const Scope& scope) {
    std::string out;
    for (const Source& source : scope.sources) {
        if (source.open)
            throw Unsupported("* in a grouped query of a table that is not known");
        if (!star.table.empty() && !equalsIgnoreCase(source.name, star.table))
            continue;
        for (const SourceColumn& column : source.columns) {
            const Sql sql = this->column({"", source.name, column.name}, scope);
            out +=
                (out.empty() ? "" : ", ") + sql.text +
                (sql.text.ends_with(column.printed) || !column.labelType.empty() ? ""
                                                                                 : " AS " + column.printed);
        }
    }
    return out;
}

/// GROUP BY, DISTINCT and the like put texts together that differ in case only.
void Rewriter::mergesByCase(const Sql& sql, const std::string& where) {
    if (sql.kind == ValueKind::Text && !sql.exactCase && !sql.members && !sql.literal && !sql.alikeText &&
        sql.caseBlind == CaseBlind::No)
        remark("sql.text_groups", where + " " + sql.text);
}

std::string Rewriter::lockingClause(const std::string& locking) {
    if (locking.empty())
        return {};
    remark("sql.row_locks");
    return std::string(containsIgnoreCase(locking, "SHARE") ? "\nFOR SHARE" : "\nFOR UPDATE") +
           (containsIgnoreCase(locking, "NOWAIT")        ? " NOWAIT"
            : containsIgnoreCase(locking, "SKIP LOCKED") ? " SKIP LOCKED"
                                                         : "");
}

std::string Rewriter::star(const mysql::Star& star, const Scope& scope, std::vector<ViewColumn>& columns) {
    std::string printed;
    for (const Source& source : scope.sources) {
        if (!star.table.empty() && !equalsIgnoreCase(source.name, star.table))
            continue;
        if (source.open)
            columns.push_back({"*", ValueKind::Unknown, true});
        printed = source.printed;
        for (const SourceColumn& column : source.columns) {
            const bool again = scope.merged.contains(toLower(column.name)) &&
                               std::any_of(columns.begin(), columns.end(), [&](const ViewColumn& c) {
                                   return equalsIgnoreCase(c.name, column.name);
                               });
            if (!again || !star.table.empty())
                columns.push_back({column.name, column.kind, column.nullable || source.nullable,
                                   column.exactCase, column.members, column.scale, column.wide,
                                   column.caseBlind});
        }
    }
    if (printed.empty())
        throw Unsupported("table " + printable(star.table, 64) + " of " + star.table + ".* was not found");
    const bool labels =
        scope.merged.empty() && std::any_of(scope.sources.begin(), scope.sources.end(), [](const Source& s) {
            return !s.open && std::any_of(s.columns.begin(), s.columns.end(),
                                          [](const SourceColumn& c) { return !c.labelType.empty(); });
        });
    if (labels || (!groupings_.empty() && groupings_.back().scope == &scope))
        return groupedStar(star, scope);
    return star.table.empty() ? "*" : printed + ".*";
}

/// The name MySQL gives: the alias, the column's name, or the expression as written.
std::string Rewriter::itemName(const mysql::SelectItem& item, std::size_t number) const {
    if (!item.alias.empty())
        return pg::fitIdentifier(item.alias);
    if (const auto* ref = item.expr->as<mysql::ColumnRef>())
        return model.names.spelled(ref->column);
    if (const auto* literal = item.expr->as<mysql::Literal>();
        literal && literal->kind == mysql::Literal::Kind::String && !literal->text.empty())
        return pg::fitIdentifier(literal->text);
    if (item.expr->offset + item.expr->length <= source_.size() && item.expr->length > 0)
        return pg::fitIdentifier(trim(source_.substr(item.expr->offset, item.expr->length)));
    return fmt::format("column_{}", number);
}

std::vector<std::string> Rewriter::items(const mysql::Select& s, Scope& scope, bool named,
                                         std::vector<ViewColumn>& columns) {
    const auto kinds = std::exchange(unionKinds_, {});
    const auto targets = std::exchange(insertKinds_, {});
    const auto widened = std::exchange(seedWidened_, {});
    std::vector<std::string> printed;
    std::map<std::string, Sql, std::less<>> aliases;
    std::map<std::string, std::string, std::less<>> names;
    for (const auto& item : s.items) {
        if (const auto* all = item.expr->as<mysql::Star>()) {
            printed.push_back(star(*all, scope, columns));
            continue;
        }
        Sql sql = asShown(expr(*item.expr, scope));
        if (s.distinct)
            mergesByCase(sql, "DISTINCT");
        if (columns.size() < kinds.size() && kinds[columns.size()] == ValueKind::Text)
            sql = asText(sql);
        if (columns.size() < kinds.size() && isNumeric(kinds[columns.size()]))
            sql = asNumber(sql);
        if (widened.contains(columns.size()))
            sql = castTo(sql, "bigint", ValueKind::Integer);
        if (columns.size() < targets.size())
            sql = forTarget(sql, targets[columns.size()].first, targets[columns.size()].second);
        const std::string name = itemName(item, columns.size() + 1);
        const bool alone = item.alias.empty() && item.expr->as<mysql::ColumnRef>() &&
                           sql.text.ends_with(pg::quoteIdentifier(name));
        printed.push_back(!alone && (named || !item.alias.empty())
                              ? sql.text + " AS " + pg::quoteIdentifier(name)
                              : sql.text);
        columns.push_back(
            {name, sql.kind, sql.nullable, sql.exactCase, sql.members, sql.scale, sql.wide, sql.caseBlind});
        if (!item.alias.empty()) {
            sql.pending = false;
            aliases.emplace(toLower(item.alias), sql);
            names.emplace(toLower(item.alias), pg::quoteIdentifier(name));
        }
    }
    scope.aliases = std::move(aliases);
    scope.aliasNames = std::move(names);
    return printed;
}

/// WHERE, and HAVING; a HAVING without groups is a second WHERE.
std::string Rewriter::filters(const mysql::Select& s, Scope& scope, bool grouped) {
    if (!s.having)
        return {};
    inHaving_ = true;
    const Sql having = condition(*s.having, scope);
    inHaving_ = false;
    return (grouped   ? "\nHAVING "
            : s.where ? "\n  AND "
                      : "\nWHERE ") +
           (grouped ? having.text : wrap(having, kAnd));
}

std::string Rewriter::orderClause(const mysql::Select& s, const Scope& scope,
                                  const std::vector<std::string>& printed) {
    if (s.orderBy.empty())
        return {};
    if (s.distinct)
        for (const auto& item : s.orderBy) {
            const auto* ref = item.expr->as<mysql::ColumnRef>();
            if (item.expr->as<mysql::Literal>() ||
                (ref && ref->table.empty() && scope.aliases.contains(toLower(ref->column))))
                continue;
            const std::string text = value(*item.expr, scope).text;
            if (std::none_of(printed.begin(), printed.end(), [&](const std::string& p) {
                    return p == text || p.starts_with(text + " AS ") || p == "*";
                }))
                throw Unsupported("SELECT DISTINCT is ordered by what it does not select");
        }
    return "\nORDER BY " + orderList(s.orderBy, scope, true);
}

QuerySql Rewriter::select(const mysql::Select& s, const Scope* parent, bool named) {
    if (++steps_ > kMaxSelects)
        throw Unsupported("the statement is too large to rewrite");
    if (!s.into.empty())
        throw Unsupported("SELECT ... INTO has no counterpart here");
    Scope scope;
    scope.parent = parent;
    scope.qualify = parent && parent->qualify;
    for (const auto& modifier : s.modifiers) {
        if (modifier == "SQL_CALC_FOUND_ROWS")
            throw Unsupported("SQL_CALC_FOUND_ROWS has no counterpart");
        if (modifier == "STRAIGHT_JOIN")
            remark("sql.index_hint", modifier); // the others steer caches and buffers of MySQL alone
    }
    const std::string tables = readsDual(s) ? std::string() : from(s.from, scope);
    const Sql where = s.where ? condition(*s.where, scope) : Sql{};
    const bool grouped = isGrouped(s);
    if (grouped)
        openGrouping(s, scope);
    QuerySql out;
    const auto printed = items(s, scope, named, out.columns);
    const std::string having = filters(s, scope, grouped);
    orderColumns_ = &out.columns;
    plainOrder_ = s.distinct;
    const std::string order = orderClause(s, scope, printed);
    plainOrder_ = false;
    orderColumns_ = nullptr;
    out.text = std::string("SELECT ") + (s.distinct ? "DISTINCT " : "") + causeway::join(printed, ", ");
    if (!tables.empty())
        out.text += "\nFROM " + tables;
    if (s.where)
        out.text += "\nWHERE " + (s.having && !grouped ? wrap(where, kAnd) : where.text);
    if (!grouped)
        out.text += having;
    if (grouped && !s.groupBy.empty()) {
        const std::string keys = causeway::join(groupings_.back().keys, ", ");
        out.text += "\nGROUP BY " + (s.rollup ? "ROLLUP (" + keys + ")" : keys);
    }
    if (grouped) {
        out.text += having;
        groupings_.pop_back();
    }
    for (std::size_t i = 0; i < s.windows.size(); ++i)
        out.text +=
            fmt::format("{} {} AS {}", i == 0 ? "\nWINDOW" : ",", pg::quoteIdentifier(s.windows[i].name),
                        over(s.windows[i].window, scope).substr(5));
    out.text += order;
    if (s.limit)
        out.text += limitClause(*s.limit, scope);
    out.text += lockingClause(s.locking);
    return out;
}

} // namespace causeway::rewrite
