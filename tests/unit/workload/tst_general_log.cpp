// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/general_log.h"
#include "log_tests.h"

#include <QTest>

#include <random>

using namespace causeway;
using namespace causeway::tests;

/// The logs in data/ are written by MariaDB 10.11, MySQL 5.6 and MySQL 9.7, general and slow, of one
/// workload.
class TestGeneralLog : public QObject {
    Q_OBJECT
private slots:
    void realLogs_data();
    void realLogs();
    void slowLogsOfTheSameWork_data();
    void slowLogsOfTheSameWork();
    void lines();
    void sessions();
    void oddities();
    void longStatements();
    void randomBytes();
};

void TestGeneralLog::realLogs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("entries");
    // grep counts the lines with Query or Execute (47, 46, 47); one of them stands in a string, and one is an
    // EXECUTE whose statement the server writes once more.
    QTest::newRow("mariadb") << "general-mariadb.log" << quint64(45);
    QTest::newRow("mysql 5.6") << "general-mysql56.log" << quint64(44);
    QTest::newRow("mysql 9.7") << "general-mysql97.log" << quint64(45);
}

void TestGeneralLog::realLogs() {
    QFETCH(QString, name);
    QFETCH(quint64, entries);
    const auto text = logFile(qPrintable(name));
    const auto digest = digestAny(text);
    QCOMPARE(digest.origin, std::string("general log"));
    QCOMPARE(quint64(digest.entries), entries);
    QCOMPARE(digest.skipped, std::uint64_t(0));
    QCOMPARE(digest.totalNs(), std::uint64_t(0));
    QVERIFY(digest.coverage.executions == 1.0 && !digest.coverage.time);
    QVERIFY(says(digest, "1 line within a statement looks like a header"));
    QVERIFY(!says(digest, "outside any entry"));
    // 20 in a loop, 2 by hand, 1 by EXECUTE; all in one schema.
    const auto* point = query(digest, "select * from orders where id = ?");
    QVERIFY(point);
    QCOMPARE(point->count, std::uint64_t(23));
    QCOMPARE(point->longestRunSameThread, std::uint64_t(20));
    QCOMPARE(point->schema, std::string("shop"));
    QCOMPARE(point->user, std::string("root"));
    const auto* quoting = query(digest, "select * from orders where note = ?");
    QVERIFY(quoting && quoting->sample.ends_with("select 666'"));
    QVERIFY(sameHoweverRead(text, digest));
}

void TestGeneralLog::slowLogsOfTheSameWork_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("entries");
    // grep -c '^# Query_time' says 44, 46 and 48; one of them stands in a string.
    QTest::newRow("mariadb") << "slow-mariadb.log" << quint64(43);
    QTest::newRow("mysql 5.6") << "slow-mysql56.log" << quint64(45);
    QTest::newRow("mysql 9.7") << "slow-mysql97.log" << quint64(47);
}

void TestGeneralLog::slowLogsOfTheSameWork() {
    QFETCH(QString, name);
    QFETCH(quint64, entries);
    const auto text = logFile(qPrintable(name));
    const auto digest = digestAny(text);
    QCOMPARE(digest.origin, std::string("slow log"));
    QCOMPARE(quint64(digest.entries), entries);
    QCOMPARE(digest.skipped, std::uint64_t(0));
    const auto* point = query(digest, "select * from orders where id = ?");
    QVERIFY(point && point->count >= 22);
    QCOMPARE(point->schema, std::string("shop"));
    QVERIFY(query(digest, "select sleep(?)")->totalNs > 50'000'000);
    QVERIFY(sameHoweverRead(text, digest));
}

void TestGeneralLog::lines() {
    const auto line = generalLogLine("261122  7:08:49\t    5 Init DB\tshop");
    QVERIFY(line && line->thread == 5 && line->command == "Init DB" && line->argument == "shop");
    QVERIFY(generalLogLine("\t\t     7 Query\tselect 1")->time.empty());
    QVERIFY(generalLogLine("2026-11-22T18:08:50.441858Z\t   10 Quit\t"));
    for (const char* other : {"", "\t", "\t\t7 Querys\tx", "select 1\t5 Query\tx", "\t     7 Query\tselect 1",
                              "261122 18:08:49     7 Query\tx", "\t\tx Query\ty", "# Time: 261122  7:08:49"})
        QVERIFY2(!generalLogLine(other), other);
}

