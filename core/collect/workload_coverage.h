// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace causeway {

/// States in each of the server's workloads which share of all executions and of all execution time
/// its source can see: from the settings that keep statements out of it (thresholds, samples, rate limits)
/// and from the server's own counters. What cannot be known stays unknown; the reasons carry the figures.
void stateCoverage(ServerEvidence& server);
/// The same of one digest that is to become one of the server's.
void stateCoverage(const ServerEvidence& server, WorkloadDigest& workload);

} // namespace causeway
