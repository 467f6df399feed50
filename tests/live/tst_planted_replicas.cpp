// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

std::vector<std::string> common(const MysqlKind& kind, const char* id) {
    std::vector<std::string> lines{std::string("server_id = ") + id, "log_bin = binlog",
                                   "binlog_format = ROW", "log_slave_updates = ON"};
    if (kind.mariadb)
        lines.emplace_back("secure_file_priv = /tmp");
    else if (kind.old)
        lines.insert(lines.end(), {"gtid_mode = ON", "enforce_gtid_consistency = ON"});
    else
        lines.insert(lines.end(), {"secure_file_priv = NULL", "enforce_gtid_consistency = ON"});
    return lines;
}

/// One applier only.
const char* parallelSetting(const MysqlKind& kind) {
    return kind.mariadb ? "slave_parallel_threads = 0"
           : kind.old   ? "slave_parallel_workers = 0"
                        : "replica_parallel_workers = 0";
}

/// Waits a moment for a replica that will not answer, and lets readers see a row before it has it. MySQL 5.6
/// comes without its plugin here.
std::vector<std::string> badSource(const MysqlKind& kind) {
    auto lines = common(kind, "1");
    if (kind.mariadb)
        lines.insert(lines.end(), {"rpl_semi_sync_master_enabled = ON", "rpl_semi_sync_master_timeout = 200",
                                   "rpl_semi_sync_master_wait_point = AFTER_COMMIT"});
    else if (!kind.old)
        lines.insert(lines.end(), {"plugin_load_add = semisync_source.so",
                                   "rpl_semi_sync_source_enabled = ON", "rpl_semi_sync_source_timeout = 200",
                                   "rpl_semi_sync_source_wait_point = AFTER_COMMIT"});
    return lines;
}

std::vector<std::string> badReplica(const MysqlKind& kind) {
    auto lines = common(kind, "2");
    lines.insert(lines.end(), {"relay_log_recovery = OFF", "sql_mode =", parallelSetting(kind)});
    lines.emplace_back(kind.mariadb || kind.old ? "slave_net_timeout = 3600" : "replica_net_timeout = 3600");
    if (!kind.mariadb)
        lines.emplace_back("performance_schema = OFF");
    if (!kind.mariadb && !kind.old)
        lines.emplace_back("plugin_load_add = semisync_replica.so");
    return lines;
}

std::string word(const MysqlKind& kind, const char* old, const char* now) {
    return kind.mariadb || kind.old ? old : now;
}

void follow(const MysqlKind& kind, const Server& replica, const Server& source) {
    const auto port = std::to_string(source.target.port);
    if (kind.mariadb || kind.old)
        execute(replica,
                {"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + port +
                     ", MASTER_USER='repl', MASTER_PASSWORD='Cw-test-1 pass', MASTER_CONNECT_RETRY=1" +
                     (kind.mariadb ? ", MASTER_USE_GTID=slave_pos" : ", MASTER_AUTO_POSITION=1"),
                 "START SLAVE"});
    else
        execute(replica,
                {"CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT=" + port +
                     ", SOURCE_USER='repl', SOURCE_PASSWORD='Cw-test-1 pass', SOURCE_AUTO_POSITION=1, "
                     "GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1",
                 "START REPLICA"});
}

bool hasTable(const Server& server, const std::string& name) {
    Progress progress;
    return !live_test::connect(server)
                ->run("wait", "SHOW TABLES FROM shop LIKE '" + name + "'", {}, progress)
                .rows.empty();
}

AuditReport auditOf(const Server& source, const Server& replica) {
    auto first = source.target, second = replica.target;
    first.name = "source";
    second.name = "replica";
    Progress progress;
    const auto snapshot = collect(
        {first, second}, {},
        [&](const Target& t) { return t.name == "source" ? source.password : replica.password; }, progress);
    return audit(snapshot, criteria(), "en", progress);
}

const CheckResult& checkAt(const AuditReport& report, const std::string& server, const std::string& rule) {
    for (const auto& check : report.checks)
        if (check.server == server && check.rule == rule)
            return check;
    throw Error(ErrorCode::Internal, "no check " + rule + " of " + server);
}

} // namespace

