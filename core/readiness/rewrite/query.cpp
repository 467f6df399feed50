// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace causeway::rewrite {

namespace {

constexpr std::size_t kMaxLimitDigits = 18; ///< a longer LIMIT is over bigint and means no limit

bool mixesText(const std::vector<ViewColumn>& a, const std::vector<ViewColumn>& b, std::size_t i) {
    const auto one = a[i].kind, two = b[i].kind;
    return one != two && one != ValueKind::Null && two != ValueKind::Null &&
           (one == ValueKind::Text || two == ValueKind::Text);
}

} // namespace

QuerySql Rewriter::query(const mysql::Query& q, const Scope* parent, bool named) {
    if (!q.into.empty())
        throw Unsupported("SELECT ... INTO has no counterpart here");
    Scope ctes;
    ctes.parent = parent;
    ctes.qualify = parent && parent->qualify;
    const std::string head = with(q.with, q.recursive, ctes);
    const bool alone = q.parts.size() == 1;
    QuerySql out = part(q.parts.front(), &ctes, named, alone);
    std::vector<ValueKind> kinds(out.columns.size(), ValueKind::Unknown);
    for (std::size_t i = 1; i < q.parts.size(); ++i) {
        const auto columns = part(q.parts[i], &ctes, false, false).columns;
        for (std::size_t c = 0; c < std::min(columns.size(), out.columns.size()); ++c)
            if (mixesText(out.columns, columns, c))
                kinds[c] = ValueKind::Text;
            else if (parent && q.parts.size() > 1 && columns[c].wide && !out.columns[c].wide &&
                     out.columns[c].kind == ValueKind::Integer)
                widened_.insert(c);
            else if ((out.columns[c].kind == ValueKind::Boolean) != (columns[c].kind == ValueKind::Boolean))
                kinds[c] = ValueKind::Integer;
    }
    if (!alone) {
        unionKinds_ = kinds;
        seedWidened_ = std::exchange(widened_, {});
        out = part(q.parts.front(), &ctes, named, false);
        seedWidened_.clear();
        for (std::size_t i = 1; i < q.parts.size(); ++i) {
            unionKinds_ = kinds;
            const auto next = part(q.parts[i], &ctes, false, false);
            out.text += fmt::format("\n{}{}\n{}", q.parts[i].op, q.parts[i].all ? " ALL" : "", next.text);
            for (std::size_t c = 0; c < std::min(next.columns.size(), out.columns.size()); ++c)
                out.columns[c].nullable = out.columns[c].nullable || next.columns[c].nullable;
        }
    }
    unionKinds_.clear();
    Scope results;
    results.parent = &ctes;
    for (const auto& column : out.columns) {
        Sql sql;
        sql.text = pg::quoteIdentifier(column.name);
        sql.kind = column.kind;
        sql.nullable = column.nullable;
        const bool merges = std::any_of(q.parts.begin(), q.parts.end(),
                                        [](const auto& p) { return !p.op.empty() && !p.all; });
        if (merges && !column.exactCase && column.kind == ValueKind::Text && !column.members)
            remark("sql.text_groups", "UNION " + sql.text);
        results.aliases.emplace(toLower(column.name), sql);
        results.aliasNames.emplace(toLower(column.name), sql.text);
    }
    orderColumns_ = &out.columns;
    if (!q.orderBy.empty())
        out.text += "\nORDER BY " + orderList(q.orderBy, results, true);
    orderColumns_ = nullptr;
    if (q.limit)
        out.text += limitClause(*q.limit, results);
    out.text += lockingClause(q.locking);
    out.text = head + out.text;
    return out;
}

QuerySql Rewriter::part(const mysql::QueryPart& p, const Scope* parent, bool named, bool alone) {
    if (const auto* s = std::get_if<mysql::Select>(&p.body)) {
        QuerySql out = select(*s, parent, named);
        if (!alone && (!s->orderBy.empty() || s->limit))
            out.text = "(" + out.text + ")";
        return out;
    }
    if (const auto* nested = std::get_if<mysql::QueryPtr>(&p.body)) {
        QuerySql out = query(**nested, parent, named);
        out.text = "(" + out.text + ")";
        return out;
    }
    const auto& values = std::get<mysql::ValuesQuery>(p.body);
    QuerySql out;
    Scope scope;
    scope.parent = parent;
    for (const auto& row : values.rows) {
        std::string list;
        for (const auto& cell : row) {
            const Sql sql = value(*cell, scope);
            list += (list.empty() ? "" : ", ") + sql.text;
            if (out.columns.size() < row.size())
                out.columns.push_back({fmt::format("column_{}", out.columns.size()), sql.kind, true});
        }
        out.text += (out.text.empty() ? "VALUES (" : ", (") + list + ")";
    }
    return out;
}

