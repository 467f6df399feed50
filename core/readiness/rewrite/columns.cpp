// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

constexpr int kAnyValueSince = 16; ///< any_value() came with PostgreSQL 16

bool names(const Source& source, const mysql::ColumnRef& ref) {
    if (ref.table.empty())
        return true;
    return equalsIgnoreCase(source.name, ref.table) &&
           (ref.schema.empty() || source.schema.empty() || equalsIgnoreCase(source.schema, ref.schema));
}

const SourceColumn* columnOf(const Source& source, const std::string& name) {
    for (const SourceColumn& column : source.columns)
        if (equalsIgnoreCase(column.name, name))
            return &column;
    return nullptr;
}

std::string written(const mysql::ColumnRef& ref) {
    return ref.table.empty() ? ref.column : ref.table + "." + ref.column;
}

} // namespace

Rewriter::Found Rewriter::find(const mysql::ColumnRef& ref, const Scope& scope) const {
    for (const Scope* at = &scope; at; at = at->parent) {
        Found found;
        for (const Source& source : at->sources) {
            if (!names(source, ref))
                continue;
            const SourceColumn* column = columnOf(source, ref.column);
            if (!column)
                continue;
            const bool merged = ref.table.empty() && at->merged.contains(toLower(ref.column));
            if (found.column && !merged)
                throw Unsupported("column " + written(ref) + " is ambiguous");
            if (!found.column)
                found = {at, &source, column};
        }
        if (found.column)
            return found;
    }
    return {};
}

/// In HAVING a name is one of the select list before it is a column, unless the column is grouped.
const Sql* Rewriter::havingAlias(const mysql::ColumnRef& ref, const Found& found, const Scope& scope) const {
    if (!inHaving_ || !ref.table.empty() || groupings_.empty() || groupings_.back().scope != &scope ||
        groupings_.back().insideAggregate > 0)
        return nullptr;
    if (found.column &&
        groupings_.back().allowed.contains(columnSql(*found.column, *found.source, true).text))
        return nullptr;
    const auto alias = scope.aliases.find(toLower(ref.column));
    return alias == scope.aliases.end() ? nullptr : &alias->second;
}

Sql Rewriter::column(const mysql::ColumnRef& ref, const Scope& scope) {
    if (ref.table.empty())
        for (const Scope* at = &scope; at; at = at->parent)
            if (const auto variable = at->variables.find(toLower(ref.column));
                variable != at->variables.end())
                return variable->second;
    const Found found = find(ref, scope);
    if (const Sql* alias = havingAlias(ref, found, scope))
        return *alias;
    if (found.column) {
        const bool merged = ref.table.empty() && found.scope->merged.contains(toLower(ref.column));
        const bool qualified = !merged && (!ref.table.empty() || scope.qualify || found.scope->qualify);
        return ungrouped(found, columnSql(*found.column, *found.source, qualified));
    }
    if (ref.table.empty())
        if (const auto alias = scope.aliases.find(toLower(ref.column)); alias != scope.aliases.end())
            return alias->second;
    throw Unsupported("column " + written(ref) + " was not found");
}

Sql Rewriter::ungrouped(const Found& found, Sql sql) {
    const std::string qualified = columnSql(*found.column, *found.source, true).text;
    for (Grouping& grouping : groupings_) {
        if (grouping.scope != found.scope || grouping.insideAggregate > 0 ||
            grouping.allowed.contains(qualified) || grouping.allowed.contains(sql.text))
            continue;
        if (&grouping != &groupings_.back())
            throw Unsupported("a subquery reads " + sql.text + ", which is not grouped");
        if (grouping.determined.contains(qualified)) {
            grouping.keys.push_back(qualified);
            grouping.allowed.insert(qualified);
            continue;
        }
        const std::string function = model.options.targetVersion >= kAnyValueSince ? "any_value" : "min";
        if (sql.kind == ValueKind::Boolean || sql.kind == ValueKind::Json || sql.kind == ValueKind::Uuid ||
            sql.kind == ValueKind::Bytes)
            throw Unsupported(sql.text + " is not grouped, and has no least value");
        remark("sql.group_by", sql.text);
        sql.text = fmt::format("{}({})", function, sql.text);
        sql.precedence = kPrimary;
        sql.nullable = true;
    }
    return sql;
}

void Rewriter::addRemarks(Notes& notes) const {
    const std::string function = model.options.targetVersion >= kAnyValueSince ? "any_value()" : "min()";
    for (const auto& [id, found] : remarks_) {
        std::vector<std::string> list(found.begin(), found.end());
        notes.add(id, {{"names", causeway::join(list, ", ")}, {"function", function}});
    }
}

} // namespace causeway::rewrite
