// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/executions.h"
#include "core/workload/log_event.h"
#include "core/workload/name_table.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace causeway {

/// What is known of one query while logs are digested. Two of the same query merge into what one would hold
/// that has seen the executions of both, in any order.
struct ClassSums {
    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
    static constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

    std::uint64_t id = 0; ///< hash of the fingerprint
    std::uint64_t count = 0, totalNs = 0, minNs = kMost, maxNs = 0, lockNs = 0;
    std::uint64_t rowsExamined = 0, rowsSent = 0, rowsAffected = 0;
    std::uint64_t fullScans = 0, fullScanKnown = 0, tempDisk = 0, filesort = 0;
    std::uint64_t longestRun = 0;
    std::uint64_t sampleNumber = kMost; ///< the execution that the sample is of, by its place in the logs
    std::uint64_t squaresHigh = 0, squaresLow = 0; ///< sum of the squared times in microseconds, 128 bits
    std::int64_t firstMs = kNever, lastMs = kNever;
    bool secret = false; ///< the statement may hold a password: no sample is kept
    Executions executions;
    NameCounts schemas, users;
    std::string shape;  ///< the fingerprint
    std::string sample; ///< as it stands in the log, of the slowest execution (the first of equals)

    /// The query's fingerprint becomes known.
    void begin(std::uint64_t hash, std::string_view fingerprint);
    /// One execution, the `number`th of all.
    void add(const LogEvent& event, const std::optional<Instant>& at, std::uint64_t number);
    void merge(ClassSums&& other);
    /// Brings near what the object holds itself, and what it points to.
    void prefetch() const;
    void prefetchTexts() const;
    /// Bytes in memory, about.
    std::size_t bytes() const { return sizeof(ClassSums) + variableBytes(); }
    std::size_t variableBytes() const;
    /// Into a result whose memory is used again. detailed: with its latencies, its load over time, and all
    /// its schemas and users.
    void finishInto(QueryClass& result, const NameTable& schemaNames, const NameTable& userNames,
                    bool detailed) const;
};

} // namespace causeway
