// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/token.h"

#include <vector>

namespace causeway::mysql {

/// Whose version numbers decide whether /*!NNNNN ... */ is code.
enum class Flavour : std::uint8_t { Either, MySQL, MariaDB };

struct LexOptions {
    SqlMode mode;
    Flavour flavour = Flavour::Either;
    std::uint32_t version = 0; ///< 50624, 101119...; 0: newer than any version named, below 999999
    bool keepComments = false;
};

/// Is the content of /*!version or /*M!version code for the server of `options`? MariaDB leaves out MySQL's
/// 50700 to 99999; MySQL leaves out every /*M!; 999999 is code for nobody.
bool versionedCommentIsCode(std::uint32_t version, bool mariadbOnly, const LexOptions& options);

/// Cuts MySQL or MariaDB text into tokens without copying. Any bytes are accepted: what makes no token
/// becomes TokenKind::Invalid, and the lexer goes on after it.
class Lexer {
public:
    /// `start` is the place of the text's first byte, for a text cut out of a file. The text must outlive
    /// the tokens.
    explicit Lexer(std::string_view text, LexOptions options = {}, Place start = {1, 1});

    /// The next token; TokenKind::End for ever at the end.
    Token next() {
        Token token;
        next(token);
        return token;
    }
    void next(Token& out);

private:
    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
    void make(TokenKind kind, std::size_t end, Token& out);
    bool skipBlank(Token& out);
    bool comment(Token& out);
    bool openVersioned();
    bool keep(TokenKind kind, std::size_t end, Token& out);
    std::size_t quotedEnd(std::size_t open, bool escapes, bool& closed) const;
    void quoted(TokenKind kind, std::size_t open, Token& out);
    void number(Token& out);
    void word(Token& out);
    void variable(Token& out);
    void symbol(Token& out);
    void countLines(std::size_t from, std::size_t to);
    void lineEnds(std::size_t at) { // at this line feed
        ++line_;
        lineStart_ = at + 1;
        firstColumn_ = 1;
    }

    std::string_view text_;
    LexOptions options_;
    std::size_t pos_ = 0;
    std::size_t lineStart_ = 0;
    std::uint32_t line_, firstColumn_;
    int versionedDepth_ = 0;
    std::size_t nameEnd_ = static_cast<std::size_t>(-1); ///< end of the last name, to tell a.1b from .1
    bool afterDot_ = false;
};

/// All tokens of a text, the End token last.
std::vector<Token> tokenize(std::string_view text, const LexOptions& options = {}, Place start = {1, 1});

} // namespace causeway::mysql
