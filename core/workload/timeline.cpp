// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/timeline.h"

#include "core/workload/saturating.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr std::size_t kMostBuckets = 600;
constexpr std::array<std::uint64_t, 9> kWidths{1, 10, 60, 300, 900, 3600, 21600, 86400, 604800};

std::int64_t floorDiv(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0);
}

} // namespace

std::uint64_t Timeline::width(std::size_t step) {
    return step < kWidths.size() ? kWidths[step]
                                 : kWidths.back() << std::min<std::size_t>(step - kWidths.size() + 1, 40);
}

void Timeline::widen() {
    const auto before = std::int64_t(width_);
    width_ = width(++step_);
    std::map<std::int64_t, Load> wider;
    for (const auto& [bucket, load] : points_) {
        Load& sum = wider[floorDiv(bucket, std::int64_t(width_) / before)];
        addUpTo(sum.count, load.count);
        addUpTo(sum.totalNs, load.totalNs);
        sum.times.merge(load.times);
    }
    points_ = std::move(wider);
    last_ = nullptr;
}

void Timeline::add(Instant at, std::optional<std::uint64_t> nanoseconds, std::uint64_t times) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    if (!last_ || second != lastSecond_) {
        last_ = &points_[floorDiv(second, std::int64_t(width_))];
        lastSecond_ = second;
    }
    addUpTo(last_->count, times);
    if (nanoseconds) {
        addUpTo(last_->totalNs, multiplied(*nanoseconds, times));
        last_->times.add(*nanoseconds, times);
    }
    while (points_.size() > kMostBuckets)
        widen();
}

std::vector<LoadPoint> Timeline::points() const {
    std::vector<LoadPoint> result;
    for (const auto& [bucket, load] : points_)
        result.push_back({Instant{std::chrono::seconds{bucket * std::int64_t(width_)}}, load.count,
                          load.totalNs,
                          load.times.empty() ? std::nullopt : std::optional(load.times.quantile(0.95))});
    return result;
}

} // namespace causeway
