// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/hazards/detectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

/// Detectors on what the live servers say.
namespace causeway::hazards {
namespace {

constexpr double kGigabyte = 1024.0 * 1024 * 1024;

double numberOf(const std::optional<std::string>& text) {
    double value = 0;
    return text && parseNumber(*text, value) ? value : 0;
}

const ProbeResult* answered(const ServerEvidence& s, std::string_view id) {
    const auto* p = s.probe(id);
    return p && p->state == ProbeResult::State::Answered ? p : nullptr;
}

bool isStandby(const ServerEvidence& s) {
    const auto* p = answered(s, "pg.server");
    return p && p->value(0, "in_recovery").value_or("") == "t";
}

} // namespace

Verdict slotBloat(const HazardEvidence& e) {
    return eachServer(
        e, "needs pg_replication_slots and max_slot_wal_keep_size of the live servers",
        [](const ServerEvidence& s) {
            const auto* slots = answered(s, "pg.slots");
            const auto limit = s.variableNumber("max_slot_wal_keep_size");
            if (!slots)
                return unknown("");
            for (std::size_t i = 0; i < slots->rows.size(); ++i) {
                const double kept = numberOf(slots->value(i, "retained_bytes"));
                const bool idle = slots->value(i, "active").value_or("t") == "f";
                if ((idle && limit.value_or(-1) < 0) || kept > 10 * kGigabyte)
                    return found(fmt::format("slot {} {} and keeps {:.1f} GB of WAL",
                                             slots->value(i, "slot_name").value_or("?"),
                                             idle ? "is not in use" : "lags", kept / kGigabyte));
            }
            return passed(fmt::format("{} slots, none idle without a limit", slots->rows.size()));
        });
}

Verdict slotLost(const HazardEvidence& e) {
    return eachServer(
        e, "needs wal_status in pg_replication_slots (PostgreSQL 13 or later)", [](const ServerEvidence& s) {
            const auto* slots = answered(s, "pg.slots");
            if (!slots || (slots->column("wal_status") < 0 && !slots->rows.empty()))
                return unknown("");
            for (std::size_t i = 0; i < slots->rows.size(); ++i) {
                const auto status = slots->value(i, "wal_status").value_or("");
                if (status == "lost" || status == "unreserved")
                    return found("slot " + slots->value(i, "slot_name").value_or("?") + " is " + status);
            }
            return passed(fmt::format("{} slots, none lost", slots->rows.size()));
        });
}

Verdict logicalSlots(const HazardEvidence& e) {
    return eachServer(e, "needs pg_replication_slots of the live servers", [](const ServerEvidence& s) {
        const auto* slots = answered(s, "pg.slots");
        if (!slots)
            return unknown("");
        for (std::size_t i = 0; i < slots->rows.size(); ++i)
            if (slots->value(i, "slot_type").value_or("") == "logical" &&
                slots->value(i, "failover").value_or("f") != "t")
                return found("logical slot " + slots->value(i, "slot_name").value_or("?") +
                             " is not marked to survive a failover");
        return passed("no logical slot that a failover would drop");
    });
}

Verdict rewindImpossible(const HazardEvidence& e) {
    return eachServer(
        e, "needs data_checksums and wal_log_hints of the live servers", [](const ServerEvidence& s) {
            const auto sums = s.variableNumber("data_checksums"), hints = s.variableNumber("wal_log_hints");
            if (!sums || !hints)
                return unknown("");
            return *sums + *hints > 0 ? passed("checksums or wal_log_hints are on")
                                      : found("checksums and wal_log_hints are off");
        });
}

Verdict queryConflicts(const HazardEvidence& e) {
    return eachServer(e, "needs max_standby_streaming_delay and hot_standby_feedback of the standbys",
                      [](const ServerEvidence& s) {
                          const auto delay = s.variableNumber("max_standby_streaming_delay"),
                                     feedback = s.variableNumber("hot_standby_feedback");
                          if (!delay || !feedback)
                              return unknown("");
                          const auto text =
                              fmt::format("max_standby_streaming_delay {:.0f} ms, hot_standby_feedback {}",
                                          *delay, *feedback > 0 ? "on" : "off");
                          return *delay < 0 || *delay > 60000 ? found(text) : passed(text);
                      });
}

Verdict standbyLimits(const HazardEvidence& e) {
    const auto servers = postgresqlServers(e);
    if (servers.size() < 2)
        return unknown("needs the settings of the leader and of a standby");
    constexpr std::array kLimits{"max_connections", "max_worker_processes", "max_wal_senders",
                                 "max_prepared_transactions", "max_locks_per_transaction"};
    const auto leader =
        std::find_if(servers.begin(), servers.end(), [](const auto* s) { return !isStandby(*s); });
    if (leader == servers.end())
        return unknown("needs the leader's settings");
    for (const auto* s : servers)
        for (const auto* name : kLimits) {
            const auto here = s->variableNumber(name), there = (*leader)->variableNumber(name);
            if (!here || !there)
                return unknown(std::string("needs ") + name + " of every node");
            if (*here < *there)
                return found(fmt::format("{} is {:.0f} on {} and {:.0f} on {}", name, *here, s->id, *there,
                                         (*leader)->id));
        }
    return passed(fmt::format("{} nodes, no limit below the leader's", servers.size()));
}

Verdict wraparound(const HazardEvidence& e) {
    return eachServer(e, "needs age(datfrozenxid) of the live servers", [](const ServerEvidence& s) {
        const auto* ages = answered(s, "pg.wraparound");
        if (!ages || ages->rows.empty())
            return unknown("");
        double oldest = 0;
        for (std::size_t i = 0; i < ages->rows.size(); ++i)
            oldest = std::max(oldest, numberOf(ages->value(i, "age")));
        const auto text = fmt::format("the oldest transaction is {:.0f} million old", oldest / 1e6);
        return oldest > 1e9 ? found(text) : passed(text);
    });
}

Verdict checkpointSpikes(const HazardEvidence& e) {
    return eachServer(
        e, "needs pg_stat_bgwriter and log_checkpoints of the live servers", [](const ServerEvidence& s) {
            const auto* writer = answered(s, "pg.bgwriter");
            if (!writer || writer->rows.empty())
                return unknown("");
            const double timed = numberOf(writer->value(0, "checkpoints_timed")),
                         asked = numberOf(writer->value(0, "checkpoints_req"));
            const auto text = fmt::format("{:.0f} checkpoints on request, {:.0f} by time", asked, timed);
            if (timed + asked < 20)
                return unknown("");
            return asked > timed ? found(text) : passed(text);
        });
}

Verdict overcommit(const HazardEvidence& e) {
    return eachServer(e, "needs vm.overcommit_memory of the hosts", [](const ServerEvidence& s) {
        const auto value = s.host.settings.find("vm.overcommit_memory");
        if (value == s.host.settings.end())
            return unknown("");
        const auto text = "vm.overcommit_memory = " + value->second;
        return value->second == "2" ? passed(text) : found(text);
    });
}

Verdict hugePages(const HazardEvidence& e) {
    return eachServer(e, "needs huge_pages of every node", [](const ServerEvidence& s) {
        const auto value = s.variable("huge_pages");
        if (!value)
            return unknown("");
        return *value == "on"
                   ? found("huge_pages = on: PostgreSQL does not start where they are not reserved")
                   : passed("huge_pages = " + *value);
    });
}

Verdict collations(const HazardEvidence& e) {
    const auto servers = postgresqlServers(e);
    if (servers.size() < 2)
        return unknown(
            "needs the C library and ICU versions of every node: compare pg_collation_actual_version");
    const auto& first = servers.front()->host.kernel;
    for (const auto* s : servers)
        if (s->host.kernel.empty())
            return unknown("needs the operating system of every node");
        else if (s->host.kernel != first)
            return found("the nodes run different systems: " + first + " and " + s->host.kernel);
    return unknown("the nodes run one kernel; compare pg_collation_actual_version on each");
}

Verdict backupSource(const HazardEvidence&) {
    return unknown("needs the backup's label: its timeline, and the standby's lag when it was taken");
}

Verdict archiveGap(const HazardEvidence& e) {
    return eachServer(e, "needs pg_stat_archiver of the live servers", [](const ServerEvidence& s) {
        const auto* archiver = answered(s, "pg.archiver");
        if (!archiver || archiver->rows.empty())
            return unknown("");
        const auto mode = s.variable("archive_mode").value_or("");
        if (archiver->value(0, "failing").value_or("f") == "t")
            return found("archiving fails: " + archiver->value(0, "last_failed_wal").value_or("?"));
        if (mode == "off" || mode.empty())
            return mode.empty() ? unknown("") : found("archive_mode is off: there is no WAL to restore from");
        return passed("archive_mode " + mode + ", no failure since the last success");
    });
}

Verdict archiveBlocksStop(const HazardEvidence& e) {
    return eachServer(e, "needs the WAL files that wait to be archived", [](const ServerEvidence& s) {
        const auto* ready = answered(s, "pg.archive_ready");
        if (!ready || ready->rows.empty())
            return unknown("");
        const double waiting = numberOf(ready->value(0, "ready"));
        const auto text = fmt::format("{:.0f} WAL files wait to be archived", waiting);
        return waiting > 10 ? found(text) : passed(text);
    });
}

} // namespace causeway::hazards
