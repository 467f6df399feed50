// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

bool inRecovery(const RuleContext& c) {
    const auto* server = answered(c, "pg.server");
    return server && cellYes(*server, 0, "in_recovery");
}

/// Standbys that stream now: backups and WAL receivers hold no copy that could take over.
int streamingStandbys(const ProbeResult& replication) {
    int n = 0;
    for (std::size_t row = 0; row < replication.rows.size(); ++row) {
        const auto name = cell(replication, row, "application_name");
        n += cell(replication, row, "state") == "streaming" && !containsIgnoreCase(name, "pg_receivewal") &&
             !containsIgnoreCase(name, "pg_basebackup") && !containsIgnoreCase(name, "barman");
    }
    return n;
}

RuleVerdict singleServer(const RuleContext& c) {
    if (inRecovery(c))
        return notApplicableHere(c);
    const int standbys = streamingStandbys(*answered(c, "pg.replication"));
    if (standbys > 0)
        return passed();
    // Copies made below the database are not seen here: inferred, not measured.
    Draft d{c.server.environment == "test"      ? Severity::Low
            : c.server.environment == "staging" ? Severity::Medium
                                                : Severity::Critical,
            Confidence::Inferred};
    d.evidence = {c.probeLine(c.label("replicas"), c.words.number(standbys), "pg.replication")};
    return found(d);
}

RuleVerdict synchronousMissing(const RuleContext& c) {
    const auto names = c.variable("synchronous_standby_names").value_or("");
    if (trim(names).empty() || inRecovery(c))
        return notApplicableHere(c);
    const auto* replication = answered(c, "pg.replication");
    int ready = 0;
    for (std::size_t row = 0; row < replication->rows.size(); ++row) {
        const auto state = cell(*replication, row, "sync_state");
        ready += (state == "sync" || state == "quorum") && cell(*replication, row, "state") == "streaming";
    }
    const int required = synchronousStandbys(names).first;
    if (ready >= required)
        return passed();
    Draft d{Severity::Critical};
    d.holes = {{"ready", c.words.number(ready)}, {"required", c.words.number(required)}};
    d.evidence = {c.variableLine("synchronous_standby_names"),
                  c.probeLine(c.label("sync_ready"),
                              fmt::format("{} < {}", c.words.number(ready), c.words.number(required)),
                              "pg.replication")};
    return found(d);
}

RuleVerdict slotLost(const RuleContext& c) {
    const auto* slots = answered(c, "pg.slots");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < slots->rows.size(); ++row) {
        const auto status = cell(*slots, row, "wal_status"),
                   reason = cell(*slots, row, "invalidation_reason");
        if (status != "lost" && reason.empty())
            continue;
        const auto name = cell(*slots, row, "slot_name");
        Draft d{Severity::High, Confidence::Measured, name};
        d.holes = {{"slot_sql", sqlLiteral(name)}};
        d.evidence = {
            c.probeLine(name, reason.empty() ? "wal_status = " + status : reason, "pg.slots", int(row))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict receiverDown(const RuleContext& c) {
    if (!inRecovery(c))
        return notApplicable(c.words.phrase("not_replica"));
    if (trim(c.variable("primary_conninfo").value_or("")).empty())
        return notApplicableHere(c);
    const auto* receiver = answered(c, "pg.wal_receiver");
    if (!receiver->rows.empty() && cell(*receiver, 0, "status") == "streaming")
        return passed();
    Draft d{Severity::Critical};
    d.evidence = {c.probeLine(
        "pg_stat_wal_receiver",
        receiver->rows.empty() ? c.words.phrase("no_row") : cell(*receiver, 0, "status"), "pg.wal_receiver")};
    return found(d);
}

RuleVerdict walLevel(const RuleContext& c) {
    if (!c.variableIs("wal_level", {"minimal"}))
        return passed();
    Draft d{Severity::High};
    d.evidence = {c.variableLine("wal_level")};
    return found(d);
}

RuleVerdict rewind(const RuleContext& c) {
    if (c.on("data_checksums") || c.on("wal_log_hints"))
        return passed();
    if (!inRecovery(c) && streamingStandbys(*answered(c, "pg.replication")) == 0)
        return notApplicableHere(c);
    Draft d{Severity::Low};
    d.evidence = {c.variableLine("wal_log_hints"), c.variableLine("data_checksums")};
    return found(d);
}

} // namespace

std::vector<Rule> postgresqlAvailabilityRules() {
    return {
        {.id = "rep.pg_spof",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.server", "pg.replication"}},
         .check = singleServer},
        {.id = "rep.pg_sync_missing",
         .engines = kPostgreSql,
         .needs = {.variables = {"synchronous_standby_names"}, .probes = {"pg.replication"}},
         .check = synchronousMissing},
        {.id = "rep.pg_slot_lost",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.slots"}},
         .check = slotLost,
         .from = {13, 0, 0}},
        {.id = "rep.pg_receiver_down",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.server", "pg.wal_receiver"}},
         .check = receiverDown},
        {.id = "rep.pg_wal_level",
         .engines = kPostgreSql,
         .needs = {.variables = {"wal_level"}},
         .check = walLevel},
        {.id = "rep.pg_rewind",
         .engines = kPostgreSql,
         .needs = {.variables = {"wal_log_hints", "data_checksums"},
                   .probes = {"pg.server", "pg.replication"}},
         .check = rewind},
    };
}

} // namespace causeway
