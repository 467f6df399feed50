// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"

namespace causeway::ui {

/// The work of a period, as far as the digest keeps load over time: the whole's, and of the queries with the
/// most time each one's calls and time, in parts that lie in the period by their middle. What is known only
/// of a query's whole (percentiles, rows, users) is left out.
WorkloadDigest inPeriod(const WorkloadDigest& digest, Instant from, Instant to);

/// The widest of the parts in which the listed queries' load over time is kept, in seconds.
std::uint64_t widestPart(const WorkloadDigest& period);

} // namespace causeway::ui
