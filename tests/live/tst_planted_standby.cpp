// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_postgresql.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr double kHour = 3600;

/// Nothing that pg_rewind could use, and a setting that the standby does not share.
const std::vector<std::string> kPrimary{"wal_log_hints = off", "log_checkpoints = on"};
const std::vector<std::string> kStandby{"wal_log_hints = off", "log_checkpoints = on", "work_mem = 64MB"};

/// The one value that a query answers; empty for NULL or no row.
std::string answer(const Server& server, const std::string& sql) {
    Progress progress;
    const auto result = live_test::connect(server)->run("ask", sql, {}, progress);
    return result.rows.empty() || !result.rows[0][0] ? "" : *result.rows[0][0];
}

std::string receiver(const Server& standby) {
    return answer(standby, "SELECT status FROM pg_stat_wal_receiver");
}

Snapshot readBoth(const OwnServer& primary, const OwnServer& standby) {
    auto first = primary.server().target, second = standby.server().target;
    first.name = "primary";
    second.name = "standby";
    Progress progress;
    return collect(
        {first, second}, {}, [](const Target&) { return std::nullopt; }, progress);
}

AuditReport audited(const Snapshot& snapshot) {
    Progress progress;
    return audit(snapshot, Criteria(), "en", progress);
}

/// How many of the rules the report does not find on any server, or finds on one, as asked; each is named.
int wrong(const AuditReport& report, const std::vector<std::string>& rules, bool found) {
    int n = 0;
    for (const auto& rule : rules) {
        const bool is = std::any_of(report.checks.begin(), report.checks.end(), [&](const auto& check) {
            return check.rule == rule && check.state == CheckState::Found;
        });
        if (is == found)
            continue;
        ++n;
        qWarning("%s is %sfound", rule.c_str(), is ? "" : "not ");
    }
    return n;
}

} // namespace

/// A primary and a standby of PostgreSQL that copies it: what only a pair can have.
class TestPlantedStandby : public QObject {
    Q_OBJECT
private slots:
    void pairs_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("pg15") << "pg15";
        QTest::newRow("pg17") << "pg17";
    }
    void pairs() {
        QFETCH(QString, kind);
        LIVE_SERVER(shared, kind == "pg15" ? "CAUSEWAY_TEST_PG15" : "CAUSEWAY_TEST_PG17");
        try {
            pair(kind.toStdString());
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    static std::vector<std::string> demanded(const OwnServer& own, const char* scenario, const char* level) {
        return ProofRegister::instance().rules("tst_planted_standby", scenario, own.kind(), level);
    }

    static void pair(const std::string& kind) {
        OwnServer primary(kind, kPrimary);
        auto lines = kStandby;
        lines.push_back("# standby of " + std::to_string(primary.server().target.port));
        OwnServer standby(kind, lines);
        QTRY_COMPARE_WITH_TIMEOUT(text(receiver(standby.server())), QString("streaming"), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(text(answer(primary.server(), "SELECT state FROM pg_stat_replication")),
                                  QString("streaming"), 20000);
        lateStandby(primary, standby);
        lostLine(primary, standby);
        differing(primary, standby);
    }

    /// Somebody paused the replay and forgot it: the primary's view shows no delay.
    static void lateStandby(const OwnServer& primary, const OwnServer& standby) {
        const auto rules = demanded(standby, "late standby", "followed");
        execute(primary.server(), {"CREATE TABLE visit (id int PRIMARY KEY)"});
        QTRY_VERIFY_WITH_TIMEOUT(!answer(standby.server(), "SELECT pg_last_xact_replay_timestamp()").empty(),
                                 10000);
        QCOMPARE(wrong(audited(later(readBoth(primary, standby), kHour)), rules, false), 0);
        execute(standby.server(), {"SELECT pg_wal_replay_pause()"});
        QTRY_COMPARE_WITH_TIMEOUT(text(answer(standby.server(), "SELECT pg_get_wal_replay_pause_state()")),
                                  QString("paused"), 10000);
        execute(primary.server(),
                {"CREATE TABLE sale (id int PRIMARY KEY, pad text)",
                 "INSERT INTO sale SELECT g, repeat('x', 100) FROM generate_series(1, 1000) g"});
        QTRY_VERIFY_WITH_TIMEOUT(answer(standby.server(), "SELECT pg_wal_lsn_diff(pg_last_wal_receive_lsn(), "
                                                          "pg_last_wal_replay_lsn()) > 20000") == "t",
                                 10000);
        const auto late = audited(later(readBoth(primary, standby), kHour));
        QCOMPARE(wrong(late, rules, true), 0);
        QCOMPARE(text(badAdvice(late)), QString());
        execute(standby.server(), {"SELECT pg_wal_replay_resume()"});
        QTRY_COMPARE_WITH_TIMEOUT(text(answer(standby.server(), "SELECT count(*) FROM pg_tables WHERE "
                                                                "tablename = 'sale'")),
                                  QString("1"), 10000);
        QCOMPARE(wrong(audited(later(readBoth(primary, standby), kHour)), rules, false), 0);
    }

    /// The standby asks a port where nobody listens, then the right one again.
    static void lostLine(const OwnServer& primary, const OwnServer& standby) {
        const auto rules = demanded(standby, "lost line", "followed");
        const auto is = answer(standby.server(), "SHOW primary_conninfo");
        const auto call = [&](const std::string& line) {
            execute(standby.server(),
                    {"ALTER SYSTEM SET primary_conninfo = '" + replaceAll(line, "'", "''") + "'"});
            execute(standby.server(), {"SELECT pg_reload_conf()"});
        };
        call("host=127.0.0.1 port=1 user=postgres");
        QTRY_COMPARE_WITH_TIMEOUT(text(receiver(standby.server())), QString(), 20000);
        QCOMPARE(wrong(audited(readBoth(primary, standby)), rules, true), 0);
        call(is);
        QTRY_COMPARE_WITH_TIMEOUT(text(receiver(standby.server())), QString("streaming"), 20000);
        QCOMPARE(wrong(audited(readBoth(primary, standby)), rules, false), 0);
    }

    /// Settings that differ, and none of those that bring a failed primary back quickly.
    static void differing(OwnServer& primary, OwnServer& standby) {
        const auto mended = demanded(standby, "pair", "mended"),
                   followed = demanded(standby, "pair", "followed");
        const auto before = audited(readBoth(primary, standby));
        QCOMPARE(wrong(before, mended, true) + wrong(before, followed, true), 0);
        QCOMPARE(text(badAdvice(before)), QString());
        for (const auto& check : before.checks)
            if (std::find(mended.begin(), mended.end(), check.rule) != mended.end())
                for (const auto& finding : check.findings)
                    for (const auto& sql : statementsOf(finding.fix))
                        execute(finding.server == "primary" ? primary.server() : standby.server(), {sql});
        primary.reconfigure({});
        const auto port = std::to_string(primary.server().target.port);
        execute(standby.server(),
                {"ALTER SYSTEM SET primary_conninfo = 'host=127.0.0.1 user=postgres port=" + port + "'"});
        standby.forget("work_mem");
        QTRY_COMPARE_WITH_TIMEOUT(text(receiver(standby.server())), QString("streaming"), 20000);
        const auto after = audited(readBoth(primary, standby));
        QCOMPARE(wrong(after, mended, false) + wrong(after, followed, false), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedStandby)
#include "tst_planted_standby.moc"
