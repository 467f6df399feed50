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
constexpr double kNearlyAll = 0.99;  ///< counters of two sources are not read at the same moment

void say(Coverage& coverage, std::string sentence) {
    coverage.reasons.push_back(std::move(sentence));
}

void whole(Coverage& coverage) {
    coverage.executions = 1;
    coverage.time = 1;
}

double secondsOf(const WorkloadDigest& workload) {
    return double(workload.totalNs()) / 1e9;
}

/// From the first execution to the last; 0 when not known.
double spanOf(const WorkloadDigest& workload) {
    return workload.first && workload.last
               ? std::chrono::duration<double>(*workload.last - *workload.first).count()
               : 0;
}

/// Seconds of execution time that the server spends in a second, by a source that counts all of it.
struct BusyRate {
    double perSecond = 0;
    std::string from;
};

std::optional<BusyRate> busyRate(const ServerEvidence& server) {
    if (const auto active = server.rate("pg_stat_database.active_time"); active && active->perSecond > 0)
        return BusyRate{active->perSecond / 1000, "pg_stat_database.active_time"};
    const auto counters = [&](const WorkloadDigest& workload) -> std::optional<BusyRate> {
        const double span = spanOf(workload), seconds = secondsOf(workload);
        if (workload.origin != "performance_schema" || span < kShortestSpan || seconds <= 0)
            return std::nullopt;
        return BusyRate{seconds / span, "performance_schema, over " + formatSeconds(span)};
    };
    if (server.workload)
        if (auto rate = counters(*server.workload))
            return rate;
    for (const auto& workload : server.otherWorkloads)
        if (auto rate = counters(workload))
            return rate;
    return std::nullopt;
}

/// The log's execution time a second against the one that the server's own counters have.
void compareTimes(const ServerEvidence& server, WorkloadDigest& workload) {
    const double span = spanOf(workload), seconds = secondsOf(workload);
    const auto busy = busyRate(server);
    if (!busy || span < kShortestSpan || seconds <= 0)
        return;
    workload.coverage.time = std::min(1.0, seconds / span / busy->perSecond);
    say(workload.coverage,
        fmt::format("the log has {} s of execution time a second; the server's counters have {} s ({})",
                    formatNumber(seconds / span, 3), formatNumber(busy->perSecond, 3), busy->from));
}

/// Executions a second in the log against those that the server counts. With the threshold, what is not in
/// the log took less than it each: so the time unseen has an upper bound.
void compareRates(const ServerEvidence& server, WorkloadDigest& workload, double threshold) {
    const auto rate = server.rate("questions");
    if (!rate || rate->perSecond <= 0)
        return say(workload.coverage,
                   "how many statements the server answers is not known: import SHOW GLOBAL "
                   "STATUS of the same server");
    if (!workload.first || !workload.last)
        return;
    const double span = spanOf(workload);
    if (span < kShortestSpan)
        return say(workload.coverage,
                   fmt::format("the log covers {}: too little to compare with the server's rate",
                               formatSeconds(span)));
    const double executions = double(workload.executions()), perSecond = executions / span;
    const double share = std::min(1.0, perSecond / rate->perSecond);
    workload.coverage.executions = share;
    say(workload.coverage,
        fmt::format("the log has {} executions in {}, {} a second; the server answered {} a second ({})",
                    formatNumber(executions), formatSeconds(span), formatNumber(perSecond, 2),
                    formatNumber(rate->perSecond, 2),
                    rate->sinceBoot ? "Questions / Uptime, since its start"
                                    : "Questions between the first and the last sample"));
    const double seen = secondsOf(workload);
    const double unseen = std::max(0.0, rate->perSecond * span - executions) * threshold;
    if (seen <= 0)
        return;
    workload.coverage.timeAtLeast = seen / (seen + unseen);
    if (share < 1)
        say(workload.coverage,
            fmt::format("each of the others took less than {}: at least {} of the time is seen",
                        formatSeconds(threshold), formatPercent(*workload.coverage.timeAtLeast)));
}

/// Where the log is a sample: its entries stand for all, or they are as many of them as the limit says.
void sampleOf(const ServerEvidence& server, WorkloadDigest& workload, double threshold) {
    const auto limit = server.variableNumber("log_slow_rate_limit");
    if (!limit || *limit <= 1)
        return;
    const bool counted = workload.executions() > workload.entries;
    say(workload.coverage, fmt::format("log_slow_rate_limit = {}: one in {} is logged{}", *limit, *limit,
                                       counted ? ", and counts for all of them" : ""));
    if (threshold == 0) {
        workload.coverage.executions = counted ? 1 : 1 / *limit;
        workload.coverage.time = workload.coverage.executions;
    }
}

