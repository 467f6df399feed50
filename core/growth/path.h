// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/growth_plan.h"
#include "core/growth/fit.h"

#include <memory>
#include <vector>

namespace causeway::growth {

/// How a quantity develops against today's, where that is no constant rate: the logarithm of its factor and
/// the spread (one standard deviation) of that logarithm, each month from today. Straight lines between.
struct Path {
    std::vector<double> log, spread;
    double at(double months) const;
    double spreadAt(double months) const;
};
using PathPtr = std::shared_ptr<const Path>;

/// A fit's forecast from today on. The series ended with the last whole month.
struct Ahead {
    Fit fit;
    double gone = 0;                   ///< months since the series' end, 0 or more
    std::vector<Step> steps;           ///< of whole months after the series' end
    double total(double months) const; ///< added from today on
    double value(double months) const; ///< a month's additions then
    /// Factor between the middle and the edge of a total's 80 % band.
    double totalBand(double months) const;
    double valueBand(double months) const; ///< the same of a month's additions
};
Ahead lookAhead(const Fit& fit, Date today, int months);

/// The factor by which the client's plans change what is added and asked on a day.
double plannedFactor(const std::vector<GrowthEvent>& events, Date day);

/// What paths are made for.
struct Course {
    Date start{};
    int months = 24;
    std::vector<GrowthEvent> events;
    /// The share of today's size that archive policies have taken away by each month; empty: nothing.
    std::vector<double> archived;
};
/// Size and load at a stated rate (logarithm a quarter).
Path ratedSize(double rate, double rateSpread, const Course& course);
Path ratedLoad(double rate, double rateSpread, const Course& course);
/// Size that is `now` today and to which the fitted additions come; load that goes as the additions do.
Path fittedSize(const Ahead& ahead, double now, const Course& course);
Path fittedLoad(const Ahead& ahead, const Course& course);

} // namespace causeway::growth
