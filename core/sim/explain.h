// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/cluster_run.h"

#include <string>

namespace causeway {

/// What one run's outage is made of, longest part first, parts under 0.05 s left out: "No commit was answered
/// for 26.4 s: lease rest 21.5 s, routing 4.5 s, race 0.4 s." and what else it cost.
std::string explain(const RunResult& run);

} // namespace causeway
