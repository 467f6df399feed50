// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

namespace {

/// What an INSERT writes into: a table of the schema, or a temporary one of the routine.
struct Destination {
    std::string printed;
    std::vector<SourceColumn> columns;
    std::vector<std::string>
        types; ///< of the columns, for explicit casts; empty strings for temporary tables
    const TargetTable* table = nullptr;

    std::size_t index(const std::string& name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (equalsIgnoreCase(columns[i].name, name))
                return i;
        throw Unsupported("column " + printable(name, 64) + " was not found");
    }
};

Destination destination(const Source& source, const std::string& printed) {
    Destination d{printed, source.columns, std::vector<std::string>(source.columns.size()), source.table};
    for (std::size_t i = 0; source.table && i < source.table->columns.size(); ++i)
        d.types[i] = source.table->columns[i].type.sql;
    return d;
}

/// The only unique key of a table, or null when there are several or none.
const Index* onlyUniqueKey(const TargetTable& table) {
    const Index* only = nullptr;
    for (const Index& index : table.source->indexes)
        if (index.unique()) {
            if (only)
                return nullptr;
            only = &index;
        }
    return only;
}

std::string conflictColumns(const Destination& d) {
    const Index* key = d.table ? onlyUniqueKey(*d.table) : nullptr;
    if (!key)
        throw Unsupported("the table has no or several unique keys, so which one decides is open");
    std::string out;
    for (const IndexPart& part : key->parts) {
        if (part.column.empty() || part.prefix)
            throw Unsupported("the unique key is an expression or a prefix");
        out += (out.empty() ? "" : ", ") + d.columns[d.index(part.column)].printed;
    }
    return out;
}

} // namespace

std::string Rewriter::insert(const mysql::Insert& insert, const Scope& parent) {
    if (!insert.partitions.empty() || !insert.returning.empty() || !insert.rowAlias.empty())
        throw Unsupported("this form of INSERT has no counterpart");
    std::string printed;
    const Source source = lookUpTable(insert.schema, insert.table, parent, printed);
    const Destination d = destination(source, printed);
    std::vector<std::size_t> targets;
    for (const auto& name : insert.columns)
        targets.push_back(d.index(name));
    const bool all = insert.columns.empty();
    for (std::size_t i = 0; all && i < d.columns.size(); ++i)
        targets.push_back(i);
    std::string names;
    for (const auto i : targets)
        names += (names.empty() ? "" : ", ") + d.columns[i].printed;
    std::string out = fmt::format("INSERT INTO {}{}", printed, all ? "" : " (" + names + ")");
    if (insert.query) {
        const QuerySql q = query(*insert.query, &parent, false);
        for (std::size_t i = 0; i < std::min(q.columns.size(), targets.size()); ++i) {
            Sql column;
            column.kind = q.columns[i].kind;
            column.text = "x";
            if (forTarget(column, d.columns[targets[i]].kind, d.types[targets[i]]).text != "x" &&
                d.columns[targets[i]].kind != ValueKind::Text)
                throw Unsupported("INSERT ... SELECT changes the type of " + d.columns[targets[i]].name);
        }
        out += "\n" + q.text;
    } else {
        out += " VALUES ";
        for (std::size_t r = 0; r < insert.rows.size(); ++r) {
            const auto& row = insert.rows[r];
            if (row.size() != targets.size())
                throw Unsupported("INSERT gives another number of values than columns");
            std::string list;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const bool byDefault = row[i]->as<mysql::DefaultWord>() != nullptr;
                list += (i > 0 ? ", " : "") +
                        (byDefault ? "DEFAULT"
                                   : forTarget(expr(*row[i], parent), d.columns[targets[i]].kind,
                                               d.types[targets[i]])
                                         .text);
            }
            out += (r > 0 ? ", (" : "(") + list + ")";
        }
    }
    if (insert.ignore)
        return out + " ON CONFLICT DO NOTHING";
    if (insert.replace || !insert.onDuplicate.empty())
        out += " ON CONFLICT (" + conflictColumns(d) + ") DO UPDATE SET ";
    if (insert.replace) {
        std::string set;
        for (const auto i : targets)
            set += (set.empty() ? "" : ", ") + d.columns[i].printed + " = excluded." + d.columns[i].printed;
        out += set;
    }
    if (!insert.onDuplicate.empty()) {
        // VALUES(c) is the row that was refused.
        Scope scope;
        scope.parent = &parent;
        scope.qualify = true;
        scope.sources.push_back(source);
        Source refused = source;
        refused.name = refused.printed = "excluded";
        scope.ctes.emplace("excluded", refused);
        std::string set;
        for (const auto& assignment : insert.onDuplicate) {
            const std::size_t i = d.index(assignment.column.column);
            const std::string text =
                forTarget(expr(*assignment.value, scope), d.columns[i].kind, d.types[i]).text;
            set += (set.empty() ? "" : ", ") + d.columns[i].printed + " = " + text;
        }
        out += set;
    }
    return out;
}

