// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_record.h"
#include "log_tests.h"

#include <QTest>

#include <random>

using namespace causeway;
using namespace causeway::tests;

/// The logs in data/ are PostgreSQL 15's own, of one workload under several prefixes and settings.
class TestPgLogs : public QObject {
    Q_OBJECT
private slots:
    void realLogs_data();
    void realLogs();
    void languages_data();
    void languages();
    void unknownLanguage();
    void threeFormsAgree();
    void statementsAndDurationsMeet();
    void stringsThatLookLikeRecords();
    void prefixes_data();
    void prefixes();
    void unknownPrefix();
    void times();
    void damagedCsv();
    void damagedJson();
    void oddClock();
    void dialect();
    void randomBytes();
};

void TestPgLogs::realLogs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("entries");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("first");
    // Entries: counted by grep, lines that do not begin with a tab and hold "ms  statement: " or
    // "ms  execute NAME: " (in pg-stmt.log: "LOG:  statement: " or "LOG:  execute NAME: ").
    const auto row = [](const char* name, quint64 entries, const char* user, const char* first) {
        QTest::newRow(name) << name << entries << user << first;
    };
    row("pg-default.log", 61, "", "2026-11-22T17:53:55.827Z"); // %m [%p]
    row("pg-badger.log", 48, "postgres", "2026-11-22T17:53:57Z");
    row("pg-rds.log", 56, "postgres", "2026-11-22T17:53:59Z");
    row("pg-epoch.log", 60, "postgres", "2026-11-22T17:54:01.503Z");
    row("pg-stmt.log", 57, "postgres", "2026-11-22T17:54:03.295Z");
    row("pg-sample.log", 40, "postgres", "2026-11-22T17:54:07.819Z");
    row("pg-default.csv", 61, "postgres", "2026-11-22T17:53:55.827Z");
    row("pg-default.json", 61, "postgres", "2026-11-22T17:53:55.827Z");
}

void TestPgLogs::realLogs() {
    QFETCH(QString, name);
    QFETCH(quint64, entries);
    QFETCH(QString, user);
    QFETCH(QString, first);
    const auto text = logFile(qPrintable(name));
    const auto digest = digestAny(text);
    QCOMPARE(quint64(digest.entries), entries);
    QCOMPARE(digest.skipped, std::uint64_t(0));
    QCOMPARE(QString::fromStdString(toIso(*digest.first)), first);
    const auto* point = query(digest, "select * from orders where id = ?");
    QVERIFY(point);
    QCOMPARE(QString::fromStdString(point->user), user);
    QVERIFY(!query(digest, "select ?") || query(digest, "select ?")->maxNs < 1'000'000'000); // no 99999 ms
    QVERIFY(sameHoweverRead(text, digest));
}

void TestPgLogs::languages_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"pg-lang-de_DE.log", "pg-lang-de_DE.json", "pg-lang-fr_FR.log", "pg-lang-ja_JP.log",
          "pg-lang-uk_UA.log", "pg-lang-uk_UA.csv", "pg-lang-zh_CN.log"})
        QTest::newRow(name) << name;
}

