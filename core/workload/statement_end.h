// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"
#include "core/workload/quote_scanner.h"

#include <cstddef>
#include <string_view>

namespace causeway {

/// What the lines of a log that begin entries look like.
class HeaderLines {
public:
    virtual ~HeaderLines() = default;
    /// Begins an entry or a server's start, by the look of it.
    virtual bool looksLike(std::string_view line) const = 0;
    /// More than a likeness.
    virtual bool isWhole(std::string_view line) const = 0;
    /// Does every statement end in a semicolon?
    virtual bool semicolons() const = 0;
};

/// Finds where a statement of a log ends, line by line, in texts that follow each other.
///
/// A line that looks like a header within a string or a comment is data. Where a string has no end (the log
/// was cut in the middle of a write), it is given up: a string that would swallow more than eight header
/// lines or a MiB, or that would end in front of a letter, is taken for an unfinished one.
class StatementEnd {
public:
    explicit StatementEnd(const HeaderLines& lines) : lines_(lines) {}

    void restart() {
        state_ = {};
        lookalikes_ = 0;
    }
    /// Goes on at text.text[from]. True when the end is found: end(). False when more text is needed: go on
    /// at end() with more behind it, or restart at the statement's beginning.
    bool find(const LogText& text, std::size_t from);
    std::size_t end() const { return end_; }
    /// Lines that look like headers within the statement that was found.
    std::uint64_t lookalikes() const { return lookalikes_; }
    /// The last line was the beginning of a header that was not written to its end, and was dropped.
    bool droppedPartial() const { return droppedPartial_; }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    struct State {
        QuoteScanner quotes;
        char lastChar = ' ';
        bool midLine = false;
    };
    enum class Verdict { Text, Ends, GivenUp };
    Verdict judge(std::string_view line, std::size_t at);
    void feed(std::string_view line, bool whole);
    bool found(std::size_t at) {
        end_ = at;
        return true;
    }
    bool givenUp() {
        lookalikes_ = 0;
        return found(doubtAt_);
    }
    bool atEndOfLog(std::size_t size);
    bool more(std::size_t at);

    const HeaderLines& lines_;
    State state_, atDoubt_;
    std::size_t doubtAt_ = kNone, end_ = 0;
    std::uint64_t lookalikes_ = 0;
    bool droppedPartial_ = false;
};

} // namespace causeway
