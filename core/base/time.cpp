// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace causeway {
namespace {

using namespace std::chrono;

constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};

/// Reads exactly `digits` decimal digits at `at`.
std::optional<int> number(std::string_view text, std::size_t at, std::size_t digits) {
    if (text.size() < at + digits)
        return std::nullopt;
    int value = 0;
    const char* end = text.data() + at + digits;
    auto [p, ec] = std::from_chars(text.data() + at, end, value);
    if (ec != std::errc{} || p != end || text[at] == '-')
        return std::nullopt;
    return value;
}

} // namespace

Instant now() {
    return floor<milliseconds>(system_clock::now());
}

std::string toIso(Date d) {
    const year_month_day ymd{d};
    return fmt::format("{:04}-{:02}-{:02}", int(ymd.year()), unsigned(ymd.month()), unsigned(ymd.day()));
}

std::string toIso(Instant t) {
    const Date day = floor<days>(t);
    const hh_mm_ss hms{t - day};
    auto text = fmt::format("{}T{:02}:{:02}:{:02}", toIso(day), hms.hours().count(), hms.minutes().count(),
                            hms.seconds().count());
    if (hms.subseconds().count())
        text += fmt::format(".{:03}", hms.subseconds().count());
    return text + "Z";
}

std::optional<Date> parseDate(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto y = number(text, 0, 4), m = number(text, 5, 2), d = number(text, 8, 2);
    if (!y || !m || !d)
        return std::nullopt;
    const year_month_day ymd{year{*y}, month(unsigned(*m)), day(unsigned(*d))};
    if (!ymd.ok())
        return std::nullopt;
    return sys_days{ymd};
}

std::optional<Instant> parseInstant(std::string_view text) {
    if (text.size() < 16 || (text[10] != 'T' && text[10] != ' '))
        return std::nullopt;
    const auto date = parseDate(text.substr(0, 10));
    const auto h = number(text, 11, 2), m = number(text, 14, 2);
    if (!date || !h || !m || text[13] != ':' || *h > 23 || *m > 59)
        return std::nullopt;
    Instant t = Instant{*date} + hours{*h} + minutes{*m};
    std::size_t at = 16;
    if (at < text.size() && text[at] == ':') {
        const auto s = number(text, 17, 2);
        if (!s || *s > 60)
            return std::nullopt;
        t += seconds{*s};
        at = 19;
        if (at < text.size() && (text[at] == '.' || text[at] == ',')) {
            int scale = 100;
            for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
                t += milliseconds{(text[at] - '0') * scale};
        }
    }
    if (at == text.size() || text.substr(at) == "Z")
        return t;
    if (text[at] != '+' && text[at] != '-')
        return std::nullopt;
    const auto oh = number(text, at + 1, 2);
    const std::size_t minutesAt = at + 3 < text.size() && text[at + 3] == ':' ? at + 4 : at + 3;
    const auto om = minutesAt < text.size() ? number(text, minutesAt, 2) : std::optional<int>{0};
    if (!oh || !om)
        return std::nullopt;
    const minutes offset = hours{*oh} + minutes{*om};
    return text[at] == '+' ? t - offset : t + offset;
}

std::string longDate(Date d) {
    const year_month_day ymd{d};
    return fmt::format("{} {:.3} {}", unsigned(ymd.day()), kMonths[unsigned(ymd.month()) - 1],
                       int(ymd.year()));
}

std::string dayAndMonth(Date d) {
    const year_month_day ymd{d};
    return fmt::format("{} {}", unsigned(ymd.day()), kMonths[unsigned(ymd.month()) - 1]);
}

Date addMonths(Date d, int count) {
    const year_month_day ymd{d};
    const year_month_day moved = ymd + months{count};
    return moved.ok() ? sys_days{moved} : sys_days{moved.year() / moved.month() / last};
}

} // namespace causeway
