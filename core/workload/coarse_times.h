// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace causeway {

/// Counts of durations where there are many such counts at a time: as Histogram, but every power of two is
/// cut into 16 parts, so that the middle of a part is at most 3.2 % off, and a power takes 128 bytes.
class CoarseTimes {
public:
    void add(std::uint64_t nanoseconds, std::uint64_t times = 1);
    void merge(const CoarseTimes& other);
    bool empty() const { return count_ == 0; }
    /// The value at or below which `fraction` (0 to 1) of all values lie (nearest rank), as the middle of its
    /// part, and no more than the largest; 0 when empty.
    std::uint64_t quantile(double fraction) const;

private:
    static constexpr unsigned kPartBits = 4;
    static constexpr std::size_t kParts = 1u << kPartBits, kRows = 64 - kPartBits + 1;
    using Row = std::array<std::uint64_t, kParts>;

    std::array<std::unique_ptr<Row>, kRows> rows_; ///< one for each power of two that holds something
    std::uint64_t count_ = 0, largest_ = 0;
};

} // namespace causeway
