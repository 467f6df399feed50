// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/postgresql/pg_statements.h"

#include "core/base/text.h"
#include "core/collect/live/other_queries.h"
#include "core/collect/live/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::postgresql {
namespace {

std::uint64_t nanoseconds(const std::string& milliseconds) {
    double value = 0;
    constexpr double kMost = 1e19; // more than 300 years, and still an integer of 64 bits
    if (!parseNumber(milliseconds, value) || !(value > 0))
        return 0;
    return std::uint64_t(std::min(std::round(value * 1e6), kMost - 2048));
}

double squared(const std::string& milliseconds) {
    double value = 0;
    return parseNumber(milliseconds, value) ? (value / 1000) * (value / 1000) : 0;
}

} // namespace

std::optional<WorkloadDigest> workloadFrom(const ProbeResult& statements) {
    if (statements.state != ProbeResult::State::Answered)
        return std::nullopt;
    const live::Rows rows(statements);
    WorkloadDigest workload;
    workload.origin = "pg_stat_statements";
    workload.thresholdSeconds = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto text = [&](std::string_view name) {
            return rows.text(i, rows.column(name));
        };
        const auto count = [&](std::string_view name) {
            return rows.number(i, rows.column(name)).value_or(0);
        };
        QueryClass query;
        query.id = fmt::format("{:0>16}", text("queryid"));
        query.fingerprint = text("query");
        query.schema = text("datname");
        query.user = text("rolname");
        query.count = count("calls");
        query.totalNs = nanoseconds(text("total_exec_time"));
        query.minNs = nanoseconds(text("min_exec_time"));
        query.maxNs = nanoseconds(text("max_exec_time"));
        query.rowsSent = count("rows");
        query.tempDisk = count("temp_blks_written") > 0;
        if (query.totalNs > 0)
            query.varianceToMean =
                squared(text("stddev_exec_time")) * double(query.count) / (double(query.totalNs) * 1e-9);
        workload.entries += query.count;
        workload.queries.push_back(std::move(query));
    }
    if (rows.size() > 0)
        live::addOthers(workload, rows.number(0, rows.column("all_shapes")).value_or(0),
                        rows.number(0, rows.column("all_calls")).value_or(0),
                        nanoseconds(rows.text(0, rows.column("all_exec_time"))));
    std::sort(workload.queries.begin(), workload.queries.end(), [](const QueryClass& a, const QueryClass& b) {
        return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.id < b.id;
    });
    return workload;
}

} // namespace causeway::postgresql
