// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_json.h"
#include "core/workload/digester.h"
#include "core/workload/slow_log.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <random>

using namespace causeway;

namespace {

std::string readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

QString corpus() {
    for (const char* place : {"/../shared/corpus/slowlogs", "/../../shared/corpus/slowlogs"})
        if (QDir(QStringLiteral(CAUSEWAY_SOURCE_DIR) + place).exists())
            return QStringLiteral(CAUSEWAY_SOURCE_DIR) + place;
    return {};
}

WorkloadDigest digestSlowLog(std::string_view text) {
    return digestLog(text, SlowLog());
}

/// Pieces of a text, as an unpacked file gives them.
class Pieces : public LogBytes {
public:
    Pieces(std::string_view text, std::size_t size) : text_(text), size_(size) {}
    bool inMemory() const override { return false; }
    std::string_view read() override {
        const auto piece = text_.substr(at_, size_);
        at_ += piece.size();
        return piece;
    }
    std::uint64_t size() const override { return text_.size(); }
    std::uint64_t bytesRead() const override { return at_; }

private:
    std::string_view text_;
    std::size_t size_, at_ = 0;
};

WorkloadDigest inBlocks(std::string_view text, std::size_t blockBytes, unsigned threads) {
    DigestLimits limits;
    limits.blockBytes = blockBytes;
    limits.threads = threads;
    return digestLog(text, SlowLog(), limits);
}

WorkloadDigest inChunks(std::string_view text, std::size_t size, std::size_t blockBytes = 4096) {
    DigestLimits limits;
    limits.blockBytes = blockBytes;
    Digester digester(limits);
    Pieces pieces(text, size);
    Progress progress;
    digester.read(pieces, SlowLog(), progress);
    return digester.summary(20'000);
}

const QueryClass* query(const WorkloadDigest& digest, std::string_view shape) {
    for (const auto& q : digest.queries)
        if (q.fingerprint == shape)
            return &q;
    return nullptr;
}

bool says(const WorkloadDigest& digest, std::string_view part) {
    for (const auto& remark : digest.remarks)
        if (remark.find(part) != std::string::npos)
            return true;
    return false;
}

/// An entry as MariaDB writes it.
std::string entry(const std::string& sql, const std::string& seconds = "1.000000", int thread = 5,
                  long long stamp = 1795356808) {
    return "# User@Host: shop[shop] @ web1 [10.0.0.5]\n# Thread_id: " + std::to_string(thread) +
           "  Schema: shop  QC_hit: No\n# Query_time: " + seconds +
           "  Lock_time: 0.000100  Rows_sent: 1  Rows_examined: 10\n# Rows_affected: 2  Bytes_sent: 68\nSET "
           "timestamp=" +
           std::to_string(stamp) + ";\n" + sql + ";\n";
}

} // namespace

class TestSlowLog : public QObject {
    Q_OBJECT
private slots:
    void realMariaDbLog();
    void mysqlLogs();
    void sumsAndSpread();
    void runsOfOneThread();
    void schemasAndUsers();
    void headerInAStringIsData();
    void unfinishedStringSwallowsNothing();
    void backslashIsNoEscapeSomewhere();
    void headersWithoutStatements();
    void truncatedEnd();
    void oddClocks();
    void controlBytesAndCarriageReturns();
    void impossibleTimes();
    void passwordsAreNotKept();
    void hugeStatements();
    void manyShapes();
    void severalLogs();
    void cutsDoNotMatter();
    void randomBytes();
    void json();
    void corpusEntries();
    void corpusByHand();
};

void TestSlowLog::realMariaDbLog() {
    const auto text = readAll(CAUSEWAY_SOURCE_DIR "/tests/unit/collect/data/slow/mariadb-slow.log");
    Digester digester;
    LogInMemory log(text);
    Progress progress;
    QCOMPARE(digester.read(log, SlowLog(), progress).version, std::string("10.11.19-MariaDB-0+deb12u1-log"));
    const auto digest = digester.summary(100);
    QCOMPARE(digest.entries, std::uint64_t(40)); // grep -c '^# Query_time' says 40
    QCOMPARE(digest.skipped, std::uint64_t(0));
    QVERIFY(digest.remarks.empty());
    const auto* sleep = query(digest, "select sleep(?)");
    QVERIFY(sleep);
    QCOMPARE(sleep->totalNs, std::uint64_t(300'257'000));
    QCOMPARE(sleep->schema, std::string("shop"));
    QCOMPARE(sleep->user, std::string("root"));
    const auto* count = query(digest, "select count(*) from orders where note like ?");
    QVERIFY(count);
    QCOMPARE(count->fullScans, std::uint64_t(1));
    QCOMPARE(count->rowsExamined, std::uint64_t(20'003));
    const auto* points = query(digest, "select id from orders where id = ?");
    QCOMPARE(points->count, std::uint64_t(3));
    QCOMPARE(points->longestRunSameThread, std::uint64_t(3));
    QCOMPARE(points->fullScanKnown, std::uint64_t(0)); // the server writes no such line for a primary key
    const auto* sorted =
        query(digest, "select * from orders where customer in (...) order by total desc limit ?");
    QCOMPARE(sorted->filesort, std::uint64_t(2));
    QCOMPARE(toIso(*digest.first), std::string("2026-11-22T14:13:18Z"));
}

void TestSlowLog::mysqlLogs() {
    // 5.7 and later: ISO time in every entry. 9.x with log_slow_extra: all figures on one line.
    const auto digest = digestSlowLog(
        "/usr/sbin/mysqld, Version: 9.7.4 (MySQL Community Server - GPL). started with:\n"
        "Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock\nTime                 Id Command    "
        "Argument\n"
        "# Time: 2026-11-20T09:14:03.123456Z\n# User@Host: app[app] @ web1 [10.0.0.5]  Id:    17\n"
        "# Query_time: 2.500000  Lock_time: 0.000004 Rows_sent: 1  Rows_examined: 900000 Thread_id: 17 "
        "Errno: 0 Killed: 0 "
        "Bytes_received: 0 Bytes_sent: 68 Read_first: 1 Read_rnd_next: 900001 Sort_merge_passes: 0 "
        "Sort_rows: 5 "
        "Created_tmp_disk_tables: 1 Created_tmp_tables: 1 Start: 2026-11-20T09:14:00.623456Z End: "
        "2026-11-20T09:14:03.123456Z\n"
        "use shop;\nSET timestamp=1795166040;\nselect count(*) from orders;\n"
        "# Time: 2026-11-20T11:14:04.000000+02:00\n# User@Host: app[app] @ web1 [10.0.0.5]  Id:    17\n"
        "# Query_time: 1.000000  Lock_time: 0.000004 Rows_sent: 1  Rows_examined: 1\nSET "
        "timestamp=1795166043;\n"
        "select count(*) from orders;\n");
    QCOMPARE(digest.entries, std::uint64_t(2));
    QVERIFY(digest.remarks.empty());
    const auto& q = digest.queries.at(0);
    QCOMPARE(toIso(*q.first), std::string("2026-11-20T09:14:03.123Z"));
    QCOMPARE(toIso(*q.last), std::string("2026-11-20T09:14:04Z"));
    QCOMPARE(q.tempDisk, std::uint64_t(1));
    QCOMPARE(q.filesort, std::uint64_t(1));
    QCOMPARE(q.schema, std::string("shop"));
    QCOMPARE(q.longestRunSameThread, std::uint64_t(2));
}

void TestSlowLog::sumsAndSpread() {
    const auto digest = digestSlowLog(entry("select 1", "1.000000") + entry("select 2", "3.000000"));
    const auto& q = digest.queries.at(0);
    QCOMPARE(q.count, std::uint64_t(2));
    QCOMPARE(q.totalNs, std::uint64_t(4'000'000'000));
    QCOMPARE(q.minNs, std::uint64_t(1'000'000'000));
    QCOMPARE(q.maxNs, std::uint64_t(3'000'000'000));
    QCOMPARE(q.lockNs, std::uint64_t(200'000));
    QCOMPARE(q.rowsAffected, std::uint64_t(4));
    QCOMPARE(q.varianceToMean, 0.5); // variance 1, mean 2
    QCOMPARE(q.sample, std::string("select 2"));
    QVERIFY(std::abs(double(q.p50Ns) / 1e9 - 1) < 0.01);
    QCOMPARE(digest.bucketSeconds, std::uint64_t(1));
    QCOMPARE(digest.timeline.size(), std::size_t(1));
    QCOMPARE(digest.timeline[0].totalNs, std::uint64_t(4'000'000'000));
}

void TestSlowLog::runsOfOneThread() {
    std::string log;
    for (int i = 0; i < 30; ++i)
        log += entry("select * from item where id = " + std::to_string(i), "0.001", 7) +
               entry("select * from other where id = 1", "0.001", 8 + i % 3);
    log += entry("select now()", "0.001", 7) + entry("select * from item where id = 5", "0.001", 7);
    auto digest = digestSlowLog(log);
    QCOMPARE(query(digest, "select * from item where id = ?")->longestRunSameThread, std::uint64_t(30));
    QCOMPARE(query(digest, "select * from other where id = ?")->longestRunSameThread, std::uint64_t(10));
    log.clear();
    for (int i = 0; i < 30; ++i) // a poller: one every two seconds is no run
        log += entry("select 1", "0.001", 7, 1795356808 + 2 * i);
    QCOMPARE(digestSlowLog(log).queries[0].longestRunSameThread, std::uint64_t(1));
}

void TestSlowLog::schemasAndUsers() {
    const std::string head =
        "# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: 0  Rows_sent: 0  Rows_examined: 0\n";
    auto digest = digestSlowLog(head + "use one;\nselect 1 from a;\n" + head + "select 1 from b;\n" + head +
                                "use `two words`;\nselect 1 from c;\n" + head + "use three;\n");
    QCOMPARE(digest.entries, std::uint64_t(4));
    QCOMPARE(query(digest, "select ? from a")->schema, std::string("one"));
    QCOMPARE(query(digest, "select ? from b")->schema, std::string("one")); // the server repeats nothing
    QCOMPARE(query(digest, "select ? from c")->schema, std::string("two words"));
    QVERIFY(query(digest, "use three"));
}

void TestSlowLog::headerInAStringIsData() {
    const std::string fake = "# User@Host: x[x] @ y [z]\n# Query_time: 99  Lock_time: 0  Rows_sent: 0  "
                             "Rows_examined: 0\nselect 666;\n";
    const std::vector<std::string> statements{
        "insert into notes values ('copied:\n" + fake + fake + "')",
        "select 1 /* from the log:\n" + fake + "*/ from t",
        "insert into notes values (\"it's\n" + fake + "# Time: 071015 21:43:52\n\")",
        "insert into notes values ('/usr/sbin/mysqld, Version: 5.0.38 (x). started with:\nTcp port: "
        "1\n')"};
    for (const auto& sql : statements) {
        const auto digest = digestSlowLog(entry("select 1 from a") + entry(sql) + entry("select 1 from b"));
        QCOMPARE(digest.entries, std::uint64_t(3));
        QCOMPARE(digest.skipped, std::uint64_t(0));
        QCOMPARE(digest.totalNs(), std::uint64_t(3'000'000'000));
        QVERIFY(!query(digest, "select ?"));
        QCOMPARE(says(digest, "looks like") || says(digest, "look like"), &sql != &statements.back());
        QCOMPARE(digestSlowLog(entry(sql)).entries, std::uint64_t(1)); // also as the last one
    }
}

void TestSlowLog::unfinishedStringSwallowsNothing() {
    for (const std::string broken : {"select 'abc", "select \"abc", "select `abc", "select 1 /* abc"}) {
        std::string cut = entry(broken);
        cut.resize(cut.size() - 2); // the write stopped within the string
        std::string rest;
        for (int i = 0; i < 20; ++i)
            rest += entry("select 'x', \"y\", `z` from t" + std::to_string(i) + " /* c */");
        const auto digest = digestSlowLog(entry("select 0 from a") + cut + "\n" + rest);
        QCOMPARE(digest.entries, std::uint64_t(21));
        QCOMPARE(digest.skipped, std::uint64_t(1));
        QVERIFY(says(digest, "cut short"));
        const auto last = digestSlowLog(cut + "\n" + entry("select 5"));
        QCOMPARE(last.entries, std::uint64_t(1));
    }
}

void TestSlowLog::backslashIsNoEscapeSomewhere() {
    std::string log;
    for (int i = 0; i < 12; ++i)
        log += entry("select 1 from t" + std::to_string(i));
    const auto digest = digestSlowLog(entry("select a from p where b like '\\'") + log);
    QCOMPARE(digest.entries, std::uint64_t(13));
    QCOMPARE(digest.skipped, std::uint64_t(0));
}

void TestSlowLog::headersWithoutStatements() {
    const auto digest =
        digestSlowLog("stray line\n# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: 0\n" +
                      entry("select 1") + "# User@Host: a[a] @ h []\nselect 5;\n# Time: 071015 21:43:52\n");
    QCOMPARE(digest.entries, std::uint64_t(1));
    QCOMPARE(digest.skipped, std::uint64_t(2));
    QVERIFY(says(digest, "header has no statement"));
    QVERIFY(says(digest, "no Query_time"));
    QVERIFY(says(digest, "outside any entry"));
}

void TestSlowLog::truncatedEnd() {
    const auto whole = entry("select 1 from a") + entry("select 'some text' from b");
    for (std::size_t size = entry("select 1 from a").size() + 1; size < whole.size() - 2; ++size) {
        const auto digest = digestSlowLog(whole.substr(0, size));
        // A cut within the header's first line leaves nothing that begins an entry.
        QVERIFY(digest.entries == 1 && digest.skipped <= 1 && !digest.remarks.empty());
    }
    QCOMPARE(digestSlowLog(whole.substr(0, whole.size() - 1)).entries,
             std::uint64_t(2)); // only the line end is missing
}

void TestSlowLog::oddClocks() {
    auto digest =
        digestSlowLog(entry("select 1", "1", 1, 1795356808) + entry("select 1", "1", 1, 1795350000));
    QVERIFY(says(digest, "backwards"));
    QCOMPARE(digest.entries, std::uint64_t(2));
    // A statement that took an hour is stamped with its beginning by some versions: no step back.
    digest = digestSlowLog(entry("select 1", "1", 1, 1795356808) + entry("select 1", "3700", 1, 1795353208));
    QVERIFY(!says(digest, "backwards"));
    digest = digestSlowLog("# Time: margdl 11:48:27\n" + entry("select 1"));
    QVERIFY(says(digest, "cannot be read"));
    // Local time two hours before UTC, learnt from an entry that has both.
    const std::string local = "# Time: 261122 16:13:28\n" + entry("select 1");
    const std::string bare = "# Time: 261122 16:14:28\n# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: "
                             "0\nselect 2 from b;\n";
    digest = digestSlowLog(local + bare);
    QCOMPARE(toIso(*query(digest, "select ? from b")->first), std::string("2026-11-22T14:14:28Z"));
    QVERIFY(digest.remarks.empty());
}

void TestSlowLog::controlBytesAndCarriageReturns() {
    const auto digest =
        digestSlowLog(entry(std::string("select '\x01\0\x02'", 12)) + entry("select a from b"));
    QCOMPARE(digest.entries, std::uint64_t(2));
    QVERIFY(says(digest, "control bytes"));
    for (const auto& q : digest.queries)
        QVERIFY(QString::fromStdString(q.sample).toStdString() == q.sample);
    const auto windows =
        QString::fromStdString(entry("select a\nfrom b")).replace("\n", "\r\n").toStdString();
    QCOMPARE(digestSlowLog(windows).queries.at(0).fingerprint, std::string("select a from b"));
    QVERIFY(digestSlowLog(windows).remarks.empty());
}

void TestSlowLog::impossibleTimes() {
    const auto digest = digestSlowLog(entry("select 1", "18446744073709.550781") +
                                      entry("select 1", "99999999999999999999999999"));
    QCOMPARE(digest.entries, std::uint64_t(2));
    QCOMPARE(digest.totalNs(), std::uint64_t(0));
    QVERIFY(says(digest, "impossible"));
}

void TestSlowLog::passwordsAreNotKept() {
    const auto digest = digestSlowLog(entry("SET PASSWORD FOR 'a'@'b' = PASSWORD('hunter2')") +
                                      entry("create user x identified by 'hunter2'") +
                                      entry("change master to master_host='h', master_password='hunter2'"));
    QCOMPARE(digest.entries, std::uint64_t(3));
    QVERIFY(toJson(digest).dump().find("hunter2") == std::string::npos);
}

void TestSlowLog::hugeStatements() {
    std::string rows = "insert into t values (1)";
    while (rows.size() < (std::size_t(18) << 20))
        rows += ",(2,'some text, quoted; as is')";
    const auto digest =
        digestSlowLog(entry(rows) + entry("select 1") + entry("select '" + std::string(5 << 20, 'x') + "'"));
    QCOMPARE(digest.entries, std::uint64_t(3));
    QVERIFY(says(digest, "16 MiB"));
    QVERIFY(query(digest, "insert into t values (...)"));
    QVERIFY(query(digest, "select ?")->sample.size() <= 2052);
    QCOMPARE(digestSlowLog(std::string(40 << 20, 'x')).entries, std::uint64_t(0));
    QCOMPARE(digestSlowLog("# Query_time: 1" + std::string(3 << 20, ' ') + "\nselect 1;\n").entries,
             std::uint64_t(1));
}

void TestSlowLog::manyShapes() {
    std::string log;
    for (int i = 0; i < 20'100; ++i)
        log += "# Query_time: 1  Lock_time: 0\nselect c" + std::to_string(i) + " from t;\n";
    const auto digest = digestSlowLog(log);
    QCOMPARE(digest.entries, std::uint64_t(20'100));
    QCOMPARE(digest.queries.size(), std::size_t(20'000));
    QCOMPARE(digest.otherQueries, std::uint64_t(100));
    QCOMPARE(digest.otherCount, std::uint64_t(100));
    QCOMPARE(digest.totalNs(), std::uint64_t(20'100) * 1'000'000'000);
}

void TestSlowLog::severalLogs() {
    Digester digester;
    Progress progress;
    const auto a = entry("select 1", "1", 1, 1795356808);
    const auto b = entry("select 2", "1", 1, 1795350000); // an older log is no backward clock
    for (const auto& text : {a, b}) {
        LogInMemory log(text);
        QCOMPARE(digester.read(log, SlowLog(), progress).entries, std::uint64_t(1));
    }
    QCOMPARE(digester.summary(10).entries, std::uint64_t(2));
    QVERIFY(digester.summary(10).remarks.empty());
}

void TestSlowLog::cutsDoNotMatter() {
    std::string cut = entry("select 'abc");
    cut.resize(cut.size() - 2);
    const auto text = entry("insert into n values ('x\n" + entry("select 1") + "')") + cut + "\n" +
                      entry("select 'x' from t") +
                      readAll(CAUSEWAY_SOURCE_DIR "/tests/unit/collect/data/slow/mariadb-slow.log") +
                      entry("select '" + std::string(2'200'000, 'y') + "'") + entry("select 2");
    const auto whole = digestSlowLog(text);
    QCOMPARE(whole.entries, std::uint64_t(44));
    for (const std::size_t size :
         {std::size_t(7), std::size_t(1000), std::size_t(4096), std::size_t(1) << 20})
        for (const unsigned threads : {1u, 2u, 3u, 7u}) {
            QVERIFY(inBlocks(text, size, threads) == whole);
            QVERIFY(inChunks(text, size * threads, size) == whole);
        }
    const auto small = text.substr(0, 4000);
    for (const unsigned threads : {1u, 2u, 3u, 7u})
        QVERIFY(inBlocks(small, 7, threads) == digestSlowLog(small));
    QVERIFY(inChunks(small, 1, 1) == digestSlowLog(small));
}

void TestSlowLog::randomBytes() {
    std::mt19937 random(17);
    const std::string seed = entry("select 'a' from b") + entry("insert into t values (1,'x\ny')");
    for (int run = 0; run < 2000; ++run) {
        std::string text = seed + seed;
        for (unsigned i = 0; i < 1 + random() % 30; ++i)
            text[random() % text.size()] = run % 2 ? char(random()) : "'\"`\n#/*;\\"[random() % 9];
        const auto digest = digestSlowLog(text);
        QVERIFY(digest.entries <= 5);
        toJson(digest).dump(); // throws when anything is not valid UTF-8
        if (run % 10 == 0)
            QVERIFY(inChunks(text, 13, 1 + random() % 300) == digest);
    }
}

void TestSlowLog::json() {
    const auto json = toJson(digestSlowLog(entry("select 1", "1.5") + entry("select a from b", "9")));
    QCOMPARE(json["schema"].get<std::string>(), std::string("causeway.digest/1"));
    QCOMPARE(json["entries"].get<int>(), 2);
    QCOMPARE(json["skipped"].get<int>(), 0);
    QCOMPARE(json["queries"][0]["fingerprint"].get<std::string>(), std::string("select a from b"));
    QCOMPARE(json["queries"][1]["total_s"].get<double>(), 1.5);
    for (const char* key : {"id", "fingerprint", "count", "total_s", "mean_s", "p95_s", "max_s",
                            "rows_examined", "rows_sent", "first", "last", "sample"})
        QVERIFY2(json["queries"][0].contains(key), key);
    QVERIFY(
        toJson(digestSlowLog("# Query_time: 1  Lock_time: 0\nselect 1;\n"))["queries"][0]["first"].is_null());
}

void TestSlowLog::corpusEntries() {
    if (corpus().isEmpty())
        QSKIP("the corpus of slow logs is not beside the checkout");
    const auto names = QDir(corpus()).entryList(QDir::Files);
    QVERIFY(names.size() >= 29);
    for (const auto& name : names) {
        const auto text = readAll(corpus() + "/" + name);
        // In these logs every line that begins so belongs to an execution.
        std::uint64_t expected = text.starts_with("# Query_time:");
        for (auto at = text.find("\n# Query_time:"); at != std::string::npos;
             at = text.find("\n# Query_time:", at + 1))
            ++expected;
        const auto digest = digestSlowLog(text);
        QVERIFY2(digest.entries == expected && digest.skipped == 0, qPrintable(name));
        QVERIFY2(inBlocks(text, 100, 2) == digest, qPrintable(name));
        qInfo("%s: %llu entries, %zu shapes", qPrintable(name),
              static_cast<unsigned long long>(digest.entries), digest.queries.size());
    }
}

void TestSlowLog::corpusByHand() {
    if (corpus().isEmpty())
        QSKIP("the corpus of slow logs is not beside the checkout");
    const auto of = [](const char* name) {
        return digestSlowLog(readAll(corpus() + "/" + name));
    };
    // Counted and added up by hand from the Query_time lines.
    const auto spread = of("slow052.txt");
    QCOMPARE(spread.queries.at(0).fingerprint,
             std::string("select very_variable_column from unsteady_table"));
    QCOMPARE(spread.queries[0].count, std::uint64_t(100));
    QCOMPARE(spread.queries[0].totalNs, std::uint64_t(308'467'548'000));
    QCOMPARE(spread.queries[1].totalNs, std::uint64_t(104'934'358'000));
    QVERIFY(spread.queries[0].varianceToMean > 100 * spread.queries[1].varianceToMean);
    const auto mixed = of("slow034.txt");
    QCOMPARE(mixed.queries.at(0).fingerprint, std::string("delete from forest where animal = ?"));
    QCOMPARE(mixed.queries[0].lockNs, std::uint64_t(1'349'000'091'000));
    QCOMPARE(query(mixed, "select * from foo")->count, std::uint64_t(4));
    QCOMPARE(query(mixed, "select * from foo")->rowsExamined, std::uint64_t(51 + 51 + 50 + 40));
    QCOMPARE(query(mixed, "insert into tbl values (...)")->schema, std::string("db2"));
    // slow006, 030, 042, 054: awk over the Query_time and Rows_examined of the header lines.
    const auto scans = of("slow030.txt");
    QCOMPARE(scans.entries, std::uint64_t(181));
    QCOMPARE(scans.totalNs(), std::uint64_t(131'415'412'000));
    QCOMPARE(scans.queries[0].rowsExamined + scans.queries[1].rowsExamined, std::uint64_t(11'394'131));
    QCOMPARE(query(scans, "select * from bar")->totalNs, std::uint64_t(726'052'000));
    QCOMPARE(query(of("slow042.txt"), "select foo")->rowsSent, std::uint64_t(690));
    QCOMPARE(query(of("slow054.txt"), "select * from foo where id = ?")->totalNs, std::uint64_t(96'000));
    QCOMPARE(query(of("slow006.txt"), "select col from foo_tbl")->totalNs, std::uint64_t(36'000));
    const auto replica = of("slow002.txt");
    QCOMPARE(query(replica, "update foo.bar set biz = ?")->count, std::uint64_t(2));
    QCOMPARE(replica.queries.at(0).fullScans, std::uint64_t(1));
    QCOMPARE(replica.queries[0].user, std::string("SQL_SLAVE"));
    QCOMPARE(toIso(*replica.last), std::string("2007-12-18T16:48:28Z"));
    QVERIFY(query(of("slow026.txt"), "administrator command: Refresh"));
    QCOMPARE(toIso(*of("slow056.txt").first).substr(0, 10), std::string("2012-11-23"));
}

QTEST_APPLESS_MAIN(TestSlowLog)
#include "tst_slow_log.moc"
