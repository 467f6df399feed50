// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/candidates.h"

namespace causeway::plan {

/// "a p95 outage of 21.5 s and no commit lost in 1 000 runs of 2 fault scenarios".
std::string outcomeWords(const Candidate& candidate);

} // namespace causeway::plan
