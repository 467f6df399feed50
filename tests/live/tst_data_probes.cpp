// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/text.h"
#include "core/collect/mysql/data_probes.h"
#include "core/collect/mysql/suspect_rows.h"
#include "core/readiness/move/data_checks.h"
#include "core/readiness/readiness.h"
#include "live_support.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
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

/// A zone of our own, with the summer time of 2024 in central Europe: no server need know any.
const std::vector<std::string> kZone{
    "INSERT INTO mysql.time_zone VALUES (61801, 'N')",
    "INSERT INTO mysql.time_zone_name VALUES ('Causeway/Test', 61801)",
    "INSERT INTO mysql.time_zone_transition_type VALUES (61801, 0, 3600, 0, 'T'), (61801, 1, 7200, 1, 'S')",
    "INSERT INTO mysql.time_zone_transition VALUES (61801, 1698541200, 0), (61801, 1711846800, 1), (61801, "
    "1729990800, 0)"};
const std::vector<std::string> kNoZone{
    "SET SESSION TRANSACTION READ WRITE", "DELETE FROM mysql.time_zone_transition WHERE Time_zone_id = 61801",
    "DELETE FROM mysql.time_zone_transition_type WHERE Time_zone_id = 61801",
    "DELETE FROM mysql.time_zone WHERE Time_zone_id = 61801",
    "DELETE FROM mysql.time_zone_name WHERE Time_zone_id = 61801"};

constexpr int kMoreRows = 10;

