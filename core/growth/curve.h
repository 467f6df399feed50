// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/fit.h"

namespace causeway::growth {

/// The logarithms of a series and the curve that is laid through the first `n` of them.
struct CurveFit {
    Shape shape = Shape::Steady;
    int n = 0;
    std::array<double, 3> theta{};
    std::array<double, 12> season{};
    std::array<int, 12> seasonMonths{};
    bool seasonal = false;
    double scale = 0; ///< of the residuals
};

int parametersOf(Shape shape);
/// Time of value i in years, 0 at the last of `n`.
inline double yearsAt(int i, int n) {
    return double(i - (n - 1)) / 12;
}
/// log f(t), and its derivatives by the parameters where `gradient` is given.
double logLevel(Shape shape, const std::array<double, 3>& theta, double t, double* gradient = nullptr);
/// Lays a curve through the values. `firstMonth` as in Series; `start`: a fit of a longer part of the same
/// series to start from, or null.
CurveFit fitCurve(Shape shape, bool seasonal, std::span<const double> logs, int firstMonth,
                  const CurveFit* start = nullptr);
/// Scale, covariance and what else the intervals need, from the residuals of a curve.
Fit measured(const CurveFit& curve, std::span<const double> logs, int firstMonth);
/// The median of what is there; reorders it.
double medianOf(std::span<double> values);

/// Half of a month, so that an empty one has a logarithm.
inline constexpr double kOffset = 0.5;

} // namespace causeway::growth