void TestGeneralLog::sessions() {
    const auto digest =
        digestAny("2026-11-22T10:00:00.000000Z\t    1 Connect\tapp@web1 on shop using TCP/IP\n"
                  "2026-11-22T10:00:00.000000Z\t    2 Connect\tbatch@web2 on  using SSL/TLS\n"
                  "2026-11-22T10:00:01.000000Z\t    1 Query\tselect a from b\n"
                  "2026-11-22T10:00:01.000000Z\t    2 Query\tuse stock\n"
                  "2026-11-22T10:00:02.000000Z\t    2 Query\tselect c from d\n"
                  "2026-11-22T10:00:03.000000Z\t    1 Quit\t\n"
                  "2026-11-22T10:00:04.000000Z\t    1 Query\tselect e from f\n");
    QCOMPARE(query(digest, "select a from b")->user, std::string("app"));
    QCOMPARE(query(digest, "select a from b")->schema, std::string("shop"));
    QCOMPARE(query(digest, "select c from d")->user, std::string("batch"));
    QCOMPARE(query(digest, "select c from d")->schema, std::string("stock"));
    QCOMPARE(query(digest, "select e from f")->user, std::string()); // who that is, the log does not tell
    QCOMPARE(digest.users.size(), std::size_t(2));
}

void TestGeneralLog::oddities() {
    const std::string start = "261122 10:00:00\t    1 Query\tselect 1\n";
    QVERIFY(says(digestAny(start + "261122 09:00:00\t    1 Query\tselect 1\n"), "backwards"));
    QVERIFY(says(digestAny(start + "\t\t    1 Query\t\n\t\t    1 Quit\t\n"), "no statement"));
    QVERIFY(says(digestAny(start + "\t\t    1 Query\tselect 'a"), "ends in the middle"));
    QVERIFY(says(digestAny(start + "\t\t    1 Query\tselect '\x01'\n"), "control bytes"));
    // A string without an end swallows nothing.
    std::string log = start + "\t\t    1 Query\tselect 'abc\n";
    for (int i = 0; i < 20; ++i)
        log += "\t\t    1 Query\tselect 'x' from t" + std::to_string(i) + "\n";
    QVERIFY(digestAny(log).entries >= 21);
}

void TestGeneralLog::longStatements() {
    std::string rows = "insert into t values (1)";
    while (rows.size() < (std::size_t(18) << 20))
        rows += ",(2,'some text, quoted; as is')";
    const auto text = "261122 10:00:00\t    1 Connect\ta@b on shop\n\t\t    1 Query\t" + rows +
                      "\n\t\t    1 Query\tselect a from b\n";
    const auto digest = digestAny(text);
    QCOMPARE(digest.entries, std::uint64_t(2));
    QVERIFY(says(digest, "16 MiB"));
    QVERIFY(query(digest, "insert into t values (...)"));
    QCOMPARE(query(digest, "select a from b")->schema, std::string("shop"));
}

void TestGeneralLog::randomBytes() {
    std::mt19937 random(31);
    const auto seed = logFile("general-mariadb.log");
    for (int run = 0; run < 200; ++run) {
        auto text = seed;
        for (int i = 0; i < 40; ++i)
            text[random() % text.size()] = run % 2 ? char(random()) : "'\"`\n\t#/*\\"[random() % 9];
        const auto digest = digestLog(text, GeneralLog());
        DigestLimits limits;
        limits.blockBytes = 1 + random() % 500;
        limits.threads = 3;
        QVERIFY(digestLog(text, GeneralLog(), limits) == digest);
    }
}

QTEST_APPLESS_MAIN(TestGeneralLog)
#include "tst_general_log.moc"
