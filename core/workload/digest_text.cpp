// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_text.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kBars = 24, kNames = 8;

double seconds(std::uint64_t nanoseconds) {
    return double(nanoseconds) / 1e9;
}

std::string shareOf(const std::optional<double>& share) {
    return share ? formatPercent(*share) : "not known";
}

/// Load over time in at most kBars rows of whole buckets.
std::string timelineText(const WorkloadDigest& digest) {
    if (digest.timeline.size() < 2)
        return {};
    const auto bucket = std::chrono::seconds(digest.bucketSeconds);
    const auto from = digest.timeline.front().start;
    const auto buckets = std::size_t((digest.timeline.back().start - from) / bucket) + 1;
    const auto together = (buckets + kBars - 1) / kBars;
    std::vector<LoadPoint> rows((buckets + together - 1) / together);
    for (const auto& point : digest.timeline) {
        auto& row = rows[std::size_t((point.start - from) / bucket) / together];
        row.count += point.count;
        row.totalNs += point.totalNs;
        row.p95Ns = std::max(row.p95Ns, point.p95Ns);
    }
    const auto most = std::max_element(rows.begin(), rows.end(),
                                       [](const auto& a, const auto& b) { return a.totalNs < b.totalNs; });
    std::string text =
        fmt::format("\n{:<20} {:>9} {:>12} {:>12}\n",
                    fmt::format("load, {} a row", formatSeconds(double(digest.bucketSeconds * together))),
                    "count", "total", together == 1 ? "p95" : "highest p95");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto bar = most->totalNs ? rows[i].totalNs / (most->totalNs / 40 + 1) : 0;
        text += fmt::format("{:<20} {:>9} {:>11.3f}s {:>12}  {}\n", toIso(from + bucket * (i * together)),
                            rows[i].count, seconds(rows[i].totalNs),
                            rows[i].p95Ns ? fmt::format("{:.3f}ms", double(*rows[i].p95Ns) / 1e6)
                                          : std::string("-"),
                            std::string(std::size_t(bar), '#'));
    }
    if (together > 1)
        text += fmt::format("highest p95: of the row's parts of {}\n",
                            formatSeconds(double(digest.bucketSeconds)));
    return text;
}

std::string namesText(const char* title, const std::vector<NamedLoad>& loads, double total) {
    if (loads.empty())
        return {};
    std::string text = fmt::format("\n{:<32} {:>9} {:>12} {:>7}\n", title, "count", "total", "share");
    for (std::size_t i = 0; i < std::min(kNames, loads.size()); ++i)
        text +=
            fmt::format("{:<32} {:>9} {:>11.3f}s {:>6.1f}%\n", printable(loads[i].name, 32), loads[i].count,
                        seconds(loads[i].totalNs), total > 0 ? seconds(loads[i].totalNs) / total * 100 : 0);
    if (loads.size() > kNames)
        text += fmt::format("and {} more\n", loads.size() - kNames);
    return text;
}

std::string headText(const WorkloadDigest& digest) {
    const auto queries = digest.queries.size() + digest.otherQueries, executions = digest.executions();
    std::string text =
        fmt::format("{} {} of {} {}, {}", formatNumber(double(executions)),
                    executions == 1 ? "execution" : "executions", formatNumber(double(queries)),
                    queries == 1 ? "query" : "queries", formatSeconds(seconds(digest.totalNs())));
    if (executions != digest.entries)
        text += fmt::format(", from a sample of {} {}", formatNumber(double(digest.entries)),
                            digest.entries == 1 ? "entry" : "entries");
    if (digest.first && digest.last)
        text += fmt::format(", {} to {}", toIso(*digest.first), toIso(*digest.last));
    text += fmt::format(" ({})\n", digest.origin);
    text += fmt::format("seen of all executions: {}; of all execution time: {}\n",
                        shareOf(digest.coverage.executions),
                        !digest.coverage.time && digest.coverage.timeAtLeast
                            ? "at least " + formatPercent(*digest.coverage.timeAtLeast)
                            : shareOf(digest.coverage.time));
    for (const auto& reason : digest.coverage.reasons)
        text += "  " + reason + "\n";
    if (digest.skipped)
        text += fmt::format("{} {} not whole\n", digest.skipped,
                            digest.skipped == 1 ? "entry was" : "entries were");
    for (const auto& remark : digest.remarks)
        text += remark + "\n";
    return text;
}

/// Where a query comes from, when from more than one schema or user: "users: app 61.0%, batch 39.0%".
std::string originsText(const char* title, const std::vector<NamedLoad>& loads, const QueryClass& q) {
    if (loads.size() < 2)
        return {};
    std::vector<std::string> parts;
    for (const NamedLoad& load : loads) {
        const double share = q.totalNs ? double(load.totalNs) / double(q.totalNs)
                                       : double(load.count) / double(std::max<std::uint64_t>(q.count, 1));
        parts.push_back(fmt::format(
            "{} {:.1f}%", load.name.empty() ? std::string("(not stated)") : printable(load.name, 32),
            share * 100));
    }
    return fmt::format("{:>18} {}\n", std::string(title) + ":", join(parts, ", "));
}

/// Examined rows for each one sent: "-" where the source does not say.
std::string examinedText(const QueryClass& q) {
    if (!q.rowsExamined)
        return "-";
    return formatNumber(double(q.rowsExamined) / double(std::max<std::uint64_t>(q.rowsSent, 1)));
}

} // namespace

std::string digestText(const WorkloadDigest& digest, std::size_t top) {
    const double total = seconds(digest.totalNs());
    std::string text = headText(digest) + timelineText(digest) + namesText("schema", digest.schemas, total) +
                       namesText("user", digest.users, total);
    text += fmt::format("\n{:>7} {:>9} {:>11} {:>11} {:>11} {:>11} {:>11} {:>7} {:>9} {:>5}  {}\n", "share",
                        "count", "total", "mean", "p50", "p95", "p99", "V/M", "ex./sent", "run", "query");
    const auto listed = std::min(top, digest.queries.size());
    for (std::size_t i = 0; i < listed; ++i) {
        const auto& q = digest.queries[i];
        text += fmt::format(
            "{:>6.1f}% {:>9} {:>10.3f}s {:>9.3f}ms {:>9.3f}ms {:>9.3f}ms {:>9.3f}ms {:>7.3f} {:>9} "
            "{:>5}  {}\n",
            total > 0 ? seconds(q.totalNs) / total * 100 : 0, q.count, seconds(q.totalNs),
            seconds(q.totalNs) * 1000 / double(std::max<std::uint64_t>(q.count, 1)), double(q.p50Ns) / 1e6,
            double(q.p95Ns) / 1e6, double(q.p99Ns) / 1e6, q.varianceToMean, examinedText(q),
            q.longestRunSameThread, printable(replaceAll(q.fingerprint, "\n", " "), 160));
        text += originsText("schemas", q.fromSchemas, q) + originsText("users", q.fromUsers, q);
    }
    if (const auto more = digest.queries.size() + digest.otherQueries - listed)
        text += fmt::format("and {} more (--top)\n", formatNumber(double(more)));
    if (listed)
        text += "p50, p95, p99: as many percent of the executions took at most so long.\n"
                "V/M: variance to mean of the time, in seconds. ex./sent: rows examined for each row sent.\n"
                "run: most executions in a row by one thread within a second; many are a query in a loop.\n";
    return text;
}

} // namespace causeway
