// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_scale.h"

#include "core/base/time.h"
#include "core/base/units.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kShortSpanDays = 75;
constexpr double kClockSpanDays = 3; ///< below it the marks are hours or minutes
constexpr int kMinutesADay = 24 * 60;

/// The least of 1, 2, 2.5, 5 times a power of ten that is not below `raw`.
double roundStep(double raw) {
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (raw <= factor * power * (1 + 1e-9))
            return factor * power;
    return 10 * power;
}

int decimalsOf(double step) {
    for (int decimals = 0; decimals < 6; ++decimals) {
        const double shifted = step * std::pow(10.0, decimals);
        if (std::abs(shifted - std::round(shifted)) < 1e-6)
            return decimals;
    }
    return 6;
}

QString fixed(double value, int decimals) {
    return QString::fromStdString(formatNumber(value == 0 ? 0 : value, decimals));
}

void addTicks(ChartScale& scale, double step) {
    const int decimals = decimalsOf(step);
    for (double i = std::ceil(scale.low / step - 1e-9); i * step <= scale.high + step * 1e-9; ++i)
        scale.ticks.push_back({i * step, fixed(i * step, decimals)});
}

void addLogTicks(ChartScale& scale, int maxTicks) {
    const double decades = std::log10(scale.high / scale.low);
    const bool threes = decades * 2 < maxTicks;
    const int every = std::max(1, int(std::ceil(decades / std::max(1, maxTicks))));
    int count = 0;
    for (double power = std::floor(std::log10(scale.low) + 1e-9); power <= std::log10(scale.high) + 1e-9;
         ++power)
        for (const double factor : {1.0, 3.0}) {
            const double value = factor * std::pow(10.0, power);
            const bool wanted = factor == 1 ? count++ % every == 0 : threes;
            if (wanted && value >= scale.low * 0.999 && value <= scale.high * 1.001)
                scale.ticks.push_back({value, fixed(value, value < 1 ? int(std::ceil(-power)) : 0)});
        }
}

Date dayOf(double days) {
    return Date(std::chrono::days(static_cast<int>(std::floor(std::clamp(days, -700000.0, 2900000.0)))));
}

double daysOf(Date date) {
    return double(date.time_since_epoch().count());
}

/// "Jan 27": month and year of a date.
QString monthText(Date date) {
    const std::string full = longDate(date);
    const auto first = full.find(' '), last = full.rfind(' ');
    return QString::fromStdString(full.substr(first + 1, last - first - 1) + "\u00a0" +
                                  full.substr(full.size() - 2));
}

/// Of a moment, rounded to whole minutes, which days as a double cannot hold exactly.
long long minutesOf(double days) {
    return std::llround(std::clamp(days, -700000.0, 2900000.0) * kMinutesADay);
}

QString clockText(long long minutes) {
    const auto ofDay = ((minutes % kMinutesADay) + kMinutesADay) % kMinutesADay;
    return QString("%1:%2").arg(ofDay / 60, 2, 10, QChar('0')).arg(ofDay % 60, 2, 10, QChar('0'));
}

/// "9 Jan"
QString shortDayText(Date date) {
    const std::string full = longDate(date);
    return QString::fromStdString(full.substr(0, full.rfind(' ')));
}

/// "14:00", and the day where one begins.
void addClockTicks(ChartScale& scale, int maxTicks) {
    long long step = kMinutesADay;
    for (const int candidate : {1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720})
        if ((scale.high - scale.low) * kMinutesADay / candidate <= maxTicks) {
            step = candidate;
            break;
        }
    const auto first = minutesOf(scale.low), last = minutesOf(scale.high);
    for (auto at = first + ((step - first % step) % step); at <= last; at += step) {
        const double day = double(at) / kMinutesADay;
        scale.ticks.push_back(
            {day, at % kMinutesADay == 0 ? shortDayText(dayOf(day + 1e-9)) : clockText(at)});
    }
}

} // namespace

double ChartScale::linear(double value) const {
    return log ? std::log10(std::max(value, low)) : value;
}

double ChartScale::unlinear(double place) const {
    return log ? std::pow(10.0, place) : place;
}

