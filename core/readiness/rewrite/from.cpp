// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

namespace {

/// The columns of USING as PostgreSQL calls them.
std::string mergedNames(const std::vector<std::string>& names, const Scope& scope, std::size_t start,
                        const Naming& naming) {
    std::string out;
    for (const auto& name : names) {
        std::string printed = pg::quoteIdentifier(naming.spelled(name));
        for (std::size_t i = start; i < scope.sources.size(); ++i)
            for (const auto& column : scope.sources[i].columns)
                if (equalsIgnoreCase(column.name, name))
                    printed = column.printed;
        out += (out.empty() ? "" : ", ") + printed;
    }
    return out;
}

} // namespace

std::string Rewriter::from(const std::vector<mysql::TableRefPtr>& items, Scope& scope) {
    std::string out;
    for (const auto& item : items)
        out += (out.empty() ? "" : ", ") + tableRef(*item, scope);
    return out;
}

std::string Rewriter::tableRef(const mysql::TableRef& ref, Scope& scope) {
    if (const auto* named = ref.as<mysql::NamedTable>())
        return namedTable(*named, scope);
    if (const auto* derived = ref.as<mysql::DerivedTable>())
        return derivedTable(*derived, scope);
    if (const auto* joined = ref.as<mysql::Join>())
        return join(*joined, scope);
    if (const auto* list = ref.as<mysql::TableList>()) {
        std::string out;
        for (const auto& item : list->items)
            out += (out.empty() ? "" : " CROSS JOIN ") + tableRef(*item, scope);
        return list->items.size() == 1 && !list->items[0]->as<mysql::Join>() ? out : "(" + out + ")";
    }
    throw Unsupported("JSON_TABLE has no counterpart before PostgreSQL 17");
}

/// The table, view, common table or temporary table of a name; throws when there is none.
Source Rewriter::lookUpTable(const std::string& tableSchema, const std::string& name, const Scope& scope,
                             std::string& printed) const {
    if (tableSchema.empty()) {
        for (const Scope* at = &scope; at; at = at->parent)
            if (const auto cte = at->ctes.find(toLower(name)); cte != at->ctes.end()) {
                printed = cte->second.printed;
                return cte->second;
            }
        if (temporaryTables)
            if (const auto own = temporaryTables->find(toLower(name)); own != temporaryTables->end()) {
                printed = own->second.printed;
                return own->second;
            }
    }
    const std::string in = tableSchema.empty() ? schema : tableSchema;
    if (const TargetTable* table = model.table(in, name)) {
        printed = table->qualified();
        return tableSource(*table);
    }
    if (const TargetView* view = model.view(in, name)) {
        printed = pg::qualified(view->schema, view->name);
        Source source;
        source.schema = view->sourceSchema;
        source.name = view->sourceName;
        source.printed = pg::quoteIdentifier(view->name);
        source.columns = sourceColumns(view->columns);
        return source;
    }
    if (model.open) {
        Source source;
        source.schema = in;
        source.name = name;
        source.printed = pg::quoteIdentifier(model.names.spelled(name));
        source.open = true;
        printed = pg::qualified(model.names.schema(in), model.names.spelled(name));
        return source;
    }
    throw Unsupported("table or view " + printable(in.empty() ? name : in + "." + name, 130) +
                      " was not found");
}

/// An alias as the choice of names spells it. MySQL tells "A" from "a" where its tables' names do: where the
/// spelled one is taken it stays as it is.
std::string Rewriter::aliasName(const std::string& alias, const Scope& scope) const {
    const std::string printed = pg::quoteIdentifier(model.names.spelled(alias));
    const bool taken = std::any_of(scope.sources.begin(), scope.sources.end(),
                                   [&](const Source& s) { return s.printed == printed; });
    return taken ? pg::quoteIdentifier(pg::fitIdentifier(alias)) : printed;
}

