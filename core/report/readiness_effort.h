// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/build.h"

namespace causeway::report {

/// Expected hours of a server's conversion by class and role; the shown parts add up to the shown sums.
/// Nothing where no work is left.
void addReadinessEffort(Section& section, const ReadinessReport& report);

} // namespace causeway::report
