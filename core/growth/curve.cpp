// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/curve.h"

#include <algorithm>
#include <cmath>

namespace causeway::growth {
namespace {

using Values = std::array<double, kMostMonths>;
using Theta = std::array<double, 3>;
using Matrix = std::array<std::array<double, 3>, 3>;

/// Huber's bound: 95 % efficiency where the noise is normal.
constexpr double kHuber = 1.345;
constexpr double kMadToSigma = 1.4826; ///< of a normal distribution
constexpr double kLeastScale = 1e-3;
constexpr int kRounds = 12;     ///< of reweighted least squares at most
constexpr int kWarmRounds = 3;  ///< from a curve through most of the same values
constexpr int kScaleRounds = 2; ///< after which the scale stands still, so that the rest converges
constexpr int kSeasonRounds = 2;
constexpr double kSmallStep = 1e-3;

double huberWeight(double residual, double scale) {
    const double r = std::fabs(residual);
    return r <= kHuber * scale ? 1 : kHuber * scale / r;
}

double scaleOf(std::span<const double> residuals) {
    Values absolute;
    for (std::size_t i = 0; i < residuals.size(); ++i)
        absolute[i] = std::fabs(residuals[i]);
    return std::max(kLeastScale, kMadToSigma * medianOf({absolute.data(), residuals.size()}));
}

/// Solves a symmetric positive system of p <= 3 unknowns; false when it has no one answer.
bool invert(Matrix a, int p, Matrix& inverse) {
    inverse = {};
    for (int i = 0; i < p; ++i)
        inverse[i][i] = 1;
    for (int c = 0; c < p; ++c) {
        const double pivot = a[c][c];
        if (!(pivot > 1e-10))
            return false;
        for (int k = 0; k < p; ++k) {
            a[c][k] /= pivot;
            inverse[c][k] /= pivot;
        }
        for (int r = 0; r < p; ++r) {
            if (r == c)
                continue;
            const double times = a[r][c];
            for (int k = 0; k < p; ++k) {
                a[r][k] -= times * a[c][k];
                inverse[r][k] -= times * inverse[c][k];
            }
        }
    }
    return true;
}

/// Level and slope by the medians of the outer thirds (Tukey 1977, the resistant line): a start that an
/// outlier does not move.
std::pair<double, double> resistantLine(std::span<const double> z) {
    Values part;
    const auto n = z.size(), third = std::max<std::size_t>(2, n / 3);
    std::copy_n(z.begin(), third, part.begin());
    const double first = medianOf({part.data(), third});
    std::copy_n(z.end() - std::ptrdiff_t(third), third, part.begin());
    const double last = medianOf({part.data(), third});
    const double slope = (last - first) * 12 / double(n - third);
    return {last + slope * double(third - 1) / 24, slope};
}

void keepInside(Shape shape, Theta& theta, int n) {
    if (shape == Shape::Linear)
        theta[1] = std::clamp(theta[1], -4.0, 0.95 / -yearsAt(0, n));
    if (shape == Shape::Logistic) {
        theta[1] = std::clamp(theta[1], -3.0, 5.0);
        theta[2] = std::clamp(theta[2], 0.1, 6.0);
    }
}

Theta startOf(Shape shape, std::span<const double> z) {
    const auto [level, slope] = resistantLine(z);
    Theta theta{level, slope, 0};
    if (shape == Shape::Steady) {
        Values copy;
        std::copy(z.begin(), z.end(), copy.begin());
        theta = {medianOf({copy.data(), z.size()}), 0, 0};
    }
    if (shape == Shape::Logistic) { // three quarters of the way up
        constexpr double kUp = 1.1;
        theta = {level + std::log1p(std::exp(-kUp)), kUp, slope * (1 + std::exp(kUp))};
    }
    keepInside(shape, theta, int(z.size()));
    return theta;
}

/// Iteratively reweighted Gauss-Newton steps (Huber 1981, "Robust Statistics", 7.8).
/// `scale` is found on the way unless it is given above 0.
Theta solve(Shape shape, std::span<const double> z, Theta theta, int rounds, double& scale) {
    const int n = int(z.size()), p = parametersOf(shape);
    keepInside(shape, theta, n);
    Values residual;
    std::array<std::array<double, 3>, kMostMonths> gradient;
    const bool known = scale > 0;
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < n; ++i)
            residual[i] = z[i] - logLevel(shape, theta, yearsAt(i, n), gradient[i].data());
        if (!known && round < kScaleRounds)
            scale = scaleOf({residual.data(), std::size_t(n)});
        Matrix normal{}, inverse;
        Theta right{};
        for (int i = 0; i < n; ++i) {
            const double w = huberWeight(residual[i], scale);
            for (int j = 0; j < p; ++j) {
                const double weighted = w * gradient[i][j];
                right[j] += weighted * residual[i];
                for (int k = 0; k <= j; ++k)
                    normal[j][k] += weighted * gradient[i][k];
            }
        }
        for (int j = 0; j < p; ++j)
            for (int k = j + 1; k < p; ++k)
                normal[j][k] = normal[k][j];
        for (int j = 0; j < p; ++j) // a little of Levenberg's damping: a flat direction takes small steps
            normal[j][j] += 1e-4 * n;
        if (!invert(normal, p, inverse))
            break;
        double largest = 0;
        for (int j = 0; j < p; ++j) {
            double step = 0;
            for (int k = 0; k < p; ++k)
                step += inverse[j][k] * right[k];
            step = std::clamp(step, -1.0, 1.0);
            theta[j] += step;
            largest = std::max(largest, std::fabs(step));
        }
        keepInside(shape, theta, n);
        if (largest < kSmallStep)
            break;
    }
    return theta;
}

