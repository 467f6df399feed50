// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/shape_load.h"

#include "core/workload/saturating.h"
#include "core/workload/timeline.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostBuckets = 48;

std::int64_t floorDiv(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0);
}

} // namespace

void ShapeLoad::addTo(Bucket& bucket, std::uint64_t count, std::uint64_t totalNs) {
    addUpTo(bucket.count, count);
    addUpTo(bucket.totalNs, totalNs);
}

ShapeLoad::Bucket& ShapeLoad::bucketAt(std::int64_t number) {
    const auto at = std::lower_bound(buckets_.begin(), buckets_.end(), number,
                                     [](const Bucket& bucket, std::int64_t n) { return bucket.number < n; });
    return at != buckets_.end() && at->number == number ? *at : *buckets_.insert(at, {number, 0, 0});
}

void ShapeLoad::widen() {
    const auto before = Timeline::width(step_);
    const auto together = std::int64_t(Timeline::width(++step_) / before);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
        const auto number = floorDiv(buckets_[i].number, together);
        if (kept > 0 && buckets_[kept - 1].number == number)
            addTo(buckets_[kept - 1], buckets_[i].count, buckets_[i].totalNs);
        else
            buckets_[kept++] = {number, buckets_[i].count, buckets_[i].totalNs};
    }
    buckets_.resize(kept);
    from_ = 1; // the bucket added to last has moved
    to_ = 0;
}

void ShapeLoad::addElsewhere(std::int64_t second, std::uint64_t count, std::uint64_t totalNs) {
    const auto width = std::int64_t(Timeline::width(step_));
    Bucket& bucket = bucketAt(floorDiv(second, width));
    addTo(bucket, count, totalNs);
    from_ = bucket.number * width;
    to_ = from_ + width;
    last_ = std::uint32_t(&bucket - buckets_.data());
    while (buckets_.size() > kMostBuckets)
        widen();
}

void ShapeLoad::merge(const ShapeLoad& other) {
    from_ = 1;
    to_ = 0;
    while (step_ < other.step_)
        widen();
    const auto together = std::int64_t(Timeline::width(step_) / Timeline::width(other.step_));
    for (const Bucket& bucket : other.buckets_)
        addTo(bucketAt(floorDiv(bucket.number, together)), bucket.count, bucket.totalNs);
    while (buckets_.size() > kMostBuckets)
        widen();
}

std::uint64_t ShapeLoad::bucketSeconds() const {
    return buckets_.empty() ? 0 : Timeline::width(step_);
}

std::vector<LoadPoint> ShapeLoad::points() const {
    std::vector<LoadPoint> result;
    const auto width = std::int64_t(Timeline::width(step_));
    for (const Bucket& bucket : buckets_)
        result.push_back(
            {Instant{std::chrono::seconds{bucket.number * width}}, bucket.count, bucket.totalNs});
    return result;
}

} // namespace causeway
