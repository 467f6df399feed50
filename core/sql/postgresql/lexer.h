// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/token.h"

#include <string_view>

namespace causeway::postgresql {

using mysql::Token;
using mysql::TokenKind;

/// Cuts PostgreSQL text into tokens without copying (PostgreSQL 18's manual, 4.1 "Lexical structure", with
/// standard_conforming_strings on). Any bytes are accepted: what makes no token becomes TokenKind::Invalid,
/// and the lexer goes on after it. $1 is a Parameter; E'', B'', X'' and dollar-quoted texts are strings, hex
/// or bits with their prefix. Tokens carry their offset, and no place.
class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}
    /// The next token; TokenKind::End for ever at the end.
    Token next();

private:
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
    Token make(TokenKind kind, std::size_t end);
    bool skipBlank();
    Token quoted(TokenKind kind, std::size_t open, bool escapes);
    Token number();
    Token word();
    Token dollar();
    Token symbol();

    std::string_view text_;
    std::size_t pos_ = 0;
};

} // namespace causeway::postgresql
