// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/model.h"

#include "core/base/units.h"
#include "core/growth/assumptions.h"

#include <cmath>

namespace causeway::growth {
namespace {

constexpr double kMonths = 3; ///< in a quarter

/// Logarithm of the factor since the start.
double grown(const Growing& g, double t) {
    return g.path ? g.path->at(kMonths * t) : g.rate * t;
}

/// Half width of the band, as a logarithm.
double spread(const Growing& g, double t) {
    return assumption("band_z").value *
           std::hypot(g.levelSpread, g.path ? g.path->spreadAt(kMonths * t) : g.rateSpread * t);
}

/// The highest that the band's upper edge gets until `last`.
double highest(const Growing& g, double last) {
    if (!g.path)
        return std::max(0.0, g.rate) * last + spread(g, last);
    double most = 0;
    for (std::size_t m = 0; m < g.path->log.size(); ++m)
        most = std::max(most, g.path->log[m] + spread(g, double(m) / kMonths));
    return most;
}

/// The first day within which the grown part's logarithm reaches `target`; `side` is -1, 0 or 1.
std::optional<Date> firstDay(const Growing& g, double target, int side, Date start, int lastDay) {
    const auto reached = [&](int day) {
        const double t = day / kDaysPerQuarter;
        return grown(g, t) + (side == 0 ? 0 : side * spread(g, t)) >= target;
    };
    if (reached(0))
        return start;
    // The lower edge can fall again where the rate is uncertain, so days are tried in order.
    for (int day = 0; day < lastDay; ++day)
        if (reached(day + 1))
            return start + std::chrono::days{day};
    return std::nullopt;
}

} // namespace

Growing growing(double value, Basis level, const GrowthInput& factor, double offset) {
    const auto key = [](const char* what, Basis b) {
        return std::string(what) + (b == Basis::Measured ? "measured"
                                    : b == Basis::Stated ? "stated"
                                                         : "assumed");
    };
    Growing g;
    g.value = value;
    g.offset = offset;
    g.levelSpread = assumption(key("level_spread_", level)).value;
    g.rate = std::log(factor.value);
    g.rateSpread = std::max(assumption("rate_spread_floor").value,
                            std::fabs(g.rate) * assumption(key("rate_spread_", factor.basis)).value);
    return g;
}

double quarters(Date from, Date to) {
    return double((to - from).count()) / kDaysPerQuarter;
}

ForecastPoint project(const Growing& g, Date start, Date at) {
    const double t = quarters(start, at), value = g.value * std::exp(grown(g, t)),
                 wide = std::exp(spread(g, t));
    return {at, g.offset + value, g.offset + value / wide, g.offset + value * wide};
}

std::vector<ForecastPoint> monthly(const Growing& g, Date start, int months) {
    std::vector<ForecastPoint> points;
    for (int month = 0; month <= months; ++month)
        points.push_back(project(g, start, addMonths(start, month)));
    return points;
}

Crossing crossing(const Growing& g, double limit, Date start, Date end) {
    if (limit <= g.offset)
        return {start, start, start};
    if (g.value <= 0)
        return {};
    const double target = std::log((limit - g.offset) / g.value);
    const int days = int((end - start).count());
    // Where even the upper edge at the end stays below, nothing is crossed: most keys of a large schema.
    if (target > 0 && highest(g, days / kDaysPerQuarter) < target)
        return {};
    return {firstDay(g, target, 0, start, days), firstDay(g, target, 1, start, days),
            firstDay(g, target, -1, start, days)};
}

} // namespace causeway::growth
