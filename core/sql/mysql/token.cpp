// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/token.h"

#include "core/base/text.h"
#include "core/sql/mysql/char_class.h"
#include "core/sql/mysql/keyword.h"

namespace causeway::mysql {

namespace {

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char u = upper(c);
    return u >= 'A' && u <= 'F' ? u - 'A' + 10 : -1;
}

/// The text between the quotes of x'..' or after 0x.
std::string_view literalDigits(std::string_view literal) {
    if (literal.size() >= 3 && literal[1] == '\'')
        return literal.substr(2, literal.size() - 3);
    return literal.size() > 2 ? literal.substr(2) : std::string_view{};
}

char escaped(char c) {
    switch (c) {
    case '0':
        return '\0';
    case 'b':
        return '\b';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'Z':
        return '\x1A';
    default:
        return c;
    }
}

/// The text between equal quotes at both ends; the closing one may be absent.
std::string_view inside(std::string_view text) {
    const char quote = text.front();
    text.remove_prefix(1);
    if (!text.empty() && text.back() == quote)
        text.remove_suffix(1);
    return text;
}

} // namespace

bool Token::is(std::string_view keyword) const {
    return kind == TokenKind::Word && isWord(text, keyword);
}

SqlMode parseSqlMode(std::string_view list) {
    SqlMode mode;
    for (const auto part : split(list, ',')) {
        const auto name = toUpper(trim(part));
        const bool combined = name == "ANSI" || name == "ORACLE" || name == "DB2" || name == "MSSQL" ||
                              name == "POSTGRESQL" || name == "MAXDB";
        mode.ansiQuotes |= combined || name == "ANSI_QUOTES";
        mode.pipesAsConcat |= combined || name == "PIPES_AS_CONCAT";
        mode.realAsFloat |= name == "ANSI" || name == "REAL_AS_FLOAT";
        mode.noBackslashEscapes |= name == "NO_BACKSLASH_ESCAPES";
        mode.highNotPrecedence |= name == "HIGH_NOT_PRECEDENCE";
    }
    return mode;
}

std::string unquoteName(std::string_view text) {
    if (text.empty() || (text.front() != '`' && text.front() != '"'))
        return std::string(text);
    const char quote = text.front();
    const auto body = inside(text);
    if (body.find(quote) == std::string_view::npos)
        return std::string(body);
    std::string out;
    out.reserve(body.size());
    for (std::size_t i = 0; i < body.size(); ++i) {
        out += body[i];
        if (body[i] == quote && i + 1 < body.size() && body[i + 1] == quote)
            ++i;
    }
    return out;
}

std::string decodeString(std::string_view literal, const SqlMode& mode) {
    if (literal.size() > 1 && upper(literal[0]) == 'N' && literal[1] == '\'')
        literal.remove_prefix(1);
    if (literal.empty() || (literal.front() != '\'' && literal.front() != '"'))
        return std::string(literal);
    const char quote = literal.front();
    const auto body = inside(literal);
    const bool escapes = !mode.noBackslashEscapes && body.find('\\') != std::string_view::npos;
    if (!escapes && body.find(quote) == std::string_view::npos)
        return std::string(body);
    std::string out;
    out.reserve(body.size());
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        const bool more = i + 1 < body.size();
        if (c == quote && more && body[i + 1] == quote) {
            out += c;
            ++i;
        } else if (c == '\\' && more && escapes) {
            const char d = body[++i];
            if (d == '%' || d == '_')
                out += c;
            out += escaped(d);
        } else {
            out += c;
        }
    }
    return out;
}

std::string decodeHex(std::string_view literal) {
    const auto digits = literalDigits(literal);
    std::string out;
    int high = digits.size() % 2 ? 0 : -1;
    for (const char c : digits) {
        const int value = hexValue(c);
        if (value < 0)
            return {};
        if (high < 0) {
            high = value;
        } else {
            out += static_cast<char>(high * 16 + value);
            high = -1;
        }
    }
    return out;
}

std::string bitDigits(std::string_view literal) {
    return std::string(literalDigits(literal));
}

std::string variableName(std::string_view text) {
    while (!text.empty() && text.front() == '@')
        text.remove_prefix(1);
    if (!text.empty() && text.front() == '`')
        return unquoteName(text);
    return decodeString(text, {});
}

} // namespace causeway::mysql
