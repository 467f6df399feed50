// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/readiness/effort/breakdown.h"
#include "core/readiness/effort/units.h"
#include "core/readiness/readiness.h"
#include "core/roadmap/roadmap.h"

#include <algorithm>
#include <cmath>
#endif

#include <QTemporaryDir>
#include <QTest>

using namespace causeway;

namespace {

bool close(const Effort& a, const Effort& b) {
    return std::fabs(a.low - b.low) < 1e-6 && std::fabs(a.likely - b.likely) < 1e-6 &&
           std::fabs(a.high - b.high) < 1e-6;
}

QByteArray words(const Effort& e) {
    return QString("%1 / %2 / %3").arg(e.low).arg(e.likely).arg(e.high).toUtf8();
}

/// Every kind of object and of verdict, and the same question in many places.
std::string synthetic() {
    std::string sql = "CREATE DATABASE s; USE s;\n";
    for (int i = 0; i < 40; ++i)
        sql += "CREATE TABLE t" + std::to_string(i) +
               " (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, a tinyint(1), b tinyint(1), c "
               "enum('x','y'), d datetime NOT NULL DEFAULT '0000-00-00 00:00:00', f date, KEY k "
               "((date_format(f, '%U'))));\n";
    return sql + "CREATE VIEW v AS SELECT id FROM t1;\n"
                 "CREATE FUNCTION f() RETURNS int DETERMINISTIC RETURN 1;\n"
                 "CREATE PROCEDURE p() HANDLER t1 OPEN;\n"
                 "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t1;\n";
}

ServerEvidence evidence(const std::string& file) {
    Progress progress;
    auto source = TextSource::open(file);
    ServerEvidence server;
    server.id = "db";
    server.catalog = readDump(source, progress).catalog;
    server.variables = {{"sql_mode", ""}, {"tx_isolation", "REPEATABLE-READ"}};
    server.workload.emplace();
    for (const char* sql : {"select count(*) from t1 where a = 1", "replace into t1 (id) values (1)",
                            "insert ignore into t2 (id) values (1)", "select @n := 1"}) {
        QueryClass q;
        q.id = sql;
        q.sample = sql;
        q.fingerprint = sql;
        q.count = 10;
        server.workload->queries.push_back(q);
    }
    return server;
}

} // namespace

/// One effort, however it is cut: by object, by obstacle and kind, by role, by task of the plan.
class TestEffortReconciles : public QObject {
    Q_OBJECT

private slots:
    void reconciles_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("the sample shop")
            << QStringLiteral(CAUSEWAY_SOURCE_DIR "/resources/sample/schema.sql");
        QTest::newRow("synthetic") << QString();
    }
    void reconciles() {
        QFETCH(QString, file);
        QTemporaryDir folder;
        if (file.isEmpty()) {
            file = folder.filePath("synthetic.sql");
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(QByteArray::fromStdString(synthetic()));
        }
        Progress progress;
        Snapshot snapshot;
        snapshot.servers = {evidence(file.toStdString())};
        const auto report = assessReadiness(snapshot.servers.front(), {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size_t(4));
        const auto cut = effortBreakdown(report);
        QVERIFY(cut.all.sum.low > 0);

        Effort objects, items;
        for (const auto* list : {&report.conversions, &report.queries})
            for (const auto& c : *list)
                objects += c.effort;
        for (const auto& o : report.general)
            objects += o.effort;
        for (const auto* rows : {&cut.obstacles, &cut.bases})
            for (const auto& row : *rows)
                items += row.sum;
        QVERIFY2(close(objects, items), words(items));
        QVERIFY2(close(objects, report.effort()), words(report.effort()));

        RoadmapInput input;
        input.snapshot = &snapshot;
        input.criteria.set("start_date", "2027-01-04");
        input.readiness = {report};
        const auto plan = buildRoadmap(input);
        std::vector<Effort> roles(effortRoles().size());
        Effort tasks;
        for (const auto& t : plan.tasks) {
            if (!t.criterion.starts_with("Move of") || t.phase != "prepare")
                continue;
            const auto role = std::find(effortRoles().begin(), effortRoles().end(), t.role);
            QVERIFY2(role != effortRoles().end(), t.title.c_str());
            roles[std::size_t(role - effortRoles().begin())] += t.effort;
            tasks += t.effort;
        }
        QVERIFY2(close(tasks, report.effort()), words(tasks) + " instead of " + words(report.effort()));
        for (std::size_t i = 0; i < roles.size(); ++i)
            QVERIFY2(close(roles[i], cut.all.roles[i]),
                     words(roles[i]) + " instead of " + words(cut.all.roles[i]));
    }
    /// The data file's sums are what the JSON says.
    void jsonSaysTheSame() {
        Progress progress;
        const auto server = evidence(CAUSEWAY_SOURCE_DIR "/resources/sample/schema.sql");
        const auto report = assessReadiness(server, {}, {}, progress);
        const Json summary = toJson(report).at("summary");
        double roles = 0, classes = 0, items = 0;
        for (const auto& row : summary.at("effort_by_role"))
            roles += row.at("expected_h").get<double>();
        for (const auto& row : summary.at("effort_by_class"))
            classes += row.at("expected_h").get<double>();
        for (const char* table : {"effort_by_obstacle", "effort_by_kind"})
            for (const auto& row : summary.at(table))
                items += row.at("expected_h").get<double>();
        const double expected = summary.at("effort").at("expected_h").get<double>();
        for (const double sum : {roles, classes, items})
            QVERIFY(std::fabs(sum - expected) < 1e-6);
        QVERIFY(summary.at("effort").at("low_h") < summary.at("effort").at("low80_h"));
        QVERIFY(summary.at("effort").at("high80_h") < summary.at("effort").at("high_h"));
    }
};

QTEST_APPLESS_MAIN(TestEffortReconciles)
#include "tst_effort.moc"
