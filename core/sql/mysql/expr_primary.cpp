// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

/// Operands: literals, names, parentheses and the forms that have a syntax of their own.
namespace causeway::mysql {

ExprPtr Parser::primary() {
    const auto start = at_;
    const Token& t = peek();
    const auto number = [&](Literal::Kind kind, std::string text) {
        take();
        return make(Literal{kind, std::move(text), {}}, start);
    };
    switch (t.kind) {
    case TokenKind::Integer:
        return number(Literal::Kind::Integer, std::string(t.text));
    case TokenKind::Decimal:
        return number(Literal::Kind::Decimal, std::string(t.text));
    case TokenKind::Float:
        return number(Literal::Kind::Float, std::string(t.text));
    case TokenKind::Hex:
        return number(Literal::Kind::Hex, decodeHex(t.text));
    case TokenKind::Bit:
        return number(Literal::Kind::Bit, bitDigits(t.text));
    case TokenKind::String:
    case TokenKind::NationalString:
        return stringLiteral(start, {});
    case TokenKind::UserVariable:
    case TokenKind::SystemVariable:
        return variable(start);
    case TokenKind::Parameter:
        take();
        return make(Parameter{}, start);
    case TokenKind::Word:
        return wordPrimary(start);
    case TokenKind::QuotedName:
        return isOp("(", 1) ? call(start, {}) : columnRef(start);
    case TokenKind::Operator:
        if (t.text == "(")
            return parenthesis(start);
        if (t.text == "{")
            return odbcEscape(start);
        if (t.text == "." && peek(1).kind != TokenKind::Operator)
            return columnRef(start);
        [[fallthrough]];
    default:
        fail("an expression");
    }
}

ExprPtr Parser::wordPrimary(std::size_t start) {
    const auto simple = [&](Literal::Kind kind) {
        take();
        return make(Literal{kind, {}, {}}, start);
    };
    if (is("NULL"))
        return simple(Literal::Kind::Null);
    if (is("TRUE"))
        return simple(Literal::Kind::True);
    if (is("FALSE"))
        return simple(Literal::Kind::False);
    const Token& t = peek();
    const auto follows = peek(1).kind;
    if (t.text.front() == '_' && isCharset(t.text.substr(1)) &&
        (follows == TokenKind::String || follows == TokenKind::Hex || follows == TokenKind::Bit)) {
        auto charset = toLower(take().text.substr(1));
        if (peek().kind == TokenKind::String)
            return stringLiteral(start, std::move(charset));
        const bool hex = peek().kind == TokenKind::Hex;
        const auto digits = take().text;
        return make(Literal{hex ? Literal::Kind::Hex : Literal::Kind::Bit,
                            hex ? decodeHex(digits) : bitDigits(digits), std::move(charset)},
                    start);
    }
    if (follows == TokenKind::String && isAny({"DATE", "TIME", "TIMESTAMP"})) {
        const auto kind = is("DATE")   ? Literal::Kind::Date
                          : is("TIME") ? Literal::Kind::Time
                                       : Literal::Kind::Timestamp;
        take();
        return make(Literal{kind, stringValue(), {}}, start);
    }
    if (is("CASE"))
        return caseExpr(start);
    if (is("INTERVAL"))
        return intervalExpr(start);
    if (is("NEXT") && is("VALUE", 1) && is("FOR", 2)) {
        at_ += 3;
        const auto n = objectName();
        return make(SequenceValue{true, n.schema, n.name}, start);
    }
    if (is("PREVIOUS") && is("VALUE", 1) && is("FOR", 2)) {
        at_ += 3;
        const auto n = objectName();
        return make(SequenceValue{false, n.schema, n.name}, start);
    }
    if (is("DEFAULT") && !isOp("(", 1)) {
        take();
        return make(DefaultWord{}, start);
    }
    if (isOp("(", 1)) {
        if (is("CAST"))
            return castExpr(start);
        if (is("CONVERT"))
            return convertExpr(start);
        if (is("MATCH"))
            return matchExpr(start);
        if (accept("EXISTS")) {
            expectOp("(");
            Exists e{queryExpr()};
            expectOp(")");
            return make(std::move(e), start);
        }
        if (accept("ROW")) {
            expectOp("(");
            Row r{expressionList()};
            expectOp(")");
            return make(std::move(r), start);
        }
        if (!isReserved(t.text) || isCallableReserved(t.text) || is("DEFAULT"))
            return call(start, {});
    }
    if (is("MATCH"))
        return matchExpr(start);
    if (isAny({"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_USER", "LOCALTIME",
               "LOCALTIMESTAMP", "UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP"})) {
        Call c;
        c.name = toUpper(take().text);
        c.parentheses = false;
        return make(std::move(c), start);
    }
    return columnRef(start);
}

/// Strings side by side are one string.
ExprPtr Parser::stringLiteral(std::size_t start, std::string charset) {
    Literal l;
    l.kind = peek().kind == TokenKind::NationalString ? Literal::Kind::National : Literal::Kind::String;
    l.charset = std::move(charset);
    l.text = stringValue();
    return make(std::move(l), start);
}

ExprPtr Parser::variable(std::size_t start) {
    const Token& t = take();
    Variable v;
    v.system = t.kind == TokenKind::SystemVariable;
    if (v.system) {
        auto full = t.text.substr(2);
        const auto dot = full.find('.');
        const auto scope = dot == std::string_view::npos ? std::string() : toUpper(full.substr(0, dot));
        if (scope == "GLOBAL" || scope == "SESSION" || scope == "LOCAL" || scope == "PERSIST") {
            v.scope = scope;
            full = full.substr(dot + 1);
        }
        v.name = toLower(unquoteName(full));
        return make(std::move(v), start);
    }
    v.name = variableName(t.text);
    auto variable = make(std::move(v), start);
    if (!acceptOp(":="))
        return variable;
    const Nested guard(*this);
    Binary b{":=", std::move(variable), expression()};
    return make(std::move(b), start);
}

ExprPtr Parser::columnRef(std::size_t start) {
    std::string parts[3];
    std::size_t n = 0;
    if (!isOp("."))
        parts[n++] = name("an expression");
    while (n < 3 && acceptOp(".")) {
        if (n > 0 && isOp("*")) {
            take();
            return make(n == 2 ? Star{parts[0], parts[1]} : Star{{}, parts[0]}, start);
        }
        parts[n++] = nameAfterDot();
    }
    if (n == 2 && isOp("("))
        return call(start, parts[0]);
    ColumnRef c;
    c.column = std::move(parts[n - 1]);
    if (n > 1)
        c.table = std::move(parts[n - 2]);
    if (n > 2)
        c.schema = std::move(parts[0]);
    return make(std::move(c), start);
}

ExprPtr Parser::parenthesis(std::size_t start) {
    const bool holdsQuery = queryAhead(at_);
    take();
    if (holdsQuery) {
        Subquery s{queryExpr()};
        expectOp(")");
        return make(std::move(s), start);
    }
    auto items = expressionList();
    expectOp(")");
    if (items.size() == 1)
        return make(Parens{std::move(items[0])}, start);
    return make(Row{std::move(items)}, start);
}

/// (SELECT ...), and ((SELECT ...) UNION ...) as against ((SELECT ...) + 1).
bool Parser::queryAhead(std::size_t token) const {
    for (;;) {
        if (token + 1 >= tokens_.size() || !tokens_[token].isOperator("("))
            return false;
        const Token& t = tokens_[token + 1];
        if (t.is("SELECT") || t.is("WITH"))
            return true;
        if (t.is("VALUES") && token + 2 < tokens_.size() && tokens_[token + 2].is("ROW"))
            return true;
        if (!t.isOperator("("))
            return false;
        const auto after = closing(token + 1) + 1;
        if (after >= tokens_.size())
            return false;
        const Token& next = tokens_[after];
        if (!next.isOperator(")") && !next.is("UNION") && !next.is("EXCEPT") && !next.is("INTERSECT") &&
            !next.is("ORDER") && !next.is("LIMIT"))
            return false;
        ++token;
    }
}

ExprPtr Parser::caseExpr(std::size_t start) {
    const Nested guard(*this);
    expect("CASE");
    Case c;
    if (!is("WHEN"))
        c.operand = expression();
    while (accept("WHEN")) {
        Case::When w;
        w.condition = expression();
        expect("THEN");
        w.result = expression();
        c.whens.push_back(std::move(w));
    }
    if (c.whens.empty())
        fail("WHEN");
    if (accept("ELSE"))
        c.otherwise = expression();
    expect("END");
    return make(std::move(c), start);
}

ExprPtr Parser::castExpr(std::size_t start) {
    expect("CAST");
    expectOp("(");
    Cast c;
    c.operand = expression();
    expect("AS");
    c.type = castType();
    expectOp(")");
    return make(std::move(c), start);
}

ExprPtr Parser::convertExpr(std::size_t start) {
    expect("CONVERT");
    expectOp("(");
    auto operand = expression();
    if (accept("USING")) {
        ConvertUsing c{std::move(operand), toLower(nameOrString("a character set"))};
        expectOp(")");
        return make(std::move(c), start);
    }
    expectOp(",");
    Cast c{std::move(operand), castType()};
    expectOp(")");
    return make(std::move(c), start);
}

/// INTERVAL 1 DAY, or the function INTERVAL(n, a, b).
ExprPtr Parser::intervalExpr(std::size_t start) {
    if (isOp("(", 1)) {
        for (auto i = at_ + 2; i < closing(at_ + 1); ++i) {
            if (tokens_[i].isOperator("("))
                i = closing(i);
            else if (tokens_[i].isOperator(","))
                return call(start, {});
        }
    }
    const Nested guard(*this);
    expect("INTERVAL");
    Interval i;
    i.value = expression();
    if (peek().kind != TokenKind::Word || !isIntervalUnit(peek().text))
        fail("a unit of time such as DAY");
    i.unit = toUpper(take().text);
    if (i.unit.starts_with("SQL_TSI_"))
        i.unit.erase(0, 8);
    return make(std::move(i), start);
}

ExprPtr Parser::matchExpr(std::size_t start) {
    expect("MATCH");
    Match m;
    const bool parens = acceptOp("(");
    m.columns = expressionList();
    if (parens)
        expectOp(")");
    expect("AGAINST");
    expectOp("(");
    m.against = bitExpr(0);
    if (!isOp(")")) {
        const auto from = at_;
        skipBalanced({});
        m.modifier = toUpper(textFrom(from));
    }
    expectOp(")");
    return make(std::move(m), start);
}

/// {d '2020-01-01'}, {t '...'}, {ts '...'}, {fn name(...)}
ExprPtr Parser::odbcEscape(std::size_t start) {
    expectOp("{");
    ExprPtr result;
    if (accept("FN")) {
        result = expression();
    } else {
        const auto kind = is("D")   ? Literal::Kind::Date
                          : is("T") ? Literal::Kind::Time
                                    : Literal::Kind::Timestamp;
        if (!isAny({"D", "T", "TS"}))
            fail("d, t, ts or fn after \"{\"");
        take();
        result = make(Literal{kind, stringValue(), {}}, start);
    }
    expectOp("}");
    return result;
}

} // namespace causeway::mysql
