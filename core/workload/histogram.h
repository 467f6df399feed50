// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace causeway {

/// Counts of durations in fixed log-linear buckets: every power of two is cut into 128 equal parts, so that a
/// bucket is at most 1/128 (0.8 %) as wide as its values and its middle at most 0.4 % off. Buckets do not
/// depend on what was added, so that histograms merge exactly and in any order.
class Histogram {
public:
    void add(std::uint64_t nanoseconds, std::uint64_t times = 1);
    void merge(const Histogram& other);
    std::uint64_t count() const { return count_; }
    /// The value at or below which `fraction` (0 to 1) of all values lie (nearest rank), as the middle of its
    /// bucket; 0 when empty.
    std::uint64_t quantile(double fraction) const;

private:
    void addTo(std::uint16_t bucket, std::uint64_t times);
    std::vector<std::pair<std::uint16_t, std::uint64_t>>
        buckets_; ///< in order; only those that hold something
    std::uint64_t count_ = 0;
};

} // namespace causeway
