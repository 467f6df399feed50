// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/shaper.h"

#include "core/workload/fingerprint.h"

#include <utility>

namespace causeway {

std::uint64_t Shaper::shape(std::string_view statement, const Skeleton& skeleton, std::string_view& built) {
    built = {};
    // What is no statement but a comment to the scanner.
    const bool known = skeleton.usable && !statement.starts_with("# ");
    if (known)
        for (const Slot& slot : lines_[skeleton.a & (lines_.size() - 1)].slots)
            if (slot.a == skeleton.a && slot.b == skeleton.b)
                return slot.shape;
    const auto hash = fingerprintInto(statement, built_, scanner_.dialect());
    built = built_;
    if (known) {
        if (++unknown_ > lines_.size() && lines_.size() * 3 <= mostLines_)
            grow();
        remember({skeleton.a, skeleton.b, hash});
    }
    return hash;
}

void Shaper::remember(const Slot& slot) {
    auto& slots = lines_[slot.a & (lines_.size() - 1)].slots;
    slots[1] = std::exchange(slots[0], slot);
}

void Shaper::grow() {
    std::vector<Line> old(lines_.size() * 2);
    old.swap(lines_);
    unknown_ = 0;
    for (const Line& line : old)
        for (std::size_t i = line.slots.size(); i-- > 0;)
            if (line.slots[i].a | line.slots[i].b)
                remember(line.slots[i]);
}

} // namespace causeway
