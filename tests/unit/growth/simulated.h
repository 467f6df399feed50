// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/fit.h"

#include <cmath>
#include <cstdint>

namespace causeway::growth_test {

/// The same numbers on every machine: SplitMix64, and Box and Muller's normals.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    double uniform() {
        state_ += 0x9E3779B97F4A7C15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return (double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1.0p-53;
    }
    double normal() {
        const double r = std::sqrt(-2 * std::log(uniform()));
        return r * std::cos(6.283185307179586 * uniform());
    }

private:
    std::uint64_t state_;
};

/// What a simulated shop adds.
struct World {
    growth::Shape shape = growth::Shape::Steady;
    double noise = 0.1, rho = 0, outliers = 0; ///< outliers: their share; each is ten times a month
    bool season = false;
};

/// Black Friday and Christmas.
inline double seasonFactor(int month) {
    constexpr double kFactors[12] = {0.8, 0.85, 0.9, 0.95, 1, 0.9, 0.85, 0.9, 1, 1.1, 1.8, 1.5};
    return kFactors[month % 12];
}

/// The value without noise `t` years after the start.
inline double truth(const World& world, double t, int month) {
    const double level = world.shape == growth::Shape::Linear        ? 1000 * (1 + 0.5 * t)
                         : world.shape == growth::Shape::Exponential ? 1000 * std::exp(0.4 * t)
                         : world.shape == growth::Shape::Logistic    ? 8000 / (1 + std::exp(-1.2 * (t - 2.2)))
                                                                     : 3000;
    return level * (world.season ? seasonFactor(month) : 1);
}

inline growth::Series simulate(const World& world, int months, std::uint64_t seed) {
    Random random(seed);
    growth::Series series{600, {}};
    double carried = world.noise * random.normal();
    for (int i = 0; i < months; ++i) {
        double value = truth(world, i / 12.0, series.firstMonth + i) * std::exp(carried);
        carried = world.rho * carried + world.noise * std::sqrt(1 - world.rho * world.rho) * random.normal();
        if (random.uniform() < world.outliers)
            value *= 10;
        series.values.push_back(std::round(value));
    }
    return series;
}

} // namespace causeway::growth_test