std::string Rewriter::namedTable(const mysql::NamedTable& table, Scope& scope) {
    if (!table.partitions.empty() || !table.systemTime.empty())
        throw Unsupported("a choice of partitions or of a past state has no counterpart");
    for (const auto& hint : table.hints)
        remark("sql.index_hint", hint.text);
    if (toLower(table.name) == "dual" && table.schema.empty())
        throw Unsupported("DUAL joined to other tables");
    std::string printed;
    Source source = lookUpTable(table.schema, table.name, scope, printed);
    if (!table.alias.empty()) {
        source.name = table.alias;
        source.schema.clear();
        source.printed = aliasName(table.alias, scope);
        printed += " AS " + source.printed;
    }
    scope.sources.push_back(std::move(source));
    return printed;
}

std::string Rewriter::derivedTable(const mysql::DerivedTable& table, Scope& scope) {
    const QuerySql inner = query(*table.query, table.lateral ? &scope : scope.parent);
    Source source;
    source.name = table.alias;
    source.printed = aliasName(table.alias, scope);
    source.columns = sourceColumns(inner.columns);
    for (const auto& column : inner.columns)
        source.open = source.open || column.name == "*";
    std::string columns;
    for (std::size_t i = 0; i < table.columns.size() && i < source.columns.size(); ++i) {
        source.columns[i].name = table.columns[i];
        source.columns[i].printed = pg::quoteIdentifier(table.columns[i]);
        columns += (i > 0 ? ", " : " (") + source.columns[i].printed;
    }
    if (!columns.empty())
        columns += ")";
    scope.sources.push_back(source);
    return fmt::format("{}({}) AS {}{}", table.lateral ? "LATERAL " : "", inner.text, source.printed,
                       columns);
}

std::string Rewriter::join(const mysql::Join& join, Scope& scope) {
    using Kind = mysql::Join::Kind;
    const std::size_t start = scope.sources.size();
    const std::string left = tableRef(*join.left, scope);
    const std::size_t middle = scope.sources.size();
    std::string right = tableRef(*join.right, scope);
    if (join.right->as<mysql::Join>())
        right = "(" + right + ")";
    if (join.straight)
        remark("sql.index_hint", "STRAIGHT_JOIN");
    const bool leftOuter = join.kind == Kind::Right || join.kind == Kind::Full;
    const bool rightOuter = join.kind == Kind::Left || join.kind == Kind::Full;
    std::string word = join.kind == Kind::Left    ? "LEFT JOIN"
                       : join.kind == Kind::Right ? "RIGHT JOIN"
                       : join.kind == Kind::Full  ? "FULL JOIN"
                                                  : "JOIN";
    std::string tail;
    if (join.natural)
        word = "NATURAL " + word;
    else if (join.on)
        tail = " ON " + condition(*join.on, scope).text;
    else if (!join.usingColumns.empty())
        tail = " USING (" + mergedNames(join.usingColumns, scope, start, model.names) + ")";
    else if (join.kind == Kind::Inner || join.kind == Kind::Cross)
        word = "CROSS JOIN";
    if (join.natural || !join.usingColumns.empty())
        mergeColumns(join, scope, middle, start);
    for (std::size_t i = middle; i < scope.sources.size(); ++i)
        for (const auto& column : scope.sources[i].columns)
            if (column.kind == ValueKind::Text && !column.exactCase && !column.members &&
                scope.merged.contains(toLower(column.name)))
                remark("sql.text_groups", "USING " + column.printed);
    for (std::size_t i = start; i < scope.sources.size(); ++i)
        scope.sources[i].nullable = scope.sources[i].nullable || (i < middle ? leftOuter : rightOuter);
    return fmt::format("{} {} {}{}", left, word, right, tail);
}

void Rewriter::mergeColumns(const mysql::Join& join, Scope& scope, std::size_t leftEnd, std::size_t start) {
    for (const auto& name : join.usingColumns)
        scope.merged.insert(toLower(name));
    if (!join.natural)
        return;
    std::set<std::string> left;
    for (std::size_t i = start; i < leftEnd; ++i)
        for (const auto& column : scope.sources[i].columns)
            left.insert(toLower(column.name));
    for (std::size_t i = leftEnd; i < scope.sources.size(); ++i)
        for (const auto& column : scope.sources[i].columns)
            if (left.contains(toLower(column.name)))
                scope.merged.insert(toLower(column.name));
}

} // namespace causeway::rewrite
