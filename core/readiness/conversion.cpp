// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/conversion.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace causeway {

std::string_view verdictName(Verdict v) {
    constexpr std::array<std::string_view, 3> names{"automatic", "assisted", "manual"};
    return names[std::size_t(v)];
}

std::string_view proofName(Proof p) {
    constexpr std::array<std::string_view, 4> names{"unchecked", "parsed", "ran", "same rows"};
    return names[std::size_t(p)];
}

bool NameChange::onlyCase() const {
    return from.size() == to.size() && equalsIgnoreCase(from, to);
}

int ReadinessReport::count(Verdict v) const {
    return int(
        std::count_if(conversions.begin(), conversions.end(), [&](const auto& c) { return c.verdict == v; }));
}

Effort ReadinessReport::effort() const {
    Effort sum;
    for (const auto* list : {&conversions, &queries})
        for (const auto& c : *list)
            sum += c.effort;
    for (const auto& o : general)
        sum += o.effort;
    return sum;
}

} // namespace causeway
