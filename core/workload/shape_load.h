// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"

#include <cstdint>
#include <vector>

namespace causeway {

/// Load over time of one query, in at most 48 buckets that hold anything, as wide as the timeline's (see
/// Timeline) and as narrow as that number allows. What comes out does not depend on the order in which
/// executions are added and merged.
class ShapeLoad {
public:
    struct Bucket {
        std::int64_t number = 0; ///< since the epoch, in buckets
        std::uint64_t count = 0, totalNs = 0;
    };
    /// `second`: since the epoch.
    void add(std::int64_t second, std::uint64_t count, std::uint64_t totalNs) {
        if (second >= from_ && second < to_) {
            addTo(buckets_[last_], count, totalNs);
            return;
        }
        addElsewhere(second, count, totalNs);
    }
    void merge(const ShapeLoad& other);
    std::size_t bytes() const { return buckets_.capacity() * sizeof(Bucket); }
    std::uint64_t bucketSeconds() const;
    std::vector<LoadPoint> points() const;

    /// For what is written to disk and read again.
    std::uint32_t step() const { return step_; }
    const std::vector<Bucket>& buckets() const { return buckets_; }
    ShapeLoad() = default;
    ShapeLoad(std::uint32_t step, std::vector<Bucket> buckets) : buckets_(std::move(buckets)), step_(step) {}

private:
    static void addTo(Bucket& bucket, std::uint64_t count, std::uint64_t totalNs);
    void addElsewhere(std::int64_t second, std::uint64_t count, std::uint64_t totalNs);
    Bucket& bucketAt(std::int64_t number);
    void widen();

    std::vector<Bucket> buckets_;    ///< by number
    std::int64_t from_ = 1, to_ = 0; ///< seconds of the bucket added to last; none to begin with
    std::uint32_t last_ = 0;         ///< its place
    std::uint32_t step_ = 0;         ///< of the ladder of widths
};

} // namespace causeway
