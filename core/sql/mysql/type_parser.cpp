// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

#include <fmt/format.h>

#include <limits>

/// Column types.
namespace causeway::mysql {

namespace {

std::string inQuotes(const std::string& text) {
    return "'" + replaceAll(text, "'", "''") + "'";
}

std::uint32_t bounded(std::uint64_t value) {
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

DataType Parser::dataType() {
    DataType t;
    t.name = typeName();
    t.full = t.name;
    typeArguments(t);
    typeAttributes(t);
    if (t.isUnsigned)
        t.full += " unsigned";
    if (t.zerofill)
        t.full += " zerofill";
    return t;
}

std::string Parser::typeName() {
    constexpr std::string_view kTypeWords[] = {
        "BIGINT",     "BINARY",    "BLOB",       "CHAR",      "CHARACTER", "DEC",      "DECIMAL",
        "DOUBLE",     "FLOAT",     "FLOAT4",     "FLOAT8",    "INT",       "INT1",     "INT2",
        "INT3",       "INT4",      "INT8",       "INTEGER",   "LONG",      "LONGBLOB", "LONGTEXT",
        "MEDIUMBLOB", "MEDIUMINT", "MEDIUMTEXT", "MIDDLEINT", "NUMERIC",   "REAL",     "SET",
        "SMALLINT",   "TINYBLOB",  "TINYINT",    "TINYTEXT",  "VARBINARY", "VARCHAR",  "VARCHARACTER"};
    const Token& t = peek();
    bool known = false;
    for (const auto word : kTypeWords)
        known = known || t.is(word);
    if (t.kind != TokenKind::Word || (!known && isReserved(t.text)))
        fail("a type");
    auto name = toLower(take().text);
    const auto more = [&](std::string_view word) {
        if (!accept(word))
            return false;
        name += " " + toLower(word);
        return true;
    };
    if (name == "double") {
        more("PRECISION");
    } else if (name == "national") {
        if (!more("VARCHAR") && (more("CHAR") || more("CHARACTER")))
            more("VARYING");
    } else if (name == "char" || name == "character") {
        if (!more("VARYING"))
            more("BYTE");
    } else if (name == "nchar") {
        if (!more("VARCHAR"))
            more("VARYING");
    } else if (name == "long") {
        if (!more("VARBINARY") && !more("VARCHAR") && (more("CHAR") || more("CHARACTER")))
            more("VARYING");
    }
    return name;
}

void Parser::typeArguments(DataType& t) {
    if (!acceptOp("("))
        return;
    std::vector<std::string> parts;
    if (peek().isString() || peek().kind == TokenKind::Hex) {
        do {
            t.members.push_back(stringValue());
            parts.push_back(inQuotes(t.members.back()));
        } while (acceptOp(","));
    } else {
        t.length = bounded(unsignedValue());
        parts.push_back(std::to_string(*t.length));
        if (acceptOp(",")) {
            t.scale = bounded(unsignedValue());
            parts.push_back(std::to_string(*t.scale));
        }
    }
    expectOp(")");
    t.full += fmt::format("({})", join(parts, ","));
}

void Parser::typeAttributes(DataType& t) {
    while (typeAttribute(t)) {
    }
}

bool Parser::typeAttribute(DataType& t) {
    if (accept("UNSIGNED"))
        return t.isUnsigned = true;
    if (accept("SIGNED"))
        return t.isSigned = true;
    if (accept("ZEROFILL"))
        return t.zerofill = t.isUnsigned = true;
    if (accept("BINARY"))
        return t.binary = true;
    if (accept({"CHARACTER", "SET"}) || accept({"CHAR", "SET"}) || accept("CHARSET")) {
        acceptOp("=");
        t.charset = toLower(nameOrString("a character set"));
        return true;
    }
    if (accept("ASCII")) {
        t.charset = "latin1";
        return true;
    }
    if (accept("UNICODE")) {
        t.charset = "ucs2";
        return true;
    }
    if (accept("COLLATE")) {
        acceptOp("=");
        t.collation = toLower(nameOrString("a collation"));
        return true;
    }
    return false;
}

} // namespace causeway::mysql
