// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/fit.h"

#include "core/base/parallel.h"
#include "core/growth/curve.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace causeway::growth {
namespace {

constexpr int kOrigins = 4;           ///< of the backtest at most
constexpr int kLongestBacktest = 6;   ///< months that each origin forecasts
constexpr int kSeasonFrom = 24;       ///< months of data
constexpr int kSeasonTraining = 16;   ///< months before the first origin of a seasonal backtest
constexpr int kLogisticFrom = 18;     ///< months: a bend cannot be told from fewer
constexpr double kWorthIt = 0.97;     ///< a further parameter must lessen the error by 3 %
constexpr double kSeasonWorth = 0.9;  ///< a season has eleven
constexpr double kSeasonGain = 0.005; ///< and of a month's value it must mend half a percent
constexpr double kMost = 1e15;        ///< more rows or bytes a month are no measurement
constexpr double kPrior = 6;          ///< weight of the formula's own spread against the backtest's

struct Backtest {
    double error = 0; ///< mean absolute error of a month's logarithm
    int origins = 0, months = 0;
    double squares = 0; ///< of errors of the total over their predicted spread
    int totals = 0;
};

struct Plan {
    int horizon = 0, origins = 0; ///< months each forecasts; how many
    int apart = 0;                ///< months between origins
};

/// Origins a horizon apart where the data reach, else closer.
Plan planFor(int n) {
    Plan plan;
    plan.horizon = std::clamp(n / 4, 2, kLongestBacktest);
    const int training = n >= kSeasonFrom ? kSeasonTraining : std::max(6, n / 2);
    const int room = n - plan.horizon - training;
    plan.origins = std::clamp(room + 1, 0, kOrigins);
    plan.apart = plan.origins > 1 ? std::min(plan.horizon, room / (plan.origins - 1)) : 0;
    return plan;
}

/// `whole`: the curve through all values, whose shape is tested; the tests' own start from it.
Backtest backtest(const CurveFit& whole, std::span<const double> logs, std::span<const double> values,
                  int firstMonth, bool calibrate) {
    const int n = int(logs.size());
    const Plan plan = planFor(n);
    Backtest test;
    for (int o = 0; o < plan.origins; ++o) {
        const int end = n - plan.horizon - plan.apart * o;
        const auto curve =
            fitCurve(whole.shape, whole.seasonal, logs.first(std::size_t(end)), firstMonth, &whole);
        for (int h = 1; h <= plan.horizon; ++h) {
            const int i = end - 1 + h;
            test.error += std::fabs(logs[i] - curve.season[(firstMonth + i) % 12] -
                                    logLevel(curve.shape, curve.theta, double(h) / 12));
            ++test.months;
        }
        ++test.origins;
        if (!calibrate)
            continue;
        const auto steps = predict(measured(curve, logs.first(std::size_t(end)), firstMonth), plan.horizon);
        double total = 0;
        for (int h = 1; h <= plan.horizon; ++h)
            total += values[end - 1 + h];
        const auto& last = steps.back();
        const double z = std::log((total + kOffset) / (last.total + kOffset)) / last.totalSpread;
        test.squares += std::min(z * z, 16.0);
        ++test.totals;
    }
    if (test.months > 0)
        test.error /= test.months;
    return test;
}

/// The mean of the months, for additions that come in lumps.
Fit unevenFit(std::span<const double> values, int firstMonth) {
    Fit fit;
    fit.shape = Shape::Uneven;
    fit.months = int(values.size());
    fit.lastMonth = firstMonth + fit.months - 1;
    double mean = 0, squares = 0;
    for (const double v : values)
        mean += v / double(values.size());
    for (const double v : values)
        squares += (v - mean) * (v - mean);
    fit.theta[0] = std::log(std::max(mean, 1e-9));
    fit.degrees = std::max(3, fit.months - 1);
    fit.sigma = mean > 0 ? std::sqrt(squares / fit.degrees) / mean : 0; // relative here
    fit.covariance[0][0] = fit.sigma * fit.sigma / fit.months;
    return fit;
}

bool isUneven(std::span<const double> values) {
    const auto empty = std::count_if(values.begin(), values.end(), [](double v) { return v < 1; });
    return empty * 6 > std::ptrdiff_t(values.size());
}

std::vector<Shape> shapesFor(int n) {
    std::vector<Shape> shapes{Shape::Steady, Shape::Linear, Shape::Exponential};
    if (n >= kLogisticFrom)
        shapes.push_back(Shape::Logistic);
    return shapes;
}

struct Choice {
    std::vector<CurveFit> curves; ///< one a shape
    std::vector<double> sigmas;   ///< of each
    std::size_t best = 0;
    double error = 0; ///< the best one's in the backtest
};

/// All shapes with or without a season, and the one with the least error; a simpler one where the gain is
/// small.
Choice choose(bool seasonal, std::span<const double> logs, std::span<const double> values, int firstMonth) {
    Choice choice;
    auto& sigmas = choice.sigmas;
    for (const Shape shape : shapesFor(int(logs.size()))) {
        choice.curves.push_back(fitCurve(shape, seasonal, logs, firstMonth));
        sigmas.push_back(measured(choice.curves.back(), logs, firstMonth).sigma);
        // What does not even lie closer to the past is not asked about the future.
        if (parametersOf(shape) > 2 &&
            sigmas.back() >= kWorthIt * *std::min_element(sigmas.begin(), sigmas.end() - 1))
            continue;
        const double error = backtest(choice.curves.back(), logs, values, firstMonth, false).error;
        const auto last = choice.curves.size() - 1;
        const bool same = parametersOf(shape) == parametersOf(choice.curves[choice.best].shape);
        if (last == 0 || error < (same ? 1 : kWorthIt) * choice.error) {
            choice.best = last;
            choice.error = error;
        }
    }
    return choice;
}

Choice chooseCurve(std::span<const double> logs, std::span<const double> values, int firstMonth) {
    auto plain = choose(false, logs, values, firstMonth);
    if (int(logs.size()) < kSeasonFrom)
        return plain;
    const auto seasonal = fitCurve(plain.curves[plain.best].shape, true, logs, firstMonth);
    if (backtest(seasonal, logs, values, firstMonth, false).error >= kSeasonWorth * plain.error - kSeasonGain)
        return plain;
    return choose(true, logs, values, firstMonth);
}

/// Akaike's weights (Burnham and Anderson 2002, 2.9) of the shapes beside the chosen one.
void weighOthers(Fit& fit, const Choice& choice) {
    constexpr double kNegligible = 0.01;
    const auto criterion = [&](std::size_t i) {
        return 2 * fit.months * std::log(choice.sigmas[i]) + 2 * parametersOf(choice.curves[i].shape);
    };
    std::vector<double> weights;
    double sum = 0;
    for (std::size_t i = 0; i < choice.curves.size(); ++i) {
        weights.push_back(std::exp(std::clamp((criterion(choice.best) - criterion(i)) / 2, -50.0, 3.0)));
        sum += weights.back();
    }
    for (std::size_t i = 0; i < choice.curves.size(); ++i)
        if (i != choice.best && weights[i] > kNegligible * sum)
            fit.others.push_back({choice.curves[i].shape, choice.curves[i].theta, weights[i] / sum});
}

} // namespace

