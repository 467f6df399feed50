// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace causeway {

/// Tells the time of each entry from the two clocks of a slow log. "# Time:" is the server's local time in
/// old versions and carries a zone in new ones; "SET timestamp=" is UTC, but a session may set it to
/// anything. The zone of the local times is learnt from entries that have both.
class SlowLogClock {
public:
    /// A "# Time:" line, nothing when it cannot be read; it holds for the entries after it until the next
    /// one.
    void header(std::optional<Instant> at, bool zoned) {
        header_ = at;
        zoned_ = zoned;
    }
    /// The time of an entry that took `queryNs` and may carry a SET timestamp.
    std::optional<Instant> entry(std::optional<Instant> statement, std::uint64_t queryNs);
    /// The next log begins: its clock has nothing to do with this one's.
    void nextLog();

    std::uint64_t backwards() const { return backwards_; }
    std::uint64_t forged() const { return forged_; }  ///< SET timestamp far from the log's own time
    bool usedLocalTime() const { return usedLocal_; } ///< a time without a zone was taken as UTC

private:
    std::optional<Instant> pick(std::optional<Instant> statement, std::chrono::milliseconds query);
    Instant local(Instant at);

    std::optional<Instant> header_, last_;
    std::optional<std::chrono::minutes> offset_;
    bool zoned_ = false, usedLocal_ = false;
    std::uint64_t backwards_ = 0, forged_ = 0;
};

} // namespace causeway
