// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string_view>

namespace causeway {

/// A moment as a text file says it. Without a zone the clock's reading is taken as UTC: `zoned` tells, so
/// that the reader can say so.
struct Stamp {
    Instant at{};
    bool zoned = false;
};

/// Finds a date and time in a line that is not data: "# 2026-11-20 09:14:03", "2026-11-20T09:14:03+02:00",
/// what `date` prints in the C and en_US locales, "TS 1795356808.001 ..." or a bare epoch. Nothing when the
/// line holds none.
std::optional<Stamp> findStamp(std::string_view line);

/// Reads "14:12:48", "02:12:48 PM" or "02:12:48PM" as milliseconds since midnight; nothing on bad input.
std::optional<std::chrono::milliseconds> parseClock(std::string_view text);

/// Reads the day in sysstat's headers: "11/20/2026", "11/20/26" (month first), "2026-11-20", "20.11.2026",
/// "20/11/2026" where the month would be impossible. Nothing on bad input.
std::optional<Date> parseSysstatDate(std::string_view text);

} // namespace causeway
