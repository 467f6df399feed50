// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/mysql/lexer.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::rewrite {

namespace {

constexpr std::size_t kMaxTextBytes =
    200000; ///< of one rewritten expression: rewriting can multiply its operands

constexpr std::size_t kMaxSteps = 200000;

template <class... Ts> struct Visitor : Ts... { using Ts::operator()...; };
template <class... Ts> Visitor(Ts...) -> Visitor<Ts...>;

[[noreturn]] Sql refuse(const std::string& what) {
    throw Unsupported(what + " has no counterpart");
}

} // namespace

Sql Rewriter::expr(const mysql::Expr& e, const Scope& scope) {
    if (++steps_ > kMaxSteps)
        throw Unsupported("the statement is too large to rewrite");
    Sql sql;
    if (!isGroupedExpression(e, scope, sql))
        sql = dispatch(e, scope);
    if (sql.kind == ValueKind::Boolean && !std::holds_alternative<mysql::ColumnRef>(e.node))
        sql.predicate = true;
    if (sql.text.size() > kMaxTextBytes)
        throw Unsupported("the expression is too long when rewritten");
    return sql;
}

/// GROUP BY YEAR(d): YEAR(d) may stand in the select list as it is.
bool Rewriter::isGroupedExpression(const mysql::Expr& e, const Scope& scope, Sql& out) {
    if (groupings_.empty() || !groupings_.back().byExpression || groupings_.back().scope != &scope ||
        groupings_.back().insideAggregate > 0 || e.as<mysql::Literal>())
        return false;
    ++groupings_.back().insideAggregate;
    out = dispatch(e, scope);
    --groupings_.back().insideAggregate;
    return groupings_.back().allowed.contains(out.text);
}

/// A placeholder by its place among those of the statement, whose value is not known before it runs.
Sql Rewriter::parameter(const mysql::Expr& e) {
    std::size_t place = 0;
    for (const auto& token : mysql::tokenize(source_.substr(0, e.offset + 1)))
        place += token.kind == mysql::TokenKind::Parameter;
    if (place == 0)
        throw Unsupported("a placeholder inside dynamic SQL");
    remark("sql.placeholder", fmt::format("${}", place));
    Sql sql = made(fmt::format("${}", place), ValueKind::Unknown, kPrimary, {});
    sql.placeholder = true;
    sql.nullable = true;
    return sql;
}

Sql Rewriter::dispatch(const mysql::Expr& e, const Scope& scope) {
    using namespace mysql;
    return std::visit(
        Visitor{
            [&](const Literal& l) { return literal(l); },
            [&](const ColumnRef& c) { return column(c, scope); },
            [&](const Star&) { return refuse("* outside a select list"); },
            [&](const Variable& v) { return v.system ? refuse("@@" + v.name) : userVariable(v.name); },
            [&](const Parameter&) { return parameter(e); },
            [&](const Unary& u) { return unary(u, scope); },
            [&](const Binary& b) { return binary(b, scope); },
            [&](const Logical& l) { return logical(l, scope); },
            [&](const Quantified& q) { return quantified(q, scope); },
            [&](const Between& b) { return between(b, scope); },
            [&](const In& i) { return in(i, scope); },
            [&](const Like& l) { return like(l, scope); },
            [&](const Is& i) { return is(i, scope); },
            [&](const Case& c) { return caseExpr(c, scope); },
            [&](const Cast& c) { return cast(c, scope); },
            [&](const ConvertUsing& c) { return asText(expr(*c.operand, scope)); },
            [&](const Collate& c) {
                Sql operand = asText(expr(*c.operand, scope));
                operand.exactCase = toLower(c.collation).ends_with("_bin");
                return operand;
            },
            [&](const Interval&) { return refuse("INTERVAL outside date arithmetic"); },
            [&](const Call& c) { return call(c, scope); },
            [&](const Match&) { return refuse("MATCH ... AGAINST, whose words and ranking differ,"); },
            [&](const Exists& x) {
                Sql sub = subquery(*x.query, scope);
                return made("EXISTS " + sub.text, ValueKind::Boolean, kPrimary, {});
            },
            [&](const Subquery& s) { return subquery(*s.query, scope); },
            [&](const Row& r) {
                std::string list;
                for (const auto& item : r.items)
                    list += (list.empty() ? "" : ", ") + value(*item, scope).text;
                return made("ROW(" + list + ")", ValueKind::Unknown, kPrimary, {});
            },
            [&](const Parens& p) { return expr(*p.inner, scope); },
            [&](const DefaultWord&) { return refuse("DEFAULT as a value here"); },
            [&](const SequenceValue& s) {
                const std::string name = model.sequence(s.schema.empty() ? schema : s.schema, s.name);
                Sql next = made(fmt::format("{}({})", s.next ? "nextval" : "lastval",
                                            s.next ? pg::quoteLiteral(name) : ""),
                                ValueKind::Integer, kPrimary, {});
                next.immutable = false;
                return next;
            },
        },
        e.node);
}

