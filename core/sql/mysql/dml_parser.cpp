// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// INSERT, REPLACE, UPDATE, DELETE.
namespace causeway::mysql {

Insert Parser::insertStatement() {
    Insert in;
    in.replace = is("REPLACE");
    take();
    while (isAny({"LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"}))
        in.modifiers.push_back(toUpper(take().text));
    in.ignore = accept("IGNORE");
    accept("INTO");
    const auto n = objectName();
    in.schema = n.schema;
    in.table = n.name;
    if (is("PARTITION") && isOp("(", 1)) {
        take();
        in.partitions = nameList();
    }
    insertSource(in);
    if (accept("AS")) {
        in.rowAlias = name("an alias");
        if (isOp("("))
            in.columnAliases = nameList();
    }
    if (accept({"ON", "DUPLICATE", "KEY", "UPDATE"}))
        in.onDuplicate = assignments();
    if (accept("RETURNING"))
        in.returning = selectItems();
    return in;
}

void Parser::insertSource(Insert& in) {
    if (isOp("(") && !queryAhead(at_)) {
        expectOp("(");
        while (!isOp(")")) {
            auto column = nameAfterDot();
            while (acceptOp(".")) // t.column
                column = nameAfterDot();
            in.columns.push_back(std::move(column));
            if (!acceptOp(","))
                break;
        }
        expectOp(")");
    }
    if (accept("VALUES") || accept("VALUE")) {
        do {
            accept("ROW");
            expectOp("(");
            in.rows.emplace_back();
            if (!isOp(")"))
                in.rows.back() = expressionList();
            expectOp(")");
        } while (acceptOp(","));
    } else if (accept("SET")) {
        in.assignments = true;
        in.rows.emplace_back();
        for (auto& a : assignments()) {
            in.columns.push_back(std::move(a.column.column));
            in.rows.back().push_back(std::move(a.value));
        }
    } else if (isAny({"SELECT", "WITH"}) || isOp("(")) {
        in.query = queryExpr();
    } else {
        fail("VALUES, SET or SELECT");
    }
}

std::vector<Assignment> Parser::assignments() {
    std::vector<Assignment> list;
    do {
        Assignment a;
        a.place = peek().place;
        auto target = columnRef(at_);
        if (!target->as<ColumnRef>())
            failAt(peek(), "expected a column to assign to");
        a.column = std::move(*target->as<ColumnRef>());
        if (!acceptOp(":="))
            expectOp("=");
        a.value = expression();
        list.push_back(std::move(a));
    } while (acceptOp(","));
    return list;
}

Update Parser::updateStatement(std::vector<CommonTable> with) {
    expect("UPDATE");
    Update u;
    u.with = std::move(with);
    if (accept("LOW_PRIORITY"))
        u.modifiers.emplace_back("LOW_PRIORITY");
    u.ignore = accept("IGNORE");
    u.tables = tableRefs();
    expect("SET");
    u.set = assignments();
    if (accept("WHERE"))
        u.where = expression();
    if (accept({"ORDER", "BY"}))
        u.orderBy = orderItems();
    u.limit = limitClause();
    return u;
}

/// DELETE FROM t ..., DELETE t1, t2 FROM refs, DELETE FROM t1, t2 USING refs.
Delete Parser::deleteStatement(std::vector<CommonTable> with) {
    expect("DELETE");
    Delete d;
    d.with = std::move(with);
    while (isAny({"LOW_PRIORITY", "QUICK"}) && !isOp(".", 1))
        d.modifiers.push_back(toUpper(take().text));
    d.ignore = accept("IGNORE");
    const auto targets = [&] {
        do {
            ColumnRef target{{}, name("a table's name"), {}};
            while (acceptOp(".") && !acceptOp("*")) {
                target.schema = std::move(target.table);
                target.table = nameAfterDot();
            }
            d.targets.push_back(std::move(target));
        } while (acceptOp(","));
    };
    if (!is("FROM")) {
        targets();
        expect("FROM");
        d.from = tableRefs();
    } else {
        take();
        auto i = at_; // the names of a multi-table delete end at USING
        while (atName(i - at_) || tokens_[i].isOperator(",") || tokens_[i].isOperator(".") ||
               tokens_[i].isOperator("*"))
            ++i;
        if (tokens_[i].is("USING")) {
            targets();
            expect("USING");
        }
        d.from = tableRefs();
    }
    if (accept("WHERE"))
        d.where = expression();
    if (accept({"ORDER", "BY"}))
        d.orderBy = orderItems();
    d.limit = limitClause();
    if (accept("RETURNING"))
        d.returning = selectItems();
    return d;
}

} // namespace causeway::mysql
