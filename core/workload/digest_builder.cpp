// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_builder.h"

#include "core/base/text.h"
#include "core/workload/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace causeway {
namespace {

constexpr std::size_t kMostClasses = 20'000;
constexpr std::size_t kSampleBytes = 2048, kShapeBytes = 4096;
constexpr std::size_t kMostNames = 64; ///< schemas and users counted for one query
constexpr std::string_view kOther = "(queries beyond the first 20000 shapes)";

/// Sums stop at the largest value: a hostile log must not make them small again.
void addTo(std::uint64_t& sum, std::uint64_t value) {
    sum = sum > std::numeric_limits<std::uint64_t>::max() - value ? std::numeric_limits<std::uint64_t>::max()
                                                                  : sum + value;
}

void countName(std::map<std::string, std::uint64_t>& names, const std::string& name) {
    if (const auto it = names.find(name); it != names.end())
        ++it->second;
    else if (names.size() < kMostNames)
        names.emplace(name, 1);
}

/// The most frequent name; the first in alphabetical order among equals.
std::string commonest(const std::map<std::string, std::uint64_t>& names) {
    const auto it = std::max_element(names.begin(), names.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
    return it == names.end() ? std::string() : it->first;
}

bool mayHoldPassword(std::string_view shape) {
    return containsIgnoreCase(shape, "password") || shape.find("identified ") != std::string_view::npos;
}

void widenSpan(std::optional<Instant>& first, std::optional<Instant>& last, Instant at) {
    if (!first || at < *first)
        first = at;
    if (!last || at > *last)
        last = at;
}

/// Index of dispersion: variance of the times divided by their mean, in seconds.
double dispersion(unsigned __int128 squares, std::uint64_t totalNs, std::uint64_t count) {
    if (count < 2 || totalNs == 0)
        return 0;
    const double mean = double(totalNs) / 1e9 / double(count);
    const double variance = double(squares) / 1e12 / double(count) - mean * mean;
    return std::max(0.0, variance) / mean;
}

} // namespace

SlowLogDigester::SlowLogDigester() : reader_([this](const SlowLogEntry& entry) { add(entry); }) {}

std::uint32_t SlowLogDigester::classOf(std::string_view shape) {
    const bool full = classes_.size() >= kMostClasses;
    auto hash = stableHash(shape);
    if (const auto it = byHash_.find(hash); it != byHash_.end())
        return it->second;
    if (full) {
        ++overflow_;
        shape = kOther;
        hash = stableHash(shape);
        if (const auto it = byHash_.find(hash); it != byHash_.end())
            return it->second;
    }
    const auto index = std::uint32_t(classes_.size());
    byHash_.emplace(hash, index);
    Class added;
    added.sums.id = hexId(hash);
    added.sums.fingerprint = printable(shape, kShapeBytes);
    added.sums.minNs = std::numeric_limits<std::uint64_t>::max();
    added.secret = mayHoldPassword(shape);
    classes_.push_back(std::move(added));
    return index;
}

void SlowLogDigester::add(const SlowLogEntry& entry) {
    fingerprintInto(entry.text, shape_);
    const auto index = classOf(shape_);
    Class& c = classes_[index];
    QueryClass& q = c.sums;
    const SlowLogHeader& h = *entry.header;
    const std::uint64_t ns = *h.queryNs;
    ++entries_;
    if (q.count == 0 || ns > q.maxNs)
        q.sample = c.secret ? q.fingerprint.substr(0, kSampleBytes)
                            : printable(entry.text.substr(0, kSampleBytes * 2), kSampleBytes);
    ++q.count;
    addTo(q.totalNs, ns);
    addTo(q.lockNs, h.lockNs);
    addTo(q.rowsExamined, h.rowsExamined);
    addTo(q.rowsSent, h.rowsSent);
    addTo(q.rowsAffected, h.rowsAffected);
    q.minNs = std::min(q.minNs, ns);
    q.maxNs = std::max(q.maxNs, ns);
    q.fullScanKnown += h.fullScan.has_value();
    q.fullScans += h.fullScan.value_or(false);
    q.tempDisk += h.tempDisk;
    q.filesort += h.filesort;
    c.times.add(ns);
    const unsigned __int128 microseconds = ns / 1000;
    c.squares += microseconds * microseconds;
    countName(c.schemas, h.schema);
    countName(c.users, h.user);
    if (!entry.at)
        return;
    widenSpan(q.first, q.last, *entry.at);
    widenSpan(first_, last_, *entry.at);
    timeline_.add(*entry.at, ns);
    if (h.threadId)
        q.longestRunSameThread = std::max(q.longestRunSameThread, runs_.add(*h.threadId, index, *entry.at));
}

WorkloadDigest SlowLogDigester::result() const {
    WorkloadDigest digest;
    digest.origin = "slow log";
    digest.entries = entries_;
    digest.skipped = reader_.skipped();
    digest.remarks = reader_.remarks();
    if (overflow_)
        digest.remarks.push_back(fmt::format(
            "{} entries have shapes beyond the first {}: counted as one query", overflow_, kMostClasses));
    digest.first = first_;
    digest.last = last_;
    digest.bucketSeconds = timeline_.bucketSeconds();
    digest.timeline = timeline_.points();
    for (const Class& c : classes_) {
        QueryClass q = c.sums;
        const auto quantile = [&](double f) {
            return std::clamp(c.times.quantile(f), q.minNs, q.maxNs);
        };
        q.p50Ns = quantile(0.50);
        q.p95Ns = quantile(0.95);
        q.p99Ns = quantile(0.99);
        q.varianceToMean = dispersion(c.squares, q.totalNs, q.count);
        q.schema = commonest(c.schemas);
        q.user = commonest(c.users);
        digest.queries.push_back(std::move(q));
    }
    std::sort(digest.queries.begin(), digest.queries.end(), [](const QueryClass& a, const QueryClass& b) {
        return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.id < b.id;
    });
    return digest;
}

WorkloadDigest digestSlowLog(std::string_view text) {
    SlowLogDigester digester;
    digester.feed(text);
    digester.endOfLog();
    return digester.result();
}

} // namespace causeway
