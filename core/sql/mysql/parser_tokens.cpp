// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"
#include "core/sql/mysql/reserved.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace causeway::mysql {

namespace {

constexpr int kMaxNesting = 200;

/// The tables of tokens, which one statement leaves to the next of its thread: asking for them anew is a
/// good part of what a short statement costs.
struct TokenTables {
    std::vector<Token> tokens;
    std::vector<std::size_t> close;
};
thread_local TokenTables spare;
constexpr std::size_t kMostSpared = 1 << 14; ///< tokens; larger tables are given back

/// What a message calls a token.
std::string describe(const Token& t) {
    if (t.kind == TokenKind::End)
        return "the end of the statement";
    const std::string_view what = t.kind == TokenKind::Invalid ? "what is not closed or not SQL: " : "";
    return fmt::format("{}\"{}\"", what, printable(t.text, 40));
}

} // namespace

Parser::Nested::Nested(Parser& p) : parser_(p) {
    if (++parser_.nesting_ > kMaxNesting) {
        --parser_.nesting_;
        parser_.failAt(parser_.peek(), fmt::format("nested deeper than {} levels", kMaxNesting));
    }
}

Parser::Parser(std::string_view text, const LexOptions& options, Place start)
    : text_(text), options_(options), tokens_(std::move(spare.tokens)), close_(std::move(spare.close)) {
    tokens_.clear();
    for (Lexer lexer(text, options, start); tokens_.empty() || tokens_.back().kind != TokenKind::End;)
        lexer.next(tokens_.emplace_back());
    // Until a "(" is closed, its place holds that of the one around it; `last` stands for none.
    const std::size_t last = tokens_.size() - 1;
    close_.assign(tokens_.size(), last);
    std::size_t open = last;
    for (std::size_t i = 0; i < last; ++i) {
        if (tokens_[i].isOperator("("))
            close_[i] = std::exchange(open, i);
        else if (tokens_[i].isOperator(")") && open != last)
            open = std::exchange(close_[open], i);
    }
    while (open != last)
        open = std::exchange(close_[open], last);
}

Parser::~Parser() {
    if (tokens_.capacity() <= kMostSpared)
        spare = {std::move(tokens_), std::move(close_)};
}

bool Parser::isAny(Words keywords, std::size_t ahead) const {
    const Token& t = peek(ahead);
    return std::ranges::any_of(keywords, [&](const Keyword& k) { return same(t, k); });
}

bool Parser::sequence(Words keywords) const {
    std::size_t ahead = 0;
    return std::ranges::all_of(keywords, [&](const Keyword& k) { return is(k, ahead++); });
}

bool Parser::acceptSequence(Words keywords) {
    if (!sequence(keywords))
        return false;
    at_ += keywords.size();
    return true;
}

void Parser::failOp(std::string_view op) const {
    fail(fmt::format("\"{}\"", op));
}

void Parser::expectEnd() {
    if (peek().kind != TokenKind::End)
        fail("the end of the statement");
}

void Parser::fail(std::string_view expected) const {
    failAt(peek(), fmt::format("expected {}, found {}", expected, describe(peek())));
}

void Parser::failAt(const Token& token, std::string message) const {
    throw SyntaxError{{token.place, std::move(message)}};
}

bool Parser::atName(std::size_t ahead) const {
    const Token& t = peek(ahead);
    return t.kind == TokenKind::QuotedName || (t.kind == TokenKind::Word && !isReserved(t.text));
}

std::string Parser::name(std::string_view what) {
    if (!atName())
        fail(what);
    return unquoteName(take().text);
}

std::string Parser::nameAfterDot() {
    if (peek().kind != TokenKind::Word && peek().kind != TokenKind::QuotedName)
        fail("a name");
    return unquoteName(take().text);
}

std::string Parser::nameOrString(std::string_view what) {
    if (peek().isString())
        return stringValue();
    if (peek().kind == TokenKind::Word) // BINARY is a charset as well as a reserved word
        return std::string(take().text);
    return name(what);
}

ObjectName Parser::objectName() {
    ObjectName n;
    n.place = peek().place;
    if (acceptOp(".")) { // .table: the current database
        n.name = nameAfterDot();
        return n;
    }
    n.name = name("a table's or an object's name");
    if (acceptOp(".")) {
        n.schema = std::move(n.name);
        n.name = nameAfterDot();
    }
    return n;
}

std::vector<std::string> Parser::nameList() {
    std::vector<std::string> names;
    expectOp("(");
    if (acceptOp(")"))
        return names;
    do
        names.push_back(name("a column's name"));
    while (acceptOp(","));
    expectOp(")");
    return names;
}

std::string Parser::stringValue() {
    if (peek().kind == TokenKind::Hex)
        return decodeHex(take().text);
    if (!peek().isString())
        fail("a string");
    std::string value = decodeString(take().text, options_.mode);
    while (peek().isString())
        value += decodeString(take().text, options_.mode);
    return value;
}

std::uint64_t Parser::unsignedValue() {
    std::uint64_t value = 0;
    const auto text = peek().text;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (peek().kind != TokenKind::Integer || result.ec != std::errc())
        fail("a whole number");
    take();
    return value;
}

std::int64_t Parser::signedValue() {
    const bool negative = acceptOp("-");
    const auto value = unsignedValue();
    return static_cast<std::int64_t>(negative ? ~value + 1 : value);
}

std::string Parser::account() {
    if (accept("CURRENT_USER") || accept("CURRENT_ROLE")) {
        if (acceptOp("("))
            expectOp(")");
        return "CURRENT_USER";
    }
    auto user = nameOrString("an account");
    if (peek().kind == TokenKind::UserVariable)
        user += "@" + variableName(take().text);
    else if (acceptOp("@"))
        user += "@" + nameOrString("a host");
    return user;
}

std::string Parser::textFrom(std::size_t firstToken) const {
    if (at_ <= firstToken)
        return {};
    const auto from = tokens_[firstToken].offset;
    return std::string(text_.substr(from, tokens_[at_ - 1].end() - from));
}

std::string Parser::textInParens() {
    const auto open = at_;
    expectOp("(");
    const auto end = closing(open);
    if (!tokens_[end].isOperator(")"))
        failAt(tokens_[open], "this parenthesis is not closed");
    at_ = end;
    auto text = textFrom(open + 1);
    take();
    return text;
}

void Parser::skipBalanced(Words stops) {
    while (peek().kind != TokenKind::End && !isOp(",") && !isOp(")") && !isAny(stops)) {
        if (isOp("("))
            at_ = closing(at_);
        take();
    }
}

} // namespace causeway::mysql
