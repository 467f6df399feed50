// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace causeway::mysql {

/// The workload that events_statements_summary_by_digest counted, from the probe "mysql.digests"; nothing
/// when it was not answered. Picoseconds are rounded down to nanoseconds; percentiles are the server's, or 0.
std::optional<WorkloadDigest> workloadFrom(const ProbeResult& digests);

} // namespace causeway::mysql
