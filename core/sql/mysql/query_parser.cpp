// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

namespace causeway::mysql {

void QueryDelete::operator()(Query* query) const {
    delete query;
}

QueryPtr Parser::query() {
    return queryExpr();
}

QueryPtr Parser::queryExpr() {
    const Nested guard(*this);
    QueryPtr q(new Query);
    q->place = peek().place;
    if (is("WITH"))
        q->with = withClause(q->recursive);
    q->parts.push_back(queryPart());
    while (isAny({"UNION", "EXCEPT", "INTERSECT"})) {
        auto op = toUpper(take().text);
        const bool all = accept("ALL");
        if (!all)
            accept("DISTINCT");
        auto part = queryPart();
        part.op = std::move(op);
        part.all = all;
        q->parts.push_back(std::move(part));
    }
    queryTail(*q);
    return q;
}

std::vector<CommonTable> Parser::withClause(bool& recursive) {
    expect("WITH");
    recursive = accept("RECURSIVE");
    std::vector<CommonTable> tables;
    do {
        CommonTable t;
        t.name = name("a name after WITH");
        if (isOp("("))
            t.columns = nameList();
        expect("AS");
        expectOp("(");
        t.query = queryExpr();
        expectOp(")");
        tables.push_back(std::move(t));
    } while (acceptOp(","));
    return tables;
}

QueryPart Parser::queryPart() {
    QueryPart part;
    if (acceptOp("(")) {
        part.body = queryExpr();
        expectOp(")");
    } else if (accept("VALUES")) {
        ValuesQuery values;
        do {
            accept("ROW");
            expectOp("(");
            values.rows.push_back(expressionList());
            expectOp(")");
        } while (acceptOp(","));
        part.body = std::move(values);
    } else if (is("SELECT")) {
        part.body = select();
    } else {
        fail("SELECT");
    }
    return part;
}

Select Parser::select() {
    Select s;
    s.place = peek().place;
    expect("SELECT");
    selectModifiers(s);
    s.items = selectItems();
    if (is("INTO"))
        s.into = intoClause();
    if (accept("FROM") && !accept("DUAL"))
        s.from = tableRefs();
    if (accept("WHERE"))
        s.where = expression();
    if (accept({"GROUP", "BY"})) {
        s.groupBy = orderItems();
        s.rollup = accept({"WITH", "ROLLUP"});
    }
    if (accept("HAVING"))
        s.having = expression();
    if (is("WINDOW") && atName(1) && is("AS", 2)) {
        take();
        do {
            NamedWindow w;
            w.name = name("a window's name");
            expect("AS");
            w.window = window();
            s.windows.push_back(std::move(w));
        } while (acceptOp(","));
    }
    return s;
}

void Parser::selectModifiers(Select& s) {
    for (;;) {
        if (accept("DISTINCT") || accept("DISTINCTROW"))
            s.distinct = true;
        else if (isAny({"HIGH_PRIORITY", "STRAIGHT_JOIN", "SQL_SMALL_RESULT", "SQL_BIG_RESULT",
                        "SQL_BUFFER_RESULT", "SQL_CALC_FOUND_ROWS", "SQL_CACHE", "SQL_NO_CACHE"}))
            s.modifiers.push_back(toUpper(take().text));
        else if (!accept("ALL"))
            return;
    }
}

std::vector<SelectItem> Parser::selectItems() {
    std::vector<SelectItem> items;
    do {
        SelectItem item;
        item.place = peek().place;
        if (isOp("*")) {
            const auto start = at_;
            take();
            item.expr = make(Star{}, start);
        } else {
            item.expr = expression();
            item.alias = aliasHere();
        }
        items.push_back(std::move(item));
    } while (acceptOp(","));
    return items;
}

/// [AS] alias of a select item; empty when there is none.
std::string Parser::aliasHere() {
    if (accept("AS")) {
        if (peek().isString())
            return stringValue();
        return nameAfterDot(); // MySQL takes some reserved words here
    }
    if (peek().kind == TokenKind::String)
        return stringValue();
    if (atName() && !(peek().kind == TokenKind::Word && endsTableReference(peek().text)))
        return name();
    return {};
}

/// ORDER BY, LIMIT, INTO and locks: they belong to the one Select, or to the whole of a UNION.
void Parser::queryTail(Query& q) {
    auto* s = q.parts.size() == 1 ? std::get_if<Select>(&q.parts[0].body) : nullptr;
    auto& orderBy = s ? s->orderBy : q.orderBy;
    auto& limit = s ? s->limit : q.limit;
    auto& locking = s ? s->locking : q.locking;
    auto& into = s ? s->into : q.into;
    if (accept({"ORDER", "BY"}))
        orderBy = orderItems();
    limit = limitClause();
    if (accept({"PROCEDURE", "ANALYSE"}))
        textInParens();
    for (;;) {
        if (is("INTO") && into.empty())
            into = intoClause();
        else if ((is("FOR") && isAny({"UPDATE", "SHARE"}, 1)) || sequence({"LOCK", "IN"}))
            locking = locking.empty() ? lockingClause() : locking + " " + lockingClause();
        else
            return;
    }
}

std::optional<Limit> Parser::limitClause() {
    if (accept("LIMIT")) {
        Limit l;
        l.count = expression();
        if (acceptOp(",")) {
            l.offset = std::move(l.count);
            l.count = expression();
        } else if (accept("OFFSET")) {
            l.offset = expression();
        }
        return l;
    }
    if (!is("OFFSET") && !(is("FETCH") && isAny({"FIRST", "NEXT"}, 1)))
        return {};
    Limit l;
    if (accept("OFFSET")) {
        l.offset = expression();
        if (!accept("ROWS"))
            expect("ROW");
    }
    if (accept("FETCH")) {
        if (!accept("FIRST"))
            expect("NEXT");
        l.count = expression();
        if (!accept("ROWS"))
            expect("ROW");
        expect("ONLY");
    }
    return l;
}

std::string Parser::intoClause() {
    const auto from = at_;
    expect("INTO");
    while (peek().kind != TokenKind::End && !isOp(")") &&
           !isAny({"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "FOR", "LOCK", "UNION"}))
        take();
    return textFrom(from);
}

std::string Parser::lockingClause() {
    const auto from = at_;
    if (accept("LOCK")) {
        for (const Keyword& word : {Keyword("IN"), Keyword("SHARE"), Keyword("MODE")})
            expect(word);
        return textFrom(from);
    }
    expect("FOR");
    take(); // UPDATE or SHARE
    if (accept("OF")) {
        do
            objectName();
        while (acceptOp(","));
    }
    if (accept("WAIT"))
        unsignedValue();
    else if (!accept("NOWAIT"))
        accept({"SKIP", "LOCKED"});
    return textFrom(from);
}

} // namespace causeway::mysql
