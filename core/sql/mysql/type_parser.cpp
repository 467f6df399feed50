// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

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
    const Token& t = peek();
    if (t.kind != TokenKind::Word || (isReserved(t.text) && !isReservedType(t.text)))
        fail("a type");
    auto name = toLower(take().text);
    const auto more = [&](const Keyword& word) {
        if (!accept(word))
            return false;
        name += " " + toLower(word.text());
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
    t.full += '(';
    if (peek().isString() || peek().kind == TokenKind::Hex) {
        do {
            t.members.push_back(stringValue());
            t.full += (t.members.size() > 1 ? "," : "") + inQuotes(t.members.back());
        } while (acceptOp(","));
    } else {
        t.length = bounded(unsignedValue());
        t.full += std::to_string(*t.length);
        if (acceptOp(",")) {
            t.scale = bounded(unsignedValue());
            t.full += "," + std::to_string(*t.scale);
        }
    }
    expectOp(")");
    t.full += ')';
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
