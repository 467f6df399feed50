// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digester.h"

#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/workload/digest_run.h"
#include "core/workload/fingerprint.h"
#include "core/workload/saturating.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

/// For a thread's memory of statements: an eighth of all.
std::size_t memoryOfShaper(const DigestLimits& limits) {
    constexpr std::uint64_t kMost = std::uint64_t(32) << 20;
    return std::size_t(std::min(limits.memoryBytes / 8 / limits.threads, kMost));
}

/// What is left for the queries when every thread has its block, its events and its memory of statements.
std::uint64_t memoryOfQueries(const DigestLimits& limits, unsigned threads) {
    const auto ofThread = std::uint64_t(limits.blockBytes) * 3 + memoryOfShaper(limits);
    const auto others = std::min(limits.memoryBytes * 3 / 4, ofThread * threads);
    // The heap needs somewhat more than it is asked for.
    return std::max<std::uint64_t>((limits.memoryBytes - others) / 4 * 3, 1 << 20);
}

} // namespace

Digester::Digester(DigestLimits limits)
    : limits_([&] {
          limits.threads = limits.threads ? limits.threads : machineThreads();
          return limits;
      }()),
      classes_(memoryOfQueries(limits_, limits_.threads), limits_.folder) {}

std::size_t Digester::shaperBytes() const {
    return memoryOfShaper(limits_);
}

LogRead Digester::read(LogBytes& log, const LogFormat& format, Progress& progress) {
    if (finished_)
        throw Error(ErrorCode::Internal, "the digest is finished: no log can be added");
    const std::string origin(format.name());
    if (std::find(origins_.begin(), origins_.end(), origin) == origins_.end())
        origins_.push_back(origin);
    timed_ = timed_ && format.timed();
    const auto entriesBefore = entries_;
    DigestRun run(*this, log, format, progress);
    LogRead result = run.read();
    result.entries = entries_ - entriesBefore;
    result.skipped = run.oddities().skipped();
    oddities_ += run.oddities();
    return result;
}

void Digester::add(const LogEvent& event, const std::optional<Instant>& at) {
    ClassSums* sums = classes_.find(event.shape);
    if (!sums) {
        auto shape = event.shapeText;
        if (shape.empty()) { // the thread knew it, and the table has it on disk, or from another thread
            fingerprintInto(event.text, built_, dialect_);
            shape = built_;
        }
        sums = &classes_.insert(event.shape, shape);
        classes_.grown(sums->bytes());
    }
    const auto ns = event.timeNs.value_or(0);
    const auto before = sums->variableBytes();
    sums->add(event, at, entries_++);
    const auto schema = schemas_.number(event.schema), user = users_.number(event.user);
    const auto together = multiplied(ns, event.standsFor);
    sums->schemas.add(schema, event.standsFor, together);
    sums->users.add(user, event.standsFor, together);
    schemas_.count(schema, event.standsFor, together);
    users_.count(user, event.standsFor, together);
    addUpTo(executions_, event.standsFor);
    addUpTo(totalNs_, together);
    shortestNs_ = std::min(shortestNs_, ns);
    sampled_ += event.standsFor > 1;
    if (at) {
        if (!first_ || *at < *first_)
            first_ = at;
        if (!last_ || *at > *last_)
            last_ = at;
        timeline_.add(*at, event.timeNs, event.standsFor);
        if (event.thread)
            sums->longestRun = std::max(sums->longestRun, runs_.add(*event.thread, event.shape, *at));
    }
    if (const auto after = sums->variableBytes(); after > before)
        classes_.grown(after - before);
}

void Digester::finish() {
    if (!finished_)
        classes_.finish();
    finished_ = true;
}

/// What the log itself tells of what is not in it.
Coverage Digester::coverageOfLogs() const {
    Coverage coverage;
    if (!timed_ && origins_.size() == 1) {
        coverage.executions = 1;
        coverage.reasons.push_back("the general log has every statement, and no times");
        return coverage;
    }
    if (entries_ == 0)
        return coverage;
    constexpr std::uint64_t kMicrosecond = 1000, kMillisecond = 1'000'000;
    coverage.reasons.push_back(
        shortestNs_ >= kMillisecond
            ? fmt::format("no entry took less than {:.3f} s: what is faster is most likely not logged",
                          double(shortestNs_) / 1e9)
            : fmt::format("entries as short as {} µs are in the log: its threshold is low",
                          formatNumber(double(shortestNs_ / kMicrosecond))));
    if (sampled_)
        coverage.reasons.push_back(fmt::format(
            "{} entries are a sample by log_slow_rate_limit and count as many times as they stand for",
            formatNumber(double(sampled_))));
    return coverage;
}

WorkloadDigest Digester::summary(std::size_t mostQueries) {
    finish();
    WorkloadDigest digest;
    digest.origin = join(origins_, ", ");
    digest.entries = entries_;
    digest.skipped = oddities_.skipped();
    digest.remarks = oddities_.remarks();
    digest.first = first_;
    digest.last = last_;
    digest.bucketSeconds = timeline_.bucketSeconds();
    digest.timeline = timeline_.points();
    digest.schemas = schemas_.loads();
    digest.users = users_.loads();
    digest.coverage = coverageOfLogs();
    std::uint64_t listedNs = 0, listedCount = 0;
    forEachQuery([&](const QueryClass& query) {
        if (digest.queries.size() == mostQueries)
            return false;
        addUpTo(listedNs, query.totalNs);
        addUpTo(listedCount, query.count);
        digest.queries.push_back(query);
        return true;
    });
    digest.otherQueries = classes_.size() - digest.queries.size();
    digest.otherCount = executions_ - std::min(executions_, listedCount);
    digest.otherNs = totalNs_ - std::min(totalNs_, listedNs);
    return digest;
}

void Digester::forEachQuery(const std::function<bool(const QueryClass&)>& take) {
    constexpr int kDetailed = 500;
    finish();
    QueryClass query;
    int detailed = kDetailed; // left
    classes_.forEach([&](const ClassSums& sums) {
        sums.finishInto(query, schemas_, users_, detailed > 0 && detailed-- > 0);
        return take(query);
    });
}

WorkloadDigest digestLog(std::string_view text, const LogFormat& format, DigestLimits limits) {
    Digester digester(limits);
    LogInMemory log(text);
    Progress progress;
    digester.read(log, format, progress);
    return digester.summary(20'000);
}

} // namespace causeway
