// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

namespace causeway {

/// Virtual time and durations of the simulation, in microseconds.
using Micros = std::int64_t;
inline constexpr Micros kSecond = 1000000, kMillisecond = 1000;
inline constexpr Micros fromSeconds(double s) {
    return Micros(s * 1e6 + 0.5);
}
inline constexpr double toSeconds(Micros t) {
    return double(t) * 1e-6;
}

/// One entity's own stream of random numbers in one run (SplitMix64, Steele, Lea and Flood 2014). Streams of
/// other entities and runs are independent, so a draw more in one place moves nothing elsewhere.
class RandomStream {
public:
    RandomStream() = default;
    RandomStream(std::uint64_t seed, std::uint64_t run, std::uint64_t entity)
        : state_(mix(mix(mix(seed + kStep) + run * kStep) + (entity + 1) * kStep)) {}

    std::uint64_t next() { return mix(state_ += kStep); }
    /// In [0, 1), with 53 random bits.
    double uniform() { return double(next() >> 11) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    Micros between(Micros low, Micros high) { return low + Micros(uniform() * double(high - low)); }
    bool chance(double p) { return uniform() < p; }
    /// Standard normal, by the inverse of its distribution (one draw each).
    double normal();

private:
    static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15ULL;
    static std::uint64_t mix(std::uint64_t z) {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::uint64_t state_ = 0;
};

/// The quantile of the standard normal distribution at p in (0, 1): the rational approximation 26.2.23 of
/// Abramowitz and Stegun; absolute error below 4.5e-4.
inline double normalQuantile(double p) {
    const double tail = p < 0.5 ? p : 1 - p;
    const double t = std::sqrt(-2 * std::log(tail < 1e-300 ? 1e-300 : tail));
    const double z =
        t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return p < 0.5 ? -z : z;
}

inline double RandomStream::normal() {
    return normalQuantile((double(next() >> 11) + 0.5) * 0x1.0p-53);
}

} // namespace causeway
