// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

using Cells = std::vector<std::optional<std::string>>;

/// PostgreSQL's own replication, availability and upkeep.
inline std::vector<Case> availabilityCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, na = CheckState::NotApplicable,
               open = CheckState::NotAssessed;
    const auto pg = [](const char* recovery, std::vector<Cells> standbys) {
        return postgresql()
            .probe("pg.server", {"in_recovery", "database", "uptime"}, {{recovery, "shop", "900000"}})
            .probe("pg.replication", {"application_name", "state", "sync_state"}, std::move(standbys));
    };
    const Cells walking{"n2", "streaming", "sync"}, copying{"pg_basebackup", "streaming", "async"},
        catching{"n2", "catchup", "async"};
    const auto slot = [](const char* status) {
        return postgresql().probe("pg.slots", {"slot_name", "active", "wal_status"},
                                  {{"shop_copy", "f", status}});
    };
    const auto receiver = [](const char* conninfo, std::vector<Cells> rows) {
        return postgresql()
            .var("primary_conninfo", conninfo)
            .probe("pg.server", {"in_recovery"}, {{"t"}})
            .probe("pg.wal_receiver", {"status"}, std::move(rows));
    };
    const auto vacuum = [](const char* on, const char* options) {
        return postgresql()
            .var("autovacuum", on)
            .var("track_counts", "on")
            .probe("pg.table_stats", {"schemaname", "relname", "options"}, {{"public", "orders", options}});
    };
    const auto prepared = [](const char* age) {
        return postgresql().probe("pg.prepared", {"gid", "database", "age_s"}, {{"shop's 1", "shop", age}});
    };
    const auto pending = [](const char* yes) {
        return postgresql().probe("pg.settings", {"name", "setting", "pending_restart"},
                                  {{"shared_buffers", "16384", yes}, {"work_mem", "4096", "f"}});
    };
    const auto logs = [](const char* lockWaits, const char* slow) {
        return postgresql()
            .var("log_checkpoints", "on")
            .var("log_lock_waits", lockWaits)
            .var("log_temp_files", "0")
            .var("log_min_duration_statement", slow);
    };
    const auto counted = [](const char* libraries, const char* extension) {
        return postgresql()
            .var("shared_preload_libraries", libraries)
            .probe("pg.extensions", {"extname"}, {{extension}});
    };
    const auto archive = [](const char* command, const char* failed, const char* ready) {
        return postgresql()
            .var("archive_mode", "on")
            .var("archive_command", command)
            .probe("pg.archiver", {"last_failed_time", "last_archived_time", "failed_count"},
                   {{failed, "2026-11-22 09:00:00+00", "3"}})
            .probe("pg.archive_ready", {"ready"}, {{ready}});
    };
    auto fast = table("orders", {column("id", "bigint")}, {primary()}, "");
    fast.options["UNLOGGED"] = "1";
    auto session = fast;
    session.name = "session_cache";
    auto slow = fast;
    slow.options.clear();
    return {
        {"rep.pg_spof", "alone", pg("f", {}), found, Severity::Critical},
        {"rep.pg_spof", "a backup is no standby", pg("f", {copying}), found, Severity::Critical},
        {"rep.pg_spof", "with a standby", pg("f", {walking}), ok},
        {"rep.pg_spof", "a standby itself", pg("t", {}), na},
        {"rep.pg_sync_missing", "the standby still copies",
         pg("f", {catching}).var("synchronous_standby_names", "n2"), found, Severity::Critical, "0 of 1"},
        {"rep.pg_sync_missing", "one of two is enough for ANY 1",
         pg("f", {walking}).var("synchronous_standby_names", "ANY 1 (n2, n3)"), ok},
        {"rep.pg_sync_missing", "asynchronous", pg("f", {}).var("synchronous_standby_names", ""), na},
        {"rep.pg_slot_lost", "lost", slot("lost"), found, Severity::High, "shop_copy"},
        {"rep.pg_slot_lost", "reserved", slot("reserved"), ok},
        {"rep.pg_receiver_down", "nothing comes", receiver("host=n1", {}), found, Severity::Critical},
        {"rep.pg_receiver_down", "streaming", receiver("host=n1", {{"streaming"}}), ok},
        {"rep.pg_receiver_down", "by archive only", receiver("", {}), na},
        {"rep.pg_wal_level", "minimal", postgresql().var("wal_level", "minimal"), found, Severity::High},
        {"rep.pg_wal_level", "logical", postgresql().var("wal_level", "logical"), ok},
        {"rep.pg_rewind", "neither",
         pg("f", {walking}).var("wal_log_hints", "off").var("data_checksums", "off"), found, Severity::Low},
        {"rep.pg_rewind", "checksums do as well",
         pg("f", {walking}).var("wal_log_hints", "off").var("data_checksums", "on"), ok},
        {"rep.pg_rewind", "no standby", pg("f", {}).var("wal_log_hints", "off").var("data_checksums", "off"),
         na},
        {"dur.pg_archive", "no command", archive("(disabled)", "", "0"), found, Severity::Critical,
         "no command"},
        {"dur.pg_archive", "forty wait", archive("cp %p /a/%f", "", "40"), found, Severity::Medium,
         "40 WAL files"},
        {"dur.pg_archive", "keeps up", archive("cp %p /a/%f", "", "1"), ok},
        {"dur.pg_prepared", "two hours", prepared("7200"), found, Severity::High, "shop's 1"},
        {"dur.pg_prepared", "just now", prepared("3"), ok},
        {"dur.pg_unlogged", "orders", postgresql().table(fast), found, Severity::Critical, "1 table is"},
        {"dur.pg_unlogged", "a cache", postgresql().table(session), found, Severity::Medium},
        {"dur.pg_unlogged", "logged", postgresql().table(slow), ok},
        {"cfg.pg_autovacuum", "off", vacuum("off", ""), found, Severity::Critical, "autovacuum"},
        {"cfg.pg_autovacuum", "off for one table", vacuum("on", "fillfactor=90,autovacuum_enabled=false"),
         found, Severity::High, "1 table"},
        {"cfg.pg_autovacuum", "on", vacuum("on", "fillfactor=90"), ok},
        {"cfg.pg_pending_restart", "one", pending("t"), found, Severity::Low, "1 setting waits"},
        {"cfg.pg_pending_restart", "none", pending("f"), ok},
        {"cfg.pg_logging", "silent", logs("off", "-1"), found, Severity::Info, "2 causes"},
        {"cfg.pg_logging", "telling", logs("on", "1000"), ok},
        {"cfg.pg_statements", "not loaded", counted("", "plpgsql"), found, Severity::Info},
        {"cfg.pg_statements", "loaded, not created", counted("pg_stat_statements", "plpgsql"), found,
         Severity::Info},
        {"cfg.pg_statements", "both", counted("auto_explain, pg_stat_statements", "pg_stat_statements"), ok},
        {"grow.pg_table_rate", "ten thousand a day",
         pg("f", {}).probe("pg.table_stats",
                           {"schemaname", "relname", "n_tup_ins", "n_tup_del", "n_live_tup", "bytes"},
                           {{"public", "orders", "200000", "1000", "199000", "81920000"}}),
         found, Severity::Info, "public.orders"},
        {"grow.pg_table_rate", "as many deleted",
         pg("f", {}).probe("pg.table_stats",
                           {"schemaname", "relname", "n_tup_ins", "n_tup_del", "n_live_tup", "bytes"},
                           {{"public", "session", "200000", "199900", "100", "8192"}}),
         ok},
        {"grow.pg_table_rate", "started an hour ago",
         postgresql()
             .probe("pg.server", {"database", "uptime"}, {{"shop", "3600"}})
             .probe("pg.table_stats", {"relname"}, {}),
         open},
    };
}

} // namespace causeway::test
