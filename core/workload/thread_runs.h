// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <vector>

namespace causeway {

/// Finds runs of one query by one thread: the sign of a loop in the application that asks row by row (N+1).
class ThreadRuns {
public:
    /// How many times in a row, up to and with this one, the thread has executed this query within one
    /// second.
    std::uint64_t add(std::uint64_t thread, std::uint32_t query, Instant at);

private:
    struct Run {
        std::uint32_t query = 0;
        Instant last{};
        std::vector<std::pair<Instant, std::uint64_t>>
            window; ///< executions by moment, at most a second apart
    };
    void forgetIdle(Instant at);
    std::map<std::uint64_t, Run> threads_;
};

} // namespace causeway
