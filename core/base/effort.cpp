// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/effort.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace causeway {

namespace {

constexpr double kTenthQuantile = 1.2815515655446004; ///< of the normal distribution, in standard deviations

} // namespace

double EffortTotal::deviation() const {
    return std::sqrt(variance_);
}

double EffortTotal::low80() const {
    return std::max(ends_.low, expected() - kTenthQuantile * deviation());
}

double EffortTotal::high80() const {
    return std::min(ends_.high, expected() + kTenthQuantile * deviation());
}

std::vector<double> roundedTogether(const std::vector<double>& values, double unit) {
    std::vector<double> units;
    double sum = 0, taken = 0;
    for (const double value : values) {
        units.push_back(std::floor(value / unit + 1e-9));
        sum += value;
        taken += units.back();
    }
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] / unit - units[a] > values[b] / unit - units[b];
    });
    const auto missing = std::size_t(std::max(0.0, std::round(sum / unit) - taken));
    for (std::size_t i = 0; i < std::min(missing, order.size()); ++i)
        ++units[order[i]];
    for (double& value : units)
        value *= unit;
    return units;
}

} // namespace causeway
