// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/period.h"

#include <algorithm>

namespace causeway::ui {
namespace {

std::vector<LoadPoint> partsIn(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds,
                               Instant from, Instant to) {
    const auto half = std::chrono::milliseconds(bucketSeconds * 500);
    std::vector<LoadPoint> parts;
    std::copy_if(timeline.begin(), timeline.end(), std::back_inserter(parts), [&](const LoadPoint& point) {
        return point.start + half >= from && point.start + half < to;
    });
    return parts;
}

/// Calls and time of the parts.
LoadPoint sumOf(const std::vector<LoadPoint>& parts) {
    LoadPoint sum;
    for (const auto& part : parts) {
        sum.count += part.count;
        sum.totalNs += part.totalNs;
    }
    return sum;
}

QueryClass shapeIn(const QueryClass& whole, std::vector<LoadPoint> parts) {
    const auto sum = sumOf(parts);
    QueryClass shape;
    shape.id = whole.id;
    shape.fingerprint = whole.fingerprint;
    shape.sample = whole.sample;
    shape.schema = whole.schema;
    shape.user = whole.user;
    shape.count = sum.count;
    shape.totalNs = sum.totalNs;
    shape.bucketSeconds = whole.bucketSeconds;
    shape.timeline = std::move(parts);
    return shape;
}

} // namespace

WorkloadDigest inPeriod(const WorkloadDigest& digest, Instant from, Instant to) {
    WorkloadDigest period;
    period.origin = digest.origin;
    period.bucketSeconds = digest.bucketSeconds;
    period.timeline = partsIn(digest.timeline, digest.bucketSeconds, from, to);
    for (const auto& query : digest.queries) {
        auto parts = partsIn(query.timeline, query.bucketSeconds, from, to);
        if (!parts.empty())
            period.queries.push_back(shapeIn(query, std::move(parts)));
    }
    std::stable_sort(period.queries.begin(), period.queries.end(),
                     [](const QueryClass& a, const QueryClass& b) {
                         return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.count > b.count;
                     });
    const auto whole = sumOf(period.timeline);
    const auto listedCount = period.executions(), listedNs = period.totalNs();
    period.otherCount = whole.count > listedCount ? whole.count - listedCount : 0;
    period.otherNs = whole.totalNs > listedNs ? whole.totalNs - listedNs : 0;
    period.entries = period.executions();
    return period;
}

std::uint64_t widestPart(const WorkloadDigest& period) {
    std::uint64_t widest = period.bucketSeconds;
    for (const auto& query : period.queries)
        widest = std::max(widest, query.bucketSeconds);
    return widest;
}

} // namespace causeway::ui
