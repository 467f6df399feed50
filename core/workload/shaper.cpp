// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/shaper.h"

#include "core/workload/fingerprint.h"

#include <algorithm>

namespace causeway {

std::uint64_t Shaper::shape(std::string_view statement, const Skeleton& skeleton, std::string_view& built) {
    built = {};
    // What is no statement but a comment to the scanner.
    const bool comment = statement.starts_with("# ");
    Slot* const slot = skeleton.usable && !comment ? &slots_[skeleton.a & (slots_.size() - 1)] : nullptr;
    if (slot && slot->a == skeleton.a && slot->b == skeleton.b)
        return slot->shape;
    fingerprintInto(statement, built_, scanner_.dialect());
    built = built_;
    const auto hash = stableHash(built_);
    if (slot && ++unknown_ > slots_.size() && slots_.size() < kMostSlots) {
        slots_.assign(std::min(slots_.size() * 8, kMostSlots), {});
        unknown_ = 0;
    } else if (slot)
        *slot = {skeleton.a, skeleton.b, hash};
    return hash;
}

} // namespace causeway
