// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// Column definitions: a type and its attributes in any order.
namespace causeway::mysql {

void Parser::columnDef(ColumnDef& c) {
    c.place = peek().place;
    c.name = name("a column's name");
    c.type = dataType();
    columnAttributes(c);
}

void Parser::columnAttributes(ColumnDef& c) {
    while (columnAttribute(c)) {
    }
}

/// (expression), with its text without the parentheses.
TextExpr Parser::parenthesised() {
    expectOp("(");
    TextExpr t;
    const auto from = at_;
    t.expr = expression();
    t.text = textFrom(from);
    expectOp(")");
    return t;
}

/// What follows DEFAULT: a literal, a function or (expression). COLLATE after it belongs to the column.
TextExpr Parser::defaultExpr() {
    if (isOp("("))
        return parenthesised();
    TextExpr t;
    const auto from = at_;
    if (isOp("-") || isOp("+")) {
        std::string op(take().text);
        t.expr = make(Unary{std::move(op), primary()}, from);
    } else {
        t.expr = primary();
    }
    t.text = textFrom(from);
    return t;
}

bool Parser::columnAttribute(ColumnDef& c) {
    if (peek().kind != TokenKind::Word && peek().kind != TokenKind::QuotedName)
        return false;
    const auto place = peek().place;
    if (accept({"NOT", "NULL"})) {
        c.nullable = false;
    } else if (accept("NULL")) {
        c.nullable = true;
    } else if (accept("DEFAULT")) {
        c.defaultValue = defaultExpr();
    } else if (accept({"ON", "UPDATE"})) {
        c.onUpdate = defaultExpr();
    } else if (accept("AUTO_INCREMENT")) {
        c.autoIncrement = true;
    } else if (accept({"SERIAL", "DEFAULT", "VALUE"})) {
        c.serialDefault = true;
    } else if (accept({"PRIMARY", "KEY"}) || accept("PRIMARY")) {
        c.primary = true;
    } else if (accept({"UNIQUE", "KEY"}) || accept("UNIQUE")) {
        c.unique = true;
    } else if (accept("KEY")) {
        c.primary = true;
    } else if (accept("COMMENT")) {
        c.comment = stringValue();
    } else if (accept("COLUMN_FORMAT")) {
        c.format = toUpper(nameAfterDot());
    } else if (accept("STORAGE")) {
        c.storage = toUpper(nameAfterDot());
    } else if (is("CONSTRAINT") || is("CHECK")) {
        std::string constraint;
        if (accept("CONSTRAINT") && !is("CHECK"))
            constraint = name("a constraint's name");
        auto def = check(std::move(constraint));
        def.place = place;
        c.checks.push_back(std::move(def));
    } else if (accept("REFERENCES")) {
        c.references = references();
    } else if (is("GENERATED") || is("AS")) {
        generatedColumn(c);
    } else if (accept("INVISIBLE")) {
        c.invisible = true;
    } else if (accept("VISIBLE")) {
        c.invisible = false;
    } else if (accept("COMPRESSED")) {
        c.compressed = true;
        if (acceptOp("="))
            take();
    } else if (accept({"WITH", "SYSTEM", "VERSIONING"})) {
        c.systemVersioning = true;
    } else if (accept({"WITHOUT", "SYSTEM", "VERSIONING"})) {
        c.systemVersioning = false;
    } else if (accept("SRID")) {
        c.type.srid = static_cast<std::uint32_t>(unsignedValue());
    } else if (is("REF_SYSTEM_ID") && isOp("=", 1)) {
        at_ += 2;
        c.type.srid = static_cast<std::uint32_t>(unsignedValue());
    } else if ((peek().kind == TokenKind::Word || peek().kind == TokenKind::QuotedName) && isOp("=", 1)) {
        at_ += 2; // an engine's own attribute, such as ENCRYPTED=YES
        optionValue();
    } else {
        return typeAttribute(c.type);
    }
    return true;
}

/// [GENERATED ALWAYS] AS (expression) [VIRTUAL|STORED|PERSISTENT], or AS ROW START|END.
void Parser::generatedColumn(ColumnDef& c) {
    if (accept("GENERATED")) {
        if (!accept("ALWAYS")) {
            expect("BY");
            expect("DEFAULT");
        }
    }
    expect("AS");
    if (accept("IDENTITY")) {
        c.identity = true;
        return;
    }
    if (accept("ROW")) {
        c.rowTime = is("START") ? "START" : "END";
        if (!accept("START"))
            expect("END");
        return;
    }
    c.generated = parenthesised();
    c.stored = accept("STORED") || accept("PERSISTENT");
    accept("VIRTUAL");
}

CheckDef Parser::check(std::string constraint) {
    CheckDef c;
    c.name = std::move(constraint);
    c.place = peek().place;
    expect("CHECK");
    c.condition = parenthesised();
    if (accept({"NOT", "ENFORCED"}))
        c.enforced = false;
    else
        accept("ENFORCED");
    return c;
}

ReferenceDef Parser::references() {
    ReferenceDef r;
    r.table = objectName();
    if (isOp("("))
        r.columns = nameList();
    for (;;) {
        if (accept("MATCH")) {
            r.match = toUpper(nameAfterDot());
        } else if (accept({"ON", "DELETE"})) {
            r.onDelete = referenceAction();
        } else if (is("ON") && is("UPDATE", 1) && isAny({"CASCADE", "SET", "RESTRICT", "NO"}, 2)) {
            at_ += 2;
            r.onUpdate = referenceAction();
        } else {
            return r;
        }
    }
}

std::string Parser::referenceAction() {
    if (accept("CASCADE"))
        return "CASCADE";
    if (accept("RESTRICT"))
        return "RESTRICT";
    if (accept({"SET", "NULL"}))
        return "SET NULL";
    if (accept({"SET", "DEFAULT"}))
        return "SET DEFAULT";
    if (accept({"NO", "ACTION"}))
        return "NO ACTION";
    fail("CASCADE, RESTRICT, SET NULL, SET DEFAULT or NO ACTION");
}

} // namespace causeway::mysql
