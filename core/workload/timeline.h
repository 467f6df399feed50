// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/coarse_times.h"
#include "core/workload/digest.h"

#include <map>
#include <vector>

namespace causeway {

/// Load over time in at most 600 buckets that hold anything. The width is the smallest of 1 s, 10 s, 1 min,
/// 5 min, 15 min, 1 h, 6 h, 1 d, 7 d (and doubles from there) that suffices, whatever the order of the
/// entries. Each bucket knows how long its executions took.
class Timeline {
public:
    /// nanoseconds: absent where the log does not say.
    void add(Instant at, std::optional<std::uint64_t> nanoseconds, std::uint64_t times = 1);
    /// Of the ladder of widths, in seconds: 1 s, 10 s, 1 min and so on.
    static std::uint64_t width(std::size_t step);
    std::uint64_t bucketSeconds() const { return points_.empty() ? 0 : width_; }
    std::vector<LoadPoint> points() const;

private:
    struct Load {
        std::uint64_t count = 0, totalNs = 0;
        CoarseTimes times;
    };
    void widen();
    std::map<std::int64_t, Load> points_; ///< by bucket number since the epoch
    std::uint64_t width_ = 1;
    std::size_t step_ = 0;
    std::int64_t lastSecond_ = 0;
    Load* last_ = nullptr; ///< the bucket of lastSecond_
};

} // namespace causeway
