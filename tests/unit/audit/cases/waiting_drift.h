// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/cases/availability.h"

namespace causeway::test {

inline std::vector<Case> waitingCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto sessions = [](const char* state, const char* time, const char* command, const char* trxAge) {
        auto e = mysql();
        e.probe("mysql.processlist", {"id", "user", "command", "time", "state"},
                {{"7", "shop", "Query", time, state}, {"8", "shop", command, time, ""}});
        e.probe("mysql.innodb_trx", {"trx_mysql_thread_id", "trx_state", "seconds", "wait_seconds"},
                {{"8", "RUNNING", trxAge, std::nullopt}});
        return e;
    };
    const auto activity = [](const char* state, const char* wait, const char* age, const char* by) {
        return postgresql()
            .var("max_connections", "100")
            .probe("pg.activity",
                   {"pid", "backend_type", "state", "wait_event_type", "query_s", "xact_s", "blocked_by"},
                   {{"71", "client backend", state, wait, age, age, by}});
    };
    const auto full = [](int n) {
        std::vector<Cells> rows;
        for (int i = 0; i < n; ++i)
            rows.push_back({std::to_string(i), "client backend"});
        rows.push_back({"900", "checkpointer"});
        return postgresql().var("max_connections", "100").probe("pg.activity", {"pid", "backend_type"}, rows);
    };
    const auto locks = [](double waited) {
        return mysql().upDays(2).status("table_locks_waited", waited).status("table_locks_immediate", 100000);
    };
    const auto waits = [](double ms) {
        return mysql().upDays(10).status("innodb_row_lock_time", ms).fact("idle_time_budget", "5min");
    };
    return {
        {"con.blocked", "a schema change", sessions("Waiting for table metadata lock", "90", "Sleep", "95"),
         found, Severity::High, "1 session waits"},
        {"con.blocked", "a moment", sessions("Waiting for table metadata lock", "2", "Sleep", "2"), ok},
        {"con.blocked", "at work", sessions("Sending data", "90", "Sleep", "95"), ok},
        {"con.idle_tx", "ninety seconds", sessions("", "90", "Sleep", "95"), found, Severity::High,
         "1 session sleeps"},
        {"con.idle_tx", "at work", sessions("", "90", "Query", "95"), ok},
        {"con.table_locks", "a tenth", locks(11200), found, Severity::Medium, "10 %"},
        {"con.table_locks", "a few", locks(20), ok},
        {"con.wait_budget", "an hour a day", waits(36e6), found, Severity::Medium, "60 min a day"},
        {"con.wait_budget", "a minute a day", waits(6e5), ok},
        {"con.wait_budget", "no budget", mysql().upDays(10).status("innodb_row_lock_time", 5), open},
        {"con.pg_blocked", "a minute", activity("active", "Lock", "60", "70,69"), found, Severity::High,
         "1 session waits"},
        {"con.pg_blocked", "gone already", activity("active", "Lock", "60", ""), found, Severity::High},
        {"con.pg_blocked", "a moment", activity("active", "Lock", "2", "70"), ok},
        {"con.pg_long_tx", "two hours", activity("active", "IO", "7200", ""), found, Severity::Medium},
        {"con.pg_long_tx", "a minute", activity("active", "IO", "60", ""), ok},
        {"con.pg_max_used", "all", full(97), found, Severity::High, "97 of 97"},
        {"con.pg_max_used", "ninety", full(90), found, Severity::Medium},
        {"con.pg_max_used", "half", full(50), ok},
    };
}

/// Rules that look at two servers at once: the pair is made by the test, which adds the primary.
inline Evidence replicaOf(Evidence replica, Evidence primary) {
    primary.server().id = "shop-db-0";
    replica.companion(primary.server());
    return replica;
}

