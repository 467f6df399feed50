// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

/// UPDATE and DELETE.
namespace causeway::rewrite {

namespace {

/// What tells the rows of a table apart within one statement: the primary key of a partitioned table, else
/// the row's place.
std::vector<std::string> rowKey(const Source& source) {
    if (!source.table || !source.table->source->partitioning)
        return {"ctid"};
    const Index* key = source.table->source->primaryKey();
    if (!key)
        throw Unsupported("rows of a partitioned table without a primary key");
    std::vector<std::string> columns;
    for (const IndexPart& part : key->parts)
        columns.push_back(pg::quoteIdentifier(source.table->column(part.column)->name));
    return columns;
}

std::string prefixed(const std::vector<std::string>& columns, const std::string& table) {
    std::string out;
    for (const auto& column : columns)
        out += (out.empty() ? "" : ", ") + table + "." + column;
    return columns.size() == 1 ? out : "(" + out + ")";
}

std::string listOf(const std::vector<std::string>& columns) {
    return columns.size() == 1 ? columns[0] : "(" + causeway::join(columns, ", ") + ")";
}

/// The source that a statement changes, by alias or name.
std::size_t sourceNamed(const Scope& scope, const std::string& name) {
    for (std::size_t i = 0; i < scope.sources.size(); ++i)
        if (equalsIgnoreCase(scope.sources[i].name, name))
            return i;
    throw Unsupported("table " + printable(name, 64) + " of the statement was not found");
}

std::string setList(const std::vector<std::pair<std::string, std::string>>& assignments) {
    std::string out;
    for (const auto& [name, text] : assignments)
        out += (out.empty() ? "" : ", ") + name + " = " + text;
    return out;
}

} // namespace

/// Rows are chosen in a subquery where LIMIT cuts them.
std::string Rewriter::whereLimited(const Source& source, const std::string& target, const Scope& scope,
                                   const mysql::ExprPtr& where, const std::vector<mysql::OrderItem>& order,
                                   const std::optional<mysql::Limit>& limit) {
    const std::string condition = where ? asCondition(expr(*where, scope)).text : "";
    if (!limit)
        return condition.empty() ? "" : "\nWHERE " + condition;
    const auto key = rowKey(source);
    std::string inner = fmt::format("SELECT {} FROM {}", causeway::join(key, ", "), target);
    if (!condition.empty())
        inner += " WHERE " + condition;
    if (!order.empty())
        inner += " ORDER BY " + orderList(order, scope);
    return fmt::format("\nWHERE {} IN ({}{})", listOf(key), inner, limitClause(*limit, scope));
}

std::string Rewriter::update(const mysql::Update& update, const Scope& parent) {
    if (update.ignore)
        throw Unsupported("UPDATE IGNORE passes over rows that would break a key");
    Scope scope;
    scope.parent = &parent;
    scope.qualify = parent.qualify;
    const std::string head = with(update.with, false, scope);
    const auto* named = update.tables.size() == 1 ? update.tables[0]->as<mysql::NamedTable>() : nullptr;
    if (!named)
        return head + updateJoined(update, scope);
    const std::string target = namedTable(*named, scope);
    const Source source = scope.sources.front();
    if (source.open)
        throw Unsupported("the columns of " + target + " are not known");
    const std::string set = setList(assignments(update.set, source, scope));
    return fmt::format("{}UPDATE {}\nSET {}{}", head, target, set,
                       whereLimited(source, target, scope, update.where, update.orderBy, update.limit));
}

/// UPDATE a JOIN b SET a.x = b.y: the joined rows are found first, each with its new values.
std::string Rewriter::updateJoined(const mysql::Update& update, Scope& scope) {
    if (update.limit || !update.orderBy.empty())
        throw Unsupported("UPDATE of several tables with LIMIT");
    scope.qualify = true;
    const std::string tables = from(update.tables, scope);
    remark("sql.joined_update");
    std::map<std::size_t, std::vector<std::pair<std::string, std::string>>> changes;
    for (const auto& assignment : update.set) {
        std::size_t target = scope.sources.size();
        if (!assignment.column.table.empty()) {
            target = sourceNamed(scope, assignment.column.table);
        } else {
            const Found found = find(assignment.column, scope);
            for (std::size_t i = 0; i < scope.sources.size() && found.column; ++i)
                if (&scope.sources[i] == found.source)
                    target = i;
        }
        if (target == scope.sources.size() || !scope.sources[target].table)
            throw Unsupported("column " + printable(assignment.column.column, 64) + " was not found");
        const Source source = scope.sources[target];
        std::vector<mysql::Assignment> one;
        const auto column =
            std::find_if(source.columns.begin(), source.columns.end(), [&](const SourceColumn& c) {
                return equalsIgnoreCase(c.name, assignment.column.column);
            });
        if (column == source.columns.end())
            throw Unsupported("column " + printable(assignment.column.column, 64) + " was not found");
        changes[target].emplace_back(
            column->printed,
            stored(*assignment.value, *column,
                   source.table->columns[std::size_t(column - source.columns.begin())].type.sql, scope));
    }
    std::string list, out;
    for (const auto& [i, sets] : changes) {
        const auto key = rowKey(scope.sources[i]);
        for (std::size_t k = 0; k < key.size(); ++k)
            list += fmt::format("{}{}.{} AS row_{}_{}", list.empty() ? "" : ", ", scope.sources[i].printed,
                                key[k], i + 1, k + 1);
        for (std::size_t n = 0; n < sets.size(); ++n)
            if (sets[n].second != "DEFAULT")
                list += fmt::format(", {} AS value_{}_{}", sets[n].second, i + 1, n + 1);
    }
    const std::string where = update.where ? "\nWHERE " + condition(*update.where, scope).text : "";
    const std::string rows = fmt::format("SELECT {}\nFROM {}{}", list, tables, where);
    std::size_t done = 0;
    for (const auto& [i, sets] : changes) {
        const auto key = rowKey(scope.sources[i]);
        const std::string table = scope.sources[i].table->qualified();
        std::string set, match;
        for (std::size_t n = 0; n < sets.size(); ++n)
            set += fmt::format("{}{} = {}", n > 0 ? ", " : "", sets[n].first,
                               sets[n].second == "DEFAULT" ? "DEFAULT"
                                                           : fmt::format("found.value_{}_{}", i + 1, n + 1));
        for (std::size_t k = 0; k < key.size(); ++k)
            match +=
                fmt::format("{}changed.{} = found.row_{}_{}", k > 0 ? " AND " : "", key[k], i + 1, k + 1);
        const std::string text =
            fmt::format("UPDATE {} AS changed\nSET {}\nFROM {}\nWHERE {}", table, set,
                        changes.size() == 1 ? "(" + rows + ") AS found" : "found", match);
        const bool last = ++done == changes.size();
        out += last ? text
                    : fmt::format("changed_{} AS (\n{}\n)", done, text) +
                          (done + 1 == changes.size() ? "\n" : ", ");
    }
    return changes.size() == 1 ? out : "WITH found AS MATERIALIZED (\n" + rows + "\n), " + out;
}

std::string Rewriter::remove(const mysql::Delete& statement, const Scope& parent) {
    if (statement.ignore)
        throw Unsupported("DELETE IGNORE passes over rows that other rows refer to");
    Scope scope;
    scope.parent = &parent;
    scope.qualify = parent.qualify;
    const std::string head = with(statement.with, false, scope);
    const auto* named = statement.from.size() == 1 ? statement.from[0]->as<mysql::NamedTable>() : nullptr;
    if (!named || !statement.targets.empty())
        return head + removeJoined(statement, scope);
    const std::string target = namedTable(*named, scope);
    const Source source = scope.sources.front();
    return fmt::format(
        "{}DELETE FROM {}{}{}", head, target,
        whereLimited(source, target, scope, statement.where, statement.orderBy, statement.limit),
        returning(statement.returning, source, parent));
}

/// DELETE a, b FROM a JOIN b: the rows are found first.
std::string Rewriter::removeJoined(const mysql::Delete& statement, Scope& scope) {
    if (statement.limit || !statement.orderBy.empty() || !statement.returning.empty())
        throw Unsupported("DELETE from several tables with LIMIT");
    scope.qualify = true;
    const std::string tables = from(statement.from, scope);
    const std::string where = statement.where ? "\nWHERE " + condition(*statement.where, scope).text : "";
    std::vector<std::size_t> targets;
    for (const auto& target : statement.targets)
        targets.push_back(sourceNamed(scope, target.table.empty() ? target.column : target.table));
    const auto tableOf = [&](std::size_t i) {
        if (!scope.sources[i].table)
            throw Unsupported("rows of " + scope.sources[i].printed + " are deleted");
        return scope.sources[i].table->qualified();
    };
    if (targets.size() == 1) {
        const Source& source = scope.sources[targets[0]];
        const auto key = rowKey(source);
        std::string columns;
        for (const auto& column : key)
            columns += (columns.empty() ? "" : ", ") + source.printed + "." + column;
        return fmt::format("DELETE FROM {} AS doomed\nWHERE {} IN (\nSELECT {}\nFROM {}{})",
                           tableOf(targets[0]), prefixed(key, "doomed"), columns, tables, where);
    }
    std::string list, out;
    for (const auto i : targets) {
        const auto key = rowKey(scope.sources[i]);
        for (std::size_t k = 0; k < key.size(); ++k)
            list += fmt::format("{}{}.{} AS row_{}_{}", list.empty() ? "" : ", ", scope.sources[i].printed,
                                key[k], i + 1, k + 1);
    }
    for (std::size_t n = 0; n < targets.size(); ++n) {
        const auto key = rowKey(scope.sources[targets[n]]);
        std::string columns;
        for (std::size_t k = 0; k < key.size(); ++k)
            columns += fmt::format("{}row_{}_{}", k > 0 ? ", " : "", targets[n] + 1, k + 1);
        const std::string text = fmt::format("DELETE FROM {} WHERE {} IN (SELECT {} FROM found)",
                                             tableOf(targets[n]), listOf(key), columns);
        const bool last = n + 1 == targets.size();
        out += last ? "\n" + text : fmt::format(", gone_{} AS (\n{}\n)", n + 1, text);
    }
    return fmt::format("WITH found AS MATERIALIZED (\nSELECT {}\nFROM {}{}\n){}", list, tables, where, out);
}

} // namespace causeway::rewrite
