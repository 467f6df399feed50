// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace causeway {

/// What can be odd in a log.
enum class Odd : std::uint8_t {
    TruncatedEnd,
    CutShort,
    Headless,
    Untimed,
    Malformed,
    Stray,
    Imitation,
    Control,
    ImpossibleTime,
    Shortened,
    ClockBackwards,
    TimeUnreadable,
    StampForged,
    LocalTime,
    NoDuration,
    LoneDuration,
    ParseAndBind,
    Plans,
    Foreign,
    Count_
};

/// Counts of oddities; they add up in any order.
class LogOddities {
public:
    std::uint64_t& operator[](Odd odd) { return counts_[std::size_t(odd)]; }
    std::uint64_t operator[](Odd odd) const { return counts_[std::size_t(odd)]; }
    LogOddities& operator+=(const LogOddities& other) {
        for (std::size_t i = 0; i < counts_.size(); ++i)
            counts_[i] += other.counts_[i];
        return *this;
    }
    /// Pieces that look like entries and are not whole.
    std::uint64_t skipped() const;
    /// One sentence for each oddity that occurred.
    std::vector<std::string> remarks() const;

private:
    std::array<std::uint64_t, std::size_t(Odd::Count_)> counts_{};
};

} // namespace causeway
