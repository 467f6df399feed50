// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/statement_digest.h"

#include "core/base/text.h"
#include "core/collect/live/other_queries.h"
#include "core/collect/live/rows.h"

#include <algorithm>

namespace causeway::mysql {
namespace {

constexpr std::uint64_t kPicosecondsPerNanosecond = 1000;

/// Session time is UTC: the text of a TIMESTAMP has no zone of its own. The fraction of a second is dropped.
std::optional<Instant> moment(const std::optional<std::string>& text) {
    if (!text || text->size() < 19)
        return std::nullopt;
    return parseInstant(std::string_view(*text).substr(0, 19));
}

QueryClass classFrom(const live::Rows& rows, const ProbeResult& answer, std::size_t row) {
    const auto count = [&](std::string_view name) {
        return rows.number(row, answer.column(name)).value_or(0);
    };
    const auto nanoseconds = [&](std::string_view name) {
        return count(name) / kPicosecondsPerNanosecond;
    };
    QueryClass query;
    query.id = toLower(rows.text(row, answer.column("digest")).substr(0, 16));
    query.fingerprint = rows.text(row, answer.column("digest_text"));
    query.schema = rows.text(row, answer.column("schema_name"));
    query.count = count("count_star");
    query.totalNs = nanoseconds("sum_timer_wait");
    query.minNs = nanoseconds("min_timer_wait");
    query.maxNs = nanoseconds("max_timer_wait");
    query.p95Ns = nanoseconds("quantile_95");
    query.p99Ns = nanoseconds("quantile_99");
    query.lockNs = nanoseconds("sum_lock_time");
    query.rowsExamined = count("sum_rows_examined");
    query.rowsSent = count("sum_rows_sent");
    query.rowsAffected = count("sum_rows_affected");
    query.fullScans = count("sum_no_index_used");
    query.fullScanKnown = query.count;
    query.tempDisk = count("sum_created_tmp_disk_tables");
    query.filesort = count("sum_sorts");
    query.first = moment(rows.cell(row, answer.column("first_seen")));
    query.last = moment(rows.cell(row, answer.column("last_seen")));
    return query;
}

} // namespace

std::optional<WorkloadDigest> workloadFrom(const ProbeResult& digests) {
    if (digests.state != ProbeResult::State::Answered)
        return std::nullopt;
    const live::Rows rows(digests);
    WorkloadDigest workload;
    workload.origin = "performance_schema";
    workload.thresholdSeconds = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto query = classFrom(rows, digests, row);
        workload.entries += query.count;
        if (query.first && (!workload.first || *query.first < *workload.first))
            workload.first = query.first;
        if (query.last && (!workload.last || *query.last > *workload.last))
            workload.last = query.last;
        workload.queries.push_back(std::move(query));
    }
    if (rows.size() > 0) {
        const auto all = [&](std::string_view name) {
            return rows.number(0, digests.column(name)).value_or(0);
        };
        live::addOthers(workload, all("all_shapes"), all("all_count"), all("all_ns"));
    }
    std::sort(workload.queries.begin(), workload.queries.end(), [](const QueryClass& a, const QueryClass& b) {
        return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.id < b.id;
    });
    return workload;
}

} // namespace causeway::mysql
