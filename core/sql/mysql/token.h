// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/place.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace causeway::mysql {

enum class TokenKind : std::uint8_t {
    End,
    Word,           ///< unquoted identifier or keyword; also a charset introducer such as _utf8mb4
    QuotedName,     ///< `name`, or "name" under ANSI_QUOTES
    String,         ///< 'text' or "text"
    NationalString, ///< N'text'
    Integer,
    Decimal,        ///< 1.5
    Float,          ///< 1.5e3
    Hex,            ///< 0x4D or x'4D'
    Bit,            ///< 0b01 or b'01'
    UserVariable,   ///< @name, @`name`, @'name'; also the host part of an account
    SystemVariable, ///< @@name, @@session.name
    Parameter,      ///< ?
    Operator,
    Comment, ///< only when LexOptions::keepComments
    Invalid  ///< a string, name or comment without its end, or a byte that starts nothing
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::uint32_t mark = 0; ///< of a Word (keyword.h), else 0
    std::string_view text;  ///< as written, with its quotes
    std::size_t offset = 0; ///< in bytes from the start of the lexed text
    Place place;            ///< the column counts bytes

    std::size_t end() const { return offset + text.size(); }
    /// An unquoted word equal to `keyword`, which must be in upper case.
    bool is(std::string_view keyword) const;
    bool isOperator(std::string_view op) const { return kind == TokenKind::Operator && text == op; }
    bool isString() const { return kind == TokenKind::String || kind == TokenKind::NationalString; }
    bool isNumber() const {
        return kind == TokenKind::Integer || kind == TokenKind::Decimal || kind == TokenKind::Float;
    }
};

/// The parts of sql_mode that change how text is read.
struct SqlMode {
    bool ansiQuotes = false;         ///< "x" is an identifier
    bool pipesAsConcat = false;      ///< || joins strings
    bool noBackslashEscapes = false; ///< \ is an ordinary character
    bool highNotPrecedence = false;  ///< NOT binds as !
    bool realAsFloat = false;        ///< REAL means FLOAT, not DOUBLE
    bool operator==(const SqlMode&) const = default;
};

/// Reads a sql_mode list: "STRICT_TRANS_TABLES,ANSI_QUOTES"; the combined modes ANSI, ORACLE, DB2, MSSQL,
/// POSTGRESQL and MAXDB are taken apart.
SqlMode parseSqlMode(std::string_view list);

/// An identifier without its quotes (` or "), doubled quotes folded; a bare one is returned as it is.
std::string unquoteName(std::string_view text);
/// The bytes that a string literal stands for: quotes (and N) removed, escapes and doubled quotes resolved.
/// \% and \_ keep their backslash, as in MySQL.
std::string decodeString(std::string_view literal, const SqlMode& mode);
/// The bytes of 0x.. or x'..'; an odd number of digits has a 0 put before it. Empty for anything else.
std::string decodeHex(std::string_view literal);
/// The digits of 0b.. or b'..'.
std::string bitDigits(std::string_view literal);
/// The name of @name, @`name`, @'name', without @ and quotes.
std::string variableName(std::string_view text);

} // namespace causeway::mysql
