// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/lexer.h"

#include "core/sql/mysql/char_class.h"
#include "core/sql/mysql/keyword.h"

#include <array>
#include <cstring>

namespace causeway::mysql {

namespace {

constexpr std::uint32_t kNeverCode = 999999;
constexpr std::size_t kBytesPerToken = 3; ///< seldom less, in definitions and queries alike
constexpr std::string_view kThreeChars[] = {"<=>", "->>"};
constexpr std::string_view kTwoChars[] = {"<=", ">=", "<>", "!=", "<<", ">>", "||", "&&", ":=", "->"};
constexpr auto kSecondChar = bytesOf("=><|&"); ///< of the operators above
constexpr auto kOneChar = bytesOf("+-*/%=<>!~^&|(),;.:{}[]@\\");

/// The exponent that starts at `i` ("e5", "E+07"), or 0 when there is none.
std::size_t exponentLength(std::string_view text, std::size_t i) {
    if (i >= text.size() || (text[i] != 'e' && text[i] != 'E'))
        return 0;
    std::size_t n = 1;
    if (i + n < text.size() && (text[i + n] == '+' || text[i + n] == '-'))
        ++n;
    const std::size_t digits = i + n;
    std::size_t end = digits;
    while (end < text.size() && isClass(text[end], kDigit))
        ++end;
    return end > digits ? end - i : 0;
}

} // namespace

bool versionedCommentIsCode(std::uint32_t version, bool mariadbOnly, const LexOptions& options) {
    if (version >= kNeverCode || (options.version && version > options.version))
        return false;
    if (options.flavour == Flavour::MySQL)
        return !mariadbOnly;
    if (options.flavour == Flavour::MariaDB)
        return mariadbOnly || version < 50700 || version > 99999;
    return true;
}

Lexer::Lexer(std::string_view text, LexOptions options, Place start)
    : text_(text), options_(options), line_(start.line), firstColumn_(start.column) {}

void Lexer::make(TokenKind kind, std::size_t end, Token& out) {
    out.kind = kind;
    out.mark = 0;
    out.text = text_.substr(pos_, end - pos_);
    out.offset = pos_;
    out.place = {line_, static_cast<std::uint32_t>(pos_ - lineStart_) + firstColumn_};
    pos_ = end;
}

void Lexer::countLines(std::size_t from, std::size_t to) {
    while (from < to) {
        const void* hit = std::memchr(text_.data() + from, '\n', to - from);
        if (!hit)
            return;
        from = static_cast<std::size_t>(static_cast<const char*>(hit) - text_.data()) + 1;
        lineEnds(from - 1);
    }
}

void Lexer::next(Token& out) {
    if (skipBlank(out))
        return;
    const bool name = afterDot_;
    afterDot_ = false;
    const char c = text_[pos_];
    if (isClass(c, kDigit) && !name)
        return number(out);
    if (isClass(c, kNameChar))
        return word(out);
    switch (c) {
    case '\'':
        return quoted(TokenKind::String, pos_, out);
    case '"':
        return quoted(options_.mode.ansiQuotes ? TokenKind::QuotedName : TokenKind::String, pos_, out);
    case '`':
        return quoted(TokenKind::QuotedName, pos_, out);
    case '@':
        return variable(out);
    case '?':
        return make(TokenKind::Parameter, pos_ + 1, out);
    case '.':
        if (isClass(at(pos_ + 1), kDigit) && nameEnd_ != pos_)
            return number(out);
        return symbol(out);
    default:
        return symbol(out);
    }
}

/// Skips white space and comments. True when `out` is the answer: the end, a kept or an unfinished comment.
bool Lexer::skipBlank(Token& out) {
    for (;;) {
        auto i = pos_;
        for (; i < text_.size() && isClass(text_[i], kSpace); ++i)
            if (text_[i] == '\n')
                lineEnds(i);
        pos_ = i;
        if (pos_ >= text_.size()) {
            make(TokenKind::End, pos_, out);
            return true;
        }
        const char c = text_[pos_];
        if (c != '#' && c != '-' && c != '/' && c != '*')
            return false;
        const std::size_t before = pos_;
        if (comment(out))
            return true;
        if (pos_ == before)
            return false;
    }
}

/// Finishes a comment that ends at `end`: true when it must be handed out.
bool Lexer::keep(TokenKind kind, std::size_t end, Token& out) {
    const std::size_t from = pos_;
    make(kind, end, out);
    countLines(from, end);
    return kind == TokenKind::Invalid || options_.keepComments;
}

bool Lexer::comment(Token& out) {
    const char c = text_[pos_];
    const char d = at(pos_ + 1);
    if (c == '#' || (c == '-' && d == '-' &&
                     (pos_ + 2 >= text_.size() || static_cast<unsigned char>(text_[pos_ + 2]) <= ' '))) {
        const auto end = text_.find('\n', pos_);
        return keep(TokenKind::Comment, end == std::string_view::npos ? text_.size() : end, out);
    }
    if (c == '*' && d == '/' && versionedDepth_ > 0) {
        --versionedDepth_;
        pos_ += 2;
        return false;
    }
    if (c != '/' || d != '*' || openVersioned())
        return false;
    const bool versioned = at(pos_ + 2) == '!' || (at(pos_ + 2) == 'M' && at(pos_ + 3) == '!');
    auto from = pos_ + 2;
    auto end = text_.find("*/", from);
    if (versioned) // a plain comment may stand inside one that is not code
        while (end != std::string_view::npos &&
               text_.substr(from, end - from).find("/*") != std::string_view::npos) {
            from = end + 2;
            end = text_.find("*/", from);
        }
    if (end == std::string_view::npos)
        return keep(TokenKind::Invalid, text_.size(), out);
    return keep(TokenKind::Comment, end + 2, out);
}

/// Steps into /*! ... */ or /*M! ... */ when its content is code.
bool Lexer::openVersioned() {
    auto i = pos_ + 2;
    const bool mariadbOnly = at(i) == 'M' && at(i + 1) == '!';
    if (!mariadbOnly && at(i) != '!')
        return false;
    i += mariadbOnly ? 2 : 1;
    std::uint32_t version = 0;
    std::size_t digits = 0;
    for (; digits < 6 && isClass(at(i + digits), kDigit); ++digits)
        version = version * 10 + static_cast<std::uint32_t>(text_[i + digits] - '0');
    if (digits < 5) { // not a version: the digits belong to the code
        version = 0;
        digits = 0;
    }
    if (!versionedCommentIsCode(version, mariadbOnly, options_))
        return false;
    ++versionedDepth_;
    pos_ = i + digits;
    return true;
}

/// The position after the closing quote of the quote at `open`, or the text's end.
std::size_t Lexer::quotedEnd(std::size_t open, bool escapes, bool& closed) const {
    const std::string_view text = text_;
    const char quote = text[open];
    closed = true;
    for (auto i = open + 1; i < text.size(); ++i) {
        if (text[i] == quote) {
            if (i + 1 >= text.size() || text[i + 1] != quote)
                return i + 1;
            ++i;
        } else if (escapes && text[i] == '\\') {
            ++i;
        }
    }
    closed = false;
    return text.size();
}

/// A quoted token that starts at pos_ and whose opening quote is at `open`.
void Lexer::quoted(TokenKind kind, std::size_t open, Token& out) {
    const bool escapes = kind != TokenKind::QuotedName && !options_.mode.noBackslashEscapes;
    bool closed = false;
    const auto end = quotedEnd(open, escapes, closed);
    const auto from = pos_;
    make(closed ? kind : TokenKind::Invalid, end, out);
    countLines(from, end);
    if (kind == TokenKind::QuotedName)
        nameEnd_ = end;
}

void Lexer::number(Token& out) {
    const char c1 = at(pos_ + 1);
    if (text_[pos_] == '0' && (c1 == 'x' || c1 == 'b')) {
        auto end = pos_ + 2;
        while (end < text_.size() &&
               (c1 == 'x' ? isClass(text_[end], kHexDigit) : text_[end] == '0' || text_[end] == '1'))
            ++end;
        if (end > pos_ + 2 && !isClass(at(end), kNameChar))
            return make(c1 == 'x' ? TokenKind::Hex : TokenKind::Bit, end, out);
        return word(out);
    }
    auto end = pos_;
    while (end < text_.size() && isClass(text_[end], kDigit))
        ++end;
    TokenKind kind = TokenKind::Integer;
    if (at(end) == '.') {
        kind = TokenKind::Decimal;
        for (++end; end < text_.size() && isClass(text_[end], kDigit);)
            ++end;
    }
    if (const auto exponent = exponentLength(text_, end)) {
        end += exponent;
        kind = TokenKind::Float;
    } else if (kind == TokenKind::Integer && isClass(at(end), kNameChar)) {
        return word(out); // MySQL lets a name begin with digits
    }
    return make(kind, end, out);
}

void Lexer::word(Token& out) {
    if (at(pos_ + 1) == '\'') {
        const char c = text_[pos_];
        if (c == 'n' || c == 'N')
            return quoted(TokenKind::NationalString, pos_ + 1, out);
        if (c == 'x' || c == 'X')
            return quoted(TokenKind::Hex, pos_ + 1, out);
        if (c == 'b' || c == 'B')
            return quoted(TokenKind::Bit, pos_ + 1, out);
    }
    const std::string_view text = text_;
    auto end = pos_;
    std::uint32_t mark = 0;
    do
        mark = addToMark(mark, text[end++]);
    while (end < text.size() && isClass(text[end], kNameChar));
    nameEnd_ = end;
    make(TokenKind::Word, end, out);
    out.mark = mark;
}

void Lexer::variable(Token& out) {
    const bool system = at(pos_ + 1) == '@';
    auto i = pos_ + (system ? 2 : 1);
    const char c = at(i);
    const auto kind = system ? TokenKind::SystemVariable : TokenKind::UserVariable;
    if (c == '`' || (!system && (c == '\'' || c == '"')))
        return quoted(kind, i, out);
    auto end = i;
    while (end < text_.size() && (isClass(text_[end], kNameChar) || text_[end] == '.'))
        ++end;
    if (end == i)
        return system ? make(TokenKind::Invalid, i, out) : symbol(out);
    if (at(end) == '`' && text_[end - 1] == '.') // @@session.`name`
        return quoted(kind, end, out);
    return make(kind, end, out);
}

void Lexer::symbol(Token& out) {
    const auto rest = text_.substr(pos_);
    if (rest.size() > 1 && kSecondChar[static_cast<unsigned char>(rest[1])]) {
        for (const auto op : kThreeChars)
            if (rest.starts_with(op))
                return make(TokenKind::Operator, pos_ + 3, out);
        for (const auto op : kTwoChars)
            if (rest.starts_with(op))
                return make(TokenKind::Operator, pos_ + 2, out);
    }
    if (!kOneChar[static_cast<unsigned char>(rest.front())])
        return make(TokenKind::Invalid, pos_ + 1, out);
    afterDot_ = rest.front() == '.';
    return make(TokenKind::Operator, pos_ + 1, out);
}

std::vector<Token> tokenize(std::string_view text, const LexOptions& options, Place start) {
    Lexer lexer(text, options, start);
    std::vector<Token> tokens;
    tokens.reserve(text.size() / kBytesPerToken + 1);
    do
        lexer.next(tokens.emplace_back());
    while (tokens.back().kind != TokenKind::End);
    return tokens;
}

} // namespace causeway::mysql
