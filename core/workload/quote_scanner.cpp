// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/quote_scanner.h"

#include <array>
#include <cstdint>

namespace causeway {
namespace {

enum : std::uint8_t { kControl = 1, kMarks = 2, kName = 4 };

constexpr auto kClass = [] {
    std::array<std::uint8_t, 256> table{};
    for (int c = 0; c < 32; ++c)
        if (c != '\t' && c != '\n' && c != '\r')
            table[std::size_t(c)] = kControl;
    table[0x7F] = kControl;
    for (const char c : {'\'', '"', '`', '#', '-', '*', '/', '\\', '\n'})
        table[static_cast<unsigned char>(c)] = kMarks;
    for (int c = '0'; c <= '9'; ++c)
        table[std::size_t(c)] = kName;
    for (int c = 'a'; c <= 'z'; ++c)
        table[std::size_t(c)] = table[std::size_t(c - 32)] = kName;
    table['_'] = kName;
    return table;
}();

std::uint8_t classOf(char c) {
    return kClass[static_cast<unsigned char>(c)];
}

} // namespace

void QuoteScanner::code(char c) {
    const bool dashes = before_ == '-' && beforeThat_ == '-';
    if (c == '\'')
        state_ = State::Single;
    else if (c == '"')
        state_ = State::Double;
    else if (c == '`')
        state_ = State::Back;
    else if (c == '*' && before_ == '/') {
        state_ = State::Block;
    } else if (c == '#' || (dashes && static_cast<unsigned char>(c) <= ' '))
        state_ = c == '\n' ? State::Code : State::Line;
    beforeThat_ = before_;
    before_ = c == '-' || c == '/' ? c : ' ';
}

void QuoteScanner::quoted(char c, char quote, bool escapes) {
    if (escaped_)
        escaped_ = false;
    else if (escapes && c == '\\')
        escaped_ = true;
    else if (c == quote) {
        state_ = State::Code;
        closed_ = true;
        before_ = beforeThat_ = ' ';
    }
}

void QuoteScanner::feed(std::string_view piece) {
    const char* at = piece.data();
    const char* const end = at + piece.size();
    while (at < end) {
        // Most bytes mean nothing here: pass over runs of them.
        if (!closed_ && !escaped_ && before_ == ' ')
            while (at < end && (classOf(*at) & (kMarks | kControl)) == 0)
                ++at;
        if (at == end)
            return;
        const char c = *at++;
        const auto kind = classOf(c);
        if (closed_) {
            odd_ |= kind == kName;
            closed_ = false;
        }
        if (kind == 0 || kind == kName) {
            escaped_ = false;
            if (state_ == State::Code)
                code(c);
            else if (state_ == State::Block)
                before_ = ' ';
            continue;
        }
        control_ |= kind == kControl;
        switch (state_) {
        case State::Code:
            code(c);
            break;
        case State::Single:
            quoted(c, '\'', true);
            break;
        case State::Double:
            quoted(c, '"', true);
            break;
        case State::Back:
            quoted(c, '`', false);
            break;
        case State::Block:
            if (c == '/' && before_ == '*')
                state_ = State::Code;
            odd_ |= c == '*' && before_ == '/';        // a comment begins within a comment
            before_ = state_ == State::Code ? ' ' : c; // /*/ is not closed by its own star
            break;
        case State::Line:
            if (c == '\n') {
                state_ = State::Code;
                before_ = beforeThat_ = ' ';
            }
            break;
        }
    }
}

} // namespace causeway
