// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace causeway::growth {

/// How what a month adds develops. A size is the sum of what was added: steady additions make it grow in a
/// straight line. The additions are fitted and not their sum, since the errors of a sum hang together and a
/// fit of it would look far surer than it is (Granger and Newbold 1974, "Spurious regressions").
enum class Shape { Uneven, Steady, Linear, Exponential, Logistic };
std::string_view shapeName(Shape shape); ///< "steady", "linear"...

/// What each month added, without gaps.
struct Series {
    int firstMonth = 0; ///< months since January 1970
    std::vector<double> values;
};
/// Fewer months are no history, and of more only the newest are read.
inline constexpr int kFewestMonths = 8, kMostMonths = 120;

/// Another shape that the data do not rule out.
struct Alternative {
    Shape shape = Shape::Steady;
    std::array<double, 3> theta{};
    double weight = 0; ///< Akaike's; those of all shapes add to 1
};

/// A curve through the logarithms of the additions. Time is in years, 0 at the series' last month.
/// Steady: log f = a. Linear: log f = a + log(1 + b t). Exponential: log f = a + b t.
/// Logistic: log f = a - log(1 + exp(-(b + c t))). Uneven: too many empty months for a curve; f is their
/// mean.
struct Fit {
    Shape shape = Shape::Steady;
    int months = 0;    ///< that were read
    int lastMonth = 0; ///< of the series, in months since January 1970
    std::array<double, 3> theta{};
    int parameters = 1;
    std::array<std::array<double, 3>, 3> covariance{};
    bool seasonal = false;
    std::array<double, 12> season{}; ///< logarithm of each calendar month's factor; their mean is 0
    std::array<int, 12> seasonMonths{};
    double sigma = 0;       ///< standard deviation of a month's logarithm about the curve
    double rho = 0;         ///< correlation of neighbouring months
    double smear = 1;       ///< mean over median of a month
    double bursts = 0;      ///< relative variance that recurring bursts add to a month
    double calibration = 1; ///< how much further off the backtest was than the formula says
    int degrees = 1;        ///< of freedom
    /// Typical error of a month's forecast in the backtest, as a fraction; nothing for a short series.
    std::optional<double> backtestError;
    int backtests = 0;
    std::vector<Alternative> others; ///< what the choice of the shape leaves open
    std::vector<int> outliers;       ///< places of values that the curve leaves aside, from the series' first
};

/// Fits every shape and keeps the one that forecast best from rolling origins (Tashman 2000, "Out-of-sample
/// tests of forecasting accuracy"; Hyndman and Athanasopoulos, "Forecasting: principles and practice", 5.10),
/// a simpler one where the gain is small. A yearly season is taken from at least two years, where it pays in
/// the same test. Robust: Huber's M-estimate (1964) with the scale from the median absolute deviation.
/// Nothing when the series is shorter than kFewestMonths or holds nothing.
std::optional<Fit> fitSeries(const Series& series);

/// fitSeries() of each, on all of the machine's threads; the result does not depend on their number.
std::vector<std::optional<Fit>> fitAll(const std::vector<Series>& all);

/// The month `ahead` after the series' end (1: the next), its value and what was added since in all.
struct Step {
    double value = 0, total = 0;
    double valueSpread = 0, totalSpread = 0; ///< standard deviation of their logarithms
};
/// Steps 1..months. A month's spread is its noise, the curve's uncertainty (delta method), the season's, and
/// that of the shape: the other shapes' distance by their weight (Buckland, Burnham and Augustin 1997, "Model
/// selection: an integral part of inference"). The total's adds them with their correlation.
std::vector<Step> predict(const Fit& fit, int months);
/// The factor between the middle and the edge of a band of this `share` (0.80, 0.95): exp(q * spread), with
/// Student's quantile q (Cornish and Fisher's expansion; Abramowitz and Stegun 26.7.5).
double bandFactor(const Fit& fit, double spread, double share);
/// The curve's value at month `ahead`, the season included; 0 is the last month of the series.
double valueAt(const Fit& fit, int ahead);

} // namespace causeway::growth
