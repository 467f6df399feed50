// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"

#include <cstdint>

namespace causeway::live {

/// What a server counts of all its statements, of which `workload` lists those with the most time: the rest
/// becomes the digest's others. Counters move on while they are read, so a sum below that of the list is
/// none.
inline void addOthers(WorkloadDigest& workload, std::uint64_t shapes, std::uint64_t count, std::uint64_t ns) {
    const auto less = [](std::uint64_t all, std::uint64_t listed) {
        return all > listed ? all - listed : 0;
    };
    workload.otherQueries = less(shapes, workload.queries.size());
    if (workload.otherQueries == 0)
        return;
    workload.otherCount = less(count, workload.executions());
    workload.otherNs = less(ns, workload.totalNs());
    workload.entries += workload.otherCount;
}

} // namespace causeway::live
