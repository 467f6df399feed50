// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// Which statement it is, and the short ones.
namespace causeway::mysql {

StatementNode Parser::statement() {
    if (is("CREATE"))
        return createStatement();
    if (is("ALTER"))
        return alterStatement();
    if (is("DROP"))
        return dropStatement();
    if (is("INSERT") || (is("REPLACE") && !isOp("(", 1)))
        return insertStatement();
    if (is("UPDATE"))
        return updateStatement({});
    if (is("DELETE"))
        return deleteStatement({});
    if (auto sequence = sequenceValue())
        return std::move(*sequence);
    if (is("WITH"))
        return withStatement();
    if (is("SELECT") || is("VALUES") || isOp("("))
        return queryExpr();
    if (is("SET") && !isAny({"PASSWORD", "ROLE", "TRANSACTION", "STATEMENT", "DEFAULT", "RESOURCE"}, 1) &&
        !(isAny({"GLOBAL", "SESSION", "LOCAL"}, 1) && is("TRANSACTION", 2)))
        return setStatement();
    if (accept("USE")) {
        UseDatabase use{nameAfterDot()};
        return use;
    }
    if (is("RENAME") && isAny({"TABLE", "TABLES"}, 1))
        return renameStatement();
    return otherStatement();
}

/// WITH ... SELECT, UPDATE or DELETE.
StatementNode Parser::withStatement() {
    for (auto i = at_; i < tokens_.size(); ++i) {
        if (tokens_[i].isOperator("("))
            i = closing(i);
        const Token& t = tokens_[i];
        if (t.is("SELECT") || t.is("UPDATE") || t.is("DELETE")) {
            if (t.is("SELECT"))
                break;
            bool recursive = false;
            auto with = withClause(recursive);
            if (is("UPDATE"))
                return updateStatement(std::move(with));
            return deleteStatement(std::move(with));
        }
    }
    return queryExpr();
}

/// SELECT SETVAL(s, n, 0) and DO SETVAL(...): how MariaDB's dumps restore a sequence.
std::optional<SetSequence> Parser::sequenceValue() {
    if (!isAny({"SELECT", "DO"}) || !is("SETVAL", 1) || !isOp("(", 2))
        return {};
    at_ += 3;
    SetSequence s;
    s.name = objectName();
    expectOp(",");
    s.value = signedValue();
    s.used = true;
    if (acceptOp(","))
        s.used = signedValue() != 0;
    if (acceptOp(","))
        signedValue();
    expectOp(")");
    return s;
}

OtherStatement Parser::otherStatement() {
    constexpr Keyword kVerbs[] = {
        "ALTER",     "ANALYZE",   "BACKUP",  "BEGIN",    "BINLOG",     "CACHE",     "CALL",    "CHANGE",
        "CHECK",     "CHECKSUM",  "COMMIT",  "CREATE",   "DEALLOCATE", "DELIMITER", "DESC",    "DESCRIBE",
        "DO",        "DROP",      "EXECUTE", "EXPLAIN",  "FLUSH",      "GET",       "GRANT",   "HANDLER",
        "HELP",      "INSTALL",   "KILL",    "LOAD",     "LOCK",       "OPTIMIZE",  "PREPARE", "PURGE",
        "RELEASE",   "RENAME",    "REPAIR",  "RESET",    "RESIGNAL",   "RESTART",   "REVOKE",  "ROLLBACK",
        "SAVEPOINT", "SET",       "SHOW",    "SHUTDOWN", "SIGNAL",     "SOURCE",    "START",   "STOP",
        "TRUNCATE",  "UNINSTALL", "UNLOCK",  "XA"};
    OtherStatement o;
    if (isOp("\\") && isOp(".", 1)) {
        o.verb = "SOURCE";
    } else {
        for (const Keyword& verb : kVerbs)
            if (is(verb))
                o.verb = verb.text();
        if (o.verb.empty())
            fail("a statement");
        if (peek(1).kind == TokenKind::Word && o.verb != "SOURCE")
            o.verb += " " + toUpper(peek(1).text);
    }
    at_ = tokens_.size() - 1;
    return o;
}

StatementNode Parser::createStatement() {
    expect("CREATE");
    const bool orReplace = accept({"OR", "REPLACE"});
    std::string algorithm, definer, security;
    for (bool header = true; header;) {
        if (accept("ALGORITHM")) {
            expectOp("=");
            algorithm = toUpper(nameAfterDot());
        } else if (accept("DEFINER")) {
            expectOp("=");
            definer = account();
        } else if (accept({"SQL", "SECURITY"})) {
            security = toUpper(nameAfterDot());
        } else {
            header = false;
        }
    }
    const bool temporary = accept("TEMPORARY");
    if (accept("TABLE"))
        return createTable(temporary, orReplace);
    if (accept("SEQUENCE"))
        return createSequence();
    if (accept("VIEW"))
        return createView(orReplace, std::move(algorithm), std::move(definer), std::move(security));
    if (accept("TRIGGER"))
        return createTrigger(std::move(definer));
    if (accept("EVENT"))
        return createEvent(std::move(definer));
    if (accept("DATABASE") || accept("SCHEMA"))
        return databaseOptions(false);
    const bool aggregate = accept("AGGREGATE");
    if (isAny({"FUNCTION", "PROCEDURE"})) {
        for (const auto& t : tokens_)
            if (is("FUNCTION") && t.is("SONAME")) {
                at_ = tokens_.size() - 1;
                return OtherStatement{"CREATE FUNCTION SONAME"};
            }
        return createRoutine(std::move(definer), orReplace, aggregate);
    }
    if (isAny({"INDEX", "UNIQUE", "FULLTEXT", "SPATIAL"}))
        return createIndex();
    if (isAny(
            {"USER", "ROLE", "SERVER", "TABLESPACE", "LOGFILE", "UNDO", "RESOURCE", "SPATIAL", "LIBRARY"})) {
        OtherStatement o{"CREATE " + toUpper(peek().text)};
        at_ = tokens_.size() - 1;
        return o;
    }
    fail("TABLE, VIEW, INDEX, TRIGGER, PROCEDURE or another kind of object");
}

/// CREATE [UNIQUE|FULLTEXT|SPATIAL] INDEX name [USING x] ON table (parts) options
CreateIndex Parser::createIndex() {
    CreateIndex c;
    c.key.place = peek().place;
    if (accept("UNIQUE"))
        c.key.kind = KeyDef::Kind::Unique;
    else if (accept("FULLTEXT"))
        c.key.kind = KeyDef::Kind::Fulltext;
    else if (accept("SPATIAL"))
        c.key.kind = KeyDef::Kind::Spatial;
    expect("INDEX");
    c.key.ifNotExists = accept({"IF", "NOT", "EXISTS"});
    c.key.name = name("an index's name");
    if (accept("USING") || accept("TYPE"))
        c.key.method = toUpper(nameAfterDot());
    expect("ON");
    c.table = objectName();
    c.key.parts = keyParts();
    keyOptions(c.key);
    while (isAny({"ALGORITHM", "LOCK", "WAIT", "NOWAIT"})) {
        const bool value = !is("NOWAIT");
        take();
        acceptOp("=");
        if (value)
            take();
    }
    return c;
}

CreateDatabase Parser::databaseOptions(bool alter) {
    CreateDatabase d;
    d.alter = alter;
    accept({"IF", "NOT", "EXISTS"});
    const bool option = isAny({"DEFAULT", "CHARACTER", "CHARSET", "COLLATE", "ENCRYPTION", "COMMENT"});
    if (!alter || !option)
        d.name = name("a database's name");
    TableOptions options;
    while (peek().kind != TokenKind::End) {
        if (accept("READ")) { // READ ONLY = n
            expect("ONLY");
            acceptOp("=");
            take();
        } else if (accept({"UPGRADE", "DATA", "DIRECTORY", "NAME"}) || tableOption(options)) {
            continue;
        } else {
            fail("a database's option");
        }
    }
    d.charset = toLower(options["CHARSET"]);
    d.collation = toLower(options["COLLATE"]);
    return d;
}

CreateSequence Parser::createSequence() {
    CreateSequence s;
    accept({"IF", "NOT", "EXISTS"});
    s.name = objectName();
    if (accept("AS"))
        s.type = dataType().full;
    TableOptions options;
    const auto number = [&](const Keyword& filler) {
        if (!acceptOp("="))
            accept(filler);
        return signedValue();
    };
    while (peek().kind != TokenKind::End) {
        if (accept("START"))
            s.start = number("WITH");
        else if (accept("INCREMENT"))
            s.increment = number("BY");
        else if (accept("MINVALUE"))
            s.minimum = number("");
        else if (accept("MAXVALUE"))
            s.maximum = number("");
        else if (accept("CACHE"))
            s.cache = number("");
        else if (accept("NOCACHE"))
            s.cache = 0;
        else if (accept("CYCLE"))
            s.cycle = true;
        else if (accept("NOCYCLE") || accept("NOMINVALUE") || accept("NOMAXVALUE"))
            continue;
        else if (accept("NO"))
            take();
        else if (!tableOption(options))
            fail("a sequence's option");
    }
    return s;
}

StatementNode Parser::alterStatement() {
    const auto start = at_;
    expect("ALTER");
    accept("ONLINE");
    accept("IGNORE");
    if (accept("TABLE"))
        return alterTable();
    if (accept("DATABASE") || accept("SCHEMA"))
        return databaseOptions(true);
    if (accept("SEQUENCE")) {
        accept({"IF", "EXISTS"});
        SetSequence s;
        s.name = objectName();
        while (peek().kind != TokenKind::End && !is("RESTART"))
            take();
        if (accept("RESTART")) {
            if (!accept("WITH"))
                acceptOp("=");
            s.value = signedValue();
            return s;
        }
    }
    at_ = start;
    return otherStatement();
}

StatementNode Parser::dropStatement() {
    const auto start = at_;
    DropObjects d;
    expect("DROP");
    d.temporary = accept("TEMPORARY");
    if (!isAny({"TABLE", "TABLES", "VIEW", "DATABASE", "SCHEMA", "INDEX", "TRIGGER", "PROCEDURE", "FUNCTION",
                "EVENT", "SEQUENCE"})) {
        at_ = start;
        return otherStatement();
    }
    d.kind = toUpper(take().text);
    if (d.kind == "TABLES")
        d.kind = "TABLE";
    if (d.kind == "SCHEMA")
        d.kind = "DATABASE";
    d.ifExists = accept({"IF", "EXISTS"});
    do
        d.names.push_back(objectName());
    while (acceptOp(","));
    if (d.kind == "INDEX") {
        expect("ON");
        d.table = objectName();
        at_ = tokens_.size() - 1; // ALGORITHM and LOCK
    }
    if (!accept("RESTRICT"))
        accept("CASCADE");
    return d;
}

RenameTables Parser::renameStatement() {
    RenameTables r;
    at_ += 2;
    accept({"IF", "EXISTS"});
    do {
        auto from = objectName();
        expect("TO");
        auto to = objectName();
        r.pairs.emplace_back(std::move(from), std::move(to));
    } while (acceptOp(","));
    return r;
}

SetVariables Parser::setStatement() {
    expect("SET");
    SetVariables s;
    do
        s.items.push_back(setItem());
    while (acceptOp(","));
    return s;
}

SetVariables::Item Parser::setItem() {
    SetVariables::Item item;
    const auto bareValue = [&] {
        const auto from = at_;
        const auto after = peek(1);
        if (peek().kind == TokenKind::Word && (after.isOperator(",") || after.kind == TokenKind::End))
            item.value.expr = (take(), make(ColumnRef{{}, {}, std::string(tokens_[from].text)}, from));
        else
            item.value.expr = expression();
        item.value.text = textFrom(from);
    };
    if (accept("NAMES") || accept({"CHARACTER", "SET"}) || accept("CHARSET")) {
        item.name = tokens_[at_ - 1].is("NAMES") ? "names" : "character set";
        const auto from = at_;
        item.value.text = nameOrString("a character set");
        item.value.expr = make(Literal{Literal::Kind::String, item.value.text, {}}, from);
        if (accept("COLLATE"))
            nameOrString("a collation");
        return item;
    }
    if (isAny({"GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY"}) && !isOp("=", 1))
        item.scope = toUpper(take().text);
    if (peek().kind == TokenKind::UserVariable) {
        item.system = false;
        item.name = variableName(take().text);
    } else if (peek().kind == TokenKind::SystemVariable) {
        auto v = variable(at_);
        if (const auto* system = v->as<Variable>()) {
            item.scope = system->scope;
            item.name = system->name;
        }
    } else {
        item.name = toLower(name("a variable's name"));
        while (acceptOp("."))
            item.name += "." + toLower(nameAfterDot());
    }
    if (!acceptOp("="))
        expectOp(":=");
    bareValue();
    return item;
}

} // namespace causeway::mysql