Sql Rewriter::literal(const mysql::Literal& l) {
    using Kind = mysql::Literal::Kind;
    switch (l.kind) {
    case Kind::String:
    case Kind::National:
        if (toLower(l.charset) == "binary")
            return made(pg::byteaLiteral(l.text), ValueKind::Bytes, kPrimary, {});
        return stringLiteral(l.text);
    case Kind::Integer:
        return numberLiteral(l.text, ValueKind::Integer);
    case Kind::Decimal:
        return numberLiteral(l.text, ValueKind::Decimal);
    case Kind::Float:
        return numberLiteral(l.text, ValueKind::Float);
    case Kind::Hex: {
        Sql hex = made(pg::byteaLiteral(l.text), ValueKind::Bytes, kPrimary, {});
        hex.bytes = l.text;
        return hex;
    }
    case Kind::Bit:
        return made("B'" + l.text + "'", ValueKind::Bits, kPrimary, {});
    case Kind::Null: {
        Sql null = made("NULL", ValueKind::Null, kPrimary, {});
        null.nullable = true;
        return null;
    }
    case Kind::True:
    case Kind::False: {
        Sql truth = numberLiteral(l.kind == Kind::True ? "1" : "0", ValueKind::Integer);
        truth.truth = true;
        return truth;
    }
    case Kind::Date:
        return made("DATE " + pg::quoteLiteral(l.text), ValueKind::Date, kPrimary, {});
    case Kind::Time:
        return made("TIME " + pg::quoteLiteral(l.text), ValueKind::Time, kPrimary, {});
    case Kind::Timestamp:
        return made("TIMESTAMP " + pg::quoteLiteral(l.text), ValueKind::Timestamp, kPrimary, {});
    }
    return {};
}

Sql Rewriter::unary(const mysql::Unary& u, const Scope& scope) {
    if (u.op == "NOT" || u.op == "!") {
        const Sql operand = condition(*u.operand, scope);
        return made("NOT " + wrap(operand, kNot), ValueKind::Boolean, kNot, {&operand});
    }
    if (u.op == "BINARY") {
        Sql operand = text(*u.operand, scope);
        operand.exactCase = true;
        return operand;
    }
    const Sql operand = number(*u.operand, scope);
    if (u.op == "~")
        return bitwiseNot(operand);
    if (u.op == "+")
        return operand;
    if (u.op == "-" && operand.literal && operand.nonNegative)
        return numberLiteral("-" + *operand.literal, operand.kind);
    if (u.op == "-") {
        Sql negative = made("-" + wrap(operand, kCast), operand.kind, kUnary, {&operand});
        negative.scale = operand.scale;
        negative.pending = operand.pending;
        negative.wide = operand.wide;
        return negative;
    }
    throw Unsupported("operator " + u.op + " works on unsigned 64-bit numbers in MySQL");
}

Sql Rewriter::logical(const mysql::Logical& l, const Scope& scope) {
    const int precedence = l.op == "AND" ? kAnd : kOr;
    Sql all;
    for (const auto& operand : l.operands) {
        const Sql one = condition(*operand, scope);
        if (all.text.empty()) {
            all = made(wrap(one, precedence), ValueKind::Boolean, precedence, {&one});
            continue;
        }
        std::string text = std::move(all.text); // a chain may be long: it grows in place
        text += " " + l.op + " " + wrap(one, precedence);
        all = made(std::move(text), ValueKind::Boolean, precedence, {&all, &one});
    }
    return all;
}

