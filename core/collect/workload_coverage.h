// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace causeway {

/// States in the server's workload, when it has one, which share of all executions and of all execution time
/// its source can see: from the settings that keep statements out of it (thresholds, samples, rate limits)
/// and from the server's own counters. What cannot be known stays unknown; the reasons carry the figures.
void stateCoverage(ServerEvidence& server);

} // namespace causeway
