// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/audit/audit.h"
#include "core/base/text.h"
#include "live_support.h"

#include <algorithm>
#endif

#include <QTest>

using namespace causeway;
using live_test::text;

namespace {

/// What each rule needs to fire, on a server whose compiled defaults are in force.
const std::vector<std::string> kDefects{
    "DROP DATABASE IF EXISTS cw_audit",
    "CREATE DATABASE cw_audit CHARACTER SET latin1",
    "SET SESSION sql_mode = ''",
    "CREATE TABLE cw_audit.orders (id INT NOT NULL, customer VARCHAR(60), total FLOAT, placed DATETIME NOT "
    "NULL DEFAULT "
    "'0000-00-00 00:00:00', KEY k1 (customer), KEY k2 (customer), KEY k3 (id), KEY k4 (id, total)) "
    "ENGINE=MyISAM",
    "CREATE TABLE cw_audit.status (id TINYINT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10) "
    "CHARACTER SET utf8mb4) "
    "ENGINE=InnoDB AUTO_INCREMENT=120",
    "CREATE OR REPLACE USER ''@'localhost'",
    "SET GLOBAL innodb_flush_log_at_trx_commit = 2",
    "SET GLOBAL sql_mode = ''",
    "SET GLOBAL general_log = ON",
    "SET GLOBAL slow_query_log = OFF",
    "SET GLOBAL tmp_table_size = 67108864",
    "SET GLOBAL max_heap_table_size = 16777216",
    "SET GLOBAL sort_buffer_size = 16777216",
    "SET GLOBAL local_infile = ON",
    "SET GLOBAL binlog_checksum = NONE",
};

/// Rules whose fix is SQL that can run here and now.
const std::vector<std::string> kMendable{
    "dur.trx_commit", "dur.checksum",         "cfg.sql_mode",      "cfg.general_log",
    "cfg.slow_log",   "cfg.tmp_mismatch",     "cfg.perthread_big", "sch.no_pk",
    "sch.charset",    "sch.float_money",      "sch.zero_date",     "inno.non_transactional",
    "idx.duplicate",  "idx.redundant_prefix", "sec.anonymous",     "grow.autoinc",
};
/// Rules that must fire as well, whose fix needs a restart, a decision or another machine.
const std::vector<std::string> kSeen{"dur.no_binlog", "rep.spof", "sec.local_infile"};

/// The audit of the server, of our own schema only: what other tests left there is not ours to mend.
AuditReport auditOf(const live_test::Server& server) {
    Progress progress;
    auto snapshot = collect({server.target}, {}, server.secret(), progress);
    auto& tables = snapshot.servers.at(0).catalog->tables;
    std::erase_if(tables, [](const Table& t) { return t.schema != "cw_audit"; });
    return audit(snapshot, Criteria(), "en", progress);
}

const CheckResult& checkOf(const AuditReport& report, const std::string& rule) {
    const auto it = std::find_if(report.checks.begin(), report.checks.end(),
                                 [&](const auto& c) { return c.rule == rule; });
    if (it == report.checks.end())
        throw Error(ErrorCode::Internal, "no check " + rule);
    return *it;
}

/// The statements of a script: one a line, comments left out.
std::vector<std::string> statements(const std::string& script) {
    std::vector<std::string> all;
    for (const auto line : split(script, '\n'))
        if (const auto sql = trim(line); !sql.empty() && !sql.starts_with("--"))
            all.emplace_back(sql.ends_with(";") ? sql.substr(0, sql.size() - 1) : sql);
    return all;
}

} // namespace

/// A MariaDB made defective on purpose: each rule fires, its fix is run, and it fires no more.
class TestAuditLive : public QObject {
    Q_OBJECT
private slots:
    void rulesFireAndFixesMend() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        live_test::execute(server, kDefects);
        const auto before = auditOf(server);
        std::vector<std::string> fixes, undo;
        for (const auto& rule : kMendable) {
            const auto& check = checkOf(before, rule);
            if (check.state == CheckState::NotApplicable)
                continue;
            QVERIFY2(check.state == CheckState::Found, (rule + ": " + check.reason).c_str());
            for (const auto& finding : check.findings) {
                QCOMPARE(text(finding.fixLanguage), text("sql"));
                for (const auto& sql : statements(finding.fix))
                    fixes.push_back(sql);
                for (const auto& sql : statements(finding.rollback))
                    if (sql.starts_with("SET GLOBAL"))
                        undo.push_back(sql);
            }
        }
        for (const auto& rule : kSeen)
            if (checkOf(before, rule).state != CheckState::Found)
                qInfo("%s: not found, %s", rule.c_str(), checkOf(before, rule).reason.c_str());
        // The proposed types allow what the old rows hold only under the mode they were written with.
        fixes.insert(fixes.begin(), "SET SESSION sql_mode = ''");
        live_test::execute(server, fixes);
        const auto after = auditOf(server);
        for (const auto& rule : kMendable) {
            const auto& check = checkOf(after, rule);
            QVERIFY2(
                check.state == CheckState::Passed || check.state == CheckState::NotApplicable,
                (rule + " still fires: " +
                 (check.findings.empty() ? check.reason : check.findings[0].title + check.findings[0].where))
                    .c_str());
        }
        QVERIFY(after.score > before.score);
        live_test::execute(server, undo);
        QVERIFY(checkOf(auditOf(server), "dur.trx_commit").state == CheckState::Found);
    }

    void nothingIsPassedUnseen() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        live_test::execute(server,
                           {"CREATE OR REPLACE USER cw_narrow@'%' IDENTIFIED BY 'Cw-test-1 pass'",
                            "CREATE OR REPLACE USER cw_narrow@localhost IDENTIFIED BY 'Cw-test-1 pass'"});
        auto narrow = server;
        narrow.target.user = "cw_narrow";
        narrow.password = "Cw-test-1 pass";
        Progress progress;
        const auto report =
            audit(collect({narrow.target}, {}, narrow.secret(), progress), Criteria(), "en", progress);
        for (const auto* rule :
             {"sec.anonymous", "sec.empty_password", "sec.super_app", "rep.stopped", "inno.long_trx"}) {
            const auto& check = checkOf(report, rule);
            QVERIFY2(check.state == CheckState::NotAssessed, rule);
            QVERIFY2(check.reason.find("GRANT") != std::string::npos, check.reason.c_str());
        }
        for (const auto* rule : {"sch.no_pk", "inno.non_transactional", "idx.duplicate", "sch.charset"})
            QVERIFY2(checkOf(report, rule).state != CheckState::Passed, rule);
    }

    void everyRuleAnswersOnPostgresql() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Progress progress;
        const auto report =
            audit(collect({server.target}, {}, server.secret(), progress), Criteria(), "uk", progress);
        QVERIFY(report.checks.size() > 40);
        for (const auto& check : report.checks)
            QVERIFY2(check.state == CheckState::Found || check.state == CheckState::Passed ||
                         !check.reason.empty(),
                     check.rule.c_str());
        for (const auto* rule : {"sec.pg_hba", "sec.pg_super", "sec.pg_public_create", "grow.pg_xid",
                                 "grow.pg_int4", "idx.pg_invalid", "idx.pg_fk_unindexed", "wl.pg_dead"}) {
            const auto& check = checkOf(report, rule);
            QVERIFY2(check.state == CheckState::Found || check.state == CheckState::Passed,
                     (std::string(rule) + ": " + check.reason).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestAuditLive)
#include "tst_audit_live.moc"