Sql Rewriter::subquery(const mysql::Query& q, const Scope& scope) {
    const QuerySql inner = query(q, &scope, false);
    Sql sql = made("(" + inner.text + ")",
                   inner.columns.size() == 1 ? inner.columns[0].kind : ValueKind::Unknown, kPrimary, {});
    sql.nullable = true;
    sql.immutable = false;
    return sql;
}

Sql Rewriter::quantified(const mysql::Quantified& q, const Scope& scope) {
    std::vector<Sql> operands{value(*q.operand, scope)};
    const std::string list = alignedQuery(operands, query(*q.query, &scope, false));
    return made(fmt::format("{} {} {} ({})", wrap(operands[0], kCompare + 1), q.op, q.quantifier, list),
                ValueKind::Boolean, kCompare, {&operands[0]});
}

Sql Rewriter::caseExpr(const mysql::Case& c, const Scope& scope) {
    std::string head = "CASE";
    Sql operand;
    if (c.operand)
        operand = expr(*c.operand, scope);
    std::vector<std::string> conditions;
    std::vector<Sql> results;
    for (const auto& when : c.whens) {
        if (c.operand) {
            conditions.push_back(compare("=", operand, expr(*when.condition, scope)).text);
        } else {
            conditions.push_back(condition(*when.condition, scope).text);
        }
        results.push_back(value(*when.result, scope));
    }
    if (c.otherwise)
        results.push_back(value(*c.otherwise, scope));
    const ValueKind kind = unify(results);
    Sql sql = made("", kind, kPrimary, {});
    sql.nullable = !c.otherwise;
    sql.alikeText = kind == ValueKind::Text;
    shareScale(results, sql);
    for (const Sql& result : results) {
        sql.alikeText =
            sql.alikeText && (result.alikeText || (result.literal && comparesAlike(*result.literal)));
        sql.exactCase = sql.exactCase || result.exactCase;
        sql.nullable = sql.nullable || result.nullable;
        sql.immutable = sql.immutable && result.immutable;
    }
    for (std::size_t i = 0; i < conditions.size(); ++i)
        head += fmt::format(" WHEN {} THEN {}", conditions[i], results[i].text);
    if (c.otherwise)
        head += " ELSE " + results.back().text;
    sql.text = head + " END";
    return sql;
}

/// The decimals of a value that is one of several: the most that any of them has.
void shareScale(const std::vector<Sql>& from, Sql& to) {
    to.scale = 0;
    for (const Sql& one : from) {
        if (one.kind == ValueKind::Null)
            continue;
        to.scale = to.scale && one.scale ? std::optional(std::max(*to.scale, *one.scale)) : std::nullopt;
        to.pending = to.pending || one.pending;
        to.wide = to.wide || one.wide;
    }
    to.pending = to.pending && to.scale.has_value();
}

ValueKind Rewriter::unify(std::vector<Sql>& branches) {
    ValueKind common = ValueKind::Null;
    bool text = false;
    for (Sql& branch : branches) {
        if (branch.kind == ValueKind::Null)
            continue;
        // A text that is written as a date is one beside dates.
        if (branch.literal && branch.kind == ValueKind::Text && looksLikeMoment(*branch.literal) &&
            std::any_of(branches.begin(), branches.end(), [](const Sql& b) { return isTemporal(b.kind); }) &&
            std::all_of(branches.begin(), branches.end(), [](const Sql& b) {
                return (isTemporal(b.kind) && b.kind != ValueKind::Time) || b.kind == ValueKind::Null ||
                       (b.literal && b.kind == ValueKind::Text && looksLikeMoment(*b.literal));
            }))
            branch = asMoment(branch);
        text = text || branch.kind == ValueKind::Text;
        if (common == ValueKind::Null || common == branch.kind)
            common = branch.kind;
        else if (isNumeric(common) && isNumeric(branch.kind))
            common = std::max(common, branch.kind);
        else if ((isNumeric(common) && branch.kind == ValueKind::Boolean) ||
                 (common == ValueKind::Boolean && isNumeric(branch.kind)))
            common = ValueKind::Integer;
        else if (isTemporal(common) && isTemporal(branch.kind) && common != ValueKind::Time)
            common = std::max(common, branch.kind);
        else
            text = true;
    }
    if (!text && isNumeric(common))
        for (Sql& branch : branches)
            if (branch.kind == ValueKind::Boolean)
                branch = asNumber(branch);
    if (!text)
        return common;
    for (Sql& branch : branches)
        branch = asText(branch);
    return ValueKind::Text;
}

