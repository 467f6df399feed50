// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

/// FROM: tables, joins, derived tables.
namespace causeway::mysql {

template <class T> TableRefPtr Parser::makeRef(T node, std::size_t start) {
    noteDepth(start);
    auto ref = std::make_unique<TableRef>();
    ref->node = std::move(node);
    ref->place = tokens_[start].place;
    return ref;
}

std::vector<TableRefPtr> Parser::tableRefs() {
    std::vector<TableRefPtr> refs;
    do
        refs.push_back(tableRef());
    while (acceptOp(","));
    return refs;
}

TableRefPtr Parser::tableRef() {
    const Nested guard(*this);
    const auto start = at_;
    return joinTail(tableFactor(), start);
}

bool Parser::joinAhead() const {
    return isAny({"JOIN", "STRAIGHT_JOIN", "NATURAL"}) || (isAny({"INNER", "CROSS"}) && is("JOIN", 1)) ||
           (isAny({"LEFT", "RIGHT", "FULL"}) && (is("JOIN", 1) || (is("OUTER", 1) && is("JOIN", 2))));
}

TableRefPtr Parser::joinTail(TableRefPtr left, std::size_t start) {
    while (joinAhead()) {
        Join j;
        j.natural = accept("NATURAL");
        j.straight = accept("STRAIGHT_JOIN");
        if (!j.straight) {
            if (accept("CROSS"))
                j.kind = Join::Kind::Cross;
            else if (accept("LEFT"))
                j.kind = Join::Kind::Left;
            else if (accept("RIGHT"))
                j.kind = Join::Kind::Right;
            else if (accept("FULL"))
                j.kind = Join::Kind::Full;
            else
                accept("INNER");
            accept("OUTER");
            expect("JOIN");
        }
        j.left = std::move(left);
        const auto rightStart = at_;
        j.right = tableFactor();
        const bool outer =
            j.kind == Join::Kind::Left || j.kind == Join::Kind::Right || j.kind == Join::Kind::Full;
        if (outer && !j.natural && joinAhead()) { // a LEFT JOIN b JOIN c ON ... ON ...
            const Nested guard(*this);
            j.right = joinTail(std::move(j.right), rightStart);
        }
        if (accept("ON")) {
            j.on = expression();
        } else if (accept("USING")) {
            j.usingColumns = nameList();
        } else if (outer && !j.natural) {
            fail("ON or USING");
        }
        left = makeRef(std::move(j), start);
    }
    return left;
}

TableRefPtr Parser::tableFactor() {
    const auto start = at_;
    const bool lateral = is("LATERAL") && isOp("(", 1);
    if (lateral)
        take();
    if (isOp("(") && queryAhead(at_)) {
        take();
        DerivedTable d;
        d.lateral = lateral;
        d.query = queryExpr();
        expectOp(")");
        const bool as = accept("AS");
        if (as || atName())
            d.alias = name("an alias");
        if (isOp("("))
            d.columns = nameList();
        return makeRef(std::move(d), start);
    }
    if (isOp("(")) {
        take();
        TableList list{tableRefs()};
        expectOp(")");
        return makeRef(std::move(list), start);
    }
    if (isOp("{") && is("OJ", 1)) {
        at_ += 2;
        auto inner = tableRef();
        expectOp("}");
        return inner;
    }
    if (is("JSON_TABLE") && isOp("(", 1)) {
        take();
        JsonTable t;
        t.text = textInParens();
        accept("AS");
        t.alias = name("an alias");
        return makeRef(std::move(t), start);
    }
    return namedTable();
}

TableRefPtr Parser::namedTable() {
    const auto start = at_;
    const auto n = objectName();
    NamedTable t;
    t.schema = n.schema;
    t.name = n.name;
    if (is("PARTITION") && isOp("(", 1)) {
        take();
        t.partitions = nameList();
    }
    if (is("FOR") && is("SYSTEM_TIME", 1)) {
        const auto from = at_;
        at_ += 2;
        if (!accept("ALL")) {
            const bool two = isAny({"BETWEEN", "FROM"});
            if (!accept({"AS", "OF"}))
                take();
            bitExpr(0);
            if (two && (accept("AND") || accept("TO")))
                bitExpr(0);
        }
        t.systemTime = textFrom(from);
    }
    const bool as = accept("AS");
    if (as ||
        (atName() && !(peek().kind == TokenKind::Word && endsTableReference(peek().text)) && !joinAhead()))
        t.alias = name("an alias");
    while (isAny({"USE", "FORCE", "IGNORE"}) && isAny({"INDEX", "KEY"}, 1)) {
        const auto from = at_;
        at_ += 2;
        if (accept("FOR"))
            while (peek().kind == TokenKind::Word)
                take();
        textInParens();
        t.hints.push_back({textFrom(from)});
        if (isOp(",") && isAny({"USE", "FORCE", "IGNORE"}, 1) && isAny({"INDEX", "KEY"}, 2))
            take(); // the old form has a comma between hints
    }
    return makeRef(std::move(t), start);
}

} // namespace causeway::mysql
