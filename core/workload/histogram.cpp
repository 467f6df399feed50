// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace causeway {
namespace {

constexpr unsigned kPartBits = 7;
constexpr std::uint64_t kParts = 1u << kPartBits;

/// Values below 128 have a bucket each; above, the leading eight bits name the bucket.
std::uint16_t bucketOf(std::uint64_t value) {
    if (value < kParts)
        return std::uint16_t(value);
    const unsigned shift = unsigned(std::bit_width(value)) - kPartBits - 1;
    return std::uint16_t((std::uint64_t(shift) << kPartBits) + (value >> shift));
}

std::uint64_t middleOf(std::uint16_t bucket) {
    if (bucket < 2 * kParts)
        return bucket;
    const unsigned shift = (bucket >> kPartBits) - 1u;
    const std::uint64_t low = (bucket - (std::uint64_t(shift) << kPartBits)) << shift;
    return low + (std::uint64_t(1) << shift) / 2;
}

} // namespace

void Histogram::addTo(std::uint16_t bucket, std::uint64_t times) {
    const auto it = std::lower_bound(buckets_.begin(), buckets_.end(), bucket,
                                     [](const auto& entry, std::uint16_t b) { return entry.first < b; });
    if (it != buckets_.end() && it->first == bucket)
        it->second += times;
    else
        buckets_.insert(it, {bucket, times});
    count_ += times;
}

void Histogram::add(std::uint64_t nanoseconds, std::uint64_t times) {
    if (times)
        addTo(bucketOf(nanoseconds), times);
}

void Histogram::merge(const Histogram& other) {
    for (const auto& [bucket, times] : other.buckets_)
        addTo(bucket, times);
}

std::uint64_t Histogram::quantile(double fraction) const {
    if (!count_)
        return 0;
    const auto rank = std::uint64_t(std::ceil(std::clamp(fraction, 0.0, 1.0) * double(count_)));
    std::uint64_t seen = 0;
    for (const auto& [bucket, times] : buckets_)
        if ((seen += times) >= rank && seen > 0)
            return middleOf(bucket);
    return middleOf(buckets_.back().first);
}

} // namespace causeway