/// A real source and a real replica that differ: what only the two together show.
class TestPlantedReplicas : public QObject {
    Q_OBJECT
private slots:
    void pairs_data() {
        QTest::addColumn<QString>("kind");
        for (const auto& kind : mysqlKinds())
            QTest::newRow(kind.name.c_str()) << text(kind.name);
    }
    void pairs() {
        try {
            pair();
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

    /// A MySQL 5.6 reads the log of a MariaDB, as long as it finds nothing in it that it does not know.
    void anotherProduct() {
        LIVE_SERVER(shared, "CAUSEWAY_TEST_MYSQL56");
        LIVE_SERVER(other, "CAUSEWAY_TEST_MARIADB");
        try {
            const OwnServer source("mariadb", {"server_id = 1", "log_bin = binlog", "binlog_format = ROW"}),
                replica("mysql56", {"server_id = 2", "log_bin = binlog", "binlog_format = ROW"});
            execute(source.server(), {"CREATE USER 'repl'@'%' IDENTIFIED BY 'Cw-test-1 pass'",
                                      "GRANT REPLICATION SLAVE ON *.* TO 'repl'@'%'", "RESET MASTER"});
            execute(replica.server(), {"CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" +
                                           std::to_string(source.server().target.port) +
                                           ", MASTER_USER='repl', MASTER_PASSWORD='Cw-test-1 pass', "
                                           "MASTER_LOG_FILE='binlog.000001', MASTER_LOG_POS=4",
                                       "START SLAVE"});
            execute(source.server(),
                    {"CREATE DATABASE shop",
                     "CREATE TABLE shop.orders (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB"});
            QTRY_VERIFY_WITH_TIMEOUT(hasTable(replica.server(), "orders"), 30000);
            const auto report = auditOf(source.server(), replica.server());
            const auto rules = ProofRegister::instance().rules("tst_planted_replicas", "another product",
                                                               "mysql56", "found");
            QCOMPARE(wrong(report, rules, CheckState::Found), 0);
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    static int wrong(const AuditReport& report, const std::vector<std::string>& rules, CheckState expected,
                     const char* server = "replica") {
        int n = 0;
        for (const auto& rule : rules) {
            const auto& check = checkAt(report, server, rule);
            if ((check.state == CheckState::Found) == (expected == CheckState::Found))
                continue;
            ++n;
            qWarning("%s: %s", rule.c_str(),
                     check.findings.empty() ? check.reason.c_str() : check.findings[0].where.c_str());
        }
        return n;
    }

    /// A change of an hour ago waits on the replica for a row that somebody holds.
    static void lateReplica(const MysqlKind& k, const OwnServer& source, OwnServer& replica) {
        const auto& proofs = ProofRegister::instance();
        const auto mended = proofs.rules("tst_planted_replicas", "late replica", k.name, "mended"),
                   followed = proofs.rules("tst_planted_replicas", "late replica", k.name, "followed");
        execute(source.server(), {"INSERT INTO shop.orders (id, n) VALUES (1, 1)"});
        AuditReport late;
        {
            QTRY_VERIFY_WITH_TIMEOUT(hasRow(replica.server()), 30000);
            const auto holder = live_test::connect(replica.server());
            Progress progress;
            for (const char* sql : {"BEGIN", "SELECT * FROM shop.orders WHERE id = 1 FOR UPDATE"})
                holder->run("hold", sql, {}, progress);
            execute(source.server(),
                    {"SET TIMESTAMP = UNIX_TIMESTAMP() - 3600", "UPDATE shop.orders SET n = 2 WHERE id = 1"});
            QTest::qWait(1500);
            late = auditOf(source.server(), replica.server());
            QCOMPARE(wrong(late, mended, CheckState::Found) + wrong(late, followed, CheckState::Found), 0);
        }
        for (const auto& rule : mended)
            for (const auto& finding : checkAt(late, "replica", rule).findings)
                execute(replica.server(), statementsOf(finding.fix));
        QTest::qWait(1500);
        const auto after = auditOf(source.server(), replica.server());
        QCOMPARE(wrong(after, mended, CheckState::Passed) + wrong(after, followed, CheckState::Passed), 0);
    }

    /// A replica that acknowledges nothing: the source goes on alone, until the replica is told to answer.
    static void halfSynchronous(const MysqlKind& k, OwnServer& source, const OwnServer& replica) {
        const auto rules =
            ProofRegister::instance().rules("tst_planted_replicas", "lone source", k.name, "mended");
        const auto bad = auditOf(source.server(), replica.server());
        QCOMPARE(wrong(bad, rules, CheckState::Found, "source"), 0);
        std::vector<std::string> lines;
        for (const auto& rule : rules)
            for (const auto& finding : checkAt(bad, "source", rule).findings) {
                if (finding.fixLanguage == "sql")
                    execute(source.server(), statementsOf(finding.fix));
                for (const auto& line : configurationOf(finding.fix))
                    lines.push_back(line);
            }
        execute(replica.server(), {k.mariadb ? "SET GLOBAL rpl_semi_sync_slave_enabled = ON"
                                             : "SET GLOBAL rpl_semi_sync_replica_enabled = ON",
                                   word(k, "STOP SLAVE", "STOP REPLICA")});
        source.reconfigure(lines); // its counters start anew
        follow(k, replica.server(), source.server());
        QTRY_COMPARE_WITH_TIMEOUT(text(clients(source.server())), QString("1"), 30000);
        execute(source.server(), {"INSERT INTO shop.orders (id, n) VALUES (2, 1)"});
        QCOMPARE(wrong(auditOf(source.server(), replica.server()), rules, CheckState::Passed, "source"), 0);
    }

    /// How many replicas acknowledge.
    static std::string clients(const Server& source) {
        Progress progress;
        const auto rows = live_test::connect(source)
                              ->run("wait", "SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_%_clients'", {}, progress)
                              .rows;
        return rows.empty() || !rows[0].at(1) ? "" : *rows[0][1];
    }

    static bool hasRow(const Server& server) {
        Progress progress;
        return !live_test::connect(server)
                    ->run("wait", "SELECT 1 FROM shop.orders WHERE id = 1", {}, progress)
                    .rows.empty();
    }

    void pair() {
        QFETCH(QString, kind);
        const auto kinds = mysqlKinds();
        const auto& k = *std::find_if(kinds.begin(), kinds.end(),
                                      [&](const auto& one) { return text(one.name) == kind; });
        LIVE_SERVER(shared, k.variable);
        OwnServer source(k.name, badSource(k));
        OwnServer replica(k.name, badReplica(k));
        if (!k.mariadb && !k.old) // both made the same test account for themselves
            for (const OwnServer* one : {&source, &replica})
                execute(one->server(), {"RESET BINARY LOGS AND GTIDS"});
        execute(source.server(), {"CREATE USER 'repl'@'%' IDENTIFIED BY 'Cw-test-1 pass'",
                                  "GRANT REPLICATION SLAVE ON *.* TO 'repl'@'%'", "CREATE DATABASE shop"});
        if (k.old)
            execute(source.server(), {"CREATE USER 'repl'@'localhost' IDENTIFIED BY 'Cw-test-1 pass'",
                                      "GRANT REPLICATION SLAVE ON *.* TO 'repl'@'localhost'"});
        follow(k, replica.server(), source.server());
        execute(source.server(),
                {"CREATE TABLE shop.orders (id INT NOT NULL PRIMARY KEY, n INT) ENGINE=InnoDB"});
        QTRY_VERIFY_WITH_TIMEOUT(hasTable(replica.server(), "orders"), 30000);
        execute(replica.server(),
                {"ALTER TABLE shop.orders ADD COLUMN own INT", "CREATE TABLE shop.stray (id INT)"});

        const auto& proofs = ProofRegister::instance();
        const auto withFix = proofs.rules("tst_planted_replicas", "pair", k.name, "mended");
        auto rules = proofs.rules("tst_planted_replicas", "pair", k.name, "found");
        rules.insert(rules.end(), withFix.begin(), withFix.end());
        const auto before = auditOf(source.server(), replica.server());
        QCOMPARE(wrong(before, rules, CheckState::Found), 0);
        QCOMPARE(wrong(before, {"rep.stopped", "rep.drift_version", "rep.lag"}, CheckState::Passed), 0);
        QVERIFY(checkAt(before, "source", "rep.spof").state == CheckState::Passed);

        std::vector<std::string> lines;
        for (const auto& rule : withFix)
            for (const auto& finding : checkAt(before, "replica", rule).findings) {
                if (finding.fixLanguage == "sql")
                    execute(replica.server(), statementsOf(finding.fix));
                for (const auto& line : finding.fixLanguage == "ini" || finding.fixLanguage == "sql"
                                            ? configurationOf(finding.fix)
                                            : std::vector<std::string>())
                    lines.push_back(line);
            }
        replica.reconfigure(lines);
        const auto after = auditOf(source.server(), replica.server());
        QCOMPARE(wrong(after, withFix, CheckState::Passed), 0);
        lateReplica(k, source, replica);
        if (!k.old)
            halfSynchronous(k, source, replica);
        execute(replica.server(), {word(k, "STOP SLAVE", "STOP REPLICA")});
        QCOMPARE(wrong(auditOf(source.server(), replica.server()),
                       proofs.rules("tst_planted_replicas", "stopped replica", k.name, "found"),
                       CheckState::Found),
                 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedReplicas)
#include "tst_planted_replicas.moc"
