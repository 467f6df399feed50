// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

/// Functions, aggregates and windows.
namespace causeway::mysql {

ExprPtr Parser::call(std::size_t start, std::string schema) {
    const Nested guard(*this);
    Call c;
    c.schema = std::move(schema);
    if (!c.schema.empty()) { // the name has been taken already; a stored function's name keeps its case
        c.name = unquoteName(tokens_[at_ - 1].text);
    } else {
        const Token& t = take();
        c.name = t.kind == TokenKind::Word ? toUpper(t.text) : unquoteName(t.text);
    }
    expectOp("(");
    callArguments(c);
    expectOp(")");
    callTail(c);
    return make(std::move(c), start);
}

void Parser::callArguments(Call& c) {
    if (isOp(")") || specialArguments(c))
        return;
    if (isOp("*")) {
        const auto start = at_;
        take();
        c.args.push_back(make(Star{}, start));
        return;
    }
    c.distinct = accept("DISTINCT");
    if (!c.distinct)
        accept("ALL");
    c.args = expressionList();
    if (c.name == "GROUP_CONCAT" || c.name == "JSON_ARRAYAGG")
        groupConcatTail(c);
    if (accept("USING"))
        c.charset = toLower(nameOrString("a character set"));
    if (!isOp(")") && (c.name == "WEIGHT_STRING" || c.name == "JSON_VALUE")) {
        const auto from = at_;
        while (!isOp(")") && peek().kind != TokenKind::End) {
            if (isOp("("))
                at_ = closing(at_);
            take();
        }
        c.charset = textFrom(from);
    }
}

/// Functions whose arguments are separated by words. False: they are an ordinary list.
bool Parser::specialArguments(Call& c) {
    if (c.name == "EXTRACT") {
        c.unit = toUpper(nameAfterDot());
        expect("FROM");
        c.args.push_back(expression());
        return true;
    }
    if (c.name == "TIMESTAMPADD" || c.name == "TIMESTAMPDIFF") {
        c.unit = toUpper(nameAfterDot());
        if (c.unit.starts_with("SQL_TSI_"))
            c.unit.erase(0, 8);
        expectOp(",");
        c.args = expressionList();
        return true;
    }
    if (c.name == "GET_FORMAT") {
        c.unit = toUpper(nameAfterDot());
        expectOp(",");
        c.args = expressionList();
        return true;
    }
    if (c.name == "POSITION") {
        c.args.push_back(bitExpr(0));
        expect("IN");
        c.args.push_back(expression());
        return true;
    }
    if (c.name == "TRIM") {
        if (isAny({"LEADING", "TRAILING", "BOTH"}))
            c.unit = toUpper(take().text);
        if (accept("FROM")) { // TRIM(BOTH FROM x)
            c.args.push_back(expression());
            return true;
        }
        c.args.push_back(expression());
        if (accept("FROM"))
            c.args.insert(c.args.begin(), expression());
        return true;
    }
    if (c.name == "SUBSTRING" || c.name == "SUBSTR" || c.name == "MID") {
        c.args.push_back(expression());
        const bool words = is("FROM");
        while (acceptOp(",") || (words && (accept("FROM") || accept("FOR"))))
            c.args.push_back(expression());
        return true;
    }
    return false;
}

void Parser::groupConcatTail(Call& c) {
    if (accept({"ORDER", "BY"}))
        c.orderBy = orderItems();
    if (accept("SEPARATOR"))
        c.separator = stringValue();
    if (accept("LIMIT")) {
        c.limit = expression();
        if (acceptOp(",")) {
            c.offset = std::move(c.limit);
            c.limit = expression();
        } else if (accept("OFFSET")) {
            c.offset = expression();
        }
    }
}

void Parser::callTail(Call& c) {
    if (accept({"WITHIN", "GROUP"})) {
        expectOp("(");
        expect("ORDER");
        expect("BY");
        c.orderBy = orderItems();
        expectOp(")");
    }
    if (accept({"FROM", "LAST"}))
        c.fromLast = true;
    else
        accept({"FROM", "FIRST"});
    if (accept({"IGNORE", "NULLS"}))
        c.ignoreNulls = true;
    else
        accept({"RESPECT", "NULLS"});
    if (is("OVER") && (isOp("(", 1) || atName(1))) {
        take();
        c.over = std::make_unique<Window>();
        if (isOp("("))
            *c.over = window();
        else
            c.over->name = name("a window's name");
    }
}

/// ( [name] [PARTITION BY ...] [ORDER BY ...] [frame] )
Window Parser::window() {
    Window w;
    expectOp("(");
    if (atName() && !isAny({"PARTITION", "ROWS", "GROUPS"}))
        w.name = name("a window's name");
    if (accept({"PARTITION", "BY"}))
        w.partitionBy = expressionList();
    if (accept({"ORDER", "BY"}))
        w.orderBy = orderItems();
    if (isAny({"ROWS", "RANGE", "GROUPS"})) {
        const auto from = at_;
        while (!isOp(")") && peek().kind != TokenKind::End) {
            if (isOp("("))
                at_ = closing(at_);
            take();
        }
        w.frame = textFrom(from);
    }
    expectOp(")");
    return w;
}

DataType Parser::castType() {
    DataType t;
    if (isAny({"SIGNED", "UNSIGNED"})) {
        t.isUnsigned = is("UNSIGNED");
        t.isSigned = !t.isUnsigned;
        t.name = t.full = toLower(take().text);
        if (!accept("INTEGER"))
            accept("INT");
    } else {
        t = dataType();
    }
    t.array = accept("ARRAY");
    return t;
}

} // namespace causeway::mysql