Sql Rewriter::castToInteger(const Sql& operand, bool isUnsigned) {
    if (operand.caseBlind == CaseBlind::Collation)
        return castToInteger(asText(operand), isUnsigned);
    Sql number;
    if (operand.kind == ValueKind::Text && !operand.literal && !operand.members)
        // Text is cut, not rounded.
        number = made(
            fmt::format("coalesce(substring({} FROM '^\\s*([-+]?\\d+)'), {})::bigint", operand.text,
                        operand.nullable ? fmt::format("left({}, 0) || '0'", wrap(operand, kOther)) : "'0'"),
            ValueKind::Integer, kCast, {&operand});
    else if (operand.kind == ValueKind::Text && operand.literal)
        number =
            castTo(made("trunc(" + asNumber(operand).text + ")", ValueKind::Decimal, kPrimary, {&operand}),
                   "bigint", ValueKind::Integer);
    else
        number = castTo(asNumber(operand), "bigint", ValueKind::Integer);
    number.scale = 0;
    number.wide = true;
    number.nonNegative = operand.nonNegative || (operand.literal && !operand.literal->starts_with('-'));
    if (isUnsigned && !number.nonNegative && operand.kind != ValueKind::Text)
        remark("sql.unsigned_cast", operand.text);
    return number;
}

Sql Rewriter::cast(const mysql::Cast& c, const Scope& scope) {
    const std::string type = toLower(c.type.name);
    const Sql operand = value(*c.operand, scope);
    if (type == "signed" || type == "unsigned" || type == "signed integer" || type == "unsigned integer" ||
        type == "int" || type == "integer" || type == "bigint") {
        return castToInteger(operand, type.starts_with("unsigned"));
    }
    if (type == "char" || type == "nchar" || type == "varchar") {
        Sql text = asText(operand);
        if (c.type.length)
            text = made(fmt::format("left({}, {})", text.text, *c.type.length), ValueKind::Text, kPrimary,
                        {&text});
        text.alikeText = text.alikeText || isNumeric(operand.kind) || isTemporal(operand.kind);
        return text;
    }
    if (type == "decimal") {
        Sql number =
            castTo(asNumber(operand),
                   fmt::format("numeric({},{})", c.type.length.value_or(10), c.type.scale.value_or(0)),
                   ValueKind::Decimal);
        number.scale = int(c.type.scale.value_or(0));
        return number;
    }
    if (type == "date")
        return castTo(asMoment(operand), "date", ValueKind::Date);
    if (type == "datetime")
        return castTo(asMoment(operand), fmt::format("timestamp({})", c.type.length.value_or(0)),
                      ValueKind::Timestamp);
    if (type == "time")
        return castTo(operand, fmt::format("time({})", c.type.length.value_or(0)), ValueKind::Time);
    if (type == "json" && operand.kind != ValueKind::Text)
        return made("to_jsonb(" + operand.text + ")", ValueKind::Json, kPrimary, {&operand});
    if (type == "json")
        return castTo(operand, "jsonb", ValueKind::Json);
    if (type == "double" || type == "real" || type == "float")
        return castTo(asNumber(operand), type == "float" ? "real" : "double precision", ValueKind::Float);
    if (type == "year")
        return castTo(operand, "smallint", ValueKind::Integer);
    if (type == "binary" && operand.kind == ValueKind::Text) {
        Sql exact = operand;
        exact.exactCase = true;
        return exact;
    }
    throw Unsupported("CAST to " + type + " has no counterpart");
}

} // namespace causeway::rewrite
