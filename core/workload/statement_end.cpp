// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/statement_end.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostLookalikes = 8, kMostDoubt = 1 << 20, kMostHeader = 1 << 20;

} // namespace

/// Tells whether the line ends the statement before it.
StatementEnd::Verdict StatementEnd::judge(std::string_view line, std::size_t at) {
    if (!lines_.looksLike(line))
        return Verdict::Text;
    if (!state_.quotes.inside())
        return (lines_.semicolons() && state_.lastChar == ';') || lines_.isWhole(line) ? Verdict::Ends
                                                                                       : Verdict::Text;
    if (doubtAt_ == kNone) {
        atDoubt_ = state_;
        doubtAt_ = at;
        state_.quotes.forgetOdd();
    }
    return ++lookalikes_ <= kMostLookalikes ? Verdict::Text : Verdict::GivenUp;
}

void StatementEnd::feed(std::string_view line, bool whole) {
    state_.quotes.feed(line);
    if (whole)
        state_.quotes.feed("\n");
    const auto end = line.find_last_not_of(" \t\r");
    if (end != std::string_view::npos)
        state_.lastChar = line[end];
    state_.midLine = !whole;
}

bool StatementEnd::more(std::size_t at) {
    end_ = at;
    if (doubtAt_ != kNone) {
        end_ = doubtAt_;
        state_ = atDoubt_;
        lookalikes_ = 0;
    }
    return false;
}

bool StatementEnd::atEndOfLog(std::size_t size) {
    const bool open = state_.quotes.inside() || (lines_.semicolons() && state_.lastChar != ';');
    return doubtAt_ != kNone && open ? givenUp() : found(size);
}

bool StatementEnd::find(const LogText& log, std::size_t from) {
    const auto text = log.text;
    doubtAt_ = kNone;
    droppedPartial_ = false;
    for (std::size_t at = from;;) {
        if (at >= text.size() && (log.last || log.next.empty()))
            return log.last ? atEndOfLog(text.size()) : more(text.size());
        const bool follows = at >= text.size(); // the line is the one behind the text
        const auto newline = follows ? text.size() : std::min(text.find('\n', at), text.size());
        const bool whole = newline < text.size();
        auto line = follows ? log.next : text.substr(at, newline - at);
        if (!whole && !follows && !log.last && line.size() <= kMostHeader)
            return more(at);
        if (whole && line.ends_with('\r'))
            line.remove_suffix(1);
        if (!state_.midLine) {
            const auto verdict = judge(line.substr(0, kMostHeader), at);
            if (verdict == Verdict::Ends)
                return found(at);
            if (verdict == Verdict::GivenUp)
                return givenUp();
            // The beginning of a header line that was not written to its end is no part of the statement.
            if (log.last && !whole && line.starts_with('#') && !lines_.looksLike(line) &&
                lines_.semicolons() && !state_.quotes.inside() && state_.lastChar == ';') {
                droppedPartial_ = true;
                return found(at);
            }
        }
        if (follows)
            return more(text.size());
        feed(line, whole);
        at = newline + whole;
        if (doubtAt_ != kNone && (state_.quotes.odd() || at - doubtAt_ > kMostDoubt))
            return givenUp();
    }
}

} // namespace causeway
