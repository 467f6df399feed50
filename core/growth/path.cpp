// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/path.h"

#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/snapshot/rows_by_month.h"

#include <algorithm>
#include <cmath>

namespace causeway::growth {
namespace {

constexpr double kLeastShare = 1e-3; ///< of today's size that is left whatever is archived

/// Straight lines through values at 0, 1, 2...; the last one beyond their end.
double between(const std::vector<double>& values, double at) {
    if (values.empty())
        return 0;
    const double last = double(values.size() - 1), x = std::clamp(at, 0.0, last);
    const auto i = std::size_t(x);
    return i + 1 < values.size() ? values[i] + (values[i + 1] - values[i]) * (x - double(i)) : values[i];
}

double gone(const Course& course, int month) {
    return course.archived.empty() ? 0 : between(course.archived, month);
}

/// The planned factor over a month, as the mean of its days.
double monthFactor(const Course& course, int month) {
    const Date from = addMonths(course.start, month), to = addMonths(course.start, month + 1);
    double sum = 0;
    for (Date day = from; day < to; day += std::chrono::days{1})
        sum += plannedFactor(course.events, day);
    return sum / double((to - from).count());
}

} // namespace

double Path::at(double months) const {
    return between(log, months);
}

double Path::spreadAt(double months) const {
    return between(spread, months);
}

double Ahead::total(double months) const {
    const auto upTo = [&](double m) { // the sum of whole months and a part
        const auto whole = std::min(std::size_t(std::max(m, 0.0)), steps.size() - 1);
        const double before = whole > 0 ? steps[whole - 1].total : 0;
        return before + steps[whole].value * (m - double(whole));
    };
    return upTo(gone + months) - upTo(gone);
}

double Ahead::value(double months) const {
    return steps[std::min(std::size_t(gone + months), steps.size() - 1)].value;
}

double Ahead::totalBand(double months) const {
    const auto i = std::min(std::size_t(std::ceil(gone + months)), steps.size());
    return i == 0 ? 1 : bandFactor(fit, steps[i - 1].totalSpread, 0.80);
}

double Ahead::valueBand(double months) const {
    return bandFactor(fit, steps[std::min(std::size_t(gone + months), steps.size() - 1)].valueSpread, 0.80);
}

Ahead lookAhead(const Fit& fit, Date today, int months) {
    Ahead ahead;
    ahead.fit = fit;
    const Date end = firstDay(fit.lastMonth + 1);
    ahead.gone = std::max(0.0, double((today - end).count()) / kDaysPerMonth);
    constexpr int kLongest = 600;
    ahead.steps = predict(fit, std::min(kLongest, months + int(ahead.gone) + 2));
    return ahead;
}

double plannedFactor(const std::vector<GrowthEvent>& events, Date day) {
    double factor = 1;
    for (const auto& event : events)
        if (day >= event.from && (!event.until || day <= *event.until))
            factor *= event.factor;
    return factor;
}

Path ratedSize(double rate, double rateSpread, const Course& course) {
    Path path;
    double size = 1;
    for (int m = 0; m <= course.months + 1; ++m) {
        path.log.push_back(std::log(std::max(kLeastShare, size - gone(course, m))));
        path.spread.push_back(rateSpread * m / 3);
        // What one month adds: growth of today's size by the rate, changed by the plans.
        size += (std::exp(rate * (m + 1) / 3) - std::exp(rate * m / 3)) * monthFactor(course, m);
    }
    return path;
}

Path ratedLoad(double rate, double rateSpread, const Course& course) {
    Path path;
    const double now = plannedFactor(course.events, course.start);
    for (int m = 0; m <= course.months + 1; ++m) {
        const double plan = m == 0 ? now : monthFactor(course, m);
        path.log.push_back(rate * m / 3 + std::log(std::max(kLeastShare, plan) / std::max(kLeastShare, now)));
        path.spread.push_back(rateSpread * m / 3);
    }
    return path;
}

Path fittedSize(const Ahead& ahead, double now, const Course& course) {
    Path path;
    const double z = assumption("band_z").value;
    double added = 0;
    for (int m = 0; m <= course.months + 1; ++m) {
        const double size = now + added - now * gone(course, m);
        path.log.push_back(std::log(std::max(kLeastShare, size / now)));
        // The upper edge of what is added, against the whole size.
        const double edge = added * (m == 0 ? 0 : ahead.totalBand(m) - 1);
        path.spread.push_back(std::log1p(edge / std::max(now * kLeastShare, size)) / z);
        added += (ahead.total(m + 1) - ahead.total(m)) * monthFactor(course, m);
    }
    return path;
}

Path fittedLoad(const Ahead& ahead, const Course& course) {
    Path path;
    const double z = assumption("band_z").value;
    const double now = std::max(1e-9, ahead.value(0) * plannedFactor(course.events, course.start));
    for (int m = 0; m <= course.months + 1; ++m) {
        const double plan = m == 0 ? plannedFactor(course.events, course.start) : monthFactor(course, m);
        path.log.push_back(std::log(std::max(kLeastShare, ahead.value(m) * plan / now)));
        path.spread.push_back(m == 0 ? 0 : std::log(ahead.valueBand(m)) / z);
    }
    return path;
}

} // namespace causeway::growth
