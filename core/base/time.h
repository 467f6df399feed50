// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace causeway {

/// A moment in UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A calendar day in UTC.
using Date = std::chrono::sys_days;

/// The present moment. Only collectors and the interview may call it: everything else takes its
/// dates from the snapshot, so that the same input gives the same output.
Instant now();

/// "2026-11-20T09:14:03Z"; milliseconds are written only when not zero.
std::string toIso(Instant t);
/// "2026-11-20".
std::string toIso(Date d);
/// Reads what toIso writes, also with a blank for T and with a numeric offset; nothing on bad input.
std::optional<Instant> parseInstant(std::string_view text);
/// Reads "2026-11-20"; nothing on bad input or a day that does not exist.
std::optional<Date> parseDate(std::string_view text);
/// "9 Jan 2027".
std::string longDate(Date d);
/// "9 January".
std::string dayAndMonth(Date d);
/// The date `months` calendar months later, clamped to the month's last day.
Date addMonths(Date d, int months);

} // namespace causeway
