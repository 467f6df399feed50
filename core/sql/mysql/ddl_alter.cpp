// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// ALTER TABLE.
namespace causeway::mysql {

AlterTable Parser::alterTable() {
    AlterTable a;
    accept({"IF", "EXISTS"});
    a.table = objectName();
    if (accept("WAIT"))
        unsignedValue();
    else
        accept("NOWAIT");
    while (peek().kind != TokenKind::End) {
        const auto from = at_;
        auto action = alterAction();
        action.text = textFrom(from);
        action.place = tokens_[from].place;
        a.actions.push_back(std::move(action));
        if (!acceptOp(",") && peek().kind != TokenKind::End && !isAny({"PARTITION", "REMOVE"}) && at_ == from)
            fail("\",\" or the end of ALTER TABLE");
    }
    return a;
}

AlterAction Parser::alterAction() {
    AlterAction a;
    if (accept("ADD")) {
        if (alterAdd(a))
            return a;
        fail("what to add");
    }
    if (accept("DROP")) {
        if (alterDrop(a))
            return a;
        fail("what to drop");
    }
    if (accept("RENAME")) {
        if (alterRename(a))
            return a;
        fail("a new name");
    }
    if (alterColumn(a) || alterPartitions(a))
        return a;
    if (accept({"CONVERT", "TO"})) {
        a.kind = AlterAction::Kind::Convert;
        while (tableOption(a.options)) {
        }
        return a;
    }
    if (isAny({"ENABLE", "DISABLE"}) && is("KEYS", 1)) {
        at_ += 2;
        return a;
    }
    if (accept({"ORDER", "BY"})) {
        orderItems();
        return a;
    }
    if (accept("FORCE") || accept({"DISCARD", "TABLESPACE"}) || accept({"IMPORT", "TABLESPACE"}))
        return a;
    if (isAny({"LOCK", "ALGORITHM"})) {
        take();
        acceptOp("=");
        take();
        return a;
    }
    if (isAny({"WITH", "WITHOUT"}) && is("VALIDATION", 1)) {
        at_ += 2;
        return a;
    }
    a.kind = AlterAction::Kind::Options;
    if (!tableOption(a.options))
        fail("an ALTER TABLE action");
    while (tableOption(a.options)) {
    }
    return a;
}

bool Parser::alterAdd(AlterAction& a) {
    using Kind = AlterAction::Kind;
    if (accept({"SYSTEM", "VERSIONING"})) {
        a.kind = Kind::SystemVersioning;
        return true;
    }
    if (is("PARTITION")) {
        a.kind = Kind::AddPartition;
        take();
        accept({"IF", "NOT", "EXISTS"});
        a.partitionBy.emplace();
        if (accept("PARTITIONS"))
            a.partitionBy->count = static_cast<std::uint32_t>(unsignedValue());
        else
            a.partitionBy->partitions = partitionList();
        return true;
    }
    if (is("CHECK") || (is("CONSTRAINT") && (is("CHECK", 1) || is("CHECK", 2)))) {
        a.kind = Kind::AddCheck;
        std::string constraint;
        if (accept("CONSTRAINT") && !is("CHECK"))
            constraint = name("a constraint's name");
        a.check = check(std::move(constraint));
        return true;
    }
    if ((a.key = keyDef())) {
        a.kind = Kind::AddKey;
        return true;
    }
    a.kind = Kind::AddColumn;
    accept("COLUMN");
    accept({"IF", "NOT", "EXISTS"});
    if (!acceptOp("(")) {
        columnDef(a.columns.emplace_back());
        columnPosition(a);
        return true;
    }
    do
        columnDef(a.columns.emplace_back());
    while (acceptOp(","));
    expectOp(")");
    return true;
}

void Parser::columnPosition(AlterAction& a) {
    a.first = accept("FIRST");
    if (!a.first && accept("AFTER"))
        a.after = name("a column's name");
}

bool Parser::alterDrop(AlterAction& a) {
    using Kind = AlterAction::Kind;
    if (accept({"PRIMARY", "KEY"})) {
        a.kind = Kind::DropPrimary;
        return true;
    }
    if (accept({"SYSTEM", "VERSIONING"})) {
        a.kind = Kind::SystemVersioning;
        a.on = false;
        return true;
    }
    if (accept("PARTITION")) {
        a.kind = Kind::DropPartition;
        accept({"IF", "EXISTS"});
        do
            a.names.push_back(nameAfterDot());
        while (acceptOp(","));
        return true;
    }
    if (accept({"FOREIGN", "KEY"}))
        a.kind = Kind::DropForeign;
    else if (accept("CONSTRAINT") || accept("CHECK"))
        a.kind = Kind::DropConstraint;
    else if (accept("KEY") || accept("INDEX"))
        a.kind = Kind::DropKey;
    else {
        a.kind = Kind::DropColumn;
        accept("COLUMN");
    }
    a.ifExists = accept({"IF", "EXISTS"});
    if (a.kind == Kind::DropKey && is("PRIMARY")) {
        take();
        a.kind = Kind::DropPrimary;
        return true;
    }
    a.name = name("the name of what to drop");
    if (!accept("RESTRICT"))
        accept("CASCADE");
    return true;
}

bool Parser::alterRename(AlterAction& a) {
    using Kind = AlterAction::Kind;
    if (isAny({"COLUMN", "KEY", "INDEX"})) {
        a.kind = is("COLUMN") ? Kind::RenameColumn : Kind::RenameKey;
        take();
        accept({"IF", "EXISTS"});
        a.name = name("a name");
        expect("TO");
        a.newName = name("a new name");
        return true;
    }
    a.kind = Kind::Rename;
    if (!accept("TO") && !accept("AS"))
        acceptOp("=");
    a.target = objectName();
    return true;
}

/// MODIFY, CHANGE, ALTER column and ALTER of indexes and checks.
bool Parser::alterColumn(AlterAction& a) {
    using Kind = AlterAction::Kind;
    if (accept("MODIFY")) {
        a.kind = Kind::ModifyColumn;
        accept("COLUMN");
        a.ifExists = accept({"IF", "EXISTS"});
        columnDef(a.columns.emplace_back());
        columnPosition(a);
        return true;
    }
    if (accept("CHANGE")) {
        a.kind = Kind::ChangeColumn;
        accept("COLUMN");
        a.ifExists = accept({"IF", "EXISTS"});
        a.name = name("a column's name");
        columnDef(a.columns.emplace_back());
        columnPosition(a);
        return true;
    }
    if (!accept("ALTER"))
        return false;
    if (accept("INDEX") || accept("KEY")) {
        a.kind = Kind::KeyVisibility;
        a.name = name("an index's name");
        a.on = accept("VISIBLE") || accept({"NOT", "IGNORED"});
        if (!a.on && !accept("INVISIBLE"))
            expect("IGNORED");
        return true;
    }
    if (accept("CHECK") || accept("CONSTRAINT")) {
        a.kind = Kind::CheckEnforcement;
        a.name = name("a constraint's name");
        a.on = !accept("NOT");
        expect("ENFORCED");
        return true;
    }
    a.kind = Kind::AlterDefault;
    accept("COLUMN");
    a.ifExists = accept({"IF", "EXISTS"});
    a.name = name("a column's name");
    if (accept({"DROP", "DEFAULT"}))
        return true;
    expect("SET");
    expect("DEFAULT");
    a.defaultValue = defaultExpr();
    return true;
}

bool Parser::alterPartitions(AlterAction& a) {
    if (is("PARTITION") && is("BY", 1)) {
        a.kind = AlterAction::Kind::PartitionBy;
        a.partitionBy = partitionBy();
        return true;
    }
    if (accept({"REMOVE", "PARTITIONING"})) {
        a.kind = AlterAction::Kind::RemovePartitioning;
        return true;
    }
    return false;
}

} // namespace causeway::mysql