inline std::vector<Case> driftCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, na = CheckState::NotApplicable,
               open = CheckState::NotAssessed;
    const auto replica = [](const char* version = "8.4.11") {
        return mysql(version).probe("mysql.replica_status", {"source_uuid", "source_server_id"},
                                    {{"aaaa", "1"}});
    };
    const auto source = [] {
        return mysql().var("server_uuid", "AAAA").var("server_id", "1");
    };
    const auto maria = [](const char* state) {
        return mariadb()
            .var("server_id", "2")
            .var("gtid_binlog_state", state)
            .probe("mysql.replica_status", {"master_server_id"}, {{"1"}});
    };
    const auto mariaPrimary = mariadb().var("server_id", "1").var("gtid_binlog_state", "0-1-500");
    const auto standby = [](const char* connections) {
        return postgresql()
            .var("max_connections", connections)
            .probe("pg.server", {"in_recovery", "system_identifier"}, {{"t", "77"}});
    };
    const auto leader = postgresql()
                            .var("max_connections", "200")
                            .probe("pg.server", {"in_recovery", "system_identifier"}, {{"f", "77"}});
    const auto stranger =
        postgresql().probe("pg.server", {"in_recovery", "system_identifier"}, {{"f", "78"}});
    const auto orders = table("orders", {column("id", "int")}, {test::primary()});
    auto wider = table("orders", {column("id", "bigint")}, {test::primary()});
    auto indexed =
        table("orders", {column("id", "int")}, {test::primary(), index("k", IndexKind::Plain, {"id"})});
    const auto with = [](Evidence e, Table t) {
        return e.table(std::move(t));
    };
    return {
        {"rep.drift_settings", "another mode",
         replicaOf(replica().var("sql_mode", ""), source().var("sql_mode", "STRICT_TRANS_TABLES")), found,
         Severity::Medium, "1 setting differs from its primary shop-db-0"},
        {"rep.drift_settings", "alike",
         replicaOf(replica().var("sql_mode", "A"), source().var("sql_mode", "A")), ok},
        {"rep.drift_settings", "alone", replica(), na, {}, "not in this snapshot"},
        {"rep.drift_settings", "PostgreSQL", replicaOf(standby("100"), leader), found, Severity::Medium},
        {"rep.drift_settings", "of another cluster", replicaOf(standby("100"), stranger), na},
        {"rep.drift_schema", "another type", replicaOf(with(replica(), wider), with(source(), orders)), found,
         Severity::High},
        {"rep.drift_schema", "an index of its own",
         replicaOf(with(replica(), indexed), with(source(), orders)), found, Severity::Medium},
        {"rep.drift_schema", "alike", replicaOf(with(replica(), orders), with(source(), orders)), ok},
        {"rep.drift_schema", "schema not read", replicaOf(replica(), source()), open},
        {"rep.errant", "its own",
         replicaOf(replica().var("gtid_executed", "aaaa:1-9,\nbbbb:1-2"),
                   source().var("gtid_executed", "aaaa:1-9")),
         found, Severity::High},
        {"rep.errant", "only ahead of a primary read earlier",
         replicaOf(replica().var("gtid_executed", "aaaa:1-12"), source().var("gtid_executed", "aaaa:1-9")),
         ok},
        {"rep.errant", "from before a switch, known to both",
         replicaOf(replica().var("gtid_executed", "aaaa:1-9,bbbb:1-5"),
                   source().var("gtid_executed", "aaaa:1-9,bbbb:1-7")),
         ok},
        {"rep.errant", "MariaDB wrote itself", replicaOf(maria("0-1-480,0-2-481"), mariaPrimary), found,
         Severity::High},
        {"rep.errant", "MariaDB only followed", replicaOf(maria("0-1-480"), mariaPrimary), ok},
        {"rep.errant", "sets not known", replicaOf(replica(), source()), open},
        {"rep.drift_version", "older", replicaOf(replica("8.0.36"), source()), found, Severity::Medium},
        {"rep.drift_version", "newer", replicaOf(replica("9.7.4"), source()), ok},
    };
}

inline std::vector<Case> managedCases() {
    const auto found = CheckState::Found, na = CheckState::NotApplicable, open = CheckState::NotAssessed;
    const auto rds = [] {
        return mysql().var("basedir", "/rdsdbbin/mysql-8.4.3.R1/").upDays(4);
    };
    return {
        {"cfg.managed", "RDS", rds(), found, Severity::Info, "Amazon RDS for MySQL runs"},
        {"cfg.managed", "Aurora", mysql().var("aurora_version", "3.08.0"), found, Severity::Info,
         "Aurora MySQL"},
        {"cfg.managed", "Cloud SQL", postgresql().var("cloudsql.iam_authentication", "off"), found,
         Severity::Info, "Google Cloud SQL"},
        {"cfg.managed", "Patroni",
         postgresql()
             .var("work_mem", "4096")
             .probe("pg.activity", {"application_name"}, {{"Patroni heartbeat"}}),
         found, Severity::Info, "Patroni writes"},
        {"cfg.managed", "one's own", mysql().var("basedir", "/usr/"), na},
        {"cfg.managed", "no settings", mysql(), open},
        {"rep.spof",
         "replicas below RDS are not seen",
         rds().probe("mysql.binlog_dump_threads", {"n"}, {{"0"}}),
         open,
         {},
         "Amazon RDS"},
        {"dur.doublewrite",
         "RDS sets it",
         rds().var("innodb_doublewrite", "OFF"),
         na,
         {},
         "sets this itself"},
    };
}

} // namespace causeway::test
