// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/slow_log_header.h"
#include "core/workload/statement_end.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace causeway {

/// Cuts slow logs into executions. Of a statement at most 16 MiB are kept.
class SlowLogCutter : public LogCutter {
public:
    SlowLogCutter() : end_(lines_) {}
    std::size_t cut(const LogText& text, Shaper& shaper, LogEvents& out) override;
    bool clean() const override { return state_ == State::Outside && !skipLine_ && !afterBanner_; }

private:
    enum class State { Outside, Header, Text };
    std::size_t cutText();
    bool takeLine(std::string_view& line);
    bool oneEntry();
    bool statement();
    bool goOnWithStatement(std::size_t from);
    std::size_t quickEnd(std::size_t from, Skeleton& skeleton) const;
    void headerLine(std::string_view line);
    void timeLine(std::string_view line);
    bool prefix(std::string_view line);
    void banner(std::string_view line);
    void dropHeader();
    void closeEntry(std::string_view text, const Skeleton* skeleton, bool owned);
    void push(LogEvent::Kind kind);
    void pushExecution(const Skeleton& seen);
    void shapeWaiting();
    void begin();
    void finishLog();
    std::size_t unfinished();
    void keepHeader();
    void appendHead(std::string_view text);

    const SlowLogLines lines_;
    StatementEnd end_;
    // The call's own.
    LogText log_;
    Shaper* shaper_ = nullptr;
    LogEvents* out_ = nullptr;
    std::size_t at_ = 0, lineAt_ = 0, headerEnd_ = 0;
    /// Executions whose shape is not yet looked up: by then the look-up's memory has come near.
    std::array<std::pair<std::size_t, Skeleton>, 8> waiting_; ///< number of the event, its statement's
    std::size_t waits_ = 0;
    std::size_t entryAt_ = 0; ///< where the entry in hand begins
    LogOddities beforeEntry_; ///< what was counted up to there
    // What may last from call to call.
    State state_ = State::Outside;
    SlowLogHeader header_;
    std::string_view useLine_;
    bool skipLine_ = false; ///< the rest of a line that is too long is passed over
    bool afterBanner_ = false;
    bool keptHeader_ = false; ///< what is known of the header was read from an earlier text
    bool long_ = false;       ///< the statement began in an earlier text; head_ is its beginning
    std::string head_;
    TextArena kept_;
};

} // namespace causeway
