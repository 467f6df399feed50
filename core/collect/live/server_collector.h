// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/target.h"
#include "core/snapshot/snapshot.h"

#include <memory>
#include <optional>
#include <string>

namespace causeway::live {

/// The reading of one server, in the order that keeps our own queries out of the evidence: first all samples
/// of the counters, then the rest.
class ServerCollector {
public:
    ServerCollector() = default;
    ServerCollector(const ServerCollector&) = delete;
    ServerCollector& operator=(const ServerCollector&) = delete;
    virtual ~ServerCollector() = default;

    /// Adds one reading of the counters.
    virtual void sample(Progress& progress) = 0;
    /// Configuration, sessions, accounts, replication, workload and catalog.
    virtual void readRest(Progress& progress) = 0;
    /// Counts in the tables themselves, for at most so many seconds; after readRest(). Not every engine has
    /// such probes.
    virtual void countInData(double seconds, Progress& progress) {
        (void)seconds;
        (void)progress;
    }
    /// Reads how many rows each month added to the tables, for at most so many seconds for all and for each;
    /// after readRest().
    virtual void readHistory(double seconds, double tableSeconds, Progress& progress) = 0;
    /// Statements sent so far.
    virtual std::size_t statements() const = 0;

    Source source;
    ServerEvidence evidence;
};

/// Adds a sentence to a source's remark.
void addRemark(Source& source, const std::string& sentence);
/// `text` without the value of a password=..., passwd=... or secret=... in it.
std::string withoutSecrets(const std::string& text);

} // namespace causeway::live
