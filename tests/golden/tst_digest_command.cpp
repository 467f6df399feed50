// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Run {
    int exit = -1;
    QByteArray out, err;
};

/// The program itself, with `input` (if any) on its standard input.
Run digest(const QStringList& arguments, const QString& input = {}) {
    QProcess process;
    if (!input.isEmpty())
        process.setStandardInputFile(input);
    process.start(CAUSEWAY_PROGRAM, QStringList{"digest"} + arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString data(const QString& name) {
    return CAUSEWAY_SOURCE_DIR "/tests/unit/workload/data/" + name;
}

QJsonObject json(const Run& run) {
    return QJsonDocument::fromJson(run.out).object();
}

bool pack(const char* program, const QString& from, const QString& to) {
    QProcess process;
    process.setStandardInputFile(from);
    process.setStandardOutputFile(to);
    process.start(program, {"-c"});
    return process.waitForFinished() && process.exitCode() == 0;
}

} // namespace

/// `causeway digest` as a shell runs it: every kind of log, every form of output, packed and by pipe, bad
/// input.
class TestDigestCommand : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    QString file(const char* name) const { return folder_.filePath(name); }
    QString written(const char* name, const QByteArray& bytes) const {
        QFile out(file(name));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName()
                                                                                  : QString();
    }

private slots:
    // Counted and added up by hand in the files.
    void countedByHand_data() {
        QTest::addColumn<int>("entries");
        QTest::addColumn<int>("skipped");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("heaviest");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("examined");
        QTest::addColumn<QString>("remark");
        QTest::newRow("slow-rds-mysql80.log")
            << 5 << 0 << 3.551212
            << "select o.id, o.total from orders o where o.status = ? order by o.total desc limit ?" << 2
            << 480'000 + 480'020 << "2 lines within statements look like headers";
        QTest::newRow("slow-aurora3.log") << 3 << 1 << 5.5 << "select count(*) from events where kind = ?"
                                          << 2 << 900'002 << "the log ends in the middle of an entry";
        QTest::newRow("slow-percona80.log")
            << 3 << 0 << 1.2 << "insert into tags(tag, post) values (...)" << 200 << 0 << "";
        QTest::newRow("slow-mariadb114-explain.log")
            << 3 << 0 << 2.5
            << "select status, sum(total) from orders where note like ? group by status order by ?" << 1
            << 5000 << "1 step of the log's clock is backwards";
    }
    void countedByHand() {
        QFETCH(int, entries);
        QFETCH(int, skipped);
        QFETCH(double, seconds);
        QFETCH(QString, heaviest);
        QFETCH(int, count);
        QFETCH(int, examined);
        QFETCH(QString, remark);
        const auto run = digest({data(QTest::currentDataTag()), "--format", "json"});
        QVERIFY2(run.exit == 0, run.err.constData());
        const auto all = json(run);
        QCOMPARE(all["entries"].toInt(), entries);
        QCOMPARE(all["skipped"].toInt(), skipped);
        QCOMPARE(all["total_s"].toDouble(), seconds);
        const auto first = all["queries"].toArray().at(0).toObject();
        QCOMPARE(first["fingerprint"].toString(), heaviest);
        QCOMPARE(first["count"].toInt(), count);
        QCOMPARE(first["rows_examined"].toInt(), examined);
        QVERIFY(remark.isEmpty() || all["remarks"].toArray().contains(remark));
        QVERIFY(!all["coverage"].toObject()["reasons"].toArray().isEmpty());
    }

    void attributesOfEveryServer() {
        const auto first = [](const char* log) {
            return json(digest({data(log), "--format", "json"}))["queries"].toArray().at(0).toObject();
        };
        const auto percona = json(digest({data("slow-percona80.log"), "--format", "json"}));
        const auto scanned = percona["queries"].toArray().at(1).toObject();
        QCOMPARE(scanned["full_scans"].toInt(), 100); // one entry, a sample of 1 in 100
        QCOMPARE(scanned["temp_disk"].toInt(), 100);
        QCOMPARE(scanned["rows_examined_per_sent"].toDouble(), 200.0);
        QCOMPARE(percona["schemas"].toArray().at(0).toObject()["count"].toInt(), 300);
        const auto explained = first("slow-mariadb114-explain.log");
        QCOMPARE(explained["filesort"].toInt(), 1);
        QCOMPARE(explained["full_scans"].toInt(), 1);
        const auto run = first("slow-rds-mysql80.log");
        QCOMPARE(run["longest_run_same_thread"].toInt(), 2);
        QCOMPARE(run["schema_name"].toString(), QString("shop"));
        QCOMPARE(run["user"].toString(), QString("shop"));
        // 2.0002 s and 1.0001 s: the variance is 0.25010001 s², the mean 1.50015 s.
        QVERIFY(qAbs(run["variance_to_mean_s"].toDouble() - 0.25010001 * 1.0001 / 1.5002) < 1e-4);
    }

    void everyForm() {
        const auto log = data("slow-rds-mysql80.log");
        const auto text = digest({log, "--top", "1"});
        QCOMPARE(text.exit, 0);
        for (const char* part : {"5 executions of 4 queries", "seen of all executions", "load, ", "schema ",
                                 "rdsadmin", "p50", "p95", "p99", "V/M", "ex./sent", "run", "and 3 more"})
            QVERIFY2(text.out.contains(part), part);
        const auto csv = digest({log, "--format", "csv"});
        QCOMPARE(csv.exit, 0);
        QVERIFY(csv.out.startsWith("id,fingerprint,schema_name,user,count,total_s,"));
        QVERIFY(csv.out.contains(",\"select o.id, o.total from orders o where"));
        QVERIFY(csv.err.contains("look like headers"));
        const auto all = json(digest({log, "--format", "json"}));
        QCOMPARE(all["schema"].toString(), QString("causeway.digest/1"));
        QCOMPARE(all["queries"].toArray().size(), 4);
        QCOMPARE(all["other_queries"].toInt(), 0); // the list is whole
        for (const char* key : {"timeline", "schemas", "users", "coverage", "bucket_s"})
            QVERIFY2(all.contains(key), key);
        for (const char* key : {"p50_s", "p95_s", "p99_s", "variance_to_mean_s", "rows_examined_per_sent",
                                "longest_run_same_thread"})
            QVERIFY2(all["queries"].toArray().at(0).toObject().contains(key), key);
        QCOMPARE(digest({log, "--format", "xml"}).exit, 2);
    }

    // A CSV reader takes the head's number of cells for every row.
    void everyTableAsCsv_data() {
        QTest::addColumn<QString>("head");
        QTest::newRow("queries") << "id,fingerprint,schema_name,user,count,total_s,";
        QTest::newRow("timeline") << "start,count,total_s,p95_s\n";
        QTest::newRow("schemas") << "name,count,total_s\n";
        QTest::newRow("users") << "name,count,total_s\n";
        QTest::newRow("details") << "id,by,value,count,total_s\n";
    }
    void everyTableAsCsv() {
        QFETCH(QString, head);
        const auto run =
            digest({data("slow-mysql97.log"), "--format", "csv", "--csv-of", QTest::currentDataTag()});
        QVERIFY2(run.exit == 0, run.err.constData());
        QVERIFY2(run.out.startsWith(head.toUtf8()), run.out.left(200).constData());
        QList<int> cells{1};
        bool quoted = false;
        for (const char c : run.out) {
            quoted = c == '"' ? !quoted : quoted;
            if (!quoted && c == '\n')
                cells << 1;
            else if (!quoted && c == ',')
                ++cells.back();
        }
        cells.removeLast();
        QVERIFY(cells.size() > 1);
        QCOMPARE(cells.count(cells.front()), cells.size());
    }

    void tablesAreForCsv() {
        const auto log = data("slow-mysql97.log");
        QCOMPARE(digest({log, "--csv-of", "users"}).exit, 2);
        QCOMPARE(digest({log, "--format", "csv", "--csv-of", "all"}).exit, 2);
    }

    void aSampleSaysWhatItStandsFor() {
        const auto text = digest({data("slow-percona80.log")}).out;
        QVERIFY2(text.startsWith("300 executions of 2 queries"), text.left(100).constData());
        QVERIFY(text.contains("from a sample of 3 entries"));
        const auto all = json(digest({data("slow-percona80.log"), "--format", "json"}));
        QCOMPARE(all["executions"].toInt(), 300);
        QVERIFY(all["schemas"].toArray().at(0).toObject()["total_s"].toDouble() > 0);
        const auto point = all["timeline"].toArray().at(0).toObject();
        QVERIFY(point["p95_s"].toDouble() > 0 && point["p95_s"].toDouble() <= point["total_s"].toDouble());
    }

    void packedAndByPipe() {
        const auto log = data("slow-percona80.log");
        const auto plain = digest({log, "--format", "json"});
        QVERIFY(pack("gzip", log, file("a")));
        QCOMPARE(digest({file("a"), "--format", "json"}).out,
                 plain.out); // told by its bytes, not by its name
        QCOMPARE(digest({"-", "--format", "json"}, file("a")).out, plain.out);
        QCOMPARE(digest({"-", "--format", "json"}, log).out, plain.out);
        QCOMPARE(digest({"--threads", "1", "--memory", "8MB", log, "--format", "json"}).out, plain.out);
        if (!pack("zstd", log, file("b")))
            QSKIP("no zstd program to pack with");
        QCOMPARE(digest({file("b"), "--format", "json"}).out, plain.out);
    }

    void postgresqlAndGeneralLogs_data() {
        QTest::addColumn<QString>("origin");
        for (const char* name : {"pg-default.log", "pg-default.csv", "pg-default.json", "pg-rds.log"})
            QTest::newRow(name) << "PostgreSQL";
        for (const char* name : {"general-mariadb.log", "general-mysql56.log", "general-mysql97.log"})
            QTest::newRow(name) << "general log";
        for (const char* name : {"slow-mariadb.log", "slow-mysql56.log", "slow-mysql97.log"})
            QTest::newRow(name) << "slow log";
    }
    void postgresqlAndGeneralLogs() {
        QFETCH(QString, origin);
        const auto run = digest({data(QTest::currentDataTag()), "--format", "json"});
        QVERIFY2(run.exit == 0, run.err.constData());
        QVERIFY(json(run)["entries"].toInt() > 3);
        QVERIFY2(json(run)["origin"].toString().startsWith(origin),
                 qPrintable(json(run)["origin"].toString()));
    }

    void badInput() {
        QCOMPARE(digest({}).exit, 2);
        const auto absent = digest({file("absent")});
        QVERIFY(absent.exit == 2 && absent.out.isEmpty() && absent.err.contains("absent"));
        QCOMPARE(digest({folder_.path()}).exit, 2);
        const auto other = digest({written("other", "root:x:0:0:root:/root:/bin/bash\n")});
        QVERIFY(other.exit == 2 && other.err.contains("slow_query_log_file"));
        const auto empty = written("empty", {});
        const auto nothing = digest({empty});
        QVERIFY(nothing.exit == 2 && nothing.err.contains("is empty"));
        const auto oneEmpty = digest({empty, data("slow-percona80.log")});
        QVERIFY(oneEmpty.exit == 0 && oneEmpty.out.contains("is empty"));
        QCOMPARE(digest({data("slow-percona80.log"), "--memory", "1"}).exit, 2);
        QVERIFY(pack("gzip", data("slow-rds-mysql80.log"), file("whole")));
        QFile whole(file("whole"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const auto cut = digest({written("cut", whole.readAll().chopped(40))});
        QVERIFY(cut.exit == 4 && cut.out.contains("ends too early")); // partly done, and said
    }
};

QTEST_GUILESS_MAIN(TestDigestCommand)
#include "tst_digest_command.moc"
