// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/file_log.h"
#include "core/collect/files/log_files.h"
#include "core/collect/workload_coverage.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cmath>

using namespace causeway;

/// Logs as files: mapped, unpacked, cut while they are read; and what a server's settings tell of a log.
class TestFileLog : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    Progress progress_;

    std::string write(const char* name, const std::string& bytes) {
        QFile file(folder_.filePath(name));
        file.open(QIODevice::WriteOnly);
        file.write(bytes.data(), qint64(bytes.size()));
        return file.fileName().toStdString();
    }
    static std::string log(int entries) {
        std::string text;
        for (int i = 0; i < entries; ++i)
            text +=
                "# User@Host: a[a] @ h []\n# Query_time: 0.5  Lock_time: 0  Rows_sent: 1  Rows_examined: 9\n"
                "SET timestamp=" +
                std::to_string(1'795'000'000 + i) + ";\nselect c" + std::to_string(i % 50) + " from t;\n";
        return text;
    }
    static ServerEvidence server(const std::string& origin) {
        ServerEvidence server;
        server.workload.emplace();
        server.workload->origin = origin;
        server.workload->entries = 600;
        QueryClass query;
        query.count = 600;
        query.totalNs = 1'200'000'000'000;
        server.workload->queries = {query};
        server.workload->first = Instant{std::chrono::seconds{1000}};
        server.workload->last = Instant{std::chrono::seconds{1600}};
        return server;
    }
    static bool said(const ServerEvidence& server, const char* words) {
        const auto& reasons = server.workload->coverage.reasons;
        return std::any_of(reasons.begin(), reasons.end(),
                           [&](const auto& reason) { return reason.find(words) != std::string::npos; });
    }

private slots:
    void packedAndPlain();
    void cutWhileRead();
    void noLog();
    void coverageOfSlowLogs();
    void coverageOfOthers();
};

