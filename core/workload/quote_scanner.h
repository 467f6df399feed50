// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace causeway {

/// Follows quotes and comments through a statement, piece by piece, to tell a log's header line from a line
/// of a string that looks like one.
class QuoteScanner {
public:
    void reset() { *this = {}; }
    void feed(std::string_view piece);
    /// Within a string, a quoted name or a block comment.
    bool inside() const { return state_ != State::Code && state_ != State::Line; }
    /// A quote was closed with a name's character right after it ('abc'x), or a comment begun within a
    /// comment: what was taken for the end was more likely the beginning of another one. Holds since
    /// forgetOdd().
    bool odd() const { return odd_; }
    void forgetOdd() { odd_ = false; }
    /// Bytes below 0x20 other than tab and line ends were seen.
    bool control() const { return control_; }

private:
    enum class State : char { Code, Single, Double, Back, Block, Line };
    void code(char c);
    void quoted(char c, char quote, bool escapes);

    State state_ = State::Code;
    char before_ = ' ', beforeThat_ = ' ';
    bool escaped_ = false, closed_ = false, odd_ = false, control_ = false;
};

} // namespace causeway
