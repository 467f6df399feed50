// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> replicationCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    const std::vector<std::string> columns{"replica_io_running", "replica_sql_running",
                                           "seconds_behind_source", "sql_delay", "last_sql_error"};
    using Cell = std::optional<std::string>;
    const auto replica = [&](Cell io, Cell sql, Cell lag, Cell delay = "0") {
        return mysql().probe("mysql.replica_status", columns, {{io, sql, lag, delay, ""}});
    };
    const auto alone = [&] {
        return mysql().probe("mysql.replica_status", columns, {});
    };
    const auto fine = [&] {
        return replica("Yes", "Yes", "0");
    };
    const auto dumps = [](const char* n) {
        return mysql().probe("mysql.binlog_dump_threads", {"n"}, {{n}});
    };
    const std::vector<std::string> slot{"slot_name", "active", "retained_bytes"};
    const auto slots = [&](std::vector<std::vector<Cell>> rows) {
        return postgresql().probe("pg.slots", slot, std::move(rows));
    };
    const auto standbys = [](const char* names) {
        return postgresql().var("synchronous_standby_names", names);
    };
    const auto lagging = [](Cell s) {
        return postgresql().probe("pg.replication", {"application_name", "replay_lag_s"}, {{"n2", s}});
    };
    const auto standby = [](Cell age, Cell waits) {
        return postgresql()
            .probe("pg.replication", {"application_name", "replay_lag_s"}, {})
            .probe("pg.server", {"in_recovery", "replay_age_s", "replay_waits_bytes"}, {{"t", age, waits}});
    };
    return {
        {"rep.stopped", "applier stopped", replica("Yes", "No", {}), found, Severity::Critical, "stopped"},
        {"rep.stopped", "MariaDB names",
         mariadb().probe("mysql.replica_status", {"slave_io_running", "slave_sql_running"},
                         {{"Connecting", "Yes"}}),
         found, Severity::Critical},
        {"rep.stopped", "a delayed replica runs", replica("Yes", "Yes", "3600", "3600"), ok},
        {"rep.stopped", "no replica", alone(), na},
        {"rep.stopped",
         "denied",
         mysql().refused("mysql.replica_status", ProbeResult::State::Denied,
                         "Access denied; you need REPLICATION CLIENT"),
         open,
         {},
         "GRANT REPLICATION CLIENT"},
        {"rep.lag", "two minutes", replica("Yes", "Yes", "120"), found, Severity::High, "2 min"},
        {"rep.lag", "one minute", replica("Yes", "Yes", "60"), ok},
        {"rep.lag", "delayed on purpose", replica("Yes", "Yes", "3630", "3600"), ok},
        {"rep.lag", "NULL is not zero", replica("Yes", "No", {}), open, {}, "NULL"},
        {"rep.gtid", "MySQL OFF", mysql().var("log_bin", "ON").var("gtid_mode", "OFF"), found,
         Severity::Medium},
        {"rep.gtid", "MariaDB has strict mode instead",
         mariadb().var("log_bin", "ON").var("gtid_strict_mode", "OFF"), found, Severity::Low,
         "transactions of their own"},
        {"rep.gtid", "ON", mysql().var("log_bin", "ON").var("gtid_mode", "ON"), ok},
        {"rep.gtid", "no log", mysql().var("log_bin", "OFF").var("gtid_mode", "OFF"), na},
        {"rep.replica_writable", "OFF", fine().var("read_only", "OFF").var("super_read_only", "OFF"), found,
         Severity::High, "accepts writes"},
        {"rep.replica_writable", "MariaDB",
         mariadb().probe("mysql.replica_status", {"slave_io_running"}, {{"Yes"}}).var("read_only", "OFF"),
         found, Severity::High},
        {"rep.replica_writable", "administrators",
         fine().var("read_only", "ON").var("super_read_only", "OFF"), found, Severity::Low, "Administrators"},
        {"rep.replica_writable", "both on", fine().var("read_only", "ON").var("super_read_only", "ON"), ok},
        {"rep.replica_writable", "a primary must be writable", alone().var("read_only", "OFF"), na},
        {"rep.skip_errors", "1062", mysql("5.7.44").var("slave_skip_errors", "1062"), found, Severity::High},
        {"rep.skip_errors", "idempotent",
         mysql().var("replica_skip_errors", "OFF").var("replica_exec_mode", "IDEMPOTENT"), found,
         Severity::High},
        {"rep.skip_errors", "OFF",
         mysql().var("replica_skip_errors", "OFF").var("replica_exec_mode", "STRICT"), ok},
        {"rep.parallel", "one worker, five minutes",
         replica("Yes", "Yes", "300").var("replica_parallel_workers", "0"), found, Severity::Medium},
        {"rep.parallel", "one worker keeps up", fine().var("replica_parallel_workers", "0"), ok},
        {"rep.crash_safe", "OFF", fine().var("relay_log_recovery", "OFF"), found, Severity::Medium},
        {"rep.crash_safe", "position in a file",
         fine().var("relay_log_recovery", "ON").var("relay_log_info_repository", "FILE"), found,
         Severity::Medium},
        {"rep.crash_safe", "ON", fine().var("relay_log_recovery", "ON"), ok},
        {"rep.net_timeout", "an hour", fine().var("slave_net_timeout", "3600"), found, Severity::Low,
         "60 min"},
        {"rep.net_timeout", "a minute", fine().var("replica_net_timeout", "60"), ok},
        {"rep.semisync", "AFTER_COMMIT",
         mariadb()
             .var("rpl_semi_sync_master_enabled", "ON")
             .var("rpl_semi_sync_master_wait_point", "AFTER_COMMIT"),
         found, Severity::Medium, "readers already saw"},
        {"rep.semisync", "fell back",
         mysql()
             .var("rpl_semi_sync_source_enabled", "ON")
             .var("rpl_semi_sync_source_wait_point", "AFTER_SYNC")
             .status("rpl_semi_sync_source_no_tx", 42),
         found, Severity::Medium, "fell back"},
        {"rep.semisync", "in order",
         mysql()
             .var("rpl_semi_sync_source_enabled", "ON")
             .var("rpl_semi_sync_source_wait_point", "AFTER_SYNC")
             .status("rpl_semi_sync_source_no_tx", 0),
         ok},
        {"rep.semisync", "5.6 cannot choose when to wait",
         mysql("5.6.24")
             .var("rpl_semi_sync_master_enabled", "ON")
             .status("rpl_semi_sync_master_status", 1)
             .status("rpl_semi_sync_master_no_tx", 0),
         ok},
        {"rep.semisync", "5.6 fell back",
         mysql("5.6.24").var("rpl_semi_sync_master_enabled", "ON").status("rpl_semi_sync_master_status", 0),
         found, Severity::Medium, "fell back"},
        {"rep.semisync", "not used", mariadb().var("rpl_semi_sync_master_enabled", "OFF"), na},
        {"rep.spof", "nobody reads the log", dumps("0"), found, Severity::Critical, "no replica"},
        {"rep.spof", "one replica", dumps("1"), ok},
        {"rep.spof", "Galera",
         mariadb().var("wsrep_on", "ON").probe("mysql.binlog_dump_threads", {"n"}, {{"0"}}), ok},
        {"rep.spof", "group",
         dumps("0").probe("mysql.group_members", {"member_id", "member_state"},
                          {{"a", "ONLINE"}, {"b", "ONLINE"}}),
         ok},
        {"rep.pg_slot_inactive", "20 GB", slots({{"debezium", "f", "21474836480"}}), found,
         Severity::Critical, "20 GB"},
        {"rep.pg_slot_inactive", "active", slots({{"standby", "t", "21474836480"}}), ok},
        {"rep.pg_slot_inactive", "little", slots({{"standby", "f", "1073741824"}}), ok},
        {"rep.pg_slot_unbounded", "-1", slots({{"standby", "t", "0"}}).var("max_slot_wal_keep_size", "-1"),
         found, Severity::Medium},
        {"rep.pg_slot_unbounded", "bounded",
         slots({{"standby", "t", "0"}}).var("max_slot_wal_keep_size", "65536"), ok},
        {"rep.pg_slot_unbounded", "no slots", slots({}).var("max_slot_wal_keep_size", "-1"), na},
        {"rep.pg_sync_spof", "one name", standbys("n2"), found, Severity::High},
        {"rep.pg_sync_spof", "all of two must answer", standbys("FIRST 2 (n2, n3)"), found, Severity::High},
        {"rep.pg_sync_spof", "any of two", standbys("ANY 1 (n2, n3)"), ok},
        {"rep.pg_sync_spof", "star", standbys("*"), ok},
        {"rep.pg_sync_spof", "asynchronous", standbys(""), na},
        {"rep.pg_lag", "five minutes", lagging("300"), found, Severity::High, "5 min"},
        {"rep.pg_lag", "idle primary", lagging({}), ok},
        {"rep.pg_lag", "an hour's WAL waits here", standby("3600", "500000"), found, Severity::High,
         "This standby is 60 min"},
        {"rep.pg_lag", "an old commit and nothing waits", standby("3600", "0"), ok},
        {"rep.pg_lag", "a record of the moment waits", standby("3600", "120"), ok},
        {"rep.pg_lag", "told to wait an hour",
         standby("3610", "500000").var("recovery_min_apply_delay", "3600000"), ok},
        {"rep.pg_lag", "has replayed no commit yet", standby({}, "500000"), CheckState::NotAssessed},
        {"rep.pg_lag", "follows an archive", standby("3600", {}), CheckState::NotAssessed, {}, "archive"},
    };
}

} // namespace causeway::test
