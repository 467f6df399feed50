// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace causeway::postgresql {

/// The workload that pg_stat_statements counted, from the probe "pg.statements"; nothing when it was not
/// answered. Milliseconds are rounded to nanoseconds.
std::optional<WorkloadDigest> workloadFrom(const ProbeResult& statements);

} // namespace causeway::postgresql
