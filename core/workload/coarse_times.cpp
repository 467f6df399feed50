// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/coarse_times.h"

#include "core/workload/saturating.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace causeway {

/// Values below 16 have a part each, in row 0; above, row `shift` + 1 has those whose leading five bits are
/// left when `shift` bits go.
void CoarseTimes::add(std::uint64_t nanoseconds, std::uint64_t times) {
    if (!times)
        return;
    const unsigned width = unsigned(std::bit_width(nanoseconds));
    const unsigned shift = width > kPartBits ? width - kPartBits - 1 : 0;
    auto& row = rows_[width > kPartBits ? shift + 1 : 0];
    if (!row)
        row = std::make_unique<Row>();
    addUpTo((*row)[(nanoseconds >> shift) & (kParts - 1)], times);
    addUpTo(count_, times);
    largest_ = std::max(largest_, nanoseconds);
}

void CoarseTimes::merge(const CoarseTimes& other) {
    for (std::size_t r = 0; r < kRows; ++r) {
        if (!other.rows_[r])
            continue;
        if (!rows_[r])
            rows_[r] = std::make_unique<Row>();
        for (std::size_t part = 0; part < kParts; ++part)
            addUpTo((*rows_[r])[part], (*other.rows_[r])[part]);
    }
    addUpTo(count_, other.count_);
    largest_ = std::max(largest_, other.largest_);
}

std::uint64_t CoarseTimes::quantile(double fraction) const {
    const auto rank = std::uint64_t(std::ceil(std::clamp(fraction, 0.0, 1.0) * double(count_)));
    std::uint64_t seen = 0;
    for (std::size_t r = 0; r < kRows; ++r)
        for (std::size_t part = 0; rows_[r] && part < kParts; ++part) {
            addUpTo(seen, (*rows_[r])[part]);
            if (seen == 0 || seen < rank)
                continue;
            if (r == 0)
                return std::min<std::uint64_t>(part, largest_);
            const auto shift = unsigned(r) - 1;
            const auto low = std::uint64_t(kParts + part) << shift;
            return std::min(low + (std::uint64_t(1) << shift) / 2, largest_);
        }
    return largest_;
}

} // namespace causeway
