// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/workload/digest_json.h"
#include "core/workload/digest_text.h"
#include "core/workload/slow_log.h"
#include "log_tests.h"

#include <QTest>

#include <atomic>
#include <fstream>
#include <random>

using namespace causeway;
using namespace causeway::tests;

namespace {

/// Many queries, some hot, from several users and schemas, with times of all sizes.
std::string manyQueries(int entries, unsigned shapes) {
    std::mt19937 random(5);
    std::string log;
    for (int i = 0; i < entries; ++i) {
        const auto shape = random() % 4 ? random() % shapes : random() % 10;
        log += "# User@Host: user" + std::to_string(random() % 100) +
               "[u] @ h []\n# Thread_id: " + std::to_string(random() % 7) + "  Schema: s" +
               std::to_string(random() % 5) + "  QC_hit: No\n# Query_time: " + std::to_string(random() % 3) +
               "." + std::to_string(100000 + random() % 900000) +
               "  Lock_time: 0.000001  Rows_sent: 1  Rows_examined: " + std::to_string(random() % 1000) +
               "\n# Full_scan: Yes  Filesort: No\nSET timestamp=" + std::to_string(1'795'000'000 + i / 50) +
               ";\nselect column_" + std::to_string(shape) + " from table_" + std::to_string(shape % 17) +
               " where id in (" + std::to_string(random() % 99) + (random() % 2 ? "" : ", 7, 8") + ");\n";
    }
    return log;
}

/// An endless log: one line after the other, made as it is read, never in memory.
class Endless : public LogBytes {
public:
    Endless(std::string head, char fill, std::uint64_t bytes, std::string tail)
        : head_(std::move(head)), tail_(std::move(tail)), fill_(1 << 18, fill), left_(bytes) {}
    bool inMemory() const override { return false; }
    std::string_view read() override {
        if (!std::exchange(started_, true))
            return head_;
        if (left_) {
            const auto n = std::min<std::uint64_t>(left_, fill_.size());
            left_ -= n;
            return std::string_view(fill_).substr(0, n);
        }
        return std::exchange(ended_, true) ? std::string_view() : tail_;
    }
    std::uint64_t size() const override { return 0; }
    std::uint64_t bytesRead() const override { return 0; }
    void fillWith(std::string lines) { fill_ = std::move(lines); }

private:
    std::string head_, tail_, fill_;
    std::uint64_t left_;
    bool started_ = false, ended_ = false;
};

std::size_t residentMegabytes() {
    std::ifstream file("/proc/self/statm");
    std::size_t total = 0, resident = 0;
    file >> total >> resident;
    return resident * 4096 >> 20;
}

const std::string kHead = "# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: 0\n";
const std::string kAfter = ";\n" + kHead + "select after from it;\n";

} // namespace

class TestDigester : public QObject {
    Q_OBJECT
private slots:
    void anyNumberOfThreads();
    void diskChangesNothing();
    void listsAreCutAndSummed();
    void jsonPieceByPiece();
    void cancelled();
    void diskRefuses();
    void samplesByRateLimit();
    void endlessLines_data();
    void endlessLines();
    void manyNames();
    void equalSkeletonsHaveEqualFingerprints();
    void statementsOnceTakenForEqual();
    void recognised();
    void textTellsCoverage();
};

void TestDigester::anyNumberOfThreads() {
    const auto log = manyQueries(5000, 300);
    const auto whole = digestAny(log);
    QCOMPARE(whole.entries, std::uint64_t(5000));
    for (const unsigned threads : {1u, 2u, 3u, 7u})
        for (const std::size_t block : {std::size_t(300), std::size_t(64 * 1024)}) {
            DigestLimits limits;
            limits.threads = threads;
            limits.blockBytes = block;
            QVERIFY(digestAny(log, limits) == whole);
        }
}

void TestDigester::diskChangesNothing() {
    const auto log = manyQueries(40'000, 12'000);
    DigestLimits wide, narrow;
    narrow.memoryBytes = 1 << 20; // the least: some thousand queries
    narrow.blockBytes = 64 * 1024;
    narrow.threads = 3;
    LogInMemory a(log), b(log);
    Digester inMemory(wide), onDisk(narrow);
    Progress progress;
    inMemory.read(a, SlowLog(), progress);
    onDisk.read(b, SlowLog(), progress);
    const auto whole = inMemory.summary(100'000), spilled = onDisk.summary(100'000);
    QVERIFY(whole.queries.size() > 8000);
    QCOMPARE(inMemory.spilledBytes(), std::uint64_t(0));
    QVERIFY(onDisk.spilledBytes() > 4'000'000);
    QVERIFY(spilled == whole);
    QVERIFY(onDisk.summary(100'000) == whole); // and again
}

void TestDigester::listsAreCutAndSummed() {
    const auto log = manyQueries(2000, 100);
    const auto format = recogniseLog(log);
    Digester digester;
    LogInMemory bytes(log);
    Progress progress;
    digester.read(bytes, *format, progress);
    const auto all = digester.summary(1000), few = digester.summary(3);
    QCOMPARE(few.queries.size(), std::size_t(3));
    QCOMPARE(few.otherQueries + 3, std::uint64_t(all.queries.size()));
    QCOMPARE(few.totalNs(), all.totalNs());
    QVERIFY(few.queries[0] == all.queries[0]);
    std::uint64_t users = 0;
    for (const auto& load : few.users)
        users += load.totalNs;
    QCOMPARE(users, all.totalNs());
    QVERIFY_THROWS_EXCEPTION(Error, digester.read(bytes, *format, progress));
}

void TestDigester::jsonPieceByPiece() {
    for (const auto& log : {manyQueries(500, 40), kHead}) {
        Digester digester;
        LogInMemory bytes(log);
        Progress progress;
        digester.read(bytes, SlowLog(), progress);
        std::string text;
        writeJson(
            digester.summary(0), [&](const auto& take) { digester.forEachQuery(take); },
            [&](std::string_view piece) { text += piece; });
        auto whole = toJson(digester.summary(1000));
        auto pieces = Json::parse(text);
        for (const char* key : {"other_queries", "other_count", "other_total_s"}) {
            whole.erase(key);
            pieces.erase(key);
        }
        QVERIFY(pieces == whole);
    }
}

void TestDigester::cancelled() {
    const auto log = manyQueries(20'000, 50);
    for (const unsigned threads : {1u, 2u, 7u}) {
        DigestLimits limits;
        limits.threads = threads;
        limits.blockBytes = 4096;
        Digester digester(limits);
        std::atomic<int> reports{0};
        Progress* running = nullptr;
        Progress progress([&](std::string_view, std::uint64_t, std::uint64_t) {
            if (++reports == 3)
                running->cancel();
        });
        running = &progress;
        LogInMemory bytes(log);
        try {
            digester.read(bytes, SlowLog(), progress);
            QFAIL("it went on to the end");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::Cancelled);
        }
    }
}

void TestDigester::diskRefuses() {
    DigestLimits limits;
    limits.memoryBytes = 1 << 20;
    limits.folder = "/nonexistent/folder";
    const auto log = manyQueries(20'000, 9000);
    try {
        digestAny(log, limits);
        QFAIL("there is no such folder");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::Storage);
        QVERIFY(!error.next().empty());
    }
}

void TestDigester::samplesByRateLimit() {
    const auto digest = digestAny("# User@Host: a[a] @ h []\n# Query_time: 2.0  Lock_time: 0  Rows_sent: 3\n"
                                  "# Log_slow_rate_type: query  Log_slow_rate_limit: 10\nselect a from b;\n");
    QCOMPARE(digest.entries, std::uint64_t(1));
    QCOMPARE(digest.queries.at(0).count, std::uint64_t(10));
    QCOMPARE(digest.totalNs(), std::uint64_t(20'000'000'000));
    QCOMPARE(digest.queries[0].rowsSent, std::uint64_t(30));
    QVERIFY(digest.coverage.reasons.back().find("log_slow_rate_limit") != std::string::npos);
}

void TestDigester::endlessLines_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("fill");
    QTest::addColumn<quint64>("entries");
    QTest::newRow("one line") << QByteArray::fromStdString(kHead + "select ") << QByteArray("x")
                              << quint64(2);
    QTest::newRow("one string") << QByteArray::fromStdString(kHead + "select '") << QByteArray("x")
                                << quint64(1);
    QTest::newRow("NUL bytes") << QByteArray::fromStdString(kHead + "select 1;\n") << QByteArray(1, '\0')
                               << quint64(2);
    QTest::newRow("header lines") << QByteArray::fromStdString(kHead + "select 1;\n")
                                  << QByteArray("# a: b\n") << quint64(1);
    QTest::newRow("headers") << QByteArray::fromStdString(kHead)
                             << QByteArray("# Query_time: 1  Lock_time: 0\n") << quint64(1);
    QTest::newRow("one header line") << QByteArray::fromStdString(kHead) << QByteArray("# Time: ")
                                     << quint64(1);
}

/// 50 MB that never come to an end: memory stays bounded, what follows is read.
void TestDigester::endlessLines() {
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, fill);
    QFETCH(quint64, entries);
    constexpr std::uint64_t kBytes = 50'000'000;
    Endless log(head.toStdString(), 'x', kBytes, kAfter);
    log.fillWith(fill.repeated(int((1 << 18) / fill.size())).toStdString());
    const auto before = residentMegabytes();
    Digester digester;
    Progress progress;
    digester.read(log, SlowLog(), progress);
    const auto digest = digester.summary(100);
    QVERIFY2(residentMegabytes() < before + 80, qPrintable(QString::number(residentMegabytes() - before)));
    QVERIFY(digest.entries >= entries);
    QVERIFY(!digest.remarks.empty());
    toJson(digest).dump();
}

void TestDigester::manyNames() {
    std::string log;
    for (int i = 0; i < 6000; ++i)
        log += "# User@Host: user" + std::to_string(i) +
               "[u] @ h []\n# Query_time: 1  Lock_time: 0\nselect 1;\n";
    const auto digest = digestAny(log);
    std::uint64_t count = 0;
    for (const auto& load : digest.users)
        count += load.count;
    QCOMPARE(count, std::uint64_t(6000)); // the rest share one name
    QVERIFY(digest.users.size() <= 4097);
    QCOMPARE(digest.users.at(0).name, std::string("(other)"));
    QCOMPARE(digest.queries.at(0).user, std::string("user0"));
}

/// The ground on which fingerprints are not built again: whatever two statements are, the same skeleton means
/// the same fingerprint.
void TestDigester::equalSkeletonsHaveEqualFingerprints() {
    const std::string pieces[] = {"select ",
                                  "a",
                                  "b.1c",
                                  "12",
                                  "7",
                                  ".",
                                  "5",
                                  "1.5",
                                  "2e3",
                                  "4e+5",
                                  "0x1F",
                                  "0b01",
                                  "'x'",
                                  "'y''z'",
                                  "\"q\"",
                                  "`n`",
                                  "@v",
                                  "@'u'",
                                  "@@g.`h`",
                                  "-- c\n",
                                  "# d\n",
                                  "/* e */",
                                  "/*!50001 f */",
                                  "/*!99999",
                                  "*/",
                                  "--",
                                  "-",
                                  "+",
                                  "(",
                                  ")",
                                  ",",
                                  " in ",
                                  " values ",
                                  "insert ",
                                  "null",
                                  "_utf8",
                                  "x'41'",
                                  "N'z'",
                                  "e'\\''",
                                  "$1",
                                  "$t$ k $t$",
                                  "::",
                                  "\\",
                                  "\n",
                                  ";",
                                  "=",
                                  "E",
                                  "$",
                                  "?",
                                  "\x80",
                                  "'",
                                  "/*"};
    std::mt19937 random(11);
    for (const auto dialect : {SqlDialect::MySql, SqlDialect::PostgreSql}) {
        SkeletonScanner scanner(dialect);
        std::map<std::pair<std::uint64_t, std::uint64_t>, std::pair<std::string, std::string>> known;
        std::size_t shared = 0;
        for (int run = 0; run < 60'000; ++run) {
            std::string sql;
            for (auto n = 1 + random() % 7; n > 0; --n)
                sql += pieces[random() % std::size(pieces)];
            if (random() % 3 == 0)
                for (char& c : sql)
                    if (c >= '1' && c <= '9')
                        c = char('1' + random() % 9);
            const auto skeleton = scanner.scan(sql);
            if (!skeleton.usable)
                continue;
            const auto shape = fingerprint(sql, dialect);
            const auto [it, added] = known.try_emplace({skeleton.a, skeleton.b}, sql, shape);
            shared += !added && it->second.first != sql;
            QVERIFY2(it->second.second == shape,
                     qPrintable(QString::fromStdString(it->second.first + " | " + sql + " | " + shape)));
        }
        QVERIFY(shared > 1000); // the scan does fold
    }
}

/// Pairs that longer runs of the test above have found: the scan must tell them apart.
void TestDigester::statementsOnceTakenForEqual() {
    const std::tuple<SqlDialect, const char*, const char*> pairs[] = {
        {SqlDialect::MySql, "0x1F", "0x"},
        {SqlDialect::MySql, "0x55'a'", "0x'18'"},
        {SqlDialect::PostgreSql, "0x1F4e+5", "0x2F+961"},
        {SqlDialect::PostgreSql, "$t$ k $t$", "$"},
        {SqlDialect::PostgreSql, "$e'\\''\x80,E7.9'", "$e'\\''$1'"},
        {SqlDialect::PostgreSql, "7.e'\\''", "9.e'\\'''x''x'"},
    };
    for (const auto& [dialect, a, b] : pairs) {
        SkeletonScanner scanner(dialect);
        const auto one = scanner.scan(a), other = scanner.scan(b);
        const bool same = one.usable && other.usable && one.a == other.a && one.b == other.b;
        QVERIFY2(!same || fingerprint(a, dialect) == fingerprint(b, dialect), a);
    }
}

void TestDigester::recognised() {
    const auto name = [](std::string_view text) {
        const auto format = recogniseLog(text);
        return format ? std::string(format->name()) : std::string("none");
    };
    QCOMPARE(name(""), std::string("none"));
    QCOMPARE(name("CREATE TABLE t (a int);\n"), std::string("none"));
    QCOMPARE(name("12:00:01 AM  CPU  %user\n12:10:01 AM  all  1.0\n"), std::string("none"));
    QCOMPARE(name(logFile("slow-mysql97.log")), std::string("slow log"));
    QCOMPARE(name(logFile("general-mysql97.log")), std::string("general log"));
    // Rotated in the middle of a record.
    QCOMPARE(name(logFile("pg-default.csv").substr(5000)), std::string("PostgreSQL csvlog"));
    QCOMPARE(name(logFile("pg-default.json").substr(5000)), std::string("PostgreSQL jsonlog"));
    QCOMPARE(name(logFile("pg-default.log").substr(5000)), std::string("PostgreSQL stderr log"));
    QCOMPARE(name(logFile("slow-mariadb.log").substr(5000)), std::string("slow log"));
}

void TestDigester::textTellsCoverage() {
    const auto digest = digestAny(manyQueries(500, 20));
    const auto text = digestText(digest, 5);
    QVERIFY(text.find("seen of all executions: not known") != std::string::npos);
    QVERIFY(text.find("and 15 more") != std::string::npos);
    QVERIFY(text.find("user") != std::string::npos && text.find("load, ") != std::string::npos);
    QVERIFY(digestText({}, 5).find("0 executions") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestDigester)
#include "tst_digester.moc"
