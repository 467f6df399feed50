// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr std::string_view kStatus = "mysql.replica_status";

/// The largest delay of all channels, less what a delayed replica is told to wait; nothing when unknown.
std::optional<double> replicaLag(const RuleContext& c) {
    const auto* status = answered(c, kStatus);
    std::optional<double> worst;
    for (std::size_t row = 0; status && row < status->rows.size(); ++row)
        if (const auto lag = cellNumber(*status, row, "seconds_behind_source|seconds_behind_master"))
            worst = std::max(worst.value_or(0),
                             std::max(0.0, *lag - cellNumber(*status, row, "sql_delay").value_or(0)));
    return worst;
}

/// RuleVerdict for a rule about replicas when this server is none, or nobody could say.
std::optional<RuleVerdict> notReplica(const RuleContext& c) {
    const auto replica = c.isReplica();
    if (!replica)
        return notAssessed(c.words.phrase("need_probe", {{"probe", std::string(kStatus)}}));
    return *replica ? std::nullopt : std::optional(notApplicable(c.words.phrase("not_replica")));
}

RuleVerdict stopped(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const auto* status = answered(c, kStatus);
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < status->rows.size(); ++row) {
        const auto io = cell(*status, row, "replica_io_running|slave_io_running");
        const auto sql = cell(*status, row, "replica_sql_running|slave_sql_running");
        if (equalsIgnoreCase(io, "Yes") && equalsIgnoreCase(sql, "Yes"))
            continue;
        auto error = cell(*status, row, "last_sql_error");
        if (error.empty())
            error = cell(*status, row, "last_io_error");
        Draft d{Severity::Critical, Confidence::Measured, cell(*status, row, "channel_name|connection_name")};
        d.holes = {{"io", io}, {"sql", sql}};
        d.evidence = {c.probeLine("IO thread", io, kStatus, int(row)),
                      c.probeLine("SQL thread", sql, kStatus, int(row))};
        if (!error.empty())
            d.evidence.push_back(c.probeLine(c.label("last_error"), error, kStatus, int(row)));
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict lag(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const auto seconds = replicaLag(c);
    if (!seconds)
        return askFor(c);
    if (*seconds <= c.limit("seconds"))
        return passed();
    Draft d{Severity::High};
    d.holes = {{"lag", c.words.seconds(*seconds)}};
    d.evidence = {c.probeLine("Seconds_Behind_Source", c.words.number(*seconds), kStatus, 0)};
    return found(d);
}

RuleVerdict gtid(const RuleContext& c) {
    if (!c.on("log_bin"))
        return notApplicableHere(c);
    const bool maria = c.mariadb();
    const auto name = maria ? "gtid_strict_mode" : "gtid_mode";
    if (c.on(name))
        return passed();
    Draft d{maria ? Severity::Low : Severity::Medium};
    d.variant = maria ? "mariadb" : "";
    d.evidence = {c.variableLine(name)};
    return found(d);
}

RuleVerdict replicaWritable(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const bool readOnly = c.on("read_only");
    const bool superKnown = c.server.variables.contains("super_read_only");
    if (readOnly && (!superKnown || c.on("super_read_only")))
        return passed();
    Draft d{readOnly ? Severity::Low : Severity::High};
    d.variant = readOnly ? "super" : superKnown ? "" : "plain";
    d.evidence = {c.variableLine("read_only")};
    if (superKnown)
        d.evidence.push_back(c.variableLine("super_read_only"));
    return found(d);
}

RuleVerdict skipErrors(const RuleContext& c) {
    const auto names = "replica_skip_errors|slave_skip_errors";
    const bool skips = !c.variableIs(names, {"OFF", ""});
    const bool idempotent = c.variableIs("replica_exec_mode|slave_exec_mode", {"IDEMPOTENT"});
    if (!skips && !idempotent)
        return passed();
    Draft d{Severity::High};
    d.holes = {{"name", c.variableName(names)},
               {"mode", c.variableName("replica_exec_mode|slave_exec_mode")}};
    d.variant = skips ? "" : "mode";
    d.evidence = {c.variableLine(names)};
    if (idempotent)
        d.evidence.push_back(c.variableLine("replica_exec_mode|slave_exec_mode"));
    return found(d);
}

RuleVerdict parallelApply(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const auto names =
        c.mariadb() ? "slave_parallel_threads" : "replica_parallel_workers|slave_parallel_workers";
    const double workers = c.number(names).value_or(0), behind = replicaLag(c).value_or(0);
    if (workers > 1 || behind <= c.limit("seconds"))
        return passed();
    Draft d{Severity::Medium};
    // Neither server takes the new number while it applies, so replication stops for the moment of the
    // change.
    const auto name = c.variableName(names);
    const bool persist = c.mysql() && c.atLeast(8);
    d.holes = {
        {"name", name},
        {"lag", c.words.seconds(behind)},
        {"workers", digits(workers)},
        {"replica", c.mysql() && c.atLeast(8, 0, 22) ? "REPLICA" : "SLAVE"},
        {"scope", persist ? "PERSIST" : "GLOBAL"},
        {"file", persist ? std::string()
                         : fmt::format("\n-- {}\n-- [mysqld]\n-- {} = 4", c.words.phrase("my_cnf"), name)}};
    d.evidence = {c.variableLine(names),
                  c.probeLine("Seconds_Behind_Source", c.words.number(behind), kStatus, 0)};
    return found(d);
}

RuleVerdict crashSafe(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const bool inFile = c.variableIs("relay_log_info_repository", {"FILE"});
    if (c.on("relay_log_recovery") && !inFile)
        return passed();
    Draft d{Severity::Medium};
    d.variant = inFile ? "file" : "";
    d.evidence = {c.variableLine("relay_log_recovery")};
    if (inFile)
        d.evidence.push_back(c.variableLine("relay_log_info_repository"));
    return found(d);
}

RuleVerdict netTimeout(const RuleContext& c) {
    if (auto verdict = notReplica(c))
        return *verdict;
    const auto names = "replica_net_timeout|slave_net_timeout";
    const double seconds = *c.number(names);
    if (seconds <= c.limit("seconds"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"name", c.variableName(names)}, {"timeout", c.words.seconds(seconds)}};
    d.evidence = {c.variableLine(names)};
    return found(d);
}

RuleVerdict semiSync(const RuleContext& c) {
    if (!c.on("rpl_semi_sync_source_enabled|rpl_semi_sync_master_enabled"))
        return notApplicableHere(c);
    const auto point = "rpl_semi_sync_source_wait_point|rpl_semi_sync_master_wait_point",
               status = "rpl_semi_sync_source_status|rpl_semi_sync_master_status",
               lone = "rpl_semi_sync_source_no_tx|rpl_semi_sync_master_no_tx";
    const bool fellBack = c.counter(status).value_or(1) == 0;
    const double unacknowledged = c.counter(lone).value_or(0);
    std::vector<Draft> drafts;
    const auto add = [&](const char* variant, EvidenceLine line) {
        Draft d{Severity::Medium, Confidence::Measured, variant, variant};
        d.holes = {{"n", c.words.count(unacknowledged)},
                   {"name", c.variableName(point)},
                   {"status", c.server.variables.contains("rpl_semi_sync_source_enabled")
                                  ? "Rpl_semi_sync_source"
                                  : "Rpl_semi_sync_master"}};
        d.evidence = {std::move(line), c.counterLine(lone)};
        drafts.push_back(std::move(d));
    };
    // MySQL 5.6 knows no other moment to wait: there is nothing to set.
    if (const auto when = c.variable(point); when && !equalsIgnoreCase(*when, "AFTER_SYNC"))
        add("", c.variableLine(point));
    if (fellBack || unacknowledged > 0)
        add("fallback", c.counterLine(status));
    return foundAll(std::move(drafts));
}

RuleVerdict singleServer(const RuleContext& c) {
    const auto* dumps = answered(c, "mysql.binlog_dump_threads");
    const auto* members = answered(c, "mysql.group_members");
    int online = 0;
    for (std::size_t row = 0; members && row < members->rows.size(); ++row)
        online += equalsIgnoreCase(cell(*members, row, "member_state"), "ONLINE");
    const double replicas = dumps->rows.empty() ? 0 : cellNumber(*dumps, 0, "n").value_or(0);
    if (replicas > 0 || online > 1 || c.on("wsrep_on") || c.isReplica().value_or(false))
        return passed();
    // Replicas of managed services copy below the server and are not seen here: inferred, not measured.
    Draft d{c.server.environment == "test"      ? Severity::Low
            : c.server.environment == "staging" ? Severity::Medium
                                                : Severity::Critical,
            Confidence::Inferred};
    d.evidence = {c.probeLine(c.label("replicas"), c.words.number(replicas), "mysql.binlog_dump_threads", 0)};
    return found(d);
}

} // namespace