/// What keeps statements out of a slow log besides the threshold and a rate limit.
bool otherLimits(const ServerEvidence& server, Coverage& coverage) {
    bool any = false;
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
        *threshold > 0 ? fmt::format("long_query_time = {} s now: what is faster is not logged", *threshold)
                       : std::string("long_query_time = 0 now: every statement is logged"));
    const bool others = otherLimits(server, workload.coverage);
    const auto rateLimit = server.variableNumber("log_slow_rate_limit");
    if (!others && rateLimit && *rateLimit > 1)
        sampleOf(server, workload, *threshold);
    else if (!others && *threshold == 0)
        whole(workload.coverage);
    if (!workload.coverage.executions)
        compareRates(server, workload, *threshold);
    if (others || (rateLimit && *rateLimit > 1))
        workload.coverage.timeAtLeast.reset(); // the threshold is no bound for what these leave out
    if (!workload.coverage.time)
        compareTimes(server, workload);
    if (!workload.coverage.time && *threshold > 0)
        say(workload.coverage, "how long the faster statements take in all is counted by performance_schema: "
                               "collect from the server with it on to know the share of time");
}

void performanceSchema(const ServerEvidence& server, WorkloadDigest& workload) {
    const auto questions = server.counter("questions");
    const double counted = double(workload.executions()), span = spanOf(workload);
    Coverage& coverage = workload.coverage;
    if (questions && *questions > 0) {
        coverage.executions = std::min(1.0, counted / *questions);
        say(coverage, fmt::format("{} executions are counted; clients have sent {} since the server's start "
                                  "(Questions)",
                                  formatNumber(counted), formatNumber(*questions)));
        const auto rate = server.rate("questions");
        const double since = rate && span >= kShortestSpan ? rate->perSecond * span : *questions;
        if (counted > kNearlyAll * since)
            coverage.time = 1;
        if (coverage.time && *coverage.executions <= kNearlyAll)
            say(coverage, fmt::format("the counters began {}; since then every statement is counted, and its "
                                      "time",
                                      toIso(*workload.first)));
        else if (!coverage.time)
            say(coverage,
                "of statements that were not counted no time is known: performance_schema is off for "
                "some of them (setup_consumers, setup_instruments, setup_actors), or was reset");
    } else {
        say(coverage,
            "how many statements clients have sent is not known (Questions): import SHOW GLOBAL STATUS "
            "of the same server");
    }
    if (const auto lost = server.counter("performance_schema_digest_lost"); lost && *lost > 0)
        say(coverage,
            fmt::format("{} statements found the digest table full: they are counted, and their time, "
                        "as one query without a text",
                        formatNumber(*lost)));
}

void pgStatements(const ServerEvidence& server, WorkloadDigest& workload) {
    constexpr std::size_t kRead = 500; ///< rows that the probe pg.statements reads
    Coverage& coverage = workload.coverage;
    const auto rows = workload.queries.size() + workload.otherQueries;
    const auto most = server.variableNumber("pg_stat_statements.max");
    const bool uncounted = workload.queries.size() >= kRead && workload.otherQueries == 0;
    if (most && double(rows) < *most && !uncounted) {
        whole(coverage);
        say(coverage, fmt::format("{} of at most {} statements (pg_stat_statements.max): none was "
                                  "forgotten since the counters were reset",
                                  rows, *most));
    } else if (most && double(rows) >= *most) {
        say(coverage,
            fmt::format("pg_stat_statements.max = {} is reached: rare statements were forgotten", *most));
        const auto active = server.counter("pg_stat_database.active_time"); // milliseconds
        if (const double seconds = secondsOf(workload); active && *active > 0 && seconds <= *active / 1000) {
            coverage.time = seconds * 1000 / *active;
            say(coverage, fmt::format("they took {}; the databases were active for {} (pg_stat_database), "
                                      "which includes planning",
                                      formatSeconds(seconds), formatSeconds(*active / 1000)));
        } else {
            say(coverage,
                "how much they took is not known: set pg_stat_statements.max higher and collect again "
                "after a week");
        }
    } else if (uncounted) {
        say(coverage, fmt::format("the {} statements with the most time were read", rows));
    } else {
        say(coverage, "pg_stat_statements.max is not known: import pg_settings of the same server");
    }
    if (const auto track = server.variable("pg_stat_statements.track"); track && *track != "all")
        say(coverage,
            fmt::format("pg_stat_statements.track = {}: statements within functions count with their callers",
                        printable(*track, 20)));
    if (const auto utility = server.variable("pg_stat_statements.track_utility");
        utility && *utility == "off")
        say(coverage, "pg_stat_statements.track_utility = off: no DDL, COPY or VACUUM is counted");
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
    compareTimes(server, workload);
    say(workload.coverage,
        workload.coverage.time
            ? "PostgreSQL counts no executions outside pg_stat_statements: their share is not known"
            : "PostgreSQL counts executions only in pg_stat_statements, and active time only from 14 on: "
              "collect from such a server to know the share of time");
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
    workload.coverage.timeAtLeast.reset();
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
