// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workload/class_table.h"
#include "core/workload/digest.h"
#include "core/workload/log_blocks.h"
#include "core/workload/thread_runs.h"
#include "core/workload/timeline.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

struct DigestLimits {
    unsigned threads = 0; ///< 0: as many as the machine runs at once
    std::uint64_t memoryBytes = std::uint64_t(256)
                                << 20;             ///< for the queries and what is read; at least 8 MiB
    std::size_t blockBytes = std::size_t(1) << 20; ///< of a log, cut by one thread at a time
    std::string folder;                            ///< for temporary files; empty: the system's
};

/// What one log gave.
struct LogRead {
    std::uint64_t entries = 0, skipped = 0;
    std::string version; ///< the server's version in the newest start banner; empty when it has none
    std::string stopped; ///< why the log could not be read to its end; empty when it could
};

/// Digests logs, one after the other, each by all threads. The result depends neither on the number of
/// threads nor on the memory allowed: what does not fit goes to disk for a while.
class Digester {
public:
    explicit Digester(DigestLimits limits = {});
    Digester(const Digester&) = delete;
    Digester& operator=(const Digester&) = delete;

    /// Reads a log to its end. Throws Error(Cancelled), and Error(Storage) when the disk is full.
    LogRead read(LogBytes& log, const LogFormat& format, Progress& progress);

    /// All but the list of queries, of which it holds the `mostQueries` with the most time. No log can be
    /// read after the first call of summary() or forEachQuery().
    WorkloadDigest summary(std::size_t mostQueries);
    /// Every query, by total time, descending; ties by id; the first 500 with all that is known of them.
    /// Stops when `take` returns false.
    void forEachQuery(const std::function<bool(const QueryClass&)>& take);
    std::uint64_t spilledBytes() const { return classes_.spilledBytes(); }

private:
    friend class DigestRun;
    void add(const LogEvent& event, const std::optional<Instant>& at);
    std::size_t shaperBytes() const;
    void finish();
    Coverage coverageOfLogs() const;

    DigestLimits limits_;
    ClassTable classes_;
    NameTable schemas_, users_;
    ThreadRuns runs_;
    Timeline timeline_;
    LogOddities oddities_;
    std::vector<std::string> origins_;
    std::string built_;
    SqlDialect dialect_ = SqlDialect::MySql; ///< of the log in hand
    std::uint64_t entries_ = 0, executions_ = 0, totalNs_ = 0, shortestNs_ = ClassSums::kMost, sampled_ = 0;
    std::optional<Instant> first_, last_;
    bool timed_ = true, finished_ = false;
};

/// The text of one log at once.
WorkloadDigest digestLog(std::string_view text, const LogFormat& format, DigestLimits limits = {});

} // namespace causeway
