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

std::vector<std::string> badReplica(const MysqlKind& kind) {
    auto lines = common(kind, "2");
    lines.insert(lines.end(), {"relay_log_recovery = OFF", "sql_mode =", parallelSetting(kind)});
    lines.emplace_back(kind.mariadb || kind.old ? "slave_net_timeout = 3600" : "replica_net_timeout = 3600");
    if (!kind.mariadb)
        lines.emplace_back("performance_schema = OFF");
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

private:
    static int wrong(const AuditReport& report, const std::vector<std::string>& rules, CheckState expected) {
        int n = 0;
        for (const auto& rule : rules) {
            const auto& check = checkAt(report, "replica", rule);
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
        const OwnServer source(k.name, common(k, "1"));
        OwnServer replica(k.name, badReplica(k));
        if (!k.mariadb && !k.old) // both made the same test account for themselves
            for (const OwnServer* one : {&source, &std::as_const(replica)})
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
        execute(replica.server(), {word(k, "STOP SLAVE", "STOP REPLICA")});
        QCOMPARE(wrong(auditOf(source.server(), replica.server()),
                       proofs.rules("tst_planted_replicas", "stopped replica", k.name, "found"),
                       CheckState::Found),
                 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedReplicas)
#include "tst_planted_replicas.moc"
