// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

constexpr int kAverageDigits = 4; ///< div_precision_increment's default
constexpr int kAnyValueSince = 16;

std::string distinct(const Arguments& a) {
    return a.call().distinct ? "DISTINCT " : "";
}

Sql result(std::string text, ValueKind kind) {
    Sql sql = made(std::move(text), kind, kPrimary, {});
    sql.nullable = true;
    sql.immutable = false;
    return sql;
}

} // namespace

/// DISTINCT does not tell upper from lower case.
Sql countDistinct(Rewriter& r, Sql operand) {
    if (operand.kind != ValueKind::Text || operand.exactCase || operand.members || operand.alikeText ||
        operand.caseBlind != CaseBlind::No)
        return operand;
    r.remark("sql.text_compare", operand.text);
    return lowered(operand);
}

namespace {

Sql count(Arguments& a) {
    std::string inside = "*";
    if (a.size() == 1 && !a.tree(0).as<mysql::Star>()) {
        inside =
            distinct(a) + (a.call().distinct ? countDistinct(a.rewriter(), a.value(0)) : a.value(0)).text;
    } else if (a.size() > 1) {
        std::string row;
        for (std::size_t i = 0; i < a.size(); ++i)
            row += (i > 0 ? ", " : "") + countDistinct(a.rewriter(), a.value(i)).text;
        // MySQL leaves out rows in which any of the values is NULL.
        Sql sql = result(fmt::format("count(DISTINCT ({0})) FILTER (WHERE ({0}) IS NOT NULL)", row),
                         ValueKind::Integer);
        sql.nullable = false;
        sql.scale = 0;
        return sql;
    }
    Sql sql = result("count(" + inside + ")", ValueKind::Integer);
    sql.nullable = false;
    sql.scale = 0;
    sql.nonNegative = true;
    return sql;
}

Sql sum(Arguments& a) {
    const Sql number = a.number(0);
    Sql sql = result("sum(" + distinct(a) + number.text + ")",
                     number.kind == ValueKind::Unknown ? ValueKind::Decimal : number.kind);
    sql.scale = number.scale;
    sql.pending = number.pending;
    sql.wide = true;
    return sql;
}

Sql average(Arguments& a) {
    const Sql number = a.number(0);
    Sql sql = result("avg(" + distinct(a) + number.text + ")",
                     number.kind == ValueKind::Float ? ValueKind::Float : ValueKind::Decimal);
    if (number.scale && number.kind != ValueKind::Float) {
        sql.scale = *number.scale + kAverageDigits;
        sql.pending = true;
    }
    return sql;
}

FunctionRow extreme(std::string name) {
    return {1, 1, [name = std::move(name)](Arguments& a) {
                Sql operand = a.value(0);
                if (operand.kind == ValueKind::Boolean)
                    operand = asNumber(operand);
                if (operand.kind == ValueKind::Json || operand.kind == ValueKind::Uuid ||
                    operand.kind == ValueKind::Bytes)
                    operand = asText(operand);
                Sql sql = result(name + "(" + operand.text + ")", operand.kind);
                sql.scale = operand.scale;
                sql.pending = operand.pending;
                sql.wide = operand.wide;
                sql.exactCase = operand.exactCase;
                return sql;
            }};
}

/// An aggregate of bits; over no rows it has a value in MySQL.
FunctionRow bits(std::string name, std::string none) {
    return {1, 1, [name = std::move(name), none = std::move(none)](Arguments& a) {
                const Sql number = a.number(0);
                const std::string operand = number.kind == ValueKind::Integer && number.wide
                                                ? number.text
                                                : wrap(number, kCast) + "::bigint";
                Sql sql = result(name + "(" + operand + ")", ValueKind::Integer);
                if (none == "0")
                    sql.text = "coalesce(" + sql.text + ", 0)";
                sql.wide = true;
                sql.scale = 0;
                return sql;
            }};
}

/// MariaDB shows four decimals more than an exact operand has; MySQL computes in floating point.
FunctionRow spread(std::string name) {
    return {1, 1, [name = std::move(name)](Arguments& a) {
                const Sql number = a.number(0);
                Sql sql = result(name + "(" + distinct(a) + number.text + ")", ValueKind::Float);
                if (a.rewriter().model.catalog->engine == Engine::MariaDB && number.scale &&
                    number.kind != ValueKind::Float) {
                    sql.kind = ValueKind::Decimal;
                    sql.scale = *number.scale + kAverageDigits;
                    sql.pending = true;
                }
                return sql;
            }};
}

Sql anyValue(Arguments& a) {
    const Sql operand = a.value(0);
    const bool known = a.rewriter().model.options.targetVersion >= kAnyValueSince;
    return result(std::string(known ? "any_value" : "min") + "(" + operand.text + ")", operand.kind);
}

/// The values joined: NULL when one of them is, as in MySQL.
Sql concatenated(Arguments& a) {
    Sql all = a.text(0);
    for (std::size_t i = 1; i < a.size(); ++i) {
        const Sql next = a.text(i);
        all =
            made(wrap(all, kOther) + " || " + wrap(next, kOther + 1), ValueKind::Text, kOther, {&all, &next});
    }
    return all;
}

Sql groupConcat(Arguments& a) {
    const mysql::Call& call = a.call();
    if (call.limit)
        throw Unsupported("GROUP_CONCAT with LIMIT has no counterpart");
    const Sql values = concatenated(a);
    if (call.distinct && !values.alikeText && !values.exactCase)
        a.rewriter().remark("sql.text_groups", "DISTINCT " + values.text);
    const std::string separator = pg::quoteLiteral(call.separator.value_or(","));
    std::string order;
    if (!call.orderBy.empty()) {
        order = " ORDER BY " + a.rewriter().orderList(call.orderBy, a.scope());
        const auto& first = call.orderBy.front();
        // PostgreSQL sorts DISTINCT values by themselves only.
        if (call.distinct &&
            (call.orderBy.size() > 1 || a.rewriter().text(*first.expr, a.scope()).text != values.text)) {
            a.rewriter().remark("sql.group_concat_order");
            order = " ORDER BY " + values.text + (first.descending ? " DESC" : "");
        } else if (call.distinct) {
            order = " ORDER BY " + values.text + (first.descending ? " DESC" : "");
        }
    }
    a.rewriter().remark("sql.group_concat_limit");
    return result(fmt::format("string_agg({}{}, {}{})", distinct(a), values.text, separator, order),
                  ValueKind::Text);
}

FunctionRow jsonAggregate(std::string name) {
    return {1, 2, [name = std::move(name)](Arguments& a) {
                std::string list = a.value(0).text;
                if (a.size() == 2)
                    list += ", " + a.value(1).text;
                return result(name + "(" + list + ")", ValueKind::Json);
            }};
}

const FunctionTable kTable{
    {"COUNT", {1, 99, count}},
    {"SUM", {1, 1, sum}},
    {"AVG", {1, 1, average}},
    {"MIN", extreme("min")},
    {"MAX", extreme("max")},
    {"GROUP_CONCAT", {1, 99, groupConcat}},
    {"ANY_VALUE", {1, 1, anyValue}},
    {"STD", spread("stddev_pop")},
    {"STDDEV", spread("stddev_pop")},
    {"STDDEV_POP", spread("stddev_pop")},
    {"STDDEV_SAMP", spread("stddev_samp")},
    {"VARIANCE", spread("var_pop")},
    {"VAR_POP", spread("var_pop")},
    {"VAR_SAMP", spread("var_samp")},
    {"BIT_AND", bits("bit_and", "")},
    {"BIT_OR", bits("bit_or", "0")},
    {"BIT_XOR", bits("bit_xor", "0")},
    {"JSON_ARRAYAGG", jsonAggregate("jsonb_agg")},
    {"JSON_OBJECTAGG", jsonAggregate("jsonb_object_agg")},
};

} // namespace

bool isAggregate(const mysql::Call& c) {
    return c.schema.empty() && !c.over && kTable.contains(c.name);
}

bool aggregateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    if (!kTable.contains(c.name))
        return false;
    const bool own = !r.groupings_.empty() && !c.over;
    if (own)
        ++r.groupings_.back().insideAggregate;
    applyFunction(kTable, r, c, scope, out);
    if (own)
        --r.groupings_.back().insideAggregate;
    if (c.over && out.text.starts_with("coalesce("))
        throw Unsupported(c.name + " OVER");
    if (c.over)
        out.text += " " + r.over(*c.over, scope);
    return true;
}

} // namespace causeway::rewrite
