// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace causeway {

/// Finds runs of one query by one thread: the sign of a loop in the application that asks row by row (N+1).
class ThreadRuns {
public:
    /// How many times in a row, up to and with this one, the thread has executed this query within one
    /// second.
    std::uint64_t add(std::uint64_t thread, std::uint64_t query, Instant at);

private:
    struct Moment {
        Instant at;
        std::uint64_t times;
    };
    struct Run {
        std::uint64_t query = 0, count = 0; ///< count: all in the window
        Instant last{};
        std::vector<Moment> window; ///< executions by moment, at most a second apart
        std::size_t oldest = 0;     ///< where the window begins
    };
    void forgetIdle(Instant at);
    std::unordered_map<std::uint64_t, Run> threads_; ///< order plays no part
};

} // namespace causeway
