// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_event.h"
#include "core/workload/statement_end.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace causeway {

constexpr std::string_view kSlowLogTime = "# Time: ", kSlowLogUser = "# User@Host: ",
                           kSlowLogQuery = "# Query_time: ";

/// What the comment lines above a statement in a slow log say.
struct SlowLogHeader {
    LogEvent event;              ///< user, schema, figures: views into the log
    bool impossibleTime = false; ///< a time below zero or above ten years; taken as 0
    bool begun = false;          ///< a line of this entry was seen
};

/// Reads "# User@Host: ...", "# Query_time: ..." and all other lines of names and values into the header.
/// Names that are not known are passed over.
void readHeaderLine(std::string_view line, SlowLogHeader& header);

/// Seconds as the log writes them ("2", "0.000012") in nanoseconds. Below zero or above ten years: nothing;
/// servers have written such times when their clock was set back.
std::optional<std::uint64_t> slowLogNanoseconds(std::string_view text);

/// "071015 21:43:52", "121123 19:56:06.0000001967", or an ISO time; `zoned` is set for a time with a zone.
std::optional<Instant> slowLogTime(std::string_view text, bool& zoned);

/// "SET timestamp=1197996507;", also with insert_id and last_insert_id before it, as the server writes it.
std::optional<Instant> setTimestamp(std::string_view line);

/// The schema of "use shop;" or "use `my shop`;", as the server writes it; empty for anything else.
std::string_view usedSchema(std::string_view line);

/// "/usr/sbin/mysqld, Version: 5.7.12-log ((Ubuntu)). started with:"; a quote before the version belongs to a
/// statement that speaks of such a line.
bool isServerBanner(std::string_view line);
/// The version in such a line ("5.7.12-log").
std::string_view bannerVersion(std::string_view line);

/// The lines that begin entries of a slow log.
class SlowLogLines : public HeaderLines {
public:
    bool looksLike(std::string_view line) const override;
    bool isWhole(std::string_view line) const override;
    bool semicolons() const override { return true; }
};

} // namespace causeway