std::string Rewriter::with(const std::vector<mysql::CommonTable>& tables, bool recursive, Scope& scope) {
    std::string out;
    for (const auto& table : tables) {
        const auto source = [&](std::vector<ViewColumn> columns) {
            for (std::size_t i = 0; i < table.columns.size() && i < columns.size(); ++i)
                columns[i].name = table.columns[i];
            Source s;
            s.name = table.name;
            s.printed = pg::quoteIdentifier(table.name);
            s.columns = sourceColumns(columns);
            return s;
        };
        if (recursive && table.query->parts.size() > 1)
            scope.ctes[toLower(table.name)] =
                source(part(table.query->parts.front(), &scope, true, false).columns);
        const QuerySql inner = query(*table.query, &scope);
        scope.ctes[toLower(table.name)] = source(inner.columns);
        out +=
            fmt::format("{}{}{} AS (\n{}\n)", out.empty() ? (recursive ? "WITH RECURSIVE " : "WITH ") : ", ",
                        pg::quoteIdentifier(table.name),
                        table.columns.empty() ? "" : " (" + pg::quoteList(table.columns) + ")", inner.text);
    }
    return out.empty() ? out : out + "\n";
}

std::string Rewriter::orderList(const std::vector<mysql::OrderItem>& items, const Scope& scope, bool output) {
    std::string out;
    for (const auto& item : items) {
        Sql sql;
        const auto* ref = item.expr->as<mysql::ColumnRef>();
        const auto* literal = item.expr->as<mysql::Literal>();
        const auto alias = output && ref && ref->table.empty() ? scope.aliases.find(toLower(ref->column))
                                                               : scope.aliases.end();
        if (alias != scope.aliases.end()) {
            sql = alias->second;
            sql.text = scope.aliasNames.find(alias->first)->second;
        } else if (literal && literal->kind != mysql::Literal::Kind::Integer) {
            continue;
        } else {
            sql = value(*item.expr, scope);
        }
        long long place = 0;
        if (literal && orderColumns_ && parseNumber(literal->text, place) && place >= 1 &&
            std::size_t(place) <= orderColumns_->size())
            sql.nullable = (*orderColumns_)[std::size_t(place) - 1].nullable;
        else if (literal)
            sql.nullable = false;
        // Expressions are not allowed in the ORDER BY of a UNION, nor beside DISTINCT.
        if (!literal && !plainOrder_ && !(output && scope.sources.empty()) && sql.kind == ValueKind::Text) {
            const bool last = output && &item == &items.back();
            Sql key = alias != scope.aliases.end() ? alias->second : sql;
            if (key.members)
                sql = asNumber(key); // an ENUM sorts by the place of its label
            else if (!last && !key.exactCase && !key.alikeText && !key.literal &&
                     key.caseBlind == CaseBlind::No)
                sql = lowered(key); // texts that differ in case only are equal, and the next term decides
        }
        out += (out.empty() ? "" : ", ") + sql.text + (item.descending ? " DESC" : "");
        if (!sql.nullable)
            continue;
        remark("sql.null_order");
        out += item.descending ? " NULLS LAST" : " NULLS FIRST";
    }
    return out;
}

std::string Rewriter::limitClause(const mysql::Limit& limit, const Scope& scope) {
    std::string out;
    if (limit.count) {
        const Sql count = number(*limit.count, scope);
        if (!count.literal || count.literal->size() <= kMaxLimitDigits)
            out += "\nLIMIT " + count.text;
    }
    if (limit.offset)
        out += (out.empty() ? "\nOFFSET " : " OFFSET ") + number(*limit.offset, scope).text;
    return out;
}

std::string Rewriter::over(const mysql::Window& window, const Scope& scope) {
    if (!window.name.empty() && window.partitionBy.empty() && window.orderBy.empty() && window.frame.empty())
        return "OVER " + pg::quoteIdentifier(window.name);
    std::string inside = window.name.empty() ? "" : pg::quoteIdentifier(window.name);
    const auto add = [&](const std::string& clause) {
        inside += (inside.empty() ? "" : " ") + clause;
    };
    std::string list;
    for (const auto& key : window.partitionBy) {
        Sql sql = value(*key, scope);
        if (sql.kind == ValueKind::Text && !sql.exactCase && !sql.members && !sql.literal && !sql.alikeText &&
            sql.caseBlind == CaseBlind::No) {
            remark("sql.text_compare", sql.text);
            sql = lowered(sql);
        }
        list += (list.empty() ? "" : ", ") + sql.text;
    }
    if (!list.empty())
        add("PARTITION BY " + list);
    if (!window.orderBy.empty())
        add("ORDER BY " + orderList(window.orderBy, scope));
    const bool plain = std::all_of(window.frame.begin(), window.frame.end(), [](char c) {
        return c == ' ' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    });
    if (!plain)
        throw Unsupported("the window frame " + printable(window.frame, 80));
    if (!window.frame.empty())
        add(window.frame);
    return "OVER (" + inside + ")";
}

} // namespace causeway::rewrite
