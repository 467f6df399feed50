// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The program itself, as a shell runs it: the whole job on the sample's captures, exit codes, bad input.
class TestCommandLine : public QObject {
    Q_OBJECT

private:
    struct Run {
        int exit = -1;
        QByteArray out, err;
    };
    QTemporaryDir folder_;
    QString file(const char* name) const { return folder_.filePath(name); }

    static Run causeway(const QStringList& arguments) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("DISPLAY");
        environment.remove("WAYLAND_DISPLAY");
        environment.remove("QT_QPA_PLATFORM");
        process.setProcessEnvironment(environment);
        process.start(CAUSEWAY_PROGRAM, arguments);
        if (!process.waitForFinished(120000))
            return {};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }
    static QJsonObject json(const Run& run) { return QJsonDocument::fromJson(run.out).object(); }

private slots:
    void helpNamesEveryCommand() {
        const auto run = causeway({"--help"});
        QCOMPARE(run.exit, 0);
        for (const char* command : {"collect", "import", "facts", "audit", "digest", "convert", "readiness",
                                    "simulate", "growth", "roadmap", "open"})
            QVERIFY2(run.out.contains(command), command);
    }

    void theWholeJobOnTheSample() {
        const auto engagement = file("sample.causeway");
        const QString sample = CAUSEWAY_SOURCE_DIR "/resources/sample";
        auto run = causeway(
            {"import", sample + "/captures", "-e", engagement, "--server", "shop-db-1", "--format", "json"});
        QCOMPARE(run.exit, 0);
        QCOMPARE(json(run)["schema"].toString(), QString("causeway.collected/1"));
        run = causeway({"facts", "-e", engagement, "set", "--from", sample + "/facts.txt"});
        QCOMPARE(run.exit, 0);
        run = causeway({"facts", "-e", engagement, "set", "rto=90s", "--format", "json"});
        QCOMPARE(run.exit, 0);
        QCOMPARE(json(run)["facts"].toObject()["rto"].toObject()["value"].toString(), QString("90s"));
        QCOMPARE(causeway({"audit", "-e", engagement}).exit, 0);
        run = causeway({"audit", "-e", engagement, "--fail-on", "critical", "--format", "json"});
        QCOMPARE(run.exit, 1);
        QCOMPARE(json(run)["schema"].toString(), QString("causeway.audit/1"));
        run = causeway({"readiness", "-e", engagement, "--format", "json"});
        QCOMPARE(run.exit, 0);
        QCOMPARE(json(run)["schema"].toString(), QString("causeway.readiness/1"));
        QVERIFY(causeway({"growth", "-e", engagement}).out.contains("limit"));
        for (const char* name : {"roadmap.pdf", "roadmap.md", "roadmap.json"}) {
            run = causeway({"roadmap", "-e", engagement, "-o", file(name), "--quiet"});
            QVERIFY2(run.exit == 0, run.err.constData());
            QVERIFY(QFile(file(name)).size() > 10000);
        }
        QFile pdf(file("roadmap.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.read(5) == "%PDF-");
    }

    void theSameSnapshotGivesTheSameBytes() {
        const auto bytes = [&](const char* name) {
            causeway({"roadmap", "-e", file("sample.causeway"), "-o", file(name), "--quiet"});
            QFile written(file(name));
            return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray(name);
        };
        QCOMPARE(bytes("again.md"), bytes("once.md"));
        QVERIFY(bytes("again.pdf") == bytes("once.pdf"));
    }

    void theCaseWithoutAnEngagement() {
        const auto run = causeway({"growth", "--volume", "100GB", "--growth", "50%/quarter", "--rps", "100",
                                   "--cpus", "4", "--ram", "16GB", "--format", "json"});
        QCOMPARE(run.exit, 0);
        QVERIFY(!json(run).isEmpty());
    }

    void simulationsRepeat() {
        const auto once = json(
            causeway({"simulate", "primary-sync-async", "--runs", "200", "--seed", "7", "--format", "json"}));
        auto again = json(
            causeway({"simulate", "primary-sync-async", "--runs", "200", "--seed", "7", "--format", "json"}));
        QVERIFY(once["outage_s"].toObject()["p50"].toDouble() > 10);
        QCOMPARE(once["lost_commits"], again["lost_commits"]);
        QCOMPARE(once["outage_s"], again["outage_s"]);
    }

    void badInputIsTwoAndSaysWhatAndWhere_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("no file") << QStringList{"import", "/no/such/file.sql", "-e", file("x.causeway")}
                                 << "file.sql";
        QTest::newRow("no engagement")
            << QStringList{"audit", "-e", file("none.causeway")} << "none.causeway";
        QTest::newRow("bad fact") << QStringList{"facts", "-e", file("y.causeway"), "set", "volume=much"}
                                  << "volume=100GB";
        QTest::newRow("password in a URL")
            << QStringList{"collect", "mysql://a:secret@127.0.0.1/", "-e", file("z.causeway")} << "password";
        QTest::newRow("unknown option") << QStringList{"audit", "-e", "x", "--nonsense"} << "--nonsense";
        QTest::newRow("unknown ending") << QStringList{"roadmap", "-e", "x", "-o", "roadmap.doc"} << ".pdf";
        QTest::newRow("no topology") << QStringList{"simulate", "/no/such.json"} << "such.json";
        QTest::newRow("no display") << QStringList{} << "display";
    }
    void badInputIsTwoAndSaysWhatAndWhere() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const auto run = causeway(arguments);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.err.contains(says.toUtf8()), run.err.constData());
        QVERIFY(!run.err.contains("secret"));
    }

    void aServerThatIsNotThereIsThree() {
        const auto run =
            causeway({"collect", "mysql://audit@127.0.0.1:1/", "-e", file("z.causeway"), "--quiet"});
        QCOMPARE(run.exit, 3);
        QVERIFY(!QFile::exists(file("z.causeway")));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
