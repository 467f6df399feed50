// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"
#include "core/workload/histogram.h"
#include "core/workload/slow_log.h"
#include "core/workload/thread_runs.h"
#include "core/workload/timeline.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace causeway {

/// Digests slow logs. Feed the bytes of a log in chunks of any size, end it, feed the next one, and take the
/// result: it does not depend on how the bytes were cut. Memory is bounded: at most 20,000 query shapes
/// (later ones count as one, and a remark says so), one sample of 2 KiB each.
class SlowLogDigester {
public:
    SlowLogDigester();
    SlowLogDigester(const SlowLogDigester&) = delete;
    SlowLogDigester& operator=(const SlowLogDigester&) = delete;

    void feed(std::string_view chunk) { reader_.feed(chunk); }
    void endOfLog() { reader_.endOfLog(); }
    WorkloadDigest result() const;
    std::uint64_t entries() const { return entries_; }
    std::uint64_t skipped() const { return reader_.skipped(); }
    /// The server's version in the newest start banner of the log that was read last; empty when it has none.
    const std::string& version() const { return reader_.version(); }

private:
    struct Class {
        QueryClass sums;
        Histogram times;
        unsigned __int128 squares = 0; ///< of microseconds
        std::map<std::string, std::uint64_t> schemas, users;
        bool secret = false; ///< the statement may hold a password: no sample is kept
    };
    void add(const SlowLogEntry& entry);
    std::uint32_t classOf(std::string_view shape);

    SlowLogReader reader_;
    ThreadRuns runs_;
    Timeline timeline_;
    std::vector<Class> classes_;
    std::unordered_map<std::uint64_t, std::uint32_t> byHash_; ///< looked up only, never walked through
    std::string shape_;
    std::uint64_t entries_ = 0, overflow_ = 0;
    std::optional<Instant> first_, last_;
};

/// The whole text of one log at once.
WorkloadDigest digestSlowLog(std::string_view text);

} // namespace causeway
