// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/postgresql/lexer.h"

namespace causeway::postgresql {
namespace {

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 128;
}
bool isNameChar(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
}

/// Multi-character operators may be as long as one likes: these make them up.
constexpr std::string_view kOperatorChars = "+-*/<>=~!@#%^&|`?";

} // namespace

Token Lexer::make(TokenKind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.text = text_.substr(pos_, end - pos_);
    token.offset = pos_;
    pos_ = end;
    return token;
}

/// Skips white space and comments; false when a comment has no end.
bool Lexer::skipBlank() {
    for (;;) {
        while (pos_ < text_.size() && isSpace(text_[pos_]))
            ++pos_;
        if (at(pos_) == '-' && at(pos_ + 1) == '-') {
            const auto end = text_.find('\n', pos_);
            pos_ = end == text_.npos ? text_.size() : end;
        } else if (at(pos_) == '/' && at(pos_ + 1) == '*') {
            std::size_t depth = 1, i = pos_ + 2;
            for (; depth && i + 1 < text_.size(); ++i) {
                const bool closes = text_[i] == '*' && text_[i + 1] == '/';
                const bool opens = text_[i] == '/' && text_[i + 1] == '*';
                depth += opens;
                depth -= closes;
                i += opens || closes;
            }
            if (depth)
                return false;
            pos_ = i;
        } else
            return true;
    }
}

Token Lexer::next() {
    if (!skipBlank())
        return make(TokenKind::Invalid, text_.size());
    if (pos_ >= text_.size())
        return make(TokenKind::End, text_.size());
    const char c = text_[pos_];
    if (isDigit(c) || (c == '.' && isDigit(at(pos_ + 1))))
        return number();
    if (isNameStart(c))
        return word();
    if (c == '\'')
        return quoted(TokenKind::String, pos_, false);
    if (c == '"')
        return quoted(TokenKind::QuotedName, pos_, false);
    return c == '$' ? dollar() : symbol();
}

Token Lexer::quoted(TokenKind kind, std::size_t open, bool escapes) {
    const char quote = text_[open];
    for (auto i = open + 1; i < text_.size(); ++i) {
        if (text_[i] == quote) {
            if (at(i + 1) != quote)
                return make(kind, i + 1);
            ++i;
        } else if (escapes && text_[i] == '\\')
            ++i;
    }
    return make(TokenKind::Invalid, text_.size());
}

/// 12, 1.5, .5, 1e-7, 0x1F, 1_000; letters right behind belong to it, as to no number that PostgreSQL takes.
Token Lexer::number() {
    auto end = pos_;
    auto kind = TokenKind::Integer;
    const auto name = [&] {
        while (isNameChar(at(end)) && end < text_.size())
            ++end;
    };
    name();
    if (at(end) == '.' && at(end + 1) != '.') {
        kind = TokenKind::Decimal;
        ++end;
        name();
    }
    const char last = text_[end - 1];
    const bool hex = text_[pos_] == '0' && (at(pos_ + 1) == 'x' || at(pos_ + 1) == 'X');
    if (!hex && (last == 'e' || last == 'E') && (at(end) == '+' || at(end) == '-') && isDigit(at(end + 1))) {
        kind = TokenKind::Float;
        ++end;
        name();
    }
    return make(kind, end);
}

Token Lexer::word() {
    if (at(pos_ + 1) == '\'')
        switch (text_[pos_]) {
        case 'e':
        case 'E':
            return quoted(TokenKind::String, pos_ + 1, true);
        case 'n':
        case 'N':
            return quoted(TokenKind::NationalString, pos_ + 1, false);
        case 'x':
        case 'X':
            return quoted(TokenKind::Hex, pos_ + 1, false);
        case 'b':
        case 'B':
            return quoted(TokenKind::Bit, pos_ + 1, false);
        default:
            break;
        }
    auto end = pos_ + 1;
    while (end < text_.size() && isNameChar(text_[end]))
        ++end;
    return make(TokenKind::Word, end);
}

Token Lexer::dollar() {
    auto end = pos_ + 1;
    if (isDigit(at(end))) {
        while (isDigit(at(end)))
            ++end;
        return make(TokenKind::Parameter, end);
    }
    while (end < text_.size() && isNameChar(text_[end]) && text_[end] != '$')
        ++end;
    if (at(end) != '$')
        return make(TokenKind::Invalid, pos_ + 1);
    const auto tag = text_.substr(pos_, end + 1 - pos_);
    const auto close = text_.find(tag, end + 1);
    return close == text_.npos ? make(TokenKind::Invalid, text_.size())
                               : make(TokenKind::String, close + tag.size());
}

Token Lexer::symbol() {
    auto end = pos_;
    while (end < text_.size() && kOperatorChars.find(text_[end]) != kOperatorChars.npos) {
        const char c = text_[end], d = at(end + 1);
        if (end > pos_ && ((c == '-' && d == '-') || (c == '/' && d == '*')))
            break; // a comment ends an operator
        ++end;
    }
    // An operator of several characters ends in + or - only when it has one of ~ ! @ # % ^ & | ` ? in it.
    while (end > pos_ + 1 && (text_[end - 1] == '+' || text_[end - 1] == '-') &&
           text_.substr(pos_, end - pos_).find_first_of("~!@#%^&|`?") == text_.npos)
        --end;
    if (end > pos_)
        return make(TokenKind::Operator, end);
    if (at(pos_) == ':' && (at(pos_ + 1) == ':' || at(pos_ + 1) == '='))
        return make(TokenKind::Operator, pos_ + 2);
    const bool known = std::string_view("()[],;:.").find(text_[pos_]) != std::string_view::npos;
    return make(known ? TokenKind::Operator : TokenKind::Invalid, pos_ + 1);
}

} // namespace causeway::postgresql