std::string_view shapeName(Shape shape) {
    constexpr std::array<std::string_view, 5> names{"uneven", "steady", "linear", "exponential", "logistic"};
    return names[std::size_t(shape)];
}

std::vector<std::optional<Fit>> fitAll(const std::vector<Series>& all) {
    std::vector<std::optional<Fit>> fits(all.size());
    std::atomic<std::size_t> next{0};
    const auto threads = std::clamp<std::size_t>(all.size() / 64, 1, machineThreads());
    runInParallel(unsigned(threads), [&](unsigned) {
        for (std::size_t i = next++; i < all.size(); i = next++)
            fits[i] = fitSeries(all[i]);
    });
    return fits;
}

std::optional<Fit> fitSeries(const Series& series) {
    const int skipped = std::max(0, int(series.values.size()) - kMostMonths);
    const int firstMonth = series.firstMonth + skipped, n = int(series.values.size()) - skipped;
    std::array<double, kMostMonths> kept, store;
    for (int i = 0; i < n; ++i) {
        kept[i] = std::clamp(series.values[std::size_t(skipped + i)], 0.0, kMost);
        store[i] = std::log(kept[i] + kOffset);
    }
    const std::span<const double> values(kept.data(), std::size_t(n)), logs(store.data(), std::size_t(n));
    if (n < kFewestMonths || std::all_of(values.begin(), values.end(), [](double v) { return v <= 0; }))
        return std::nullopt;
    if (isUneven(values))
        return unevenFit(values, firstMonth);
    const auto choice = chooseCurve(logs, values, firstMonth);
    const auto& curve = choice.curves[choice.best];
    Fit fit = measured(curve, logs, firstMonth);
    weighOthers(fit, choice);
    const auto test = backtest(curve, logs, values, firstMonth, true);
    if (test.months > 0) {
        fit.backtestError = std::expm1(test.error);
        fit.backtests = test.origins;
        fit.calibration = std::sqrt(std::clamp((kPrior + test.squares) / (kPrior + test.totals), 0.8, 9.0));
    }
    for (int& place : fit.outliers)
        place += skipped;
    return fit;
}

} // namespace causeway::growth