void TestFileLog::packedAndPlain() {
    const auto text = log(20'000);
    std::string zstd(ZSTD_compressBound(text.size()), '\0');
    zstd.resize(ZSTD_compress(zstd.data(), zstd.size(), text.data(), text.size(), 3));
    const auto gzip = folder_.filePath("log.gz").toStdString();
    const gzFile out = gzopen(gzip.c_str(), "wb");
    QCOMPARE(gzwrite(out, text.data(), unsigned(text.size())), int(text.size()));
    gzclose(out);
    const auto plain = write("log", text);
    QVERIFY(FileLog::open(plain)->inMemory());
    QVERIFY(!FileLog::open(gzip)->inMemory());
    const auto whole = digestLogFiles({plain}, progress_);
    QCOMPARE(whole.entries, std::uint64_t(20'000));
    for (const unsigned threads : {1u, 2u, 3u, 7u}) {
        DigestLimits limits;
        limits.threads = threads;
        limits.blockBytes = 10'000;
        QVERIFY(digestLogFiles({gzip}, progress_, limits) == whole);
        QVERIFY(digestLogFiles({write("log.zst", zstd)}, progress_, limits) == whole);
        QVERIFY(digestLogFiles({plain}, progress_, limits) == whole);
    }
}

/// A log that logrotate truncates while it is mapped.
void TestFileLog::cutWhileRead() {
    const auto path = write("rotated", log(20'000));
    const auto file = FileLog::open(path);
    QVERIFY(!file->lost());
    QCOMPARE(::truncate(path.c_str(), 4096), 0);
    std::size_t zeros = 0;
    for (const char c : file->whole())
        zeros += c == '\0';
    QVERIFY(zeros > 100'000); // and no SIGBUS
    QVERIFY(file->lost());
    // Another one is not touched by it.
    QVERIFY(!FileLog::open(write("other", log(10)))->lost());
}

void TestFileLog::noLog() {
    for (const auto& text :
         {std::string(), std::string("CREATE TABLE t (a int);\n"), std::string(5000, '\0')})
        QVERIFY_THROWS_EXCEPTION(Error, digestLogFiles({write("none", text)}, progress_));
    QVERIFY_THROWS_EXCEPTION(Error, digestLogFiles({"/nonexistent"}, progress_));
}

void TestFileLog::coverageOfSlowLogs() {
    auto s = server("slow log");
    stateCoverage(s);
    QVERIFY(!s.workload->coverage.executions && !s.workload->coverage.reasons.empty());
    // One a second of ten is seen; the others took less than 0.1 s each: 5400 × 0.1 s = 540 s beside 1200 s.
    s = server("slow log");
    s.variables = {{"long_query_time", "0.1"}};
    s.status = {{Instant{}, "S1", {{"questions", "100000"}, {"uptime", "10000"}}}};
    stateCoverage(s);
    QCOMPARE(*s.workload->coverage.executions, 0.1);
    QVERIFY(!s.workload->coverage.time);
    QCOMPARE(*s.workload->thresholdSeconds, 0.1);
    QVERIFY(std::abs(*s.workload->coverage.timeAtLeast - 1200.0 / 1740) < 0.01);
    QVERIFY(said(s, "at least 69") && said(s, "performance_schema: collect"));
    // performance_schema of the same server has 4 s of execution time in a second, the log 2 s.
    auto counters = server("performance_schema");
    s.otherWorkloads.push_back(*counters.workload);
    s.otherWorkloads.back().queries.front().totalNs *= 2;
    stateCoverage(s);
    QCOMPARE(*s.workload->coverage.time, 0.5);
    s = server("slow log");
    s.variables = {{"long_query_time", "0"}};
    stateCoverage(s);
    QVERIFY(s.workload->coverage.executions == 1.0 && s.workload->coverage.time == 1.0);
    s = server("slow log");
    s.variables = {{"long_query_time", "0"}, {"log_slow_rate_limit", "10"}};
    stateCoverage(s);
    QVERIFY(s.workload->coverage.executions == 0.1 && s.workload->coverage.time == 0.1);
    s.workload->entries = 60; // each stands for ten
    stateCoverage(s);
    QVERIFY(s.workload->coverage.executions == 1.0 && s.workload->coverage.time == 1.0);
    s.variables["min_examined_row_limit"] = "100"; // what it keeps out, nobody knows
    stateCoverage(s);
    QVERIFY(!s.workload->coverage.executions && !s.workload->coverage.time);
}

void TestFileLog::coverageOfOthers() {
    auto s = server("performance_schema");
    s.workload->queries[0].user = "app";
    s.status = {{Instant{}, "S1", {{"questions", "800"}, {"performance_schema_digest_lost", "5"}}}};
    stateCoverage(s);
    QCOMPARE(*s.workload->coverage.executions, 0.75);
    QVERIFY(!s.workload->coverage.time && said(s, "no time is known"));
    QVERIFY(said(s, "digest table full"));
    // The counters were reset 600 s before the last statement; the server answers one a second.
    s.status = {{Instant{}, "S1", {{"questions", "5000"}, {"uptime", "5000"}}}};
    stateCoverage(s);
    QVERIFY(s.workload->coverage.executions == 0.12 && s.workload->coverage.time == 1.0);
    QVERIFY(said(s, "since then every statement is counted"));
    QCOMPARE(s.workload->users.at(0).count, std::uint64_t(600));
    s = server("pg_stat_statements");
    s.variables = {{"pg_stat_statements.max", "5000"}, {"pg_stat_statements.track", "top"}};
    stateCoverage(s);
    QVERIFY(s.workload->coverage.executions == 1.0);
    s.variables["pg_stat_statements.max"] = "1"; // full
    stateCoverage(s);
    QVERIFY(!s.workload->coverage.time && said(s, "max higher"));
    s.status = {{Instant{}, "S1", {{"pg_stat_database.active_time", "2400000"}}}};
    stateCoverage(s);
    QCOMPARE(*s.workload->coverage.time, 0.5);
    s = server("PostgreSQL stderr log");
    s.variables = {{"log_min_duration_statement", "250"}, {"log_statement", "none"}};
    stateCoverage(s);
    QVERIFY(!s.workload->coverage.executions);
    QCOMPARE(*s.workload->thresholdSeconds, 0.25);
    s.variables["log_min_duration_statement"] = "0";
    stateCoverage(s);
    QVERIFY(s.workload->coverage.time == 1.0);
    ServerEvidence none;
    stateCoverage(none);
    QVERIFY(!none.workload);
}

QTEST_APPLESS_MAIN(TestFileLog)
#include "tst_file_log.moc"
