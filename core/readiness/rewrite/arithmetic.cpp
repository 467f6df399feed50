// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace causeway::rewrite {

namespace {

/// div_precision_increment's default: MySQL adds four decimals in a division.
constexpr int kDivisionDigits = 4;

ValueKind wider(const Sql& l, const Sql& r) {
    if (l.kind == ValueKind::Unknown || r.kind == ValueKind::Unknown)
        return ValueKind::Decimal;
    return std::max({l.kind, r.kind, ValueKind::Integer});
}

bool mayOverflow(const std::string& op, const Sql& l, const Sql& r) {
    constexpr std::size_t kSafeFactor = 2, kSafeTerm = 9; // digits of a literal
    const auto literals = [](const Sql& sql) {
        return sql.literal ? sql.literal->size() : std::size_t{99};
    };
    if (op == "*")
        return literals(l) > kSafeFactor && literals(r) > kSafeFactor;
    return (l.literal && l.literal->size() > kSafeTerm) || (r.literal && r.literal->size() > kSafeTerm);
}

/// True when a quotient of whole constants has no more decimals than MySQL keeps.
bool endsEarly(const Sql& l, const Sql& r) {
    constexpr long long kDecimals = 10000;
    long long dividend = 0, divisor = 0;
    return l.literal && r.literal && l.literal->size() < 12 && parseNumber(*l.literal, dividend) &&
           parseNumber(*r.literal, divisor) && divisor != 0 && dividend * kDecimals % divisor == 0;
}

bool notZero(const Sql& sql) {
    return sql.literal && sql.literal->find_first_of("123456789") != std::string::npos;
}

/// A divisor that gives NULL for zero, as in MySQL, and not an error.
std::string guarded(const Sql& divisor) {
    return notZero(divisor) ? wrap(divisor, kMultiply + 1) : "nullif(" + divisor.text + ", 0)";
}

} // namespace

std::string jsonPath(const Sql& path) {
    if (!path.literal || !path.literal->starts_with("$"))
        throw Unsupported("a JSON path that is no plain text");
    std::string out, step;
    bool quoted = false;
    const auto flush = [&] {
        if (!step.empty())
            out += (out.empty() ? "" : ",") + step;
        step.clear();
    };
    for (const char c : path.literal->substr(1)) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '.' || c == '['))
            flush();
        else if (c == '*' || c == '{' || c == '}' || c == ',' || c == '\\' || c == ' ')
            throw Unsupported("the JSON path " + printable(*path.literal, 60));
        else if (c != ']')
            step += c;
    }
    flush();
    return pg::quoteLiteral("{" + out + "}");
}

