// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/stamps.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace causeway {
namespace {

using namespace std::chrono;

bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::vector<std::string_view> words(std::string_view line) {
    std::vector<std::string_view> result;
    for (const auto part : split(line, ' '))
        if (!trim(part).empty() && result.size() < 16)
            result.push_back(trim(part));
    return result;
}

std::optional<unsigned> monthNumber(std::string_view word) {
    constexpr std::array kNames{"jan", "feb", "mar", "apr", "may", "jun",
                                "jul", "aug", "sep", "oct", "nov", "dec"};
    if (word.size() < 3)
        return std::nullopt;
    const auto it = std::find(kNames.begin(), kNames.end(), toLower(word.substr(0, 3)));
    return it == kNames.end() ? std::nullopt : std::optional(unsigned(it - kNames.begin()) + 1);
}

std::optional<Date> makeDate(long long y, long long m, long long d) {
    if (y < 1970 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31)
        return std::nullopt;
    const year_month_day ymd{year(int(y)), month(unsigned(m)), day(unsigned(d))};
    return ymd.ok() ? std::optional<Date>(sys_days{ymd}) : std::nullopt;
}

std::optional<Instant> fromEpoch(std::string_view text) {
    double seconds = 0;
    // From 2001 to 2128: ten digits, so that a counter's value is not taken for a time.
    if (text.size() < 10 || !parseNumber(text, seconds) || seconds < 1e9 || seconds > 5e9)
        return std::nullopt;
    return Instant{milliseconds{static_cast<long long>(seconds * 1000)}};
}

/// "Sun Nov 22 14:13:24 UTC 2026" and "Sun 22 Nov 2026 02:13:24 PM UTC".
std::optional<Stamp> fromDateProgram(const std::vector<std::string_view>& parts) {
    std::optional<unsigned> monthOf;
    std::optional<long long> dayOf, yearOf;
    std::optional<milliseconds> clock;
    bool zoned = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        long long n = 0;
        if (const auto m = monthNumber(parts[i]); m && !monthOf && !parts[i].empty())
            monthOf = m;
        else if (parts[i].find(':') != std::string_view::npos) {
            const bool half = i + 1 < parts.size() && (parts[i + 1] == "PM" || parts[i + 1] == "AM");
            clock = parseClock(half ? std::string(parts[i]) + " " + std::string(parts[i + 1])
                                    : std::string(parts[i]));
        } else if (parseNumber(parts[i], n))
            (n >= 1970 && n <= 2200 ? yearOf : dayOf) = n;
        else if (parts[i] == "UTC" || parts[i] == "GMT")
            zoned = true;
    }
    if (!monthOf || !dayOf || !yearOf || !clock)
        return std::nullopt;
    const auto date = makeDate(*yearOf, *monthOf, *dayOf);
    return date ? std::optional(Stamp{Instant{*date} + *clock, zoned}) : std::nullopt;
}

/// The ISO moment that starts at `at`, with as much of a fraction and a zone as follows it.
std::optional<Stamp> isoAt(std::string_view line, std::size_t at) {
    std::string_view text = line.substr(at);
    std::size_t end = 10;
    if (text.size() > 11 && (text[10] == 'T' || text[10] == ' ') && digit(text[11]))
        for (end = 11; end < text.size() && (digit(text[end]) || text[end] == ':' || text[end] == '.');)
            ++end;
    const std::size_t clockEnd = end;
    if (end < text.size() && text[end] == 'Z')
        ++end;
    else if (end + 2 < text.size() && (text[end] == '+' || text[end] == '-') && digit(text[end + 1]))
        for (++end; end < text.size() && (digit(text[end]) || text[end] == ':');)
            ++end;
    if (text.size() >= 18 && text.substr(10, 2) == "  ") // "2026-11-20  9:14:03" at the end of a dump
        return isoAt(std::string(text.substr(0, 10)) + " 0" + std::string(text.substr(12, 7)), 0);
    if (const auto t = parseInstant(text.substr(0, end)))
        return Stamp{*t, end > clockEnd};
    if (const auto t = parseInstant(text.substr(0, clockEnd)))
        return Stamp{*t, text.substr(clockEnd, 4) == " UTC"};
    return std::nullopt;
}

} // namespace

std::optional<Stamp> findStamp(std::string_view line) {
    if (line.size() > 300)
        return std::nullopt;
    for (std::size_t i = 0; i + 16 <= line.size(); ++i)
        if (digit(line[i]) && line[i + 4] == '-' && line[i + 7] == '-' && (i == 0 || !digit(line[i - 1])))
            if (const auto stamp = isoAt(line, i))
                return stamp;
    const auto parts = words(line);
    if (const auto stamp = fromDateProgram(parts))
        return stamp;
    if (parts.size() == 1 || (parts.size() >= 2 && (parts[0] == "TS" || parts[0] == "#")))
        if (const auto t = fromEpoch(parts.size() == 1 ? parts[0] : parts[1]))
            return Stamp{*t, true};
    return std::nullopt;
}

std::optional<milliseconds> parseClock(std::string_view text) {
    text = trim(text);
    int shift = 0;
    bool half = false;
    if (text.size() > 2 && (text.ends_with("AM") || text.ends_with("PM"))) {
        half = true;
        shift = text.ends_with("PM") ? 12 : 0;
        text = trim(text.substr(0, text.size() - 2));
    }
    if (text.size() != 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    long long h = 0, m = 0, s = 0;
    if (!digit(text[0]) || !digit(text[3]) || !digit(text[6]) || !parseNumber(text.substr(0, 2), h) ||
        !parseNumber(text.substr(3, 2), m) || !parseNumber(text.substr(6, 2), s) || h > 24 || m > 59 ||
        s > 60)
        return std::nullopt;
    if (half && (h < 1 || h > 12))
        return std::nullopt;
    return hours{half ? h % 12 + shift : h} + minutes{m} + seconds{s};
}

std::optional<Date> parseSysstatDate(std::string_view text) {
    if (const auto iso = parseDate(text))
        return iso;
    const char separator = text.find('.') != std::string_view::npos ? '.' : '/';
    const auto parts = split(text, separator);
    long long a = 0, b = 0, y = 0;
    if (parts.size() != 3 || !parseNumber(parts[0], a) || !parseNumber(parts[1], b) ||
        !parseNumber(parts[2], y))
        return std::nullopt;
    if (parts[0].size() == 4)
        return makeDate(a, b, y);
    if (y < 100)
        y += 2000;
    return separator == '.' || a > 12 ? makeDate(y, b, a) : makeDate(y, a, b);
}

} // namespace causeway
