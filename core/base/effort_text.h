// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"

#include <string>

namespace causeway {

/// "2 to 5 d, expected 3.1 d, in 80 % of cases 2.8 to 3.5 d".
std::string formatEffort(const EffortTotal& total);

} // namespace causeway
