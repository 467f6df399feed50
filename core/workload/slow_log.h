// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/quote_scanner.h"
#include "core/workload/slow_log_clock.h"
#include "core/workload/slow_log_entry.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Cuts slow query logs of MySQL 5.0 to 9.7, MariaDB and Percona Server into executions. Bytes may come in
/// chunks of any size: the result does not depend on where they are cut. Memory is bounded: of a statement at
/// most 16 MiB are kept, and no more than a MiB is read again.
///
/// A line that looks like a header within a string or a comment is data. Where a string has no end (the log
/// was cut in the middle of a write), the entry is given up and the next one is read: a string that would
/// swallow more than eight header lines or a MiB, or that would end in front of a letter, is taken for an
/// unfinished one.
class SlowLogReader {
public:
    using Sink = std::function<void(const SlowLogEntry&)>;
    explicit SlowLogReader(Sink sink) : sink_(std::move(sink)) {}

    void feed(std::string_view chunk);
    /// The log ends here. Another one may follow.
    void endOfLog();

    std::uint64_t skipped() const { return cut_ + headless_ + untimed_; }
    /// What was odd in all that was read, one sentence each.
    std::vector<std::string> remarks() const;
    /// The server's version in the newest start banner of the log that was read last; empty when it has none.
    const std::string& version() const { return version_; }

private:
    enum class State { Outside, Header, Text };
    static constexpr std::size_t kPiece = 1 << 20, kMostText = 16 << 20, kMostDoubt = 1 << 20;
    static constexpr std::size_t kNoDoubt = static_cast<std::size_t>(-1);

    void process(bool atEnd);
    bool piece(std::string_view text, bool first, bool last);
    bool textLine(std::string_view line);
    void headerLine(std::string_view line);
    void timeLine(std::string_view line);
    bool prefix(std::string_view line);
    void startText();
    void addText(std::string_view piece, bool lineEnds);
    bool endsHere(std::string_view line) const;
    bool giveUpString();
    void banner(std::string_view line);
    void dropHeader();
    void closeEntry();

    Sink sink_;
    SlowLogClock clock_;
    SlowLogHeader header_;
    QuoteScanner quotes_;
    State state_ = State::Outside;
    std::string buffer_, text_, useLine_, currentSchema_, version_;
    std::size_t at_ = 0, lineAt_ = 0;
    std::optional<Instant> statementTime_;
    bool middle_ = false, middleIsText_ = false, afterBanner_ = false, fresh_ = true;
    char lastChar_ = ' ';
    // A header line was seen within a string: where it begins, and what the text was before it.
    std::size_t doubtAt_ = kNoDoubt, doubtText_ = 0, lookalikes_ = 0;
    std::uint64_t cut_ = 0, headless_ = 0, untimed_ = 0, stray_ = 0, control_ = 0, impossible_ = 0,
                  shortened_ = 0;
    std::uint64_t imitations_ = 0;
    bool truncatedEnd_ = false;
};

} // namespace causeway
