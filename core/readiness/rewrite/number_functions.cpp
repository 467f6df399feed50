// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

Sql roundTo(Arguments& a) {
    const Sql number = a.number(0);
    const Sql digits = a.size() > 1 ? a.number(1) : numberLiteral("0", ValueKind::Integer);
    const bool floating = number.kind == ValueKind::Float;
    const std::string operand = floating ? wrap(number, kCast) + "::numeric" : number.text;
    Sql sql = made(
        a.size() > 1 ? fmt::format("round({}, {})", operand, digits.text) : "round(" + operand + ")",
        number.kind == ValueKind::Integer ? ValueKind::Integer : ValueKind::Decimal, kPrimary, {&number});
    long long scale = 0;
    if (digits.literal && parseNumber(*digits.literal, scale) && scale >= 0 && scale <= 30)
        sql.scale = int(scale);
    return sql;
}

Sql truncate(Arguments& a) {
    const Sql number = a.number(0), digits = a.number(1);
    return made(fmt::format("trunc({}::numeric, {})", wrap(number, kCast), digits.text), ValueKind::Decimal,
                kPrimary, {&number, &digits});
}

/// CEILING and FLOOR of a decimal are integers in MySQL.
FunctionRow wholeNumber(std::string name) {
    return {1, 1, [name = std::move(name)](Arguments& a) {
                const Sql number = a.number(0);
                Sql sql = made(fmt::format("{}({})", name, number.text),
                               number.kind == ValueKind::Float ? ValueKind::Float : ValueKind::Decimal,
                               kPrimary, {&number});
                if (number.kind != ValueKind::Float)
                    sql.scale = 0;
                return sql;
            }};
}

Sql logarithm(Arguments& a) {
    if (a.size() == 1) {
        const Sql number = a.number(0);
        return made("ln(" + number.text + ")", ValueKind::Float, kPrimary, {&number});
    }
    const Sql base = a.number(0), number = a.number(1);
    return made(fmt::format("log({}::numeric, {}::numeric)", wrap(base, kCast), wrap(number, kCast)),
                ValueKind::Float, kPrimary, {&base, &number});
}

/// MySQL gives NULL when any argument is NULL; PostgreSQL passes NULLs over.
FunctionRow extreme(std::string name) {
    return {2, 99, [name = std::move(name)](Arguments& a) {
                std::vector<Sql> all;
                for (std::size_t i = 0; i < a.size(); ++i)
                    all.push_back(a.value(i));
                const ValueKind kind = Rewriter::unify(all);
                std::string list, nulls;
                Sql sql = made("", kind, kPrimary, {});
                for (const Sql& one : all) {
                    list += (list.empty() ? "" : ", ") + one.text;
                    if (one.nullable)
                        nulls += (nulls.empty() ? "" : " OR ") + wrap(one, kIs + 1) + " IS NULL";
                    sql = made("", kind, kPrimary, {&sql, &one});
                }
                sql.text = name + "(" + list + ")";
                if (!nulls.empty())
                    sql.text = fmt::format("CASE WHEN {} THEN NULL ELSE {} END", nulls, sql.text);
                return sql;
            }};
}

Sql modulo(Arguments& a) {
    const Sql l = a.number(0), r = a.number(1);
    Sql sql = made(fmt::format("{} % nullif({}, 0)", wrap(l, kMultiply), r.text),
                   l.kind == ValueKind::Integer && r.kind == ValueKind::Integer ? ValueKind::Integer
                                                                                : ValueKind::Decimal,
                   kMultiply, {&l, &r});
    sql.nullable = true;
    return sql;
}

Sql absolute(Arguments& a) {
    const Sql number = a.number(0);
    Sql sql = made("abs(" + number.text + ")", number.kind, kPrimary, {&number});
    sql.scale = number.scale;
    sql.nonNegative = true;
    return sql;
}

Sql random(Arguments&) {
    Sql sql = made("random()", ValueKind::Float, kPrimary, {});
    sql.immutable = false;
    return sql;
}

constexpr Kind kF = ValueKind::Float;
const FunctionTable kTable{
    {"ABS", {1, 1, absolute}},
    {"ROUND", {1, 2, roundTo}},
    {"TRUNCATE", {2, 2, truncate}},
    {"CEIL", wholeNumber("ceil")},
    {"CEILING", wholeNumber("ceil")},
    {"FLOOR", wholeNumber("floor")},
    {"MOD", {2, 2, modulo}},
    {"POW", same("power", "ff", kF)},
    {"POWER", same("power", "ff", kF)},
    {"SQRT", same("sqrt", "f", kF)},
    {"EXP", same("exp", "f", kF)},
    {"LN", same("ln", "f", kF)},
    {"LOG", {1, 2, logarithm}},
    {"LOG10", same("log", "f", kF)},
    {"SIGN", same("sign", "n", ValueKind::Integer)},
    {"PI", same("pi", "", kF)},
    {"SIN", same("sin", "f", kF)},
    {"COS", same("cos", "f", kF)},
    {"TAN", same("tan", "f", kF)},
    {"ASIN", same("asin", "f", kF)},
    {"ACOS", same("acos", "f", kF)},
    {"ATAN", same("atan", "f", kF)},
    {"ATAN2", same("atan2", "ff", kF)},
    {"DEGREES", same("degrees", "f", kF)},
    {"RADIANS", same("radians", "f", kF)},
    {"RAND", {0, 0, random}},
    {"GREATEST", extreme("greatest")},
    {"LEAST", extreme("least")},
};

} // namespace

bool numberFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
