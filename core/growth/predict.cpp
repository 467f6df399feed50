// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/curve.h"

#include <cmath>

namespace causeway::growth {
namespace {

/// Standard deviation of a logarithm from that of the value over its mean.
double logSpread(double variance, double mean) {
    return mean > 0 ? std::sqrt(std::log1p(variance / (mean * mean))) : 0;
}

/// The normal quantile of a two-sided band of 80 or 95 %.
double normalQuantile(double share) {
    return share > 0.9 ? 1.959964 : 1.281552;
}

} // namespace

double bandFactor(const Fit& fit, double spread, double share) {
    const double z = normalQuantile(share), v = fit.degrees, z3 = z * z * z, z5 = z3 * z * z;
    const double q = z + (z3 + z) / (4 * v) + (5 * z5 + 16 * z3 + 3 * z) / (96 * v * v);
    return std::exp(q * spread);
}

double valueAt(const Fit& fit, int ahead) {
    const double season = fit.seasonal ? fit.season[(fit.lastMonth + ahead) % 12] : 0;
    return fit.smear * std::exp(logLevel(fit.shape, fit.theta, double(ahead) / 12) + season);
}

std::vector<Step> predict(const Fit& fit, int months) {
    std::vector<Step> steps;
    steps.reserve(std::size_t(months));
    const double noise =
        fit.shape == Shape::Uneven ? fit.sigma * fit.sigma : std::expm1(fit.sigma * fit.sigma) + fit.bursts;
    std::vector<double> otherTotals(fit.others.size());
    const double wide = fit.calibration * fit.calibration;
    double total = 0, noiseOfTotal = 0, carried = 0;
    std::array<double, 3> sumGradient{};
    std::array<double, 12> bySeason{};
    for (int h = 1; h <= months; ++h) {
        std::array<double, 3> gradient{};
        logLevel(fit.shape, fit.theta, double(h) / 12, gradient.data());
        const double value = valueAt(fit, h);
        const int month = (fit.lastMonth + h) % 12;
        // Var of the sum of months whose noises correlate as rho^distance, one month at a time.
        noiseOfTotal += noise * value * (value + 2 * fit.rho * carried);
        carried = value + fit.rho * carried;
        total += value;
        bySeason[month] += value;
        double curve = 0, curveOfTotal = 0, season = 0, seasonOfTotal = 0;
        for (int j = 0; j < fit.parameters; ++j)
            sumGradient[j] += value * gradient[j];
        for (int j = 0; j < fit.parameters; ++j)
            for (int k = 0; k < fit.parameters; ++k) {
                curve += gradient[j] * fit.covariance[j][k] * gradient[k];
                curveOfTotal += sumGradient[j] * fit.covariance[j][k] * sumGradient[k];
            }
        const double perYear = fit.sigma * fit.sigma;
        if (fit.seasonal) {
            season = perYear / std::max(1, fit.seasonMonths[month]);
            for (int m = 0; m < 12; ++m)
                seasonOfTotal += bySeason[m] * bySeason[m] * perYear / std::max(1, fit.seasonMonths[m]);
        }
        double shape = 0, shapeOfTotal = 0;
        for (std::size_t k = 0; k < fit.others.size(); ++k) {
            const auto& other = fit.others[k];
            const double apart = logLevel(other.shape, other.theta, double(h) / 12) -
                                 logLevel(fit.shape, fit.theta, double(h) / 12);
            otherTotals[k] += value * std::exp(apart);
            shape += other.weight * apart * apart;
            shapeOfTotal += other.weight * std::pow(std::log(otherTotals[k] / total), 2);
        }
        Step step;
        step.value = value;
        step.total = total;
        step.valueSpread = logSpread(wide * value * value * (noise + curve + season), value);
        step.totalSpread = logSpread(wide * (noiseOfTotal + curveOfTotal + seasonOfTotal), total);
        step.valueSpread = std::hypot(step.valueSpread, std::sqrt(shape));
        step.totalSpread = std::hypot(step.totalSpread, std::sqrt(shapeOfTotal));
        steps.push_back(step);
    }
    return steps;
}

} // namespace causeway::growth
