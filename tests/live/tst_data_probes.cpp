// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/mysql/data_probes.h"
#include "core/readiness/move/data_checks.h"
#include "core/readiness/readiness.h"
#include "live_support.h"

#include <map>
#endif

#include <QTest>

using namespace causeway;

namespace {

constexpr const char* kDatabase = "cw_data_probes";

/// One row that is in order, and one that each check finds.
const std::vector<std::string> kStatements{
    "SET SESSION TRANSACTION READ WRITE",
    "SET sql_mode = ''",
    "SET foreign_key_checks = 0",
    "SET NAMES utf8mb4",
    "DROP DATABASE IF EXISTS cw_data_probes",
    "CREATE DATABASE cw_data_probes CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
    "USE cw_data_probes",
    "CREATE TABLE parent (id INT PRIMARY KEY) ENGINE=InnoDB",
    "CREATE TABLE planted (id INT PRIMARY KEY, d DATE NOT NULL, partial DATETIME NULL, clean DATE NULL, "
    "flag TINYINT(1) NOT NULL, big BIGINT UNSIGNED NOT NULL, t TIME NOT NULL, e ENUM('a','b') NOT NULL, "
    "word VARCHAR(60) NOT NULL, twice VARCHAR(60) NOT NULL, code VARCHAR(20) CHARACTER SET utf8mb4 COLLATE "
    "utf8mb4_bin NOT NULL, parent_id INT NULL, UNIQUE KEY code_key (code), CONSTRAINT planted_fk FOREIGN KEY "
    "(parent_id) REFERENCES parent (id)) ENGINE=InnoDB",
    "ALTER TABLE planted ADD huge LONGBLOB NULL",
    "INSERT INTO parent VALUES (1)",
    "INSERT INTO planted (id, d, partial, clean, flag, big, t, e, word, twice, code, parent_id) VALUES (1, "
    "'2024-01-02', '2024-01-02 03:04:05', '2024-01-02', 1, 7, '10:00:00', "
    "'a', 'Привіт', 'naïve café Київ', 'One', 1), (2, '0000-00-00', '2024-00-10 00:00:00', NULL, 7, "
    "18446744073709551615, '-20:00:00', 'zzz', 'a\\0b', CONVERT(CAST('café' AS BINARY) USING latin1), 'one', "
    "99), (3, '2024-01-02', NULL, NULL, 0, 0, '100:00:00', 'b', '', 'ééé', 'two', NULL)",
};

} // namespace

/// The counts of collect --probe, on real servers.
class TestDataProbes : public QObject {
    Q_OBJECT

private slots:
    void plantedValuesAreCounted_data() {
        QTest::addColumn<QString>("variable");
        QTest::newRow("MariaDB") << "CAUSEWAY_TEST_MARIADB";
        QTest::newRow("MySQL 5.6") << "CAUSEWAY_TEST_MYSQL56";
        QTest::newRow("MySQL 9.7") << "CAUSEWAY_TEST_MYSQL97";
    }
    void plantedValuesAreCounted() {
        QFETCH(QString, variable);
        LIVE_SERVER(server, variable.toStdString());
        live_test::execute(server, kStatements);
        auto target = server.target;
        target.database = kDatabase;
        target.name = "db1";
        CollectOptions options;
        options.countInData = true;
        Progress progress;
        const auto snapshot = collect({target}, options, server.secret(), progress);
        live_test::execute(server, {"SET SESSION TRANSACTION READ WRITE", "DROP DATABASE cw_data_probes"});
        const auto* probe = snapshot.servers[0].probe(mysql::kDataProbe);
        QVERIFY(probe);
        std::map<std::string, std::string> found;
        for (std::size_t i = 0; i < probe->rows.size(); ++i) {
            const auto cell = [&](std::string_view name) {
                return probe->value(i, name).value_or("(null)");
            };
            QVERIFY2(cell("message").empty(), cell("message").c_str());
            QCOMPARE(cell("whole"), std::string("1"));
            if (cell("table_name") == "planted")
                found[cell("column_name") + " " + cell("check_name")] = cell("found") + "/" + cell("scanned");
        }
        const std::map<std::string, std::string> expected{
            {"d zero_date", "1/3"},         {"partial zero_date", "1/3"}, {"clean zero_date", "0/3"},
            {"flag not_boolean", "1/3"},    {"big beyond_bigint", "1/3"}, {"t beyond_day", "2/3"},
            {"e empty_label", "1/3"},       {"word nul_byte", "1/3"},     {"word encoded_twice", "0/3"},
            {"twice encoded_twice", "1/3"}, {"twice nul_byte", "0/3"},    {"code nul_byte", "0/3"},
            {"code encoded_twice", "0/3"},  {"planted_fk orphan", "1/3"}, {"code case_twin", "1/3"},
            {"huge beyond_field", "0/3"}};
        for (const auto& [check, count] : expected) {
            QVERIFY2(found.contains(check), check.c_str());
            QVERIFY2(found[check] == count, (check + " " + found[check]).c_str());
        }
        const auto report = assessReadiness(snapshot.servers[0], {}, {}, progress);
        for (const auto& c : report.conversions)
            if (c.kind == "table" && c.name == "planted")
                for (const char* id :
                     {"data.zero_dates", "data.not_boolean", "data.beyond_bigint", "data.beyond_day",
                      "data.empty_label", "data.nul_byte", "data.encoded_twice"})
                    QVERIFY2(std::any_of(c.obstacles.begin(), c.obstacles.end(),
                                         [&](const Obstacle& o) { return o.id == id; }),
                             id);
    }
    void theBudgetIsKept() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        const auto session = live_test::connect(server);
        Catalog catalog;
        Table table;
        table.schema = "mysql";
        table.name = "user";
        Column column;
        column.name = "User";
        column.type.name = "char";
        table.columns = {column};
        catalog.tables = {table};
        mysql::DataBudget budget;
        budget.seconds = -1;
        Progress progress;
        const auto probe = mysql::countInData(catalog, Engine::MariaDB, "S1", budget, *session, progress);
        QCOMPARE(session->statements(), live_test::connect(server)->statements());
        QVERIFY(!probe.rows.empty());
        QVERIFY(!probe.value(0, "found"));
        QVERIFY(probe.value(0, "message")->find("used up") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDataProbes)
#include "tst_data_probes.moc"
