// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// PARTITION BY.
namespace causeway::mysql {

PartitionByDef Parser::partitionBy() {
    PartitionByDef p;
    expect("PARTITION");
    expect("BY");
    p.method = partitionMethod(p.expression);
    if (accept("PARTITIONS"))
        p.count = static_cast<std::uint32_t>(unsignedValue());
    if (accept({"SUBPARTITION", "BY"})) {
        p.subMethod = partitionMethod(p.subExpression);
        if (accept("SUBPARTITIONS"))
            p.subCount = static_cast<std::uint32_t>(unsignedValue());
    }
    if (isOp("("))
        p.partitions = partitionList();
    return p;
}

std::string Parser::partitionMethod(std::string& expression) {
    if (accept("SYSTEM_TIME")) {
        const auto from = at_;
        while (peek().kind != TokenKind::End && !isOp("(") && !isAny({"PARTITIONS", "SUBPARTITION"}))
            take();
        expression = textFrom(from);
        return "SYSTEM_TIME";
    }
    std::string method = accept("LINEAR") ? "LINEAR " : "";
    if (accept("HASH")) {
        method += "HASH";
    } else if (accept("KEY")) {
        method += "KEY";
        if (accept("ALGORITHM")) {
            acceptOp("=");
            unsignedValue();
        }
    } else if (isAny({"RANGE", "LIST"})) {
        method += toUpper(take().text);
        if (accept("COLUMNS"))
            method += " COLUMNS";
    } else {
        fail("HASH, KEY, RANGE, LIST or SYSTEM_TIME");
    }
    expression = textInParens();
    return method;
}

std::vector<PartitionDef> Parser::partitionList() {
    std::vector<PartitionDef> list;
    expectOp("(");
    do
        list.push_back(partition(false));
    while (acceptOp(","));
    expectOp(")");
    return list;
}

PartitionDef Parser::partition(bool sub) {
    PartitionDef p;
    expect(sub ? Keyword("SUBPARTITION") : Keyword("PARTITION"));
    p.name = nameAfterDot();
    if (accept("VALUES")) {
        const auto from = at_;
        if (accept("LESS")) {
            expect("THAN");
            if (!accept("MAXVALUE"))
                textInParens();
        } else {
            expect("IN");
            textInParens();
        }
        p.values = textFrom(from);
    } else if (isAny({"HISTORY", "CURRENT", "DEFAULT"})) {
        p.values = toUpper(take().text);
    }
    while (!isOp(",") && !isOp(")") && !isOp("("))
        if (!tableOption(p.options))
            fail("a partition's option");
    if (!sub && acceptOp("(")) {
        do
            p.subpartitions.push_back(partition(true).name);
        while (acceptOp(","));
        expectOp(")");
    }
    return p;
}

} // namespace causeway::mysql
