// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace causeway {
namespace {

constexpr const char* kNbsp = "\u00a0";
constexpr const char* kThinNbsp = "\u202f";

/// A number and the rest of the text, both trimmed; nothing when there is no number or it is not finite.
std::optional<std::pair<double, std::string>> splitNumber(std::string_view text) {
    text = trim(text);
    if (!text.empty() && text.front() == '+')
        text.remove_prefix(1);
    double value = 0;
    auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || !std::isfinite(value))
        return std::nullopt;
    const auto rest = trim(std::string_view(p, std::size_t(text.data() + text.size() - p)));
    return std::pair{value, toLower(rest)};
}

/// At most three significant digits, no trailing zeros after the point.
std::string threeDigits(double value) {
    const double a = std::fabs(value);
    auto text = fmt::format("{:.{}f}", value, a >= 99.95 ? 0 : a >= 9.995 ? 1 : 2);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0')
            text.pop_back();
        if (text.back() == '.')
            text.pop_back();
    }
    return text;
}

} // namespace

std::optional<double> parseBytes(std::string_view text) {
    const auto parts = splitNumber(text);
    if (!parts || parts->first < 0)
        return std::nullopt;
    std::string unit = parts->second;
    if (unit.empty() || unit == "b" || unit == "byte" || unit == "bytes")
        return parts->first;
    constexpr std::string_view letters = "kmgtp";
    const auto power = letters.find(unit.front());
    const auto rest = std::string_view(unit).substr(1);
    if (power == std::string_view::npos || !(rest.empty() || rest == "b" || rest == "ib"))
        return std::nullopt;
    return parts->first * std::pow(1024.0, double(power + 1));
}

std::optional<double> parseSeconds(std::string_view text) {
    const auto parts = splitNumber(text);
    if (!parts || parts->first < 0)
        return std::nullopt;
    static const std::array<std::pair<std::string_view, double>, 17> units{{
        {"", 1},
        {"s", 1},
        {"sec", 1},
        {"second", 1},
        {"seconds", 1},
        {"ms", 1e-3},
        {"us", 1e-6},
        {"min", 60},
        {"m", 60},
        {"minutes", 60},
        {"h", 3600},
        {"hour", 3600},
        {"hours", 3600},
        {"d", 86400},
        {"day", 86400},
        {"days", 86400},
        {"w", 604800},
    }};
    for (const auto& [name, factor] : units)
        if (parts->second == name)
            return parts->first * factor;
    return std::nullopt;
}

std::optional<double> parseGrowthPerQuarter(std::string_view text) {
    const auto parts = splitNumber(text);
    if (!parts || parts->second.empty() || parts->second.front() != '%')
        return std::nullopt;
    const double factor = 1 + parts->first / 100;
    if (factor <= 0)
        return std::nullopt;
    auto period = trim(std::string_view(parts->second).substr(1));
    if (!period.empty() && period.front() == '/')
        period = trim(period.substr(1));
    else if (period.starts_with("a ") || period.starts_with("per "))
        period = trim(period.substr(period.find(' ')));
    if (period.empty() || period == "quarter" || period == "q")
        return factor;
    if (period == "month" || period == "m")
        return std::pow(factor, 3.0);
    if (period == "year" || period == "y")
        return std::pow(factor, 0.25);
    return std::nullopt;
}

std::optional<double> parsePerSecond(std::string_view text) {
    const auto parts = splitNumber(text);
    if (!parts || parts->first < 0)
        return std::nullopt;
    if (parts->second.empty() || parts->second == "/s" || parts->second == "rps")
        return parts->first;
    if (parts->second == "/min")
        return parts->first / 60;
    if (parts->second == "/h")
        return parts->first / 3600;
    return std::nullopt;
}

std::string formatBytes(double bytes) {
    static constexpr std::array units{"B", "KB", "MB", "GB", "TB", "PB"};
    std::size_t unit = 0;
    while (std::fabs(bytes) >= 1023.5 && unit + 1 < units.size()) {
        bytes /= 1024;
        ++unit;
    }
    return fmt::format("{}{}{}", unit == 0 ? fmt::format("{:.0f}", bytes) : threeDigits(bytes), kNbsp,
                       units[unit]);
}

std::string formatSeconds(double seconds) {
    const auto whole = [](double big, const char* unit, double rest, const char* restUnit) {
        auto text = fmt::format("{:.0f}{}{}", big, kNbsp, unit);
        return rest >= 1 ? text + fmt::format(" {:.0f}{}{}", rest, kNbsp, restUnit) : text;
    };
    const double a = std::fabs(seconds);
    if (a < 1)
        return fmt::format("{}{}ms", threeDigits(seconds * 1000), kNbsp);
    if (a < 119.95)
        return fmt::format("{}{}s", threeDigits(seconds), kNbsp);
    const double s = std::round(a);
    if (s < 7200)
        return whole(std::floor(s / 60), "min", std::fmod(s, 60), "s");
    if (s < 172800)
        return whole(std::floor(s / 3600), "h", std::floor(std::fmod(s, 3600) / 60), "min");
    return whole(std::floor(s / 86400), "d", std::floor(std::fmod(s, 86400) / 3600), "h");
}

std::string formatNumber(double value, int decimals) {
    auto text = fmt::format("{:.{}f}", value, decimals);
    const auto point = text.find('.');
    const std::size_t start = text.front() == '-' ? 1 : 0;
    for (std::size_t at = (point == std::string::npos ? text.size() : point); at > start + 3;) {
        at -= 3;
        text.insert(at, kThinNbsp);
    }
    return text;
}

std::string formatPercent(double fraction) {
    const double percent = fraction * 100;
    const bool fine = std::fabs(percent) < 9.95 && std::fabs(percent - std::round(percent)) > 0.049;
    return fmt::format("{:.{}f}{}%", percent, fine ? 1 : 0, kNbsp);
}

std::string formatEffort(double low, double high) {
    const bool days = high >= 8;
    const double unit = days ? 8 : 1;
    const auto one = [&](double hours) {
        return threeDigits(std::round(hours / unit * 10) / 10);
    };
    const auto a = one(low), b = one(high);
    return fmt::format("{}{}{}", a == b ? a : a + " to " + b, kNbsp, days ? "d" : "h");
}

} // namespace causeway
