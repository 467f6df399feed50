// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"

#include <fmt/format.h>

#include <algorithm>

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
        sql.scale = number.scale && !number.pending ? std::min(*number.scale, int(scale)) : int(scale);
    // MySQL shows no more decimals than the operand has.
    sql.pending = sql.scale && number.scale && *number.scale < scale;
    sql.nonNegative = number.nonNegative;
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

/// MySQL gives NULL when any argument is NULL; PostgreSQL passes NULLs over.
FunctionRow extreme(std::string name) {
    return {2, 99, [name = std::move(name)](Arguments& a) {
                std::vector<Sql> all;
                for (std::size_t i = 0; i < a.size(); ++i)
                    all.push_back(a.value(i));
                const bool mixed = std::any_of(all.begin(), all.end(), [&](const Sql& one) {
                    return (one.kind == ValueKind::Text) != (all[0].kind == ValueKind::Text) &&
                           one.kind != ValueKind::Null && all[0].kind != ValueKind::Null;
                });
                if (mixed)
                    a.rewriter().remark("sql.mixed_extreme", a.call().name);
                const ValueKind kind = Rewriter::unify(all);
                if (kind == ValueKind::Text)
                    for (const Sql& one : all)
                        if (!one.exactCase && !one.alikeText && !(one.literal && comparesAlike(*one.literal)))
                            a.rewriter().remark("sql.text_compare", one.text);
                std::string list, nulls;
                Sql sql = made("", kind, kPrimary, {});
                for (const Sql& one : all) {
                    list += (list.empty() ? "" : ", ") + one.text;
                    if (one.nullable)
                        nulls += (nulls.empty() ? "" : " OR ") + wrap(one, kIs + 1) + " IS NULL";
                    sql = made("", kind, kPrimary, {&sql, &one});
                }
                shareScale(all, sql);
                sql.text = name + "(" + list + ")";
                if (!nulls.empty())
                    sql.text = fmt::format("CASE WHEN {} THEN NULL ELSE {} END", nulls, sql.text);
                return sql;
            }};
}

Sql modulo(Arguments& a) {
    return a.rewriter().arithmetic("%", a.number(0), a.number(1));
}

/// A function that is NULL in MySQL and an error in PostgreSQL outside its domain.
FunctionRow within(std::string name, std::string domain) {
    return {1, 1, [name = std::move(name), domain = std::move(domain)](Arguments& a) {
                const Sql number = a.number(0);
                const Sql operand = number.kind == ValueKind::Float
                                        ? number
                                        : castTo(number, "double precision", ValueKind::Float);
                const bool safe = number.positive || (number.nonNegative && domain == ">= 0");
                Sql sql = made(safe ? fmt::format("{}({})", name, operand.text)
                                    : fmt::format("{}(CASE WHEN {} {} THEN {} END)", name,
                                                  wrap(number, kCompare + 1), domain, operand.text),
                               ValueKind::Float, kPrimary, {&number});
                sql.nullable = true;
                return sql;
            }};
}

Sql logarithm(Arguments& a) {
    if (a.size() == 1)
        return within("ln", "> 0").write(a);
    const Sql base = a.number(0), number = a.number(1);
    return made(fmt::format("log({}::numeric, {}::numeric)", wrap(base, kCast), wrap(number, kCast)),
                ValueKind::Float, kPrimary, {&base, &number});
}

Sql binaryDigits(Arguments& a) {
    const Sql number = castTo(a.number(0), "bigint", ValueKind::Integer);
    return made(
        fmt::format("coalesce(nullif(ltrim({0}::bit(64)::text, '0'), ''), left({0}::text, 1))", number.text),
        ValueKind::Text, kPrimary, {&number});
}

Sql bitCount(Arguments& a) {
    constexpr int kBitCountSince = 14;
    const Sql number = a.number(0);
    if (a.rewriter().model.options.targetVersion < kBitCountSince)
        throw Unsupported("BIT_COUNT before PostgreSQL 14");
    Sql sql = made(fmt::format("bit_count({}::bigint::bit(64))", wrap(number, kCast)), ValueKind::Integer,
                   kPrimary, {&number});
    sql.scale = 0;
    return sql;
}

Sql absolute(Arguments& a) {
    const Sql number = a.number(0);
    Sql sql = made("abs(" + number.text + ")", number.kind, kPrimary, {&number});
    sql.scale = number.scale;
    sql.pending = number.pending;
    sql.wide = number.wide;
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
    {"SQRT", within("sqrt", ">= 0")},
    {"BIN", {1, 1, binaryDigits}},
    {"BIT_COUNT", {1, 1, bitCount}},
    {"EXP", same("exp", "f", kF)},
    {"LN", within("ln", "> 0")},
    {"LOG2",
     {1, 1,
      [](Arguments& a) {
          const Sql number = a.number(0);
          return made(fmt::format("log(2, {}::numeric)::double precision", wrap(number, kCast)),
                      ValueKind::Float, kCast, {&number});
      }}},
    {"COT", same("cot", "f", kF)},
    {"LOG", {1, 2, logarithm}},
    {"LOG10", within("log", "> 0")},
    {"SIGN", same("sign", "n", ValueKind::Integer)},
    {"PI", same("pi", "", kF)},
    {"SIN", same("sin", "f", kF)},
    {"COS", same("cos", "f", kF)},
    {"TAN", same("tan", "f", kF)},
    {"ASIN", same("asin", "f", kF)},
    {"ACOS", same("acos", "f", kF)},
    {"ATAN",
     {1, 2,
      [](Arguments& a) {
          return a.size() == 2 ? same("atan2", "ff", kF).write(a) : same("atan", "f", kF).write(a);
      }}},
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
