// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/outcome.h"

namespace causeway {

/// What a commit costs while all is well.
struct CommitFigures {
    Distribution latencyMs;
    double throughput = 0; ///< commits/s: the offered load, or what clients, disk and link allow
};

/// Commit latency by synchronous_commit: local = C + F; remote_write = local + RTT + w; on = remote_write + F
/// of the standby; remote_apply = on + replay. F is lognormal through the disk's p50 and p99; FIRST n takes
/// the slowest of the set, ANY k the k-th fastest. Concurrent commits share flushes and wait for the one
/// under way. Throughput is that of a closed system, N / R, where the offered load is above it. Deterministic
/// in (topology, seed).
CommitFigures commitFigures(const Topology& topology, std::uint64_t seed);

/// Sorts `values` and takes nearest-rank percentiles; all zero when empty.
Distribution distributionOf(std::vector<double>& values);

} // namespace causeway