std::vector<Rule> replicationRules() {
    const std::vector<Rule> rules{
        {.id = "rep.stopped", .engines = kMySqlFamily, .needs = {.probes = {kStatus}}, .check = stopped},
        {.id = "rep.lag", .engines = kMySqlFamily, .needs = {.probes = {kStatus}}, .check = lag},
        {.id = "rep.gtid",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin", "gtid_mode|gtid_strict_mode"}},
         .check = gtid},
        {.id = "rep.replica_writable",
         .engines = kMySqlFamily,
         .needs = {.variables = {"read_only"}, .probes = {kStatus}},
         .check = replicaWritable},
        {.id = "rep.skip_errors",
         .engines = kMySqlFamily,
         .needs = {.variables = {"replica_skip_errors|slave_skip_errors"}},
         .check = skipErrors},
        {.id = "rep.parallel",
         .engines = kMySqlFamily,
         .needs = {.probes = {kStatus}},
         .check = parallelApply},
        {.id = "rep.crash_safe",
         .engines = kMySqlFamily,
         .needs = {.variables = {"relay_log_recovery"}, .probes = {kStatus}},
         .check = crashSafe},
        {.id = "rep.net_timeout",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"replica_net_timeout|slave_net_timeout"}, .probes = {kStatus}},
         .check = netTimeout},
        {.id = "rep.semisync",
         .engines = kMySqlFamily,
         .needs = {.variables = {"rpl_semi_sync_source_enabled|rpl_semi_sync_master_enabled"}},
         .check = semiSync},
        {.id = "rep.spof",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.binlog_dump_threads"}},
         .check = singleServer},
    };
    return joinRules({rules, driftRules(), postgresqlReplicationRules(), postgresqlAvailabilityRules()});
}

} // namespace causeway
