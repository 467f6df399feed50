// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/function_table.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

Sql argument(Arguments& a, std::size_t i, char kind) {
    switch (kind) {
    case 't':
        return a.text(i);
    case 'f': {
        const Sql number = a.number(i);
        return number.kind == ValueKind::Float ? number
                                               : castTo(number, "double precision", ValueKind::Float);
    }
    case 'd': {
        const Sql number = a.number(i);
        return number.kind == ValueKind::Float ? castTo(number, "numeric", ValueKind::Decimal) : number;
    }
    case 'i': {
        const Sql number = a.number(i);
        return number.kind == ValueKind::Integer && (number.literal || number.nonNegative)
                   ? number
                   : castTo(number, "integer", ValueKind::Integer);
    }
    default:
        return a.number(i);
    }
}

} // namespace

FunctionRow same(std::string name, std::string kinds, ValueKind result) {
    const std::size_t count = kinds.size();
    return {count, count, [name = std::move(name), kinds = std::move(kinds), result](Arguments& a) {
                Sql all = made("", result, kPrimary, {});
                std::string list;
                for (std::size_t i = 0; i < a.size(); ++i) {
                    const Sql one = argument(a, i, kinds[i]);
                    all = made("", result, kPrimary, {&all, &one});
                    list += (i > 0 ? ", " : "") + one.text;
                }
                all.text = name + "(" + list + ")";
                if (result == ValueKind::Integer)
                    all.scale = 0;
                return all;
            }};
}

bool applyFunction(const FunctionTable& table, Rewriter& r, const mysql::Call& c, const Scope& scope,
                   Sql& out) {
    const auto row = table.find(c.name);
    if (row == table.end())
        return false;
    if (c.args.size() < row->second.fewest || c.args.size() > row->second.most)
        throw Unsupported(fmt::format("{} with {} arguments", c.name, c.args.size()));
    Arguments arguments(r, c, scope);
    out = row->second.write(arguments);
    return true;
}

std::string Rewriter::argument(const mysql::Expr& value, ValueKind kind, std::string_view type,
                               const Scope& scope) {
    Sql sql = forTarget(expr(value, scope), kind, std::string(type));
    // PostgreSQL finds a function by its argument types: bigint is no integer to it.
    return isNumeric(kind) && !sql.literal ? castTo(sql, type, kind).text : sql.text;
}

Sql Rewriter::storedFunction(const mysql::Call& c, const Scope& scope) {
    const TargetFunction* function = model.function(c.schema.empty() ? schema : c.schema, c.name);
    if (!function)
        throw Unsupported("function " + printable(c.name, 64) + " is not known");
    if (function->parameters.size() != c.args.size())
        throw Unsupported("function " + printable(c.name, 64) +
                          " is called with another number of arguments");
    std::string list;
    for (std::size_t i = 0; i < c.args.size(); ++i) {
        const auto& [kind, type] = function->parameters[i];
        list += (i > 0 ? ", " : "") + argument(*c.args[i], kind, type, scope);
    }
    Sql sql = made(fmt::format("{}({})", pg::qualified(function->schema, function->name), list),
                   function->returns, kPrimary, {});
    sql.nullable = true;
    sql.immutable = false;
    return sql;
}

/// VALUES(column) in ON DUPLICATE KEY UPDATE: the row that was refused.
Sql Rewriter::refusedValue(const mysql::Call& c, const Scope& scope) {
    const auto* ref = c.args[0]->as<mysql::ColumnRef>();
    for (const Scope* at = &scope; at && ref; at = at->parent)
        if (const auto row = at->ctes.find("excluded"); row != at->ctes.end())
            for (const SourceColumn& one : row->second.columns)
                if (equalsIgnoreCase(one.name, ref->column))
                    return columnSql(one, row->second, true);
    throw Unsupported("VALUES() outside ON DUPLICATE KEY UPDATE");
}

Sql Rewriter::call(const mysql::Call& c, const Scope& scope) {
    Sql out;
    if (c.name == "VALUES" && c.args.size() == 1)
        return refusedValue(c, scope);
    if (c.schema.empty() && (aggregateFunction(*this, c, scope, out) || textFunction(*this, c, scope, out) ||
                             numberFunction(*this, c, scope, out) || dateFunction(*this, c, scope, out) ||
                             otherFunction(*this, c, scope, out)))
        return out;
    return storedFunction(c, scope);
}

} // namespace causeway::rewrite