/// Logs that PostgreSQL 15 wrote of the same statements, under lc_messages of five languages.
void TestPgLogs::languages() {
    QFETCH(QString, name);
    const auto text = logFile(qPrintable(name));
    const auto digest = digestAny(text);
    // By hand: 8 simple statements, 3 executions of a prepared one, 2 whose time is logged by itself.
    QCOMPARE(digest.entries, std::uint64_t(13));
    QCOMPARE(digest.skipped, std::uint64_t(0));
    QCOMPARE(query(digest, "select * from orders where id = ?")->count, std::uint64_t(2));
    QVERIFY(query(digest, "select note from orders where note = ?"));
    const auto* prepared = query(digest, "select * from generate_series(?, ?) where generate_series = ?");
    QVERIFY(prepared && prepared->count == 3);
    QVERIFY(prepared->totalNs > 100'000 && prepared->totalNs < 2'000'000);
    QVERIFY(query(digest, "select ?") && query(digest, "select ?")->totalNs > 0);
    QCOMPARE(prepared->user, std::string("postgres"));
    bool steps = false; // one parse, three binds
    for (const auto& remark : digest.remarks)
        steps = steps || remark.starts_with("4 parse and bind steps");
    QVERIFY(steps);
    QVERIFY(sameHoweverRead(text, digest));
}

/// What is in no language of ours is counted and said, never taken for silence.
void TestPgLogs::unknownLanguage() {
    const std::string log =
        "2026-11-22 10:00:00.123 UTC [17] LOG:  duration: 2.5 ms  statement: select 1\n"
        "2026-11-22 10:00:01.123 UTC [17] LOG:  trvání: 2.500 ms  příkaz: select 2\n"
        "2026-11-22 10:00:02.123 UTC [17] LOG:  checkpoint complete: wrote 29 buffers "
        "(0.2%); write=0.017 s\n"
        "2026-11-22 10:00:03.123 UTC [17] LOG:  process 17 still waiting for ShareLock on "
        "transaction 700 after 1000.123 ms\n";
    const auto digest = digestAny(log);
    QCOMPARE(digest.entries, std::uint64_t(1));
    QCOMPARE(digest.skipped, std::uint64_t(1));
    QVERIFY(digest.remarks.at(0).find("lc_messages") != std::string::npos);
    const std::string csv =
        "2026-11-22 10:00:00.123 UTC,\"a\",\"b\",17,,x,1,,x,,0,LOK,00000,\"x\",,,,,,,,,\"\"\n";
    const auto words = digestLog(csv, PgLog(pgCsvRecords()));
    QCOMPARE(words.skipped, std::uint64_t(1));
    QVERIFY(words.remarks.at(0).find("lc_messages") != std::string::npos);
}

void TestPgLogs::threeFormsAgree() {
    const auto plain = digestAny(logFile("pg-default.log")), csv = digestAny(logFile("pg-default.csv")),
               json = digestAny(logFile("pg-default.json"));
    QCOMPARE(plain.queries.size(), csv.queries.size());
    QVERIFY(csv.queries == json.queries); // user and database too
    QVERIFY(csv.timeline == json.timeline && csv.timeline == plain.timeline);
    for (std::size_t i = 0; i < plain.queries.size(); ++i) {
        QCOMPARE(plain.queries[i].fingerprint, csv.queries[i].fingerprint);
        QCOMPARE(plain.queries[i].totalNs, csv.queries[i].totalNs);
        QCOMPARE(plain.queries[i].sample, csv.queries[i].sample);
    }
    // As psql was given it: the tabs of the stderr log are not part of it.
    const auto* quoting = query(plain, "select * from orders where note = ? and total > ?");
    QVERIFY(quoting);
    QCOMPARE(quoting->sample,
             std::string("select *\nfrom orders\nwhere note = 'it''s\nLOG:  duration: 99999.0 ms  statement: "
                         "select 666'\n  and total > 1"));
    QCOMPARE(csv.schemas.at(0).name, std::string("shop"));
}

void TestPgLogs::statementsAndDurationsMeet() {
    const auto digest = digestAny(logFile("pg-stmt.log"));
    // grep: 57 statements, 73 lines with nothing but a duration; those of parse and bind steps have no
    // statement of their own. One statement failed, and the log ends behind another.
    QVERIFY(says(digest, "2 executions have no time"));
    QVERIFY(says(digest, "18 durations belong to no statement"));
    QVERIFY(query(digest, "select pg_sleep(?)")->totalNs > 50'000'000);
    const std::string head = "2026-11-22 10:00:00.000 UTC [7] ";
    const auto mixed = digestAny(head +
                                 "LOG:  statement: select 1\n2026-11-22 10:00:00.000 UTC [8] LOG:  "
                                 "statement: select a from b\n" +
                                 head +
                                 "LOG:  duration: 5.000 ms\n2026-11-22 10:00:00.000 UTC [8] LOG:  "
                                 "duration: 7.000 ms\n");
    QCOMPARE(query(mixed, "select ?")->totalNs, std::uint64_t(5'000'000));
    QCOMPARE(query(mixed, "select a from b")->totalNs, std::uint64_t(7'000'000));
}

void TestPgLogs::stringsThatLookLikeRecords() {
    const std::string fake = "2026-11-22 10:00:09.000 UTC,\"a\",\"b\",1,,s,1,,2026-11-22 10:00:00 "
                             "UTC,,0,LOG,00000,\"duration: 9000 ms  statement: select 666\",,,,,,,,,\"\"";
    std::string doubled;
    for (const char c : fake)
        doubled += c == '"' ? std::string("\"\"") : std::string(1, c);
    const auto record = [](const std::string& message) {
        return "2026-11-22 10:00:00.000 UTC,\"u\",\"d\",5,,s,1,,2026-11-22 10:00:00 UTC,,0,LOG,00000,\"" +
               message + "\",,,,,,,,,\"\"\n";
    };
    const auto text =
        record("duration: 1.0 ms  statement: select a from t1") +
        record("duration: 1.0 ms  statement: insert into n values ('\n" + doubled + "\n" + doubled + "\n')") +
        record("duration: 1.0 ms  statement: select a from t2");
    const auto digest = digestAny(text);
    QCOMPARE(digest.entries, std::uint64_t(3));
    QCOMPARE(digest.totalNs(), std::uint64_t(3'000'000));
    QCOMPARE(digest.skipped, std::uint64_t(0));
    QVERIFY(sameHoweverRead(text, digest));
}

void TestPgLogs::prefixes_data() {
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("database");
    QTest::newRow("default") << "%m [%p] "
                             << "2026-11-22 10:00:00.123 UTC [17] "
                             << ""
                             << "";
    QTest::newRow("no session") << "%m [%p] %q%u@%d "
                                << "2026-11-22 10:00:00.123 UTC [17] "
                                << ""
                                << "";
    QTest::newRow("session") << "%m [%p] %q%u@%d "
                             << "2026-11-22 10:00:00.123 UTC [17] app@shop "
                             << "app"
                             << "shop";
    QTest::newRow("odd names")
        << "%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h "
        << "2026-11-22 10:00:00 +0545 [17]: [3-1] user=a,db,db=my shop,app=psql, x,client=::1 "
        << "a,db"
        << "my shop";
    QTest::newRow("rds") << "%t:%r:%u@%d:[%p]:"
                         << "2026-11-22 10:00:00 UTC:10.0.0.5(4711):app@shop:[17]:"
                         << "app"
                         << "shop";
    QTest::newRow("padded") << "%m [%6p] %-10u|"
                            << "2026-11-22 10:00:00.123 CET [    17] app       |"
                            << "app"
                            << "";
}

void TestPgLogs::prefixes() {
    QFETCH(QString, prefix);
    QFETCH(QString, line);
    QFETCH(QString, user);
    QFETCH(QString, database);
    const auto text = line.toStdString() + "LOG:  duration: 2.5 ms  statement: select 1\n";
    const auto format = recogniseLog(text, prefix.toStdString());
    QVERIFY(format);
    const auto digest = digestLog(text, *format);
    QCOMPARE(digest.entries, std::uint64_t(1));
    QCOMPARE(digest.totalNs(), std::uint64_t(2'500'000));
    QCOMPARE(QString::fromStdString(digest.queries[0].user), user);
    QCOMPARE(QString::fromStdString(digest.queries[0].schema), database);
}

void TestPgLogs::unknownPrefix() {
    const std::string text =
        "[17/app] 2026-11-22 10:00:00 UTC! LOG:  duration: 2.5 ms  statement: select 1\n";
    QVERIFY(!recogniseLog(text));
    QCOMPARE(digestLog(text, *recogniseLog(text, "[%p/%u] %t! ")).entries, std::uint64_t(1));
    QVERIFY(!recogniseLog("LOG:  no prefix at all\nplain text\n"));
}

void TestPgLogs::times() {
    bool zoned = false;
    const auto iso = [&](const char* text) {
        const auto at = pgLogTime(text, zoned);
        return at ? toIso(*at) : std::string("none");
    };
    QCOMPARE(iso("2026-11-22 10:00:00.123 UTC"), std::string("2026-11-22T10:00:00.123Z"));
    QCOMPARE(iso("2026-11-22 10:00:00 +05:45"), std::string("2026-11-22T04:15:00Z"));
    QCOMPARE(iso("2026-11-22 10:00:00 -03"), std::string("2026-11-22T13:00:00Z"));
    QVERIFY(zoned);
    QCOMPARE(iso("2026-11-22 10:00:00 EET"), std::string("2026-11-22T10:00:00Z"));
    QVERIFY(!zoned);
    QCOMPARE(iso("1795370035.630"), std::string("2026-11-22T17:53:55.630Z"));
    for (const char* bad : {"", "2026-13-22 10:00:00 UTC", "2026-11-22 25:00:00", "99999999999999", "x"})
        QCOMPARE(iso(bad), std::string("none"));
}

void TestPgLogs::damagedCsv() {
    auto text = logFile("pg-default.csv");
    const auto whole = digestAny(text);
    // A record that lost its closing quote: it alone is given up.
    const auto at = text.find("select count(*) from orders where customer in (1,2,3);\"");
    QVERIFY(at != std::string::npos);
    text.erase(at + std::string("select count(*) from orders where customer in (1,2,3);").size(), 1);
    const auto broken = digestAny(text);
    QVERIFY(broken.skipped >= 1);
    QVERIFY(whole.entries - broken.entries <= 2);
    QVERIFY(says(broken, "not whole"));
    const auto cut = digestAny(text.substr(0, text.size() - 30));
    QVERIFY(says(cut, "ends in the middle"));
}

void TestPgLogs::damagedJson() {
    auto text = logFile("pg-default.json");
    const auto whole = digestAny(text);
    const auto at = text.find("\"message\":\"duration: ");
    text.erase(at + 5, 4);
    QVERIFY(digestAny(text).entries >= whole.entries - 1);
    QCOMPARE(
        digestAny(
            "{\"timestamp\":\"2026-11-22 10:00:00.000 UTC\",\"pid\":4,\"error_severity\":\"LOG\",\"message\":"
            "\"duration: 1.000 ms  statement: select '\\u0001\\n\\\"' from t\"}\n")
            .queries.at(0)
            .sample,
        std::string("select '\xEF\xBF\xBD\n\"' from t"));
}

void TestPgLogs::oddClock() {
    const auto line = [](const char* time, const char* sql) {
        return std::string("2026-11-22 ") + time + " UTC [7] LOG:  duration: 1.0 ms  statement: " + sql +
               "\n";
    };
    QVERIFY(
        !says(digestAny(line("10:00:00.500", "select 1") + line("10:00:00.100", "select 2")), "backwards"));
    const auto back = digestAny(line("10:00:00.500", "select 1") + line("09:00:00.100", "select 2"));
    QVERIFY(says(back, "1 step of the log's clock is backwards"));
    QCOMPARE(back.entries, std::uint64_t(2));
}

void TestPgLogs::dialect() {
    const auto shape = [](const char* sql) {
        return fingerprint(sql, SqlDialect::PostgreSql);
    };
    QCOMPARE(shape("SELECT \"Id\", Note FROM Orders WHERE id=$1 AND x='a\\'"),
             std::string("select \"Id\", note from orders where id = ? and x = ?"));
    QCOMPARE(shape("select E'a\\'b', $tag$it's $1$tag$, U&'x' from t -- c"),
             std::string("select ?, ?, u & ? from t"));
    QCOMPARE(shape("select a #>> '{b}', c::int, d ->> 'e' from t where f @> '{1}' /* a /* b */ c */"),
             std::string("select a #>> ?, c::int, d ->> ? from t where f @> ?"));
    QCOMPARE(shape("insert into t(a) values (1),(2) on conflict do nothing"),
             std::string("insert into t(a) values (...) on conflict do nothing"));
    QCOMPARE(shape("select 1 in (1,2,$3)"), std::string("select ? in (...)"));
}

void TestPgLogs::randomBytes() {
    std::mt19937 random(23);
    for (const char* name : {"pg-default.log", "pg-default.csv", "pg-default.json"}) {
        const auto seed = logFile(name).substr(0, 6000);
        const auto format = recogniseLog(seed);
        for (int run = 0; run < 150; ++run) {
            auto text = seed;
            for (int i = 0; i < 40; ++i)
                text[random() % text.size()] = run % 2 ? char(random()) : "\"'\n\t{},:\\"[random() % 9];
            const auto digest = digestLog(text, *format);
            DigestLimits limits;
            limits.blockBytes = 1 + random() % 900;
            limits.threads = 3;
            QVERIFY(digestLog(text, *format, limits) == digest);
        }
    }
}

QTEST_APPLESS_MAIN(TestPgLogs)
#include "tst_pg_logs.moc"
