// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

/// CREATE TABLE and table options.
namespace causeway::mysql {

CreateTable Parser::createTable(bool temporary, bool orReplace) {
    CreateTable t;
    t.temporary = temporary;
    t.orReplace = orReplace;
    t.ifNotExists = accept({"IF", "NOT", "EXISTS"});
    t.table = objectName();
    if (accept("LIKE")) {
        t.like = objectName();
        return t;
    }
    if (isOp("(") && is("LIKE", 1)) {
        at_ += 2;
        t.like = objectName();
        expectOp(")");
        return t;
    }
    if (isOp("(") && !queryAhead(at_))
        tableElements(t);
    createTail(t);
    if (t.columns.empty() && !t.select)
        fail("a column or SELECT");
    return t;
}

void Parser::tableElements(CreateTable& t) {
    constexpr std::size_t kTokensPerColumn = 8, kMostReserved = 64; // about, and what is usual
    t.columns.reserve(std::min((closing(at_) - at_) / kTokensPerColumn + 1, kMostReserved));
    expectOp("(");
    do
        tableElement(t);
    while (acceptOp(","));
    expectOp(")");
}

void Parser::tableElement(CreateTable& t) {
    if (peek().kind != TokenKind::Word) // no keyword
        return columnDef(t.columns.emplace_back());
    if (is("CHECK")) {
        t.checks.push_back(check({}));
        return;
    }
    if (is("CONSTRAINT") && (is("CHECK", 1) || is("CHECK", 2))) {
        const auto place = peek().place;
        take();
        std::string constraint;
        if (!is("CHECK"))
            constraint = name("a constraint's name");
        t.checks.push_back(check(std::move(constraint)));
        t.checks.back().place = place;
        return;
    }
    if (is("PERIOD") && is("FOR", 1)) {
        const auto from = at_;
        at_ += 2;
        nameAfterDot();
        nameList();
        t.periods += (t.periods.empty() ? "" : ", ") + textFrom(from);
        return;
    }
    if (auto key = keyDef())
        t.keys.push_back(std::move(*key));
    else
        columnDef(t.columns.emplace_back());
}

/// Options, partitions and AS SELECT after the elements.
void Parser::createTail(CreateTable& t) {
    for (;;) {
        acceptOp(",");
        if (is("PARTITION") && is("BY", 1)) {
            t.partitionBy = partitionBy();
        } else if (accept({"WITH", "SYSTEM", "VERSIONING"})) {
            t.systemVersioned = true;
        } else if (isAny({"IGNORE", "REPLACE"}) && (is("AS", 1) || is("SELECT", 1))) {
            take();
        } else if (is("AS") || isAny({"SELECT", "WITH"}) || (isOp("(") && queryAhead(at_))) {
            accept("AS");
            const auto from = at_;
            t.select = queryExpr();
            t.selectText = textFrom(from);
            return;
        } else if (!tableOption(t.options)) {
            return;
        }
    }
}

/// One table option with its value. False when none begins here.
bool Parser::tableOption(TableOptions& options) {
    if (peek().kind != TokenKind::Word && peek().kind != TokenKind::QuotedName)
        return false;
    const auto set = [&](std::string key) {
        acceptOp("=");
        options[std::move(key)] = optionValue();
        return true;
    };
    if (is("DEFAULT") && isAny({"CHARACTER", "CHARSET", "COLLATE", "CHAR", "ENCRYPTION"}, 1))
        take();
    if (accept({"CHARACTER", "SET"}) || accept({"CHAR", "SET"}) || accept("CHARSET"))
        return set("CHARSET");
    if (accept("COLLATE"))
        return set("COLLATE");
    if (accept({"DATA", "DIRECTORY"}))
        return set("DATA DIRECTORY");
    if (accept({"INDEX", "DIRECTORY"}))
        return set("INDEX DIRECTORY");
    if (is("TYPE") && (isOp("=", 1) || peek(1).kind == TokenKind::Word)) { // before MySQL 5.5
        take();
        return set("ENGINE");
    }
    if (accept("TABLESPACE")) {
        set("TABLESPACE");
        if (accept("STORAGE"))
            options["STORAGE"] = optionValue();
        return true;
    }
    if (accept({"START", "TRANSACTION"}))
        return true;
    constexpr Keyword kWithoutEquals[] = {
        "ENGINE",           "AUTO_INCREMENT",  "AVG_ROW_LENGTH",    "CHECKSUM",         "COMMENT",
        "COMPRESSION",      "CONNECTION",      "DELAY_KEY_WRITE",   "ENCRYPTION",       "INSERT_METHOD",
        "KEY_BLOCK_SIZE",   "MAX_ROWS",        "MIN_ROWS",          "NODEGROUP",        "PACK_KEYS",
        "PASSWORD",         "ROW_FORMAT",      "STATS_AUTO_RECALC", "STATS_PERSISTENT", "STATS_SAMPLE_PAGES",
        "STORAGE",          "UNION",           "TRANSACTIONAL",     "PAGE_CHECKSUM",    "AUTOEXTEND_SIZE",
        "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE"};
    for (const Keyword& option : kWithoutEquals)
        if (accept(option))
            return set(std::string(option.text()));
    if ((peek().kind == TokenKind::Word || peek().kind == TokenKind::QuotedName) && isOp("=", 1))
        return set(toUpper(unquoteName(take().text)));
    return false;
}

/// A string, number, word or (list); strings are decoded.
std::string Parser::optionValue() {
    const Token& t = peek();
    if (t.isString())
        return stringValue();
    if (t.isOperator("("))
        return textInParens();
    if (t.kind == TokenKind::Word || t.kind == TokenKind::QuotedName || t.isNumber() ||
        t.kind == TokenKind::Hex)
        return unquoteName(take().text);
    fail("a value");
}

} // namespace causeway::mysql