/// Each calendar month's mean residual, with Huber's weights about the season found so far; the mean of all
/// twelve is taken out. A median of the two or three years that there are would swallow half of the noise.
void seasonOf(CurveFit& fit, std::span<const double> logs, int firstMonth) {
    Values residual, rest;
    for (int i = 0; i < fit.n; ++i) {
        residual[i] = logs[i] - logLevel(fit.shape, fit.theta, yearsAt(i, fit.n));
        rest[i] = residual[i] - fit.season[(firstMonth + i) % 12];
    }
    const double scale = fit.scale > 0 ? fit.scale : scaleOf({rest.data(), std::size_t(fit.n)});
    std::array<double, 12> sum{}, weights{};
    fit.seasonMonths = {};
    for (int i = 0; i < fit.n; ++i) {
        const int month = (firstMonth + i) % 12;
        const double w = huberWeight(rest[i], scale);
        sum[month] += w * residual[i];
        weights[month] += w;
        ++fit.seasonMonths[month];
    }
    double mean = 0;
    for (int m = 0; m < 12; ++m) {
        fit.season[m] = weights[m] > 0 ? sum[m] / weights[m] : 0;
        mean += fit.season[m] / 12;
    }
    for (double& s : fit.season)
        s -= mean;
}

/// The same curve with the time's zero moved `years` back.
Theta movedBack(Shape shape, Theta theta, double years) {
    if (shape == Shape::Linear) {
        const double rise = std::max(0.05, 1 - theta[1] * years);
        theta = {theta[0] + std::log(rise), theta[1] / rise, 0};
    } else if (shape == Shape::Exponential) {
        theta[0] -= theta[1] * years;
    } else if (shape == Shape::Logistic) {
        theta[1] -= theta[2] * years;
    }
    return theta;
}

} // namespace

