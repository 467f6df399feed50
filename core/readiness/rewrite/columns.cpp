// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

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
    if (name.size() > pg::kMaxIdentifierBytes) // a view's column, which was cut
        return columnOf(source, pg::fitIdentifier(name));
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
        for (const Source& source : at->sources)
            if (source.open && names(source, ref))
                return {at, &source, nullptr};
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
    if (found.source && found.source->open) {
        Sql sql = made((ref.table.empty() ? "" : found.source->printed + ".") +
                           pg::quoteIdentifier(model.names.spelled(ref.column)),
                       ValueKind::Unknown, kPrimary, {});
        sql.nullable = true;
        if (const auto alias = scope.aliases.find(toLower(ref.column));
            ref.table.empty() && alias != scope.aliases.end())
            return alias->second;
        return sql;
    }
    if (found.column) {
        const bool merged = ref.table.empty() && found.scope->merged.contains(toLower(ref.column));
        const bool qualified = !merged && (!ref.table.empty() || scope.qualify || found.scope->qualify);
        if (const auto set = assigned_.find(found.source->printed + "." + found.column->printed);
            set != assigned_.end())
            return set->second;
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
        const bool least = sql.kind != ValueKind::Boolean && sql.kind != ValueKind::Json &&
                           sql.kind != ValueKind::Uuid && sql.kind != ValueKind::Bytes;
        remark("sql.group_by", sql.text);
        sql.text = least || model.options.targetVersion >= kAnyValueSince
                       ? fmt::format("{}({})", function, sql.text)
                       : fmt::format("(array_agg({}))[1]", sql.text);
        sql.precedence = kPrimary;
        sql.nullable = true;
    }
    return sql;
}

const std::vector<std::string>* Rewriter::membersOf(const mysql::ColumnRef& ref, const Scope& scope) const {
    const Found found = find(ref, scope);
    return found.column ? found.column->members : nullptr;
}

namespace {

/// "causeway.name", where PostgreSQL keeps the settings that a session makes up.
std::string settingName(const std::string& variable) {
    const std::string name = toLower(variable);
    if (name.empty() ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos ||
        (name[0] >= '0' && name[0] <= '9'))
        throw Unsupported("the user variable @" + printable(variable, 60));
    return pg::quoteLiteral("causeway." + name);
}

std::string_view typeOf(ValueKind kind) {
    switch (kind) {
    case ValueKind::Integer:
        return "bigint";
    case ValueKind::Decimal:
        return "numeric";
    case ValueKind::Float:
        return "double precision";
    case ValueKind::Date:
        return "date";
    case ValueKind::Timestamp:
    case ValueKind::TimestampTz:
        return "timestamp";
    case ValueKind::Time:
        return "time";
    default:
        return "text";
    }
}

} // namespace

Sql Rewriter::userVariable(const std::string& name) {
    const auto known = userVariables ? userVariables->find(toLower(name)) : decltype(userVariables->end()){};
    if (!userVariables || known == userVariables->end())
        throw Unsupported("@" + name + " is read, and its value and type are not known here");
    remark("sql.user_variable");
    const std::string_view type = typeOf(known->second);
    Sql sql = made(fmt::format("nullif(current_setting({}, true), '')", settingName(name)), ValueKind::Text,
                   kPrimary, {});
    if (type != "text")
        sql =
            castTo(sql, type, known->second == ValueKind::TimestampTz ? ValueKind::Timestamp : known->second);
    sql.nullable = true;
    sql.immutable = false;
    sql.wide = true;
    return sql;
}

std::string Rewriter::setUserVariable(const std::string& name, const std::string& value) const {
    return fmt::format("set_config({}, ({})::text, false)", settingName(name), value);
}

void Rewriter::addRemarks(Notes& notes) const {
    const std::string function = model.options.targetVersion >= kAnyValueSince ? "any_value()" : "min()";
    for (const auto& [id, found] : remarks_) {
        std::vector<std::string> list(found.begin(), found.end());
        notes.add(id, {{"names", causeway::join(list, ", ")}, {"function", function}});
    }
}

} // namespace causeway::rewrite
