// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
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
        for (const char* command :
             {"collect", "import", "snapshots", "facts", "audit", "digest", "convert", "readiness",
              "simulate", "topology", "growth", "decision", "roadmap", "open"})
            QVERIFY2(run.out.contains(command), command);
    }

    void topologyExport() {
        const auto folder = file("cluster");
        auto run = causeway({"topology", "export", "primary-sync-async", "--to", folder, "--format", "json"});
        QCOMPARE(run.exit, 0);
        const auto result = json(run);
        QCOMPARE(result["schema"].toString(), QString("causeway.topology-export/1"));
        QVERIFY(result["files"].toArray().contains("n1/etc/patroni/config.yml"));
        for (const auto& path : result["files"].toArray())
            QVERIFY2(QFileInfo(folder + "/" + path.toString()).size() > 0, qPrintable(path.toString()));
        QCOMPARE(result["drills"].toArray().first().toObject()["id"].toString(), QString("switchover"));
        run = causeway({"topology", "export", "primary-sync-async", "--to", folder});
        QCOMPARE(run.exit, 2);
        QVERIFY(run.err.contains("not empty"));
        run = causeway({"topology", "export", "primary-sync-async", "--out", file("v2"), "--dcs", "etcd"});
        QCOMPARE(run.exit, 2);
        QVERIFY(run.err.contains("Use etcd3"));
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
        run = causeway({"decision", "-e", engagement, "--format", "json"});
        QCOMPARE(run.exit, 0);
        const auto decision = json(run);
        QCOMPARE(decision["schema"].toString(), QString("causeway.decision/1"));
        QCOMPARE(decision["verdict"].toString(), QString("move"));
        QVERIFY(decision["headline"].toString().startsWith("Move to PostgreSQL 18, Patroni: "));
        QStringList ranked(5);
        for (const auto& option : decision["options"].toArray())
            ranked[option.toObject()["rank"].toInt() - 1] = option.toObject()["id"].toString();
        QCOMPARE(ranked.first(), QString("postgresql"));
        QCOMPARE(ranked.last(), QString("stay")); // no replica: it cannot keep RPO 0
        QCOMPARE(causeway({"decision", "-e", engagement, "--format", "json"}).out, run.out);
        QCOMPARE(causeway({"facts", "-e", engagement, "set", "decision_marks=postgresql.skills=2"}).exit, 0);
        run = causeway({"decision", "-e", engagement});
        QCOMPARE(run.exit, 2); // a mark has a reason
        QVERIFY(run.err.contains("reason"));
        QCOMPARE(causeway({"facts", "-e", engagement, "set", "decision_marks="}).exit, 0);
        for (const char* name : {"roadmap.pdf", "roadmap.md", "roadmap.json"}) {
            run = causeway({"roadmap", "-e", engagement, "-o", file(name), "--quiet"});
            QVERIFY2(run.exit == 0, run.err.constData());
            QVERIFY(QFile(file(name)).size() > 10000);
        }
        QFile pdf(file("roadmap.pdf"));
        QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.read(5) == "%PDF-");
    }

    /// The folder of the data's move: every file is named by README.txt, the connectors are JSON without a
    /// secret, and the text for --help names them.
    void theMoveInAFolder() {
        const auto engagement = file("move.causeway"), folder = file("move");
        const QString sample = CAUSEWAY_SOURCE_DIR "/resources/sample";
        QCOMPARE(causeway({"import", sample + "/captures", "-e", engagement, "--server", "shop-db-1"}).exit,
                 0);
        auto run = causeway({"readiness", "-e", engagement, "--move", folder});
        QVERIFY2(run.exit == 0, run.err.constData());
        const auto text = [&](const QString& name) {
            QFile in(folder + "/" + name);
            return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
        };
        const auto readme = text("README.txt");
        QVERIFY(readme.contains("No connector was run"));
        for (const auto& name : QDir(folder).entryList(QDir::Files)) {
            QVERIFY2(run.out.contains(("/" + name).toUtf8()), qPrintable(name));
            if (!name.startsWith("pgloader-") && name != "README.txt")
                QVERIFY2(readme.contains("\n" + name.toUtf8() + " "), qPrintable(name));
        }
        for (const char* name : {"debezium-source.json", "debezium-sink.json"}) {
            const auto config = QJsonDocument::fromJson(text(name)).object()["config"].toObject();
            QVERIFY(config["connector.class"].toString().startsWith("io.debezium.connector."));
            for (const auto& key : config.keys())
                QVERIFY2(!key.endsWith("password") || config[key].toString().startsWith("${file:"),
                         qPrintable(key));
        }
        QVERIFY(text("compare-source.sql").contains("COUNT(*)") &&
                text("compare-target.sql").contains("COUNT(*)"));
        run = causeway({"readiness", "--help"});
        for (const char* word : {"compare the rows", "Debezium", "README.txt"})
            QVERIFY2(run.out.contains(word), word);
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

    void aWaiverIsMadeListedAndWithdrawn() {
        const auto engagement = file("sample.causeway");
        const auto audit = [&](const QStringList& more = {}) {
            return causeway(QStringList{"audit", "-e", engagement} + more);
        };
        const auto before = json(audit({"--format", "json"}));
        const auto worst = before["findings"].toArray().at(0).toObject()["key"].toString();
        QVERIFY(!worst.isEmpty());
        auto run = causeway({"audit", "waive", worst, "-e", engagement, "--reason", "planned for May",
                             "--author", "Olena Koval", "--until", "2099-12-31"});
        QVERIFY2(run.exit == 0, run.err.constData());
        const auto after = json(audit({"--format", "json"}));
        QCOMPARE(after["waived"].toArray().at(0).toObject()["key"].toString(), worst);
        QVERIFY(after["score"].toInt() > before["score"].toInt());
        for (const char* format : {"text", "md", "csv", "sarif"})
            QVERIFY2(audit({"--format", format}).out.contains("planned for May"), format);
        QVERIFY(audit({"waivers"}).out.contains("in-force"));
        QCOMPARE(audit({"unwaive", worst}).exit, 0);
        QCOMPARE(audit({"unwaive", worst}).exit, 2);
        QCOMPARE(json(audit({"--format", "json"}))["score"], before["score"]);
        run = audit({"waive", "dur.trx_comit@x", "--reason", "r", "--author", "a", "--until", "2099-01-01"});
        QVERIFY(run.exit == 2 && run.err.contains("no finding"));
        QCOMPARE(audit({"waive", worst, "--reason", "r", "--author", "a", "--until", "soon"}).exit, 2);
        QCOMPARE(audit({"waive", worst, "--author", "a", "--until", "2099-01-01"}).exit, 2);
    }

    void snapshotsAreListedAndCompared() {
        const auto engagement = file("sample.causeway");
        const auto list = json(causeway({"snapshots", "-e", engagement, "--format", "json"}));
        const auto id = list["snapshots"].toArray().at(0).toObject()["id"].toString();
        QCOMPARE(id.size(), 16);
        auto run = causeway({"audit", "-e", engagement, "--compare", id.left(6), "--format", "json"});
        QVERIFY2(run.exit == 0, run.err.constData());
        QCOMPARE(json(run)["schema"].toString(), QString("causeway.comparison/1"));
        QVERIFY(json(run)["findings"].toObject()["new"].toArray().isEmpty());
        QVERIFY(json(run)["findings"].toObject()["unchanged"].toArray().size() > 10);
        run = causeway({"audit", "-e", engagement, "--compare", "zzzz"});
        QVERIFY(run.exit == 2 && run.err.contains("zzzz"));
    }

    void theCollectionScriptNeedsNoServer() {
        for (const char* engine : {"mysql", "mariadb", "postgresql"}) {
            const auto run = causeway({"collect", "--script", engine});
            QCOMPARE(run.exit, 0);
            QVERIFY(run.out.startsWith("-- What Causeway reads") && run.out.size() > 10000);
        }
        QCOMPARE(causeway({"collect", "--script", "oracle"}).exit, 2);
        QCOMPARE(causeway({"collect", "--script", "mysql", "mysql://a@b/"}).exit, 2);
        QCOMPARE(causeway({"collect"}).exit, 2);
    }

    void theGrantsNeedNoServer() {
        for (const auto& [engine, grant] :
             {std::pair("mysql", "REPLICATION CLIENT ON *.* TO 'causeway'@'%';"),
              std::pair("mariadb", "SLAVE MONITOR ON *.* TO 'causeway'@'%';"),
              std::pair("postgresql", "GRANT pg_monitor TO \"causeway\";")}) {
            const auto run = causeway({"collect", "--grants", engine});
            QCOMPARE(run.exit, 0);
            QVERIFY2(run.out.contains(grant), run.out.constData());
        }
        QCOMPARE(causeway({"collect", "--grants", "mysql", "--script", "mysql"}).exit, 2);
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
        QVERIFY(once["explanation"].toString().contains(" s"));
    }

    /// The recommended design is written as a topology that the other commands take.
    void adviceIsATopology() {
        const auto to = file("advised.json");
        const auto run = causeway({"topology", "advise", "--rpo", "0s", "--rto", "60s", "--max-commit-ms",
                                   "5", "--servers", "3", "--runs", "8", "--to", to, "--format", "json"});
        QCOMPARE(run.exit, 0);
        const auto advice = json(run);
        QCOMPARE(advice["schema"].toString(), QString("causeway.advice/1"));
        const auto best = advice["front"].toArray()[advice["recommended"].toInt()].toObject();
        QCOMPARE(best["kind"].toString(), QString("mixed"));
        QVERIFY(best["misses"].toArray().isEmpty());
        QVERIFY(best["figures"].toObject()["cost_per_month"].toDouble() > 0);
        const auto tried = json(causeway({"simulate", to, "--runs", "20", "--format", "json"}));
        QCOMPARE(tried["lost_commits"].toObject()["max"].toDouble(), 0.0);
        QCOMPARE(causeway({"topology", "advise", "--price", "core_month"}).exit, 2);
    }

    /// Patroni and Stolon side by side: one scenario, one seed; what was never measured says so.
    void simulationsCompare() {
        const auto both = json(causeway(
            {"simulate", "primary-sync-async", "stolon", "--runs", "40", "--seed", "7", "--format", "json"}));
        QCOMPARE(both["schema"].toString(), QString("causeway.simulate-comparison/1"));
        const auto outcomes = both["outcomes"].toArray();
        QCOMPARE(outcomes.size(), 2);
        const auto patroni = outcomes[0].toObject()["outcome"].toObject(),
                   stolon = outcomes[1].toObject()["outcome"].toObject();
        QVERIFY(!patroni.contains("caveat"));
        QVERIFY(stolon["caveat"].toString().contains("never measured"));
        QCOMPARE(patroni["seed"], stolon["seed"]);
        QVERIFY(stolon["outage_s"].toObject()["p50"].toDouble() >
                patroni["outage_s"].toObject()["p50"].toDouble());
        QVERIFY(causeway({"simulate", "primary-sync-async", "stolon", "--runs", "10"})
                    .out.contains("never measured"));
    }

    /// An asynchronous cluster can lose commits: the known issues say so, with what mends them.
    void simulationsNameTheKnownIssues() {
        const auto hazards =
            json(causeway({"simulate", "primary-async", "--runs", "20", "--format", "json"}))["hazards"]
                .toArray();
        QVERIFY(!hazards.isEmpty());
        for (const auto& hazard : hazards)
            for (const auto* key : {"id", "title", "evidence", "action"})
                QVERIFY2(!hazard.toObject()[key].toString().isEmpty(), key);
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
