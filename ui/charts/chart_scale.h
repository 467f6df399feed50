// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"

#include <QString>

#include <vector>

namespace causeway::ui {

/// A mark on an axis: where, in the axis' own values, and what is written there.
struct Tick {
    double value = 0;
    QString text;
};

/// One axis of a chart: its range, its marks, and the value as the plot uses it (its logarithm on a log
/// axis).
struct ChartScale {
    double low = 0, high = 1;
    bool log = false;
    std::vector<Tick> ticks;

    /// Linear in the plot; on a log axis values at or below zero stand at its low end.
    double linear(double value) const;
    /// The value that linear() makes this of.
    double unlinear(double place) const;
    double linearLow() const { return linear(low); }
    double linearHigh() const { return linear(high); }
    /// 0..1 along the axis.
    double fraction(double value) const;
};

/// Zero-based (unless log), with 3 to 6 round marks at most `maxTicks`.
ChartScale valueScale(double low, double high, bool log, int maxTicks);
/// Numbers along x: the range as it is, round marks.
ChartScale spanScale(double low, double high, bool log, int maxTicks);
/// Days since 1970-01-01: marks on the first of months, on days for a short span, on hours or minutes for one
/// of a few days.
ChartScale dateScale(double low, double high, int maxTicks);
/// One mark a category at 0, 1, 2...; every n-th written when there are more than `maxTicks`.
ChartScale categoryScale(const std::vector<std::string>& categories, int maxTicks);

/// "9 Jan 2027" of days since 1970-01-01.
QString dateText(double days);
/// "9 Jan 2027, 14:05" where it is not midnight, in UTC; else the date.
QString momentText(double days);
/// A number with as many decimals as its size asks for, and the unit after a no-break space.
QString valueText(double value, const std::string& unit);

} // namespace causeway::ui
