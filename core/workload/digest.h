// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Load in one bucket of a timeline.
struct LoadPoint {
    Instant start;
    std::uint64_t count = 0, totalNs = 0;
    std::optional<std::uint64_t> p95Ns{}; ///< to 3.2 %; only of a whole workload, of a log that has times
    bool operator==(const LoadPoint&) const = default;
};

/// Executions that took as long as `fromNs` or longer, and less than the next step of the scale: 1, 2, 5, 10
/// and so on. 0 ns is a step of its own, below 1 ns.
struct LatencyStep {
    std::uint64_t fromNs = 0, count = 0;
    bool operator==(const LatencyStep&) const = default;
};

/// The load that one schema or one user makes.
struct NamedLoad {
    std::string name;
    std::uint64_t count = 0, totalNs = 0;
    bool operator==(const NamedLoad&) const = default;
};

/// All executions of one query shape. Times are integer nanoseconds, so that sums do not depend on order.
struct QueryClass {
    std::string id;          ///< 16 hex digits of the fingerprint's hash
    std::string fingerprint; ///< literals, IN lists, VALUES lists and comments folded
    std::string sample;      ///< one execution's text (the slowest), cut to a bound
    std::string schema, user;
    std::uint64_t count = 0;
    std::uint64_t totalNs = 0, minNs = 0, maxNs = 0, p50Ns = 0, p95Ns = 0, p99Ns = 0;
    std::uint64_t lockNs = 0;
    double varianceToMean = 0; ///< index of dispersion of the query time, V/M in seconds
    std::uint64_t rowsExamined = 0, rowsSent = 0, rowsAffected = 0;
    std::uint64_t fullScans = 0, fullScanKnown = 0; ///< executions that say yes / that carry the attribute
    std::uint64_t tempDisk = 0, filesort = 0;
    std::uint64_t longestRunSameThread = 0; ///< consecutive executions by one thread within 1 s (N+1)
    std::optional<Instant> first, last;
    // Only of the queries with the most time, and only from sources that tell.
    std::vector<LatencyStep> latency; ///< steps that hold something, in rising order
    std::uint64_t bucketSeconds = 0;
    std::vector<LoadPoint> timeline;               ///< buckets that hold something
    std::vector<NamedLoad> fromSchemas, fromUsers; ///< by totalNs, descending; the first eight
    bool operator==(const QueryClass&) const = default;
};

/// How much of the server's work the source can see at all.
struct Coverage {
    std::optional<double> executions;    ///< share 0..1 of all executions; absent: not known
    std::optional<double> time;          ///< share 0..1 of all execution time; absent: not known
    std::optional<double> timeAtLeast{}; ///< where only a least share is known
    std::vector<std::string> reasons;    ///< one sentence each: the limits, and the figures behind the shares
    bool operator==(const Coverage&) const = default;
};

/// What a log or a performance_schema table says about the work a server does.
struct WorkloadDigest {
    std::string origin;        ///< "slow log", "performance_schema", "pg_stat_statements"
    std::uint64_t entries = 0; ///< entries understood; of a sampled log each stands for several executions
    std::uint64_t skipped = 0; ///< pieces that look like entries and are not whole
    std::vector<std::string> remarks; ///< what was odd: clock backwards, truncated end, control bytes
    std::optional<Instant> first, last;
    std::optional<double> thresholdSeconds; ///< long_query_time, when known: what is faster is unseen
    std::uint64_t bucketSeconds = 0;
    std::vector<LoadPoint> timeline;
    std::vector<QueryClass> queries;                             ///< by totalNs, descending; ties by id
    std::uint64_t otherQueries = 0, otherCount = 0, otherNs = 0; ///< queries that are not in the list
    std::vector<NamedLoad> schemas, users;                       ///< by totalNs, descending
    Coverage coverage;
    std::uint64_t totalNs() const {
        std::uint64_t sum = otherNs;
        for (const auto& q : queries)
            sum += q.totalNs;
        return sum;
    }
    /// Those that the entries stand for.
    std::uint64_t executions() const {
        std::uint64_t sum = otherCount;
        for (const auto& q : queries)
            sum += q.count;
        return sum;
    }
    bool operator==(const WorkloadDigest&) const = default;
};

} // namespace causeway
