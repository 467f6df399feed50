// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/target_model.h"
#include "core/snapshot/snapshot.h"

#include <vector>

namespace causeway {

/// Obstacles of the schema as a whole: text that ignores case, character sets, names, foreign keys, definers.
std::vector<Obstacle> schemaObstacles(const TargetModel& model);
/// Obstacles of a server's settings; none for settings that were not collected.
std::vector<Obstacle> serverObstacles(const ServerEvidence& server);
/// Obstacles of the statements that a log or performance_schema shows, one for each kind.
std::vector<Obstacle> workloadObstacles(const WorkloadDigest& workload);

/// True for a text column whose collation ignores case (MySQL's default ones do).
bool ignoresCase(const TargetColumn& column);

} // namespace causeway
