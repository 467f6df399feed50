// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"

#include <map>
#include <string>

namespace causeway {

/// With log_statement, PostgreSQL writes a statement before it runs, and its duration later, in a record of
/// its own: the two are put together by process. A statement whose duration never comes counts with 0 s.
class PgOrder : public LogOrder {
public:
    void startLog() override;
    bool settle(LogEvent& event, std::optional<Instant>& at) override;
    bool flush(LogEvent& event, std::optional<Instant>& at) override;
    LogOddities oddities() const override { return oddities_; }

private:
    /// A statement with its texts, which outlive its block here.
    struct Waiting {
        LogEvent event;
        std::string text, user, schema, shape;
        std::size_t bytes() const { return text.size() + shape.size(); }
    };
    static Waiting keep(const LogEvent& event);
    bool statement(LogEvent& event);
    bool duration(LogEvent& event);
    bool giveOut(LogEvent& event, Waiting waiting);
    void clock(const LogEvent& event);

    std::map<std::uint64_t, Waiting> waiting_; ///< by process
    std::size_t waitingBytes_ = 0;
    Waiting out_; ///< holds the texts of the event handed out last
    std::optional<Instant> latest_;
    LogOddities oddities_;
};

} // namespace causeway
