// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collect.h"
#include "core/snapshot/snapshot_json.h"
#include "unit/collect/test_files.h"

#include <QTemporaryDir>

using namespace causeway;

namespace {

const std::string kSlowLog = CAUSEWAY_SOURCE_DIR "/tests/unit/collect/data/slow/mariadb-slow.log";

Snapshot base() {
    Snapshot snapshot;
    snapshot.sources.push_back({"S1", "mysql", "db", Instant{std::chrono::seconds{1'700'000'000}}, {}, {}});
    ServerEvidence server;
    server.id = "db";
    server.variables["long_query_time"] = "0";
    WorkloadDigest digest;
    digest.origin = "performance_schema";
    digest.entries = 7;
    server.workload = digest;
    snapshot.servers.push_back(server);
    seal(snapshot);
    return snapshot;
}

} // namespace

class TestAddLogs : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    Progress progress_;

    std::string write(const char* name, const std::string& text) {
        const auto path = folder_.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", name);
        file.write(text.data(), qint64(text.size()));
        return path.toStdString();
    }

private slots:
    void theLogStandsFirstAndTheCountersBesideIt() {
        const auto before = base();
        const auto after = addLogs(before, "db", {kSlowLog}, progress_);
        QVERIFY(after.id != before.id);
        QCOMPARE(after.servers.size(), std::size_t(1));
        const auto& server = after.servers[0];
        QCOMPARE(server.workload->origin, std::string("slow log"));
        QVERIFY(server.workload->entries > 0);
        QCOMPARE(server.otherWorkloads.size(), std::size_t(1));
        QCOMPARE(server.otherWorkloads[0].origin, std::string("performance_schema"));
        // What the snapshot knows of the server tells what the log can see, and nothing says it is not known.
        QCOMPARE(server.workload->coverage.executions, std::optional<double>(1));
        for (const auto& reason : server.workload->coverage.reasons)
            QVERIFY(reason.find("not known") == std::string::npos);
        QCOMPARE(after.sources.size(), std::size_t(2));
        QCOMPARE(after.sources[1].id, std::string("S2"));
        QCOMPARE(after.sources[1].kind, std::string("slow-log"));
        QVERIFY(snapshotFromJson(Json::parse(jsonText(after))) == after);
    }

    void kindsOfLogsStayApart() {
        const auto general =
            write("general.log", "/usr/sbin/mysqld, Version: 5.7.44 (MySQL). started with:\n"
                                 "Tcp port: 3306  Unix socket: /tmp/s.sock\n"
                                 "Time                 Id Command    Argument\n"
                                 "2026-11-20T10:00:00.000000Z\t    3 Connect\tapp@h on shop using TCP/IP\n"
                                 "2026-11-20T10:00:01.000000Z\t    3 Query\tselect 1 from t\n");
        const auto after = addLogs(Snapshot{}, "new", {general, kSlowLog}, progress_);
        QCOMPARE(after.servers.size(), std::size_t(1));
        QCOMPARE(after.servers[0].id, std::string("new"));
        QCOMPARE(after.servers[0].workload->origin, std::string("slow log"));
        QCOMPARE(after.servers[0].otherWorkloads.size(), std::size_t(1));
        QCOMPARE(after.servers[0].otherWorkloads[0].origin, std::string("general log"));
        QCOMPARE(after.servers[0].otherWorkloads[0].entries, std::uint64_t(1));
        QCOMPARE(after.servers[0].workload->entries,
                 addLogs(Snapshot{}, "new", {kSlowLog}, progress_).servers[0].workload->entries);
    }

    void whatIsNoLogAndWhatIsThereAlreadyIsRefused() {
        QVERIFY_EXCEPTION_THROWN(addLogs(base(), "db", {write("x.txt", "hello\n")}, progress_), Error);
        QVERIFY_EXCEPTION_THROWN(addLogs(base(), "db", {write("empty", "")}, progress_), Error);
        const auto once = addLogs(base(), "db", {kSlowLog}, progress_);
        QVERIFY_EXCEPTION_THROWN(addLogs(once, "db", {kSlowLog}, progress_), Error);
        QVERIFY_EXCEPTION_THROWN(addLogs(base(), "db", {kSlowLog, kSlowLog}, progress_), Error);
    }
};

QTEST_GUILESS_MAIN(TestAddLogs)
#include "tst_add_logs.moc"