const TargetTable& Rewriter::writable(const std::string& tableSchema, const std::string& name,
                                      std::string& printed) const {
    const TargetTable* table = model.table(tableSchema.empty() ? schema : tableSchema, name);
    if (!table)
        throw Unsupported("table " + printable(name, 64) + " was not found");
    printed = table->qualified();
    return *table;
}

std::string Rewriter::assignments(const std::vector<mysql::Assignment>& set, const TargetTable& table,
                                  const Scope& scope) {
    std::string out;
    std::vector<std::string> before;
    for (const auto& assignment : set) {
        const TargetColumn* column = table.column(assignment.column.column);
        if (!column)
            throw Unsupported("column " + printable(assignment.column.column, 64) + " was not found");
        const std::string name = pg::quoteIdentifier(column->name);
        const bool byDefault = assignment.value->as<mysql::DefaultWord>() != nullptr;
        const std::string text =
            byDefault ? "DEFAULT"
                      : forTarget(expr(*assignment.value, scope), column->type.kind, column->type.sql).text;
        // MySQL sees columns that the same statement has set already; PostgreSQL sees the old ones.
        for (const auto& earlier : before)
            if (text.find(earlier) != std::string::npos)
                remark("sql.update_order", earlier);
        before.push_back(name);
        out += (out.empty() ? "" : ", ") + name + " = " + text;
    }
    return out;
}

/// UPDATE and DELETE with LIMIT choose their rows by the primary key.
std::string Rewriter::whereByKey(const TargetTable& table, const std::string& printed, const Scope& scope,
                                 const mysql::ExprPtr& where, const std::vector<mysql::OrderItem>& order,
                                 const std::optional<mysql::Limit>& limit) {
    const std::string condition = where ? asCondition(expr(*where, scope)).text : "";
    if (!limit)
        return condition.empty() ? "" : "\nWHERE " + condition;
    const Index* key = table.source->primaryKey();
    if (!key)
        throw Unsupported("LIMIT in UPDATE or DELETE of a table without a primary key");
    std::string columns;
    for (const IndexPart& part : key->parts)
        columns += (columns.empty() ? "" : ", ") + pg::quoteIdentifier(table.column(part.column)->name);
    std::string inner = fmt::format("SELECT {} FROM {}", columns, printed);
    if (!condition.empty())
        inner += " WHERE " + condition;
    if (!order.empty())
        inner += " ORDER BY " + orderList(order, scope);
    return fmt::format("\nWHERE ({}) IN ({}{})", columns, inner, limitClause(*limit, scope));
}

std::string Rewriter::update(const mysql::Update& update, const Scope& parent) {
    const auto* named = update.tables.size() == 1 ? update.tables[0]->as<mysql::NamedTable>() : nullptr;
    if (!named || update.ignore || !update.with.empty() || (update.limit && !named->alias.empty()))
        throw Unsupported("UPDATE of several tables, or with IGNORE, has no counterpart here");
    std::string printed;
    const TargetTable& table = writable(named->schema, named->name, printed);
    Scope scope;
    scope.parent = &parent;
    scope.qualify = parent.qualify;
    const std::string target = namedTable(*named, scope);
    const std::string set = assignments(update.set, table, scope);
    return fmt::format("UPDATE {}\nSET {}{}", target, set,
                       whereByKey(table, printed, scope, update.where, update.orderBy, update.limit));
}

std::string Rewriter::remove(const mysql::Delete& statement, const Scope& parent) {
    const auto* named = statement.from.size() == 1 ? statement.from[0]->as<mysql::NamedTable>() : nullptr;
    if (!named || !statement.targets.empty() || statement.ignore || !statement.with.empty() ||
        !statement.returning.empty() || (statement.limit && !named->alias.empty()))
        throw Unsupported("DELETE from several tables, or with IGNORE, has no counterpart here");
    Scope scope;
    scope.parent = &parent;
    scope.qualify = parent.qualify;
    if (temporaryTables.contains(toLower(named->name)) && !statement.limit) {
        const std::string target = namedTable(*named, scope);
        return "DELETE FROM " + target +
               (statement.where ? "\nWHERE " + condition(*statement.where, scope).text : "");
    }
    std::string printed;
    const TargetTable& table = writable(named->schema, named->name, printed);
    const std::string target = namedTable(*named, scope);
    return fmt::format(
        "DELETE FROM {}{}", target,
        whereByKey(table, printed, scope, statement.where, statement.orderBy, statement.limit));
}

std::string Rewriter::selectInto(const mysql::Query& q, const std::vector<std::string>& into,
                                 const std::vector<std::pair<ValueKind, std::string>>& kinds,
                                 const Scope& parent) {
    const QuerySql inner = query(q, &parent, false);
    if (inner.columns.size() != into.size())
        throw Unsupported("SELECT ... INTO gives another number of values than variables");
    for (std::size_t i = 0; i < into.size(); ++i) {
        Sql column;
        column.text = "x";
        column.kind = inner.columns[i].kind;
        if (kinds[i].first != ValueKind::Text &&
            forTarget(column, kinds[i].first, kinds[i].second).text != "x")
            throw Unsupported("SELECT ... INTO changes the type of " + into[i]);
    }
    return inner.text;
}

} // namespace causeway::rewrite
