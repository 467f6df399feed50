// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace causeway {

/// Sums stop at the largest value: a hostile log must not make them small again.
inline void addUpTo(std::uint64_t& sum, std::uint64_t value) {
    if (__builtin_add_overflow(sum, value, &sum))
        sum = std::numeric_limits<std::uint64_t>::max();
}

inline std::uint64_t multiplied(std::uint64_t a, std::uint64_t b) {
    std::uint64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? std::numeric_limits<std::uint64_t>::max() : product;
}

} // namespace causeway
