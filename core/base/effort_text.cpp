// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/effort_text.h"

#include "core/base/units.h"

#include <fmt/format.h>

namespace causeway {

std::string formatEffort(const EffortTotal& total) {
    const auto ends = formatEffort(total.ends().low, total.ends().high);
    if (total.ends().low == total.ends().high)
        return ends;
    return fmt::format("{}, expected {}, in 80{}% of cases {}", ends,
                       formatEffort(total.expected(), total.expected()), "\u00a0",
                       formatEffort(total.low80(), total.high80()));
}

} // namespace causeway