double medianOf(std::span<double> values) {
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

int parametersOf(Shape shape) {
    return shape == Shape::Logistic ? 3 : shape == Shape::Steady || shape == Shape::Uneven ? 1 : 2;
}

double logLevel(Shape shape, const Theta& theta, double t, double* gradient) {
    constexpr double kLeast = 0.02; ///< a line that falls does not reach zero
    double value = theta[0];
    double first = 0, second = 0;
    if (shape == Shape::Linear) {
        const double rise = std::max(kLeast, 1 + theta[1] * t);
        value += std::log(rise);
        first = rise > kLeast ? t / rise : 0;
    } else if (shape == Shape::Exponential) {
        value += theta[1] * t;
        first = t;
    } else if (shape == Shape::Logistic) {
        const double e = std::exp(-(theta[1] + theta[2] * t));
        value -= std::log(1 + e);
        first = e / (1 + e);
        second = first * t;
    }
    if (gradient) {
        gradient[0] = 1;
        gradient[1] = first;
        gradient[2] = second;
    }
    return value;
}

CurveFit fitCurve(Shape shape, bool seasonal, std::span<const double> logs, int firstMonth,
                  const CurveFit* start) {
    CurveFit fit;
    fit.shape = shape;
    fit.n = int(logs.size());
    fit.seasonal = seasonal;
    const bool warm = start && start->shape == shape && start->seasonal == seasonal;
    const int rounds = warm ? kWarmRounds : kRounds;
    if (warm) {
        fit.theta = movedBack(shape, start->theta, double(start->n - fit.n) / 12);
        fit.season = start->season;
        fit.scale = start->scale;
    } else {
        fit.theta = startOf(shape, logs);
    }
    if (!seasonal || !warm)
        fit.theta = solve(shape, logs, fit.theta, rounds, fit.scale);
    if (!seasonal)
        return fit;
    Values without;
    for (int round = 0; round < (warm ? 1 : kSeasonRounds); ++round) { // Hastie and Tibshirani 1990, 4.3
        seasonOf(fit, logs, firstMonth);
        for (int i = 0; i < fit.n; ++i)
            without[i] = logs[i] - fit.season[(firstMonth + i) % 12];
        fit.scale = warm ? fit.scale : 0;
        fit.theta = solve(shape, {without.data(), logs.size()}, fit.theta, rounds, fit.scale);
    }
    return fit;
}

Fit measured(const CurveFit& curve, std::span<const double> logs, int firstMonth) {
    constexpr double kWinsorised = 0.7102; ///< E[psi^2] of a standard normal at Huber's bound
    constexpr double kOutlier = 3.5;       ///< times sigma: Iglewicz and Hoaglin 1993
    Fit fit;
    fit.shape = curve.shape;
    fit.theta = curve.theta;
    fit.parameters = parametersOf(curve.shape);
    fit.seasonal = curve.seasonal;
    fit.season = curve.season;
    fit.seasonMonths = curve.seasonMonths;
    fit.months = curve.n;
    fit.lastMonth = firstMonth + curve.n - 1;
    fit.degrees = std::max(3, curve.n - fit.parameters - (curve.seasonal ? 11 : 0));
    Values residual, bounded;
    std::array<double, 3> gradient;
    Matrix normal{};
    for (int i = 0; i < curve.n; ++i) {
        residual[i] = logs[i] - curve.season[(firstMonth + i) % 12] -
                      logLevel(curve.shape, curve.theta, yearsAt(i, curve.n), gradient.data());
        for (int j = 0; j < fit.parameters; ++j)
            for (int k = 0; k < fit.parameters; ++k)
                normal[j][k] += gradient[j] * gradient[k];
    }
    // Fitted parameters draw the residuals in: the scale is that of the errors.
    const double scale =
        scaleOf({residual.data(), std::size_t(curve.n)}) * std::sqrt(double(curve.n) / fit.degrees);
    double squares = 0, neighbours = 0, inside = 0, weights = 0, means = 0;
    for (int i = 0; i < curve.n; ++i) {
        const double w = huberWeight(residual[i], scale);
        bounded[i] = w * residual[i];
        squares += bounded[i] * bounded[i];
        inside += w == 1 ? 1 : 0;
        neighbours += i > 0 ? bounded[i] * bounded[i - 1] : 0;
    }
    fit.sigma = std::max(kLeastScale, std::sqrt(squares / (kWinsorised * fit.degrees)));
    int bursts = 0;
    for (int i = 0; i < curve.n; ++i)
        if (std::fabs(residual[i]) > kOutlier * fit.sigma) {
            fit.outliers.push_back(i);
            bursts += residual[i] > 0 ? 1 : 0;
        }
    // One import of old rows does not come again; bursts that came twice will.
    const bool recur = bursts > 1;
    for (int i = 0; i < curve.n; ++i) {
        const double ratio = std::exp(residual[i]);
        const bool outlier = std::fabs(residual[i]) > kOutlier * fit.sigma;
        if (outlier && !recur)
            continue;
        weights += 1;
        means += ratio;
        fit.bursts += outlier && ratio > 1 ? (ratio - 1) * (ratio - 1) / curve.n : 0;
    }
    fit.smear = weights > 0 ? means / weights : 1; // Duan 1983, "Smearing estimate"
    // Kendall 1954: the autocorrelation about a fitted line is too small by about (1 + 4 rho) / n.
    const double rho = squares > 0 ? neighbours / squares : 0;
    fit.rho = std::clamp(rho + (1 + 4 * rho) / curve.n, 0.0, 0.8);
    // Huber 1981, 7.6: sum psi^2 / (n - p) over the squared mean of psi', times the inverse normal matrix.
    const double variance =
        squares / fit.degrees / std::pow(std::max(0.3, inside / curve.n), 2) * (1 + fit.rho) / (1 - fit.rho);
    for (int j = 0; j < fit.parameters; ++j)
        normal[j][j] += 1e-3; // a direction that the data leave open counts as wide, not as endless
    if (invert(normal, fit.parameters, fit.covariance))
        for (auto& row : fit.covariance)
            for (double& cell : row)
                cell *= variance;
    return fit;
}

} // namespace causeway::growth