Sql Rewriter::json(const mysql::Binary& b, const Scope& scope) {
    const Sql document = value(*b.left, scope), path = value(*b.right, scope);
    if (document.kind != ValueKind::Json && document.kind != ValueKind::Unknown)
        throw Unsupported("-> on a value that is not JSON");
    const bool asWords = b.op == "->>";
    Sql sql = made(fmt::format("{} {} {}", wrap(document, kOther), asWords ? "#>>" : "#>", jsonPath(path)),
                   asWords ? ValueKind::Text : ValueKind::Json, kOther, {&document});
    sql.nullable = true;
    sql.exactCase = true;
    return sql;
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
    if (op == "|" || op == "^" || op == "<<" || op == ">>")
        for (const auto* side : {&b.left, &b.right})
            if (const auto* inverted = (*side)->as<mysql::Unary>(); inverted && inverted->op == "~")
                throw Unsupported("an inverted number has bits beyond bigint");
    if (op == "&")
        for (const auto& [side, other] : {std::pair(&b.left, &b.right), std::pair(&b.right, &b.left)})
            if (const auto* inverted = (*side)->as<mysql::Unary>(); inverted && inverted->op == "~") {
                const Sql mask = number(*inverted->operand, scope);
                Sql flipped = made("~" + wrap(castTo(mask, "bigint", ValueKind::Integer), kUnary),
                                   ValueKind::Integer, kUnary, {&mask});
                flipped.wide = true;
                return bitwise(op, number(**other, scope), flipped);
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
    if (comparisons.contains(op)) {
        const mysql::Row *l = rowOf(*b.left), *r = rowOf(*b.right);
        if (l && r)
            return compareRows(op, *l, *r, scope);
        if (l || r)
            throw Unsupported("a row is compared with what is no row");
    }
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
        // MySQL computes with 64 bits; PostgreSQL refuses what is too large for the operands' type.
        const bool widen = kind == ValueKind::Integer && !l.wide && !r.wide && mayOverflow(op, l, r);
        const Sql left = widen ? castTo(l, "bigint", ValueKind::Integer) : l;
        Sql sql = made(fmt::format("{} {} {}", wrap(left, precedence), op, wrap(r, precedence + 1)), kind,
                       precedence, {&l, &r});
        sql.wide = widen || l.wide || r.wide;
        sql.pending = l.pending || r.pending;
        const bool cut = (l.pending && !l.exactQuotient) || (r.pending && !r.exactQuotient);
        sql.exactQuotient = sql.pending && !cut;
        if (cut && model.catalog->engine == Engine::MySQL)
            remark("sql.division_digits"); // MySQL cuts quotients at nine decimals before it goes on
        sql.positive = op == "+" && ((l.positive && r.nonNegative) || (l.nonNegative && r.positive));
        if (l.scale && r.scale)
            sql.scale = op == "*" ? *l.scale + *r.scale : std::max(*l.scale, *r.scale);
        sql.pending = sql.pending && sql.scale;
        sql.nonNegative = op != "-" && l.nonNegative && r.nonNegative;
        return sql;
    }
    return bitwise(op, l, r);
}

namespace {

/// Bit operations are on 64 bits.
Sql asBits(const Sql& sql) {
    if (sql.literal && sql.kind == ValueKind::Integer) {
        const std::uint64_t number = std::strtoull(sql.literal->c_str(), nullptr, 10);
        if (sql.literal->front() != '-' && number > std::uint64_t(std::numeric_limits<std::int64_t>::max()))
            throw Unsupported("the number " + *sql.literal + " has bits beyond bigint");
    }
    return sql.kind == ValueKind::Integer && sql.wide ? sql : castTo(sql, "bigint", ValueKind::Integer);
}

} // namespace

Sql Rewriter::bitwise(const std::string& op, const Sql& l, const Sql& r) {
    const bool shift = op == "<<" || op == ">>";
    const Sql wideLeft = asBits(l), wideRight = asBits(r);
    const Sql left = shift || !l.literal ? wideLeft : l, right = shift || r.literal ? r : wideRight;
    const std::string count = shift && right.kind != ValueKind::Integer ? wrap(right, kCast) + "::integer"
                              : shift && right.wide                     ? wrap(right, kCast) + "::integer"
                                                                        : wrap(right, kOther + 1);
    Sql sql = made(fmt::format("{} {} {}", wrap(left, kOther), op == "^" ? "#" : op, count),
                   ValueKind::Integer, kOther, {&l, &r});
    sql.wide = true;
    sql.scale = 0;
    return sql;
}

/// An unsigned number of 64 bits.
Sql Rewriter::bitwiseNot(const Sql& operand) {
    Sql sql = made(operand.nonNegative
                       ? "18446744073709551615 - " + wrap(operand, kMultiply)
                       : fmt::format("CASE WHEN {0} < 0 THEN -1 - {1} ELSE 18446744073709551615 - {1} END",
                                     wrap(operand, kCompare + 1), wrap(operand, kMultiply)),
                   ValueKind::Decimal, operand.nonNegative ? kAdd : kPrimary, {&operand});
    sql.scale = 0;
    return sql;
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
            l.kind == ValueKind::Decimal ? wrap(l, kMultiply) : wrap(l, kCast) + "::numeric";
        sql = made(dividend + " / " + divisor, ValueKind::Decimal, kMultiply, {&l, &r});
        if (l.scale) {
            sql.scale = *l.scale + kDivisionDigits;
            sql.pending = true;
            sql.exactQuotient = endsEarly(l, r);
        }
    }
    sql.nullable = !constant || l.nullable || r.nullable;
    return sql;
}

} // namespace causeway::rewrite
