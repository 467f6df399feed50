// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_event.h"
#include "core/workload/shaper.h"

#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// A piece of a log. `text` begins where an entry may begin, or where the cutter has stopped.
struct LogText {
    std::string_view text;
    std::string_view next; ///< the line that follows; without its end; empty when none is known
    bool last = false;     ///< the log ends with `text`
};

/// Cuts the text of a log into events, as far as that needs nothing from earlier in the log: many threads do
/// it at once, with one cutter each.
class LogCutter {
public:
    virtual ~LogCutter() = default;
    /// Appends the events of the text and returns how many of its bytes are done with. The rest (an entry
    /// that is not whole yet) must be handed in again with what follows; never more than 17 MiB and the
    /// size of a block. All of a last text is done with.
    virtual std::size_t cut(const LogText& text, Shaper& shaper, LogEvents& out) = 0;
    /// Holds nothing of an entry: the next text may be any other.
    virtual bool clean() const = 0;
};

/// Sees the events of a log in their order and adds what only the order tells: times, schemas, users.
class LogOrder {
public:
    virtual ~LogOrder() = default;
    /// The next log begins: nothing of the one before holds.
    virtual void startLog() = 0;
    /// Settles the event: `at`, user and schema. False when it is no execution to be counted (yet).
    virtual bool settle(LogEvent& event, std::optional<Instant>& at) = 0;
    /// The log ends: hands over one execution that still waited; false when there is none.
    virtual bool flush(LogEvent&, std::optional<Instant>&) { return false; }
    virtual LogOddities oddities() const = 0;
};

/// A kind of log.
class LogFormat {
public:
    virtual ~LogFormat() = default;
    /// "slow log", "general log", "PostgreSQL stderr log", ...
    virtual std::string_view name() const = 0;
    virtual SqlDialect dialect() const = 0;
    /// Does the log carry times at all?
    virtual bool timed() const { return true; }
    /// The first line that begins at or after `from` and looks like the beginning of an entry; npos when the
    /// text has none. It may be wrong (such a line within a string): the cutters find out.
    virtual std::size_t boundary(std::string_view text, std::size_t from) const = 0;
    virtual std::unique_ptr<LogCutter> cutter() const = 0;
    virtual std::unique_ptr<LogOrder> order() const = 0;
};

} // namespace causeway
