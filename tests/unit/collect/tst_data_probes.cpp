// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/mysql/data_probes.h"
#include "core/collect/mysql/suspect_rows.h"
#endif

#include <QTest>

using namespace causeway;

namespace {

/// Answers every statement that has a LIMIT with `cells`, and any other with a failure when it is told to.
class Server : public live::Session {
public:
    ProbeResult run(const std::string&, const std::string& sql, const live::ResultLimits&,
                    Progress&) override {
        asked.push_back(sql);
        ProbeResult answer;
        if (slow && sql.find("LIMIT") == std::string::npos) {
            answer.state = ProbeResult::State::Failed;
            answer.message = "stopped after the time limit of 30 s";
        } else {
            answer.rows = {cells};
        }
        return answer;
    }
    std::size_t statements() const override { return asked.size(); }

    bool slow = false;
    std::vector<std::optional<std::string>> cells;
    std::vector<std::string> asked;
};

ServerEvidence evidence(std::optional<std::uint64_t> rows) {
    ServerEvidence e;
    e.id = "db1";
    e.catalog.emplace();
    Table table;
    table.schema = "shop";
    table.name = "orders";
    table.rows = rows;
    Column id, made;
    id.name = "id";
    id.type.name = "int";
    made.name = "ma`de";
    made.type.name = "datetime";
    table.columns = {id, made};
    Index key;
    key.kind = IndexKind::Primary;
    key.parts = {{"id", "", {}, false}};
    table.indexes = {key};
    e.catalog->tables = {table};
    return e;
}

std::string cell(const ProbeResult& probe, std::size_t row, const char* name) {
    return probe.value(row, name).value_or("(null)");
}

} // namespace

/// What is asked of a server's data, and what is made of its answers.
class TestDataProbes : public QObject {
    Q_OBJECT

private slots:
    void aTableThatTakesTooLongIsSampled() {
        const auto e = evidence(1000);
        Server server;
        server.slow = true;
        server.cells = {"900", "3"};
        Progress progress;
        const auto probe = mysql::countInData(mysql::dataSource(e), "S1", {}, server, progress);
        QCOMPARE(server.asked.size(), std::size_t(2));
        QCOMPARE(probe.rows.size(), std::size_t(1));
        QCOMPARE(cell(probe, 0, "found"), std::string("3"));
        QCOMPARE(cell(probe, 0, "scanned"), std::string("900"));
        QCOMPARE(cell(probe, 0, "whole"), std::string("0"));
        QCOMPARE(cell(probe, 0, "message"), std::string());
    }
    void aSampleThatFailsIsNotAskedTwice() {
        auto e = evidence(10000000);
        Server server;
        server.slow = true;
        Progress progress;
        server.cells = {"1"}; // too few cells: not an answer
        const auto probe = mysql::countInData(mysql::dataSource(e), "S1", {}, server, progress);
        QCOMPARE(server.asked.size(), std::size_t(1));
        QCOMPARE(cell(probe, 0, "found"), std::string("(null)"));
    }
    void aFastTableIsCountedWhole() {
        const auto e = evidence(1000);
        Server server;
        server.cells = {"1000", "0"};
        Progress progress;
        const auto probe = mysql::countInData(mysql::dataSource(e), "S1", {}, server, progress);
        QCOMPARE(server.asked.size(), std::size_t(1));
        QCOMPARE(cell(probe, 0, "whole"), std::string("1"));
        QVERIFY(mysql::suspectRows(e).empty());
    }
    void theZoneOfTheServer_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("system");
        QTest::addColumn<QString>("asked");
        QTest::newRow("UTC") << "SYSTEM"
                             << "UTC"
                             << "";
        QTest::newRow("summer time") << "SYSTEM"
                                     << "CEST"
                                     << "SYSTEM";
        QTest::newRow("a name") << "Europe/Berlin"
                                << "UTC"
                                << "Europe/Berlin";
        QTest::newRow("an offset") << "+02:00"
                                   << "CET"
                                   << "";
        QTest::newRow("not known") << ""
                                   << ""
                                   << "";
        QTest::newRow("hostile") << "x') OR SLEEP(9) -- "
                                 << "CET"
                                 << "";
    }
    void theZoneOfTheServer() {
        QFETCH(QString, zone);
        QFETCH(QString, system);
        QFETCH(QString, asked);
        auto e = evidence(1);
        e.variables = {{"time_zone", zone.toStdString()}, {"system_time_zone", system.toStdString()}};
        const auto source = mysql::dataSource(e);
        QCOMPARE(QString::fromStdString(source.zone), asked);
        const auto plan = mysql::planDataQueries(source, {});
        QCOMPARE(plan.at(0).checks.size(), std::size_t(asked.isEmpty() ? 1 : 3));
        QCOMPARE(plan[0].sql.find("CONVERT_TZ(`ma``de`") != std::string::npos, !asked.isEmpty());
    }
    /// What a file says was counted is looked up in the catalog, never run.
    void suspectsComeFromTheCatalog() {
        auto e = evidence(1);
        ProbeResult probe;
        probe.id = mysql::kDataProbe;
        probe.columns = {"schema_name", "table_name", "column_name", "check_name", "found"};
        probe.rows = {{"shop", "orders", "ma`de", "zero_date", "2"},
                      {"shop", "orders", "ma`de", "x'; DROP TABLE orders; -- ", "2"},
                      {"shop", "no; such", "ma`de", "zero_date", "2"}};
        e.probes = {probe};
        const auto script = mysql::suspectRows(e);
        QVERIFY(
            script.find(
                "'ma`de' AS `column`, 'zero_date' AS `check`, 0 AS place, `id` FROM `shop`.`orders` WHERE "
                "CAST(`ma``de` AS CHAR(10)) LIKE '%-00%' LIMIT 20;") != std::string::npos);
        QVERIFY(script.find("DROP") == std::string::npos && script.find("no; such") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestDataProbes)
#include "tst_data_probes.moc"