double ChartScale::fraction(double value) const {
    const double from = linearLow(), to = linearHigh();
    return to != from ? (linear(value) - from) / (to - from) : 0;
}

ChartScale valueScale(double low, double high, bool log, int maxTicks) {
    ChartScale scale;
    scale.log = log && high > 0;
    if (scale.log) {
        scale.high = std::pow(10.0, std::ceil(std::log10(high) * 2 - 1e-9) / 2);
        scale.low = std::pow(10.0, std::floor(std::log10(low > 0 ? low : high / 1000)));
        addLogTicks(scale, maxTicks);
        return scale;
    }
    low = std::min(low, 0.0);
    if (high <= low)
        high = low + 1;
    const double step = roundStep((high - low) / std::clamp(maxTicks, 2, 6));
    scale.low = std::floor(low / step + 1e-9) * step;
    scale.high = std::ceil(high / step - 1e-9) * step;
    addTicks(scale, step);
    return scale;
}

ChartScale spanScale(double low, double high, bool log, int maxTicks) {
    ChartScale scale;
    scale.log = log && low > 0 && high > low;
    scale.low = low;
    scale.high = high > low ? high : low + 1;
    if (scale.log)
        addLogTicks(scale, maxTicks);
    else
        addTicks(scale, roundStep((scale.high - scale.low) / std::max(1, maxTicks)));
    return scale;
}

ChartScale dateScale(double low, double high, int maxTicks) {
    ChartScale scale;
    scale.low = low;
    scale.high = high > low ? high : low + 1;
    maxTicks = std::max(2, maxTicks);
    if (scale.high - scale.low < kClockSpanDays) {
        addClockTicks(scale, maxTicks);
        return scale;
    }
    if (scale.high - scale.low < kShortSpanDays) {
        double step = 1;
        for (const double candidate : {1.0, 2.0, 7.0, 14.0, 28.0}) {
            step = candidate;
            if ((scale.high - scale.low) / step <= maxTicks)
                break;
        }
        for (double day = std::ceil(scale.low); day <= scale.high; day += step)
            scale.ticks.push_back({day, shortDayText(dayOf(day))});
        return scale;
    }
    int months = 1;
    for (const int candidate : {1, 2, 3, 4, 6, 12, 24, 60, 120, 240}) {
        months = candidate;
        if ((scale.high - scale.low) / (kDaysPerMonth * months) <= maxTicks)
            break;
    }
    const std::chrono::year_month_day start(dayOf(scale.low));
    Date tick = Date(start.year() / start.month() / 1);
    if (daysOf(tick) < scale.low)
        tick = addMonths(tick, 1);
    for (; daysOf(tick) <= scale.high; tick = addMonths(tick, months))
        scale.ticks.push_back({daysOf(tick), monthText(tick)});
    return scale;
}

ChartScale categoryScale(const std::vector<std::string>& categories, int maxTicks) {
    ChartScale scale;
    scale.low = -0.5;
    scale.high = std::max(0.5, double(categories.size()) - 0.5);
    const std::size_t every = std::max<std::size_t>(
        1, (categories.size() + std::size_t(std::max(1, maxTicks)) - 1) / std::size_t(std::max(1, maxTicks)));
    for (std::size_t i = 0; i < categories.size(); i += every)
        scale.ticks.push_back({double(i), QString::fromStdString(categories[i])});
    return scale;
}

QString dateText(double days) {
    return QString::fromStdString(longDate(dayOf(days)));
}

QString momentText(double days) {
    const auto minutes = minutesOf(days);
    const auto date = dateText(double(minutes) / kMinutesADay + 1e-9);
    return minutes % kMinutesADay == 0 ? date : date + ", " + clockText(minutes);
}

QString valueText(double value, const std::string& unit) {
    const double size = std::abs(value);
    const auto isTenths = [&] {
        return std::abs(value * 10 - std::round(value * 10)) < 1e-9;
    };
    const int decimals = size == 0 || size >= 100 || value == std::round(value) ? 0
                         : size >= 1 || isTenths()                              ? 1
                                                                                : 3;
    const QString number = fixed(value, decimals);
    return unit.empty() ? number : number + QChar(0x00a0) + QString::fromStdString(unit);
}

} // namespace causeway::ui
