// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace causeway {

/// Counts of durations in fixed log-linear buckets: every power of two is cut into 128 equal parts, so that a
/// bucket is at most 1/128 (0.8 %) as wide as its values and its middle at most 0.4 % off. Buckets do not
/// depend on what was added, so that histograms merge exactly and in any order.
class Histogram {
public:
    using Bucket = std::pair<std::uint32_t, std::uint64_t>; ///< number, count

    Histogram() = default;
    Histogram(const Histogram& other) : Histogram(other.buckets()) {}
    Histogram(Histogram&&) noexcept = default;
    Histogram& operator=(Histogram&&) noexcept = default;
    /// From buckets() of another one.
    explicit Histogram(std::vector<Bucket> buckets);
    void add(std::uint64_t nanoseconds, std::uint64_t times = 1);
    void merge(const Histogram& other);
    std::uint64_t count() const { return count_; }
    /// The value at or below which `fraction` (0 to 1) of all values lie (nearest rank), as the middle of its
    /// bucket; 0 when empty.
    std::uint64_t quantile(double fraction) const;

    /// The middle of each bucket that holds something, with its count, in rising order.
    void forEachValue(const std::function<void(std::uint64_t nanoseconds, std::uint64_t count)>& take) const;
    /// Those that hold something, in order.
    std::vector<Bucket> buckets() const;
    /// Brings near what add() will touch.
    void prefetch() const { __builtin_prefetch(few_.data()); }
    std::size_t bytes() const { return few_.capacity() * sizeof(Bucket) + rowBytes_; }

private:
    static constexpr std::size_t kRows = 58, kParts = 128;
    using Row = std::array<std::uint64_t, kParts>;
    void addTo(std::uint32_t bucket, std::uint64_t times);
    void spread();
    std::uint64_t& cell(std::uint32_t bucket);

    std::vector<Bucket> few_; ///< in order, while they are few
    /// When they are many: one row for each power of two that holds something.
    std::unique_ptr<std::array<std::unique_ptr<Row>, kRows>> rows_;
    std::size_t rowBytes_ = 0;
    std::uint64_t count_ = 0;
};

} // namespace causeway
