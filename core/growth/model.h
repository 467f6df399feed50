// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/forecast.h"
#include "core/growth/path.h"

namespace causeway::growth {

/// Compound growth: v(t) = offset + value * exp(r t), t in quarters. The 80 % band takes the level's and the
/// rate's uncertainty as independent and log-normal: v * exp(+-z * sqrt(levelSpread^2 + (rateSpread t)^2)),
/// so it widens with the horizon. With a path, its factor and its spread take the place of exp(r t) and of
/// rateSpread t.
struct Growing {
    double value = 0;  ///< the part that grows, at the start
    double offset = 0; ///< the part that does not
    double levelSpread = 0;
    double rate = 0; ///< natural logarithm of the factor a quarter
    double rateSpread = 0;
    PathPtr path = nullptr; ///< instead of the rate, where the growth is no constant one
};

/// The rate and its spread from a factor a quarter, by how well it is known.
Growing growing(double value, Basis level, const GrowthInput& factor, double offset = 0);
/// Mean quarters between two days.
double quarters(Date from, Date to);
ForecastPoint project(const Growing& g, Date start, Date at);
/// Monthly points, the first one the start itself.
std::vector<ForecastPoint> monthly(const Growing& g, Date start, int months);

struct Crossing {
    std::optional<Date> crossed, earliest, latest;
};
/// The days in which the mean and the band's edges reach `limit` (t = ln((limit - offset) / value) / r);
/// the start where they are there already, nothing where they are not before the horizon's end.
Crossing crossing(const Growing& g, double limit, Date start, Date end);

} // namespace causeway::growth
