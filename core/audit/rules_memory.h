// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

namespace causeway {

/// The part of the family Configuration that weighs memory.
std::vector<Rule> memoryRules();

} // namespace causeway
