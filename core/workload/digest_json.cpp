// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_json.h"

#include "core/base/text.h"

namespace causeway {
namespace {

double seconds(std::uint64_t nanoseconds) {
    return double(nanoseconds) / 1e9;
}

Json moment(const std::optional<Instant>& at) {
    return at ? Json(toIso(*at)) : Json(nullptr);
}

Json share(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json loadsJson(const std::vector<NamedLoad>& loads) {
    Json list = Json::array();
    for (const NamedLoad& load : loads)
        list.push_back({{"name", load.name}, {"count", load.count}, {"total_s", seconds(load.totalNs)}});
    return list;
}

/// p95: only of a whole workload.
Json timelineJson(const std::vector<LoadPoint>& timeline, bool p95) {
    Json list = Json::array();
    for (const LoadPoint& point : timeline) {
        list.push_back(
            {{"start", toIso(point.start)}, {"count", point.count}, {"total_s", seconds(point.totalNs)}});
        if (p95)
            list.back()["p95_s"] = point.p95Ns ? Json(seconds(*point.p95Ns)) : Json(nullptr);
    }
    return list;
}

/// What is known only of the queries with the most time.
void addDetail(Json& json, const QueryClass& q) {
    if (!q.latency.empty())
        json["latency"] = Json::array();
    for (const LatencyStep& step : q.latency)
        json["latency"].push_back({{"from_s", seconds(step.fromNs)}, {"count", step.count}});
    if (!q.timeline.empty()) {
        json["bucket_s"] = q.bucketSeconds;
        json["timeline"] = timelineJson(q.timeline, false);
    }
    if (!q.fromSchemas.empty())
        json["schemas"] = loadsJson(q.fromSchemas);
    if (!q.fromUsers.empty())
        json["users"] = loadsJson(q.fromUsers);
}

} // namespace

Json toJson(const QueryClass& q) {
    Json json;
    json["id"] = q.id;
    json["fingerprint"] = q.fingerprint;
    json["schema_name"] = q.schema;
    json["user"] = q.user;
    json["count"] = q.count;
    json["total_s"] = seconds(q.totalNs);
    json["mean_s"] = q.count ? seconds(q.totalNs) / double(q.count) : 0.0;
    json["min_s"] = seconds(q.minNs);
    json["p50_s"] = seconds(q.p50Ns);
    json["p95_s"] = seconds(q.p95Ns);
    json["p99_s"] = seconds(q.p99Ns);
    json["max_s"] = seconds(q.maxNs);
    json["variance_to_mean_s"] = q.varianceToMean;
    json["lock_s"] = seconds(q.lockNs);
    json["rows_examined"] = q.rowsExamined;
    json["rows_sent"] = q.rowsSent;
    json["rows_affected"] = q.rowsAffected;
    json["full_scans"] = q.fullScans;
    json["full_scan_known"] = q.fullScanKnown;
    json["temp_disk"] = q.tempDisk;
    json["filesort"] = q.filesort;
    json["longest_run_same_thread"] = q.longestRunSameThread;
    json["first"] = moment(q.first);
    json["last"] = moment(q.last);
    json["rows_examined_per_sent"] =
        q.rowsSent ? Json(double(q.rowsExamined) / double(q.rowsSent)) : Json(nullptr);
    json["sample"] = q.sample;
    addDetail(json, q);
    return json;
}

Json toJson(const WorkloadDigest& digest) {
    Json json;
    json["schema"] = "causeway.digest/1";
    json["origin"] = digest.origin;
    json["entries"] = digest.entries;
    json["executions"] = digest.executions();
    json["skipped"] = digest.skipped;
    json["remarks"] = digest.remarks;
    json["first"] = moment(digest.first);
    json["last"] = moment(digest.last);
    json["threshold_s"] = digest.thresholdSeconds ? Json(*digest.thresholdSeconds) : Json(nullptr);
    json["total_s"] = seconds(digest.totalNs());
    json["coverage"] = {{"executions", share(digest.coverage.executions)},
                        {"time", share(digest.coverage.time)},
                        {"time_at_least", share(digest.coverage.timeAtLeast)},
                        {"reasons", digest.coverage.reasons}};
    json["schemas"] = loadsJson(digest.schemas);
    json["users"] = loadsJson(digest.users);
    json["other_queries"] = digest.otherQueries;
    json["other_count"] = digest.otherCount;
    json["other_total_s"] = seconds(digest.otherNs);
    json["queries"] = Json::array();
    for (const QueryClass& q : digest.queries)
        json["queries"].push_back(toJson(q));
    json["bucket_s"] = digest.bucketSeconds;
    json["timeline"] = timelineJson(digest.timeline, true);
    return json;
}

void writeJson(const WorkloadDigest& digest, const QuerySource& forEach,
               const std::function<void(std::string_view)>& out) {
    constexpr std::string_view kEmptyList = "\n  \"queries\": []"; // once: strings hold no line end
    constexpr auto kReplace = Json::error_handler_t::replace;
    Json frame = toJson(digest);
    frame["queries"] = Json::array();
    for (const char* left : {"other_queries", "other_count"}) // the list that follows is whole
        frame[left] = 0;
    frame["other_total_s"] = 0.0;
    const auto text = frame.dump(2, ' ', false, kReplace);
    const auto split = text.find(kEmptyList) + kEmptyList.size() - 1;
    out(std::string_view(text).substr(0, split));
    bool any = false;
    forEach([&](const QueryClass& query) {
        const auto one = toJson(query).dump(2, ' ', false, kReplace);
        out(any ? ",\n    " : "\n    ");
        out(replaceAll(one, "\n", "\n    "));
        any = true;
        return true;
    });
    if (any)
        out("\n  ");
    out(std::string_view(text).substr(split));
}

} // namespace causeway
