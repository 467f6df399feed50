// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

RuleVerdict slotInactive(const RuleContext& c) {
    const auto* slotRows = answered(c, "pg.slots");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < slotRows->rows.size(); ++row) {
        const double bytes = cellNumber(*slotRows, row, "retained_bytes").value_or(0);
        if (cellYes(*slotRows, row, "active") || bytes <= c.limit("bytes"))
            continue;
        const auto name = cell(*slotRows, row, "slot_name");
        Draft d{Severity::Critical, Confidence::Measured, name};
        d.holes = {{"size", c.words.bytes(bytes)}, {"slot_sql", sqlLiteral(name)}};
        d.evidence = {c.probeLine(name, c.words.bytes(bytes), "pg.slots", int(row))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict slotUnbounded(const RuleContext& c) {
    const auto* slotRows = answered(c, "pg.slots");
    if (slotRows->rows.empty())
        return notApplicableHere(c);
    if (c.number("max_slot_wal_keep_size").value_or(0) != -1)
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(slotRows->rows.size()))}};
    d.evidence = {c.variableLine("max_slot_wal_keep_size"),
                  c.probeLine(c.label("slots"), c.words.number(double(slotRows->rows.size())), "pg.slots")};
    return found(d);
}

RuleVerdict synchronousSingle(const RuleContext& c) {
    const auto value = c.variable("synchronous_standby_names").value_or("");
    if (trim(value).empty())
        return notApplicableHere(c);
    const auto [required, names] = synchronousStandbys(value);
    if (names > required)
        return passed();
    Draft d{Severity::High};
    d.evidence = {c.variableLine("synchronous_standby_names")};
    return found(d);
}

Draft behind(const RuleContext& c, double seconds, EvidenceLine line) {
    Draft d{Severity::High};
    d.holes = {{"lag", c.words.seconds(seconds)}};
    d.evidence = {std::move(line)};
    return d;
}

/// A standby's own view: its primary shows the last known delay for as long as nothing is replayed. The age
/// of the last commit counts only while later WAL waits here, and less what the standby is told to wait.
std::optional<Draft> ownLag(const RuleContext& c) {
    const auto* self = answered(c, "pg.server");
    if (!self || !cellYes(*self, 0, "in_recovery") ||
        cellNumber(*self, 0, "replay_waits_bytes").value_or(0) <= c.limit("waiting_bytes"))
        return std::nullopt;
    const double delay = c.number("recovery_min_apply_delay").value_or(0) / 1000,
                 seconds = cellNumber(*self, 0, "replay_age_s").value_or(0) - delay;
    if (seconds <= c.limit("seconds"))
        return std::nullopt;
    auto draft = behind(
        c, seconds,
        c.probeLine("now() - pg_last_xact_replay_timestamp()", c.words.seconds(seconds), "pg.server", 0));
    draft.variant = "self";
    draft.evidence.push_back(c.probeLine("pg_last_wal_receive_lsn() - pg_last_wal_replay_lsn()",
                                         c.words.bytes(*cellNumber(*self, 0, "replay_waits_bytes")),
                                         "pg.server", 0));
    return draft;
}

RuleVerdict standbyLag(const RuleContext& c) {
    const auto* standbys = answered(c, "pg.replication");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < standbys->rows.size(); ++row) {
        const auto seconds = cellNumber(*standbys, row, "replay_lag_s");
        if (!seconds || *seconds <= c.limit("seconds"))
            continue;
        drafts.push_back(behind(
            c, *seconds, c.probeLine("replay_lag", c.words.seconds(*seconds), "pg.replication", int(row))));
        drafts.back().object = cell(*standbys, row, "application_name");
    }
    if (auto own = ownLag(c))
        drafts.push_back(std::move(*own));
    const auto* self = answered(c, "pg.server");
    const bool standby = self && cellYes(*self, 0, "in_recovery");
    if (standbys->rows.empty() && !standby)
        return notApplicableHere(c);
    // A standby that follows an archive has received nothing itself: how far it is nobody here can say.
    // Nor can it be told how old it is before it replayed the first commit of its life.
    if (drafts.empty() && standby) {
        const auto waits = cellNumber(*self, 0, "replay_waits_bytes");
        if (!waits || (*waits > c.limit("waiting_bytes") && !cellNumber(*self, 0, "replay_age_s")))
            return askFor(c);
    }
    return foundAll(std::move(drafts));
}

} // namespace

std::vector<Rule> postgresqlReplicationRules() {
    return {
        {.id = "rep.pg_slot_inactive",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.slots"}},
         .check = slotInactive},
        {.id = "rep.pg_slot_unbounded",
         .engines = kPostgreSql,
         .needs = {.variables = {"max_slot_wal_keep_size"}, .probes = {"pg.slots"}},
         .check = slotUnbounded},
        {.id = "rep.pg_sync_spof",
         .engines = kPostgreSql,
         .needs = {.variables = {"synchronous_standby_names"}},
         .check = synchronousSingle},
        {.id = "rep.pg_lag",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.replication"}},
         .check = standbyLag},
    };
}

} // namespace causeway
