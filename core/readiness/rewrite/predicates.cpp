// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

bool isWord(ValueKind k) {
    return k == ValueKind::Text || k == ValueKind::Null || k == ValueKind::Unknown;
}

/// A constant written as a constant of the column's boolean type.
bool asBooleanConstant(Sql& constant) {
    if (!constant.literal || (*constant.literal != "0" && *constant.literal != "1"))
        return false;
    constant.text = *constant.literal == "1" ? "true" : "false";
    constant.kind = ValueKind::Boolean;
    constant.precedence = kPrimary;
    return true;
}

} // namespace

/// Brings the sides of a comparison to types that PostgreSQL compares, as MySQL would.
void Rewriter::align(Sql& l, Sql& r) {
    if (l.kind == r.kind && !l.predicate && !r.predicate)
        return;
    if (l.kind == ValueKind::Boolean && r.kind == ValueKind::Boolean)
        return;
    if ((l.kind == ValueKind::Boolean && asBooleanConstant(r)) ||
        (r.kind == ValueKind::Boolean && asBooleanConstant(l)))
        return;
    if (l.kind == ValueKind::Boolean)
        l = asNumber(l);
    if (r.kind == ValueKind::Boolean)
        r = asNumber(r);
    for (auto [a, b] : {std::pair(&l, &r), std::pair(&r, &l)}) {
        if (isNumeric(a->kind) && b->kind == ValueKind::Text) {
            if (b->literal) {
                *b = asNumber(*b);
            } else {
                remark("sql.implicit_cast", b->text);
                *a = asText(*a);
            }
            return;
        }
        if (isNumeric(a->kind) && b->kind == ValueKind::Bits) {
            *b = asNumber(*b);
            return;
        }
        if (isTemporal(a->kind) && !isTemporal(b->kind) && !isWord(b->kind) && b->kind != ValueKind::Interval)
            throw Unsupported("a date is compared with " + printable(b->text, 60));
        if (isTemporal(a->kind) && b->kind == ValueKind::Text) {
            if (a->kind == ValueKind::Time)
                return;
            if (b->literal && !looksLikeMoment(*b->literal))
                throw Unsupported("a date is compared with " + printable(b->text, 60));
            if (!b->literal)
                *b = asMoment(*b);
            return;
        }
        if (a->kind == ValueKind::TextArray || a->kind == ValueKind::Json) {
            if (b->kind == a->kind || b->kind == ValueKind::Null)
                return;
            *a = asText(*a);
            *b = asText(*b);
            return;
        }
        if (a->kind == ValueKind::Bytes && b->kind == ValueKind::Text) {
            *b = forTarget(*b, ValueKind::Bytes, "bytea");
            return;
        }
        if ((a->kind == ValueKind::Uuid || a->kind == ValueKind::Inet) && b->kind == ValueKind::Text) {
            *a = asText(*a);
            return;
        }
    }
}

Sql Rewriter::compare(const std::string& op, Sql l, Sql r) {
    align(l, r);
    const bool same = op == "<=>";
    return made(fmt::format("{} {} {}", wrap(l, kCompare + 1), same ? "IS NOT DISTINCT FROM" : op,
                            wrap(r, kCompare + 1)),
                ValueKind::Boolean, same ? kIs : kCompare, {&l, &r});
}

Sql Rewriter::between(const mysql::Between& b, const Scope& scope) {
    Sql operand = value(*b.operand, scope), low = value(*b.low, scope), high = value(*b.high, scope);
    Sql other = operand;
    align(operand, low);
    align(other, high);
    if (other.text != operand.text)
        throw Unsupported("the bounds of BETWEEN have different types");
    return made(fmt::format("{} {}BETWEEN {} AND {}", wrap(operand, kOther), b.negated ? "NOT " : "",
                            wrap(low, kOther), wrap(high, kOther)),
                ValueKind::Boolean, kLike, {&operand, &low, &high});
}

Sql Rewriter::in(const mysql::In& i, const Scope& scope) {
    Sql operand = value(*i.operand, scope);
    const std::string word = i.negated ? "NOT IN" : "IN";
    if (i.query) {
        const QuerySql inner = query(*i.query, &scope, false);
        if (inner.columns.size() == 1) {
            Sql column = made("", inner.columns[0].kind, kPrimary, {});
            const std::string before = operand.text;
            align(operand, column);
            if (operand.text != before || !column.text.empty())
                throw Unsupported("IN compares different types");
        }
        return made(fmt::format("{} {} ({})", wrap(operand, kLike + 1), word, inner.text), ValueKind::Boolean,
                    kLike, {&operand});
    }
    std::string list;
    Sql result = operand;
    for (const auto& item : i.items) {
        Sql one = value(*item, scope);
        Sql own = operand;
        align(own, one);
        if (own.text != operand.text) {
            if (i.items.front() != item)
                throw Unsupported("IN compares different types");
            operand = own;
        }
        result = made("", ValueKind::Boolean, kLike, {&result, &one});
        list += (list.empty() ? "" : ", ") + one.text;
    }
    return made(fmt::format("{} {} ({})", wrap(operand, kLike + 1), word, list), ValueKind::Boolean, kLike,
                {&result});
}

Sql Rewriter::like(const mysql::Like& l, const Scope& scope) {
    const Sql operand = text(*l.operand, scope), pattern = text(*l.pattern, scope);
    if (l.op == "SOUNDS LIKE")
        throw Unsupported("SOUNDS LIKE has no counterpart");
    const bool exact = operand.exactCase || pattern.exactCase;
    if (!exact)
        remark("sql.case_insensitive_match", operand.text);
    const std::string negation = l.negated ? "NOT " : "";
    if (l.op == "REGEXP")
        return made(fmt::format("{} {}{} {}", wrap(operand, kOther), l.negated ? "!~" : "~", exact ? "" : "*",
                                wrap(pattern, kOther + 1)),
                    ValueKind::Boolean, kOther, {&operand, &pattern});
    std::string escape;
    if (l.escape)
        escape = " ESCAPE " + text(*l.escape, scope).text;
    return made(fmt::format("{} {}{} {}{}", wrap(operand, kOther), negation, exact ? "LIKE" : "ILIKE",
                            wrap(pattern, kOther), escape),
                ValueKind::Boolean, kLike, {&operand, &pattern});
}

Sql Rewriter::is(const mysql::Is& i, const Scope& scope) {
    const std::string tail = std::string(" IS ") + (i.negated ? "NOT " : "") + i.what;
    const Sql operand = i.what == "NULL" ? expr(*i.operand, scope) : condition(*i.operand, scope);
    Sql sql = made(wrap(operand, kIs + 1) + tail, ValueKind::Boolean, kIs, {&operand});
    sql.nullable = false;
    return sql;
}

} // namespace causeway::rewrite
