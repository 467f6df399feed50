// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace causeway {

inline constexpr double kKiB = 1024.0, kMiB = kKiB * 1024, kGiB = kMiB * 1024, kTiB = kGiB * 1024;
/// Mean Gregorian month and quarter, in days: growth rates "per quarter" use them.
inline constexpr double kDaysPerMonth = 365.2425 / 12, kDaysPerQuarter = 365.2425 / 4;

/// Reads "100GB", "16 GiB", "512M", "1.5 TB", "4096" as bytes. KB, MB, GB, TB and the bare letters
/// are powers of 1024, as database servers and machine sellers use them. Nothing on bad input.
std::optional<double> parseBytes(std::string_view text);
/// Reads "30s", "5 min", "2h", "1d", "500ms", "90" (seconds) as seconds. Nothing on bad input.
std::optional<double> parseSeconds(std::string_view text);
/// Reads "50%/quarter", "12%/month", "3 %/year", "50%" (a quarter) as a factor a quarter: 1.5.
std::optional<double> parseGrowthPerQuarter(std::string_view text);
/// Reads "100", "100/s", "6000/min" as events a second.
std::optional<double> parsePerSecond(std::string_view text);

/// "100 GB", "7.9 GB", "512 MB": at most three significant digits, a no-break space before the unit.
std::string formatBytes(double bytes);
/// "0.3 ms", "21.5 s", "4 min 10 s", "2 h 5 min", "3 d 4 h".
std::string formatSeconds(double seconds);
/// "48 210" with no-break thin spaces as thousands separators; up to `decimals` decimals.
std::string formatNumber(double value, int decimals = 0);
/// "87 %" of a fraction 0.87; one decimal below 10 %.
std::string formatPercent(double fraction);
/// "0.5 h", "6 h", "3 d" (8 h a day), "2 to 5 d".
std::string formatEffort(double lowHours, double highHours);

} // namespace causeway
