// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/workload_coverage.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway {
namespace {

constexpr double kShortestSpan = 60; ///< seconds of a log from which a rate can be told

std::uint64_t executionsOf(const WorkloadDigest& workload) {
    std::uint64_t count = workload.otherCount;
    for (const auto& query : workload.queries)
        count += query.count;
    return count;
}

void say(Coverage& coverage, std::string sentence) {
    coverage.reasons.push_back(std::move(sentence));
}

void whole(Coverage& coverage) {
    coverage.executions = 1;
    coverage.time = 1;
}

/// Executions a second in the log against those that the server counts. With the threshold, what is not in
/// the log took less than it each: so the time unseen has an upper bound.
void compareRates(const ServerEvidence& server, WorkloadDigest& workload, double threshold) {
    const auto rate = server.rate("questions");
    if (!rate || rate->perSecond <= 0 || !workload.first || !workload.last)
        return;
    const double span = std::chrono::duration<double>(*workload.last - *workload.first).count();
    if (span < kShortestSpan)
        return say(workload.coverage,
                   fmt::format("the log covers {}: too little to compare with the server's rate",
                               formatSeconds(span)));
    const double executions = double(executionsOf(workload)), perSecond = executions / span;
    const double share = std::min(1.0, perSecond / rate->perSecond);
    workload.coverage.executions = share;
    say(workload.coverage,
        fmt::format("the log has {} executions in {}, {} a second; the server answered {} a second ({})",
                    formatNumber(executions), formatSeconds(span), formatNumber(perSecond, 2),
                    formatNumber(rate->perSecond, 2),
                    rate->sinceBoot ? "Questions / Uptime, since its start"
                                    : "Questions between the first and the last sample"));
    const double seen = double(workload.totalNs()) / 1e9;
    const double unseen = std::max(0.0, rate->perSecond * span - executions) * threshold;
    if (share < 1 && seen > 0)
        say(workload.coverage,
            fmt::format("each of the others took less than {}: at least {} of the time is seen",
                        formatSeconds(threshold), formatPercent(seen / (seen + unseen))));
}

/// What keeps statements out of a slow log besides the threshold.
bool otherLimits(const ServerEvidence& server, Coverage& coverage) {
    bool any = false;
    if (const auto limit = server.variableNumber("log_slow_rate_limit"); limit && *limit > 1) {
        say(coverage, fmt::format("log_slow_rate_limit = {}: one in {} is logged", *limit, *limit));
        any = true;
    }
    for (const char* name : {"min_examined_row_limit", "log_slow_min_examined_row_limit"})
        if (const auto limit = server.variableNumber(name); limit && *limit > 0) {
            say(coverage,
                fmt::format("{} = {}: statements that examine fewer rows are not logged", name, *limit));
            any = true;
            break;
        }
    const auto replica = server.variable("log_slow_slave_statements");
    if (replica && (equalsIgnoreCase(*replica, "OFF") || *replica == "0"))
        say(coverage, "log_slow_slave_statements = OFF: what replication executes is not logged");
    return any;
}

void slowLog(const ServerEvidence& server, WorkloadDigest& workload) {
    const auto threshold = server.variableNumber("long_query_time");
    if (!threshold)
        return say(workload.coverage,
                   "long_query_time is not known: import SHOW GLOBAL VARIABLES and STATUS of "
                   "the same server to learn how much is unseen");
    workload.thresholdSeconds = threshold;
    say(workload.coverage,
        fmt::format("long_query_time = {} s now: what is faster is not logged", *threshold));
    if (!otherLimits(server, workload.coverage) && *threshold == 0)
        return whole(workload.coverage);
    compareRates(server, workload, *threshold);
}

void performanceSchema(const ServerEvidence& server, WorkloadDigest& workload) {
    const auto questions = server.counter("questions");
    const double counted = double(executionsOf(workload));
    if (questions && *questions > 0) {
        const double share = std::min(1.0, counted / *questions);
        workload.coverage.executions = share;
        say(workload.coverage, fmt::format("{} executions are counted; clients have sent {} (Questions)",
                                           formatNumber(counted), formatNumber(*questions)));
        if (share > 0.99)
            workload.coverage.time = 1;
    }
    if (const auto lost = server.counter("performance_schema_digest_lost"); lost && *lost > 0) {
        workload.coverage.time.reset();
        say(workload.coverage, fmt::format("{} statements found the digest table full and count as one query",
                                           formatNumber(*lost)));
    }
}

void pgStatements(const ServerEvidence& server, WorkloadDigest& workload) {
    constexpr std::size_t kRead = 500; ///< rows that the probe pg.statements reads
    const auto rows = workload.queries.size();
    const auto most = server.variableNumber("pg_stat_statements.max");
    if (rows >= kRead)
        say(workload.coverage, fmt::format("the {} statements with the most time were read", rows));
    else if (most && double(rows) >= *most)
        say(workload.coverage,
            fmt::format("pg_stat_statements.max = {} is reached: rare statements were forgotten", *most));
    else if (most) {
        whole(workload.coverage);
        say(workload.coverage, fmt::format("{} of at most {} statements (pg_stat_statements.max): none was "
                                           "forgotten since the counters were reset",
                                           rows, *most));
    }
    if (const auto track = server.variable("pg_stat_statements.track"); track && *track != "all")
        say(workload.coverage,
            fmt::format("pg_stat_statements.track = {}: statements within functions count with their callers",
                        printable(*track, 20)));
    if (const auto utility = server.variable("pg_stat_statements.track_utility");
        utility && *utility == "off")
        say(workload.coverage, "pg_stat_statements.track_utility = off: no DDL, COPY or VACUUM is counted");
}

void pgLog(const ServerEvidence& server, WorkloadDigest& workload) {
    const auto threshold = server.variableNumber("log_min_duration_statement");
    const auto all = server.variable("log_statement");
    if (!threshold && !all)
        return say(workload.coverage,
                   "log_min_duration_statement is not known: import the server's settings too");
    if ((threshold && *threshold == 0) || (all && *all == "all")) {
        workload.coverage.executions = 1;
        const auto durations = server.variableNumber("log_duration");
        if ((threshold && *threshold == 0) || (durations && *durations > 0))
            workload.coverage.time = 1;
        workload.thresholdSeconds = 0;
        return say(workload.coverage, threshold && *threshold == 0
                                          ? "log_min_duration_statement = 0: every statement is logged"
                                          : "log_statement = all: every statement is logged");
    }
    if (threshold && *threshold > 0) {
        workload.thresholdSeconds = *threshold / 1000;
        say(workload.coverage,
            fmt::format("log_min_duration_statement = {} ms: what is faster is not logged, or "
                        "only a sample of it",
                        *threshold));
    }
    for (const char* name : {"log_statement_sample_rate", "log_transaction_sample_rate"})
        if (const auto rate = server.variableNumber(name); rate && *rate > 0 && *rate < 1)
            say(workload.coverage, fmt::format("{} = {}: a sample is logged", name, *rate));
}

/// Live sources name schema and user with each query.
void sumNames(WorkloadDigest& workload) {
    const auto sum = [&](std::string QueryClass::*name) {
        std::map<std::string, NamedLoad> loads;
        for (const auto& query : workload.queries) {
            if ((query.*name).empty())
                continue;
            NamedLoad& load = loads[query.*name];
            load.name = query.*name;
            load.count += query.count;
            load.totalNs += query.totalNs;
        }
        std::vector<NamedLoad> list;
        for (auto& [key, load] : loads)
            list.push_back(std::move(load));
        std::stable_sort(list.begin(), list.end(),
                         [](const NamedLoad& a, const NamedLoad& b) { return a.totalNs > b.totalNs; });
        return list;
    };
    workload.schemas = sum(&QueryClass::schema);
    workload.users = sum(&QueryClass::user);
}

} // namespace

void stateCoverage(const ServerEvidence& server, WorkloadDigest& workload) {
    const auto& origin = workload.origin;
    workload.coverage.executions.reset();
    workload.coverage.time.reset();
    if (origin == "performance_schema" || origin == "pg_stat_statements")
        sumNames(workload);
    if (origin == "performance_schema")
        performanceSchema(server, workload);
    else if (origin == "pg_stat_statements")
        pgStatements(server, workload);
    else if (origin == "slow log")
        slowLog(server, workload);
    else if (origin == "general log")
        workload.coverage.executions = 1;
    else if (origin.starts_with("PostgreSQL "))
        pgLog(server, workload);
}

void stateCoverage(ServerEvidence& server) {
    if (server.workload)
        stateCoverage(server, *server.workload);
    for (auto& workload : server.otherWorkloads)
        stateCoverage(server, workload);
}

} // namespace causeway
