// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

namespace {

/// div_precision_increment's default: MySQL adds four decimals in a division.
constexpr int kDivisionDigits = 4;

ValueKind wider(const Sql& l, const Sql& r) {
    if (l.kind == ValueKind::Unknown || r.kind == ValueKind::Unknown)
        return ValueKind::Decimal;
    return std::max({l.kind, r.kind, ValueKind::Integer});
}

bool notZero(const Sql& sql) {
    return sql.literal && sql.literal->find_first_of("123456789") != std::string::npos;
}

/// A divisor that gives NULL for zero, as in MySQL, and not an error.
std::string guarded(const Sql& divisor) {
    return notZero(divisor) ? wrap(divisor, kMultiply + 1) : "nullif(" + divisor.text + ", 0)";
}

/// "$.a.b[0]" as "{a,b,0}"; throws for wildcards and ranges.
std::string jsonPath(const Sql& path) {
    if (!path.literal || !path.literal->starts_with("$"))
        throw Unsupported("a JSON path that is no plain text");
    std::string out, step;
    const auto flush = [&] {
        if (!step.empty())
            out += (out.empty() ? "" : ",") + step;
        step.clear();
    };
    for (const char c : path.literal->substr(1)) {
        if (c == '.' || c == '[')
            flush();
        else if (c == '*' || c == '{' || c == '}' || c == ',' || c == '\\' || c == ' ')
            throw Unsupported("the JSON path " + printable(*path.literal, 60));
        else if (c != ']' && c != '"')
            step += c;
    }
    flush();
    return pg::quoteLiteral("{" + out + "}");
}

} // namespace

Sql Rewriter::json(const mysql::Binary& b, const Scope& scope) {
    const Sql document = value(*b.left, scope), path = value(*b.right, scope);
    if (document.kind != ValueKind::Json && document.kind != ValueKind::Unknown)
        throw Unsupported("-> on a value that is not JSON");
    const bool asWords = b.op == "->>";
    return made(fmt::format("{} {} {}", wrap(document, kOther), asWords ? "#>>" : "#>", jsonPath(path)),
                asWords ? ValueKind::Text : ValueKind::Json, kOther, {&document});
}

Sql Rewriter::binary(const mysql::Binary& b, const Scope& scope) {
    const std::string& op = b.op;
    if (op == "->" || op == "->>")
        return json(b, scope);
    if (op == ":=")
        throw Unsupported("an assignment to a user variable inside a query has no counterpart");
    if (op == "+" || op == "-") {
        if (const auto* interval = b.right->as<mysql::Interval>())
            return shift(*this, moment(*b.left, scope), *interval, op == "-", scope);
        if (const auto* interval = b.left->as<mysql::Interval>())
            return shift(*this, moment(*b.right, scope), *interval, false, scope);
    }
    if (op == "XOR") {
        const Sql l = condition(*b.left, scope), r = condition(*b.right, scope);
        return made(wrap(l, kCompare + 1) + " <> " + wrap(r, kCompare + 1), ValueKind::Boolean, kCompare,
                    {&l, &r});
    }
    if (op == "||") {
        const Sql l = text(*b.left, scope), r = text(*b.right, scope);
        return made(wrap(l, kOther) + " || " + wrap(r, kOther + 1), ValueKind::Text, kOther, {&l, &r});
    }
    if (op == "MEMBER OF") {
        const Sql l = value(*b.left, scope), r = value(*b.right, scope);
        return made(fmt::format("{} @> to_jsonb({})", wrap(r, kOther), l.text), ValueKind::Boolean, kOther,
                    {&l, &r});
    }
    static const std::set<std::string> comparisons{"=", "<=>", "<>", "<", "<=", ">", ">="};
    if (comparisons.contains(op))
        return compare(op, expr(*b.left, scope), expr(*b.right, scope));
    return arithmetic(op, number(*b.left, scope), number(*b.right, scope));
}

Sql Rewriter::arithmetic(const std::string& op, const Sql& l, const Sql& r) {
    if (op == "/" || op == "DIV")
        return divide(l, r, op == "DIV");
    const ValueKind kind = wider(l, r);
    if (op == "%") {
        const auto exact = [&](const Sql& operand) {
            return operand.kind == ValueKind::Float ? castTo(operand, "numeric", ValueKind::Decimal)
                                                    : operand;
        };
        const Sql dividend = exact(l), divisor = exact(r);
        Sql sql = made(wrap(dividend, kMultiply) + " % " + guarded(divisor),
                       kind == ValueKind::Float ? ValueKind::Decimal : kind, kMultiply, {&l, &r});
        sql.nullable = true;
        return sql;
    }
    if (op == "+" || op == "-" || op == "*") {
        const int precedence = op == "*" ? kMultiply : kAdd;
        Sql sql = made(fmt::format("{} {} {}", wrap(l, precedence), op, wrap(r, precedence + 1)), kind,
                       precedence, {&l, &r});
        if (l.scale && r.scale)
            sql.scale = op == "*" ? *l.scale + *r.scale : std::max(*l.scale, *r.scale);
        sql.nonNegative = op != "-" && l.nonNegative && r.nonNegative;
        return sql;
    }
    if (op == "^")
        return made(fmt::format("{} # {}", wrap(l, kOther), wrap(r, kOther + 1)), kind, kOther, {&l, &r});
    return made(fmt::format("{} {} {}", wrap(l, kOther), op, wrap(r, kOther + 1)), kind, kOther, {&l, &r});
}

/// MySQL divides integers with a fraction, keeps four more decimals than the dividend, and gives NULL for
/// zero.
Sql Rewriter::divide(const Sql& l, const Sql& r, bool whole) {
    const bool constant = notZero(r);
    const std::string divisor = guarded(r);
    const bool floating = wider(l, r) == ValueKind::Float;
    Sql sql;
    if (whole) {
        const bool integers = l.kind == ValueKind::Integer && r.kind == ValueKind::Integer;
        sql = integers ? made(wrap(l, kMultiply) + " / " + divisor, ValueKind::Integer, kMultiply, {&l, &r})
                       : made(fmt::format("div({}::numeric, {})::bigint", wrap(l, kCast), divisor),
                              ValueKind::Integer, kCast, {&l, &r});
        sql.scale = 0;
    } else if (floating) {
        sql = made(wrap(l, kMultiply) + " / " + divisor, ValueKind::Float, kMultiply, {&l, &r});
    } else {
        remark("sql.integer_division");
        const std::string dividend =
            l.kind == ValueKind::Integer ? wrap(l, kCast) + "::numeric" : wrap(l, kMultiply);
        sql = made(dividend + " / " + divisor, ValueKind::Decimal, kMultiply, {&l, &r});
        if (l.scale) {
            sql = made(fmt::format("round({}, {})", sql.text, *l.scale + kDivisionDigits), ValueKind::Decimal,
                       kPrimary, {&sql});
            sql.scale = *l.scale + kDivisionDigits;
        }
    }
    sql.nullable = !constant || l.nullable || r.nullable;
    return sql;
}

} // namespace causeway::rewrite