/// Two tables of the same columns: one with what the checks find in single rows, one in order.
std::vector<std::string> moreStatements(bool json, bool jsonIsText) {
    std::vector<std::string> all{"SET SESSION TRANSACTION READ WRITE",
                                 "SET sql_mode = ''",
                                 "SET NAMES utf8mb4",
                                 "DROP DATABASE IF EXISTS cw_data_more",
                                 "CREATE DATABASE cw_data_more CHARACTER SET utf8mb4",
                                 "USE cw_data_more"};
    if (jsonIsText)
        all.emplace_back("SET check_constraint_checks = 0");
    for (const bool planted : {true, false}) {
        const std::string name = planted ? "planted" : "clean";
        all.push_back(
            "CREATE TABLE " + name +
            " (id INT PRIMARY KEY, euro VARCHAR(40) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT "
            "NULL, word VARCHAR(20) NOT NULL, nick VARCHAR(20) NOT NULL DEFAULT '', maker_id INT NOT "
            "NULL, at DATETIME NOT NULL, single FLOAT, both_ DOUBLE, whole BINARY(16), swapped "
            "BINARY(16), hash BINARY(16), price DECIMAL(7,2) NOT NULL" +
            (json ? ", doc JSON)" : ")") + " ENGINE=InnoDB");
        for (int i = 0; i < kMoreRows; ++i) {
            const std::string digits = fmt::format("SHA2('{}', 256)", i);
            const std::string uuid = fmt::format(
                "CONCAT(SUBSTR({0}, 1, 12), '4', SUBSTR({0}, 14, 3), 'a', SUBSTR({0}, 18, 15))", digits);
            const std::string timed = fmt::format("'{:08x}11ef1abc95645b8c656024db'", 7919 * (i + 1));
            // Two of three rows at fault each: the first and the last.
            const bool odd = planted && (i == 0 || i == kMoreRows - 1);
            const std::string latin = !odd ? "'ÿ plain é'" : i == 0 ? "'10 € “x”'" : "X'418D42'";
            const std::string at = !odd     ? "2024-06-01 12:00:00"
                                   : i == 0 ? "2024-03-31 02:30:00"
                                            : "2024-10-27 02:15:00";
            const std::string document = !odd         ? R"('{"a": 1, "b": {"a": "\\\\u0000"}}')"
                                         : i == 0     ? R"('{"a": "\\u0000"}')"
                                         : jsonIsText ? R"('{"a": 1, "a": 2}')"
                                                      : R"('{"a": 1}')";
            all.push_back(fmt::format(
                "INSERT INTO {} VALUES ({}, {}, '{}', '', {}, '{}', {}, 0.1, UNHEX({}), UNHEX({}), "
                "UNHEX(SUBSTR({}, 1, 32)), {}{})",
                name, i, latin, odd ? "" : "x", odd ? 0 : 7, at, odd ? "16777215" : "0.1", uuid,
                planted ? fmt::format("CONCAT(SUBSTR({0}, 13, 4), SUBSTR({0}, 9, 4), SUBSTR({0}, 1, 8), "
                                      "SUBSTR({0}, 17))",
                                      timed)
                        : uuid,
                digits, odd ? "-99999.99" : "12.50", json ? ", " + document : ""));
        }
        if (planted && jsonIsText)
            all.emplace_back("UPDATE planted SET doc = 'nothing' WHERE id = 5");
    }
    return all;
}

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
    void furtherValuesAreCounted_data() { plantedValuesAreCounted_data(); }
    /// Under a lax sql_mode and in a zone with summer time; and nothing of it where the rows are in order.
    void furtherValuesAreCounted() {
        QFETCH(QString, variable);
        LIVE_SERVER(server, variable.toStdString());
        const bool json = !variable.contains("56"), mariadb = variable.contains("MARIADB");
        live_test::execute(server, moreStatements(json, mariadb));
        live_test::execute(server, kNoZone);
        live_test::execute(server, kZone);
        auto target = server.target;
        target.database = "cw_data_more";
        target.name = "db1";
        Progress progress;
        auto evidence = collect({target}, {}, server.secret(), progress).servers[0];
        QVERIFY(evidence.catalog && !evidence.probe(mysql::kDataProbe));
        evidence.variables["sql_mode"] = "NO_ENGINE_SUBSTITUTION";
        evidence.variables["time_zone"] = "Causeway/Test";
        evidence.probes.push_back(
            mysql::countInData(mysql::dataSource(evidence), "S1", {}, *live_test::connect(server), progress));
        const auto listed = suspects(server, evidence);
        live_test::execute(server, kNoZone);
        live_test::execute(server, {"SET SESSION TRANSACTION READ WRITE", "DROP DATABASE cw_data_more"});

        std::map<std::string, std::string> expected{
            {"euro cp1252_bytes", "1"},       {"euro c1_bytes", "1"},     {"word empty_text", "2"},
            {"maker_id zero_reference", "2"}, {"at zone_gap", "1"},       {"at zone_twice", "1"},
            {"single float_digits", "2"},     {"whole uuid_plain", "10"}, {"swapped uuid_swapped", "10"},
            {"price decimal_limit", "2"}};
        if (json)
            expected["doc json_nul"] = "1";
        if (mariadb)
            expected.insert({{"doc json_twice", "1"}, {"doc json_invalid", "1"}});
        std::map<std::string, std::string> planted, clean;
        const auto& probe = *evidence.probe(mysql::kDataProbe);
        std::set<std::string> asked;
        for (std::size_t i = 0; i < probe.rows.size(); ++i) {
            const auto cell = [&](std::string_view name) {
                return probe.value(i, name).value_or("(null)");
            };
            const auto check = cell("column_name") + " " + cell("check_name");
            QVERIFY2(cell("message").empty(), (check + ": " + cell("message")).c_str());
            QCOMPARE(cell("scanned"), std::to_string(kMoreRows));
            asked.insert(check);
            if (cell("found") != "0")
                (cell("table_name") == "planted" ? planted : clean)[check] = cell("found");
        }
        const auto words = [](const std::map<std::string, std::string>& all) {
            std::string out;
            for (const auto& [name, count] : all)
                out += name + "=" + count + " ";
            return out;
        };
        QCOMPARE(live_test::text(words(planted)), live_test::text(words(expected)));
        QCOMPARE(live_test::text(words(clean)), QString("swapped uuid_plain=10 whole uuid_plain=10 "));
        QVERIFY(asked.contains("both_ float_digits") && asked.contains("hash uuid_plain"));
        QVERIFY(!asked.contains("nick empty_text") && !asked.contains("id zero_reference"));

        // The script lists the same rows by their keys: each check of rows, and none of a whole column.
        for (const auto& [check, count] : expected)
            QCOMPARE(check.find("uuid") == std::string::npos ? count : "0",
                     std::to_string(listed.contains(check) ? listed.at(check).size() : 0));
        QCOMPARE(listed.at("euro cp1252_bytes"), std::set<std::string>{json || mariadb ? "4 0" : "0 0"});
        QCOMPARE(listed.at("maker_id zero_reference"), (std::set<std::string>{"0 0", "0 9"}));

        const auto report = assessReadiness(evidence, {}, {}, progress);
        for (const auto& [check, count] : expected) {
            const auto name = split(check, ' ');
            for (const auto& c : report.conversions) {
                if (c.kind != "table")
                    continue;
                const auto found =
                    std::find_if(c.obstacles.begin(), c.obstacles.end(),
                                 [&](const Obstacle& o) { return o.id == "data." + std::string(name[1]); });
                if (c.name == "planted")
                    QVERIFY2(found != c.obstacles.end() &&
                                 found->message.find(fmt::format("{} ({} of 10 rows)", name[0], count)) !=
                                     std::string::npos,
                             check.c_str());
                else
                    QVERIFY2(found == c.obstacles.end() || name[1] == "uuid_plain", check.c_str());
            }
        }
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
        const auto probe =
            mysql::countInData({catalog, Engine::MariaDB, false, {}}, "S1", budget, *session, progress);
        QCOMPARE(session->statements(), live_test::connect(server)->statements());
        QVERIFY(!probe.rows.empty());
        QVERIFY(!probe.value(0, "found"));
        QVERIFY(probe.value(0, "message")->find("used up") != std::string::npos);
    }

private:
    /// Runs suspects.sql: by check, the place and the key of every row that it lists.
    static std::map<std::string, std::set<std::string>> suspects(const live_test::Server& server,
                                                                 const ServerEvidence& evidence) {
        std::map<std::string, std::set<std::string>> found;
        const auto session = live_test::connect(server);
        Progress progress;
        const auto script = mysql::suspectRows(evidence);
        for (const auto line : split(script, '\n')) {
            if (line.empty() || line.starts_with("--"))
                continue;
            const auto answer = session->run("t", std::string(line), {}, progress);
            if (answer.state != ProbeResult::State::Answered)
                throw Error(ErrorCode::Internal, std::string(line), answer.message);
            for (const auto& row : answer.rows)
                found[row.at(1).value_or("") + " " + row.at(2).value_or("")].insert(
                    row.at(3).value_or("") + " " + row.at(4).value_or(""));
        }
        return found;
    }
};

QTEST_GUILESS_MAIN(TestDataProbes)
#include "tst_data_probes.moc"
