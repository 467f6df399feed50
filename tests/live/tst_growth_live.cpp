// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/growth/growth_probe.h"
#include "core/snapshot/rows_by_month.h"
#include "live_support.h"

#include <fmt/format.h>
#endif

#include <QTest>

using namespace causeway;

namespace {

constexpr int kMonths = 30;

bool isPg(const live_test::Server& server) {
    return server.target.engine == Engine::PostgreSQL;
}

Date today() {
    return std::chrono::floor<std::chrono::days>(now());
}

/// Rows that month i of the planted years adds: more each month.
int rowsOf(int i) {
    return 100 + 10 * i;
}

/// keyed: a key and an index on the time. counting: a key alone. timed: an index on the time alone. bare:
/// neither. Each holds the same rows, and a zero or NULL moment, a future one and some of this month.
std::vector<std::string> plant(const live_test::Server& server) {
    const bool pg = isPg(server);
    std::vector<std::string> sql;
    if (!pg)
        sql = {"SET SESSION TRANSACTION READ WRITE", "SET sql_mode = ''", "DROP DATABASE IF EXISTS cw_growth",
               "CREATE DATABASE cw_growth", "USE cw_growth"};
    else
        sql = {"SET default_transaction_read_only = off", "DROP SCHEMA IF EXISTS cw_growth CASCADE",
               "CREATE SCHEMA cw_growth", "SET search_path = cw_growth"};
    const std::string key = pg ? "id serial PRIMARY KEY" : "id INT AUTO_INCREMENT PRIMARY KEY";
    const std::string noKey = "id INT PRIMARY KEY", time = pg ? "timestamp" : "datetime";
    for (const auto& [name, id] :
         {std::pair{"keyed", key}, {"counting", key}, {"timed", noKey}, {"bare", noKey}})
        sql.push_back(
            fmt::format("CREATE TABLE {} ({}, created_at {} NULL, updated_at {} NULL, pad CHAR(80))", name,
                        id, time, time));
    sql.push_back("CREATE INDEX keyed_time ON keyed (created_at)");
    sql.push_back("CREATE INDEX timed_time ON timed (created_at)");
    const int thisMonth = monthOf(today());
    std::string values;
    int id = 0;
    for (int i = 0; i <= kMonths; ++i) { // the last one is the visit's month
        const Date start = firstDay(thisMonth - kMonths + i), end = firstDay(thisMonth - kMonths + i + 1);
        const int rows = i < kMonths ? rowsOf(i) : 7;
        for (int r = 0; r < rows; ++r)
            values += fmt::format("{}({}, '{}', '2026-01-01', 'x')", ++id > 1 ? "," : "", id,
                                  toIso(start + (end - start) * r / rows));
    }
    values += fmt::format(",({}, '2099-01-01', NULL, 'x'),({}, NULL, NULL, 'x')", id + 1, id + 2);
    for (const char* name : {"keyed", "counting", "timed", "bare"})
        sql.push_back(
            fmt::format("INSERT INTO {} (id, created_at, updated_at, pad) VALUES {}", name, values));
    if (pg)
        sql.push_back("ANALYZE cw_growth.keyed, cw_growth.counting, cw_growth.timed, cw_growth.bare");
    return sql;
}

std::vector<std::string> clear(const live_test::Server& server) {
    if (isPg(server))
        return {"SET default_transaction_read_only = off", "DROP SCHEMA cw_growth CASCADE"};
    return {"SET SESSION TRANSACTION READ WRITE", "DROP DATABASE cw_growth"};
}

const RowsByMonth* historyOf(const std::vector<RowsByMonth>& tables, std::string_view name) {
    for (const auto& t : tables)
        if (t.schema == "cw_growth" && t.table == name)
            return &t;
    return nullptr;
}

} // namespace

/// Years of rows by month, planted on real servers and found again by each way of reading.
class TestGrowthLive : public QObject {
    Q_OBJECT

private slots:
    void aSingleVisitShowsYears_data() {
        QTest::addColumn<QString>("variable");
        QTest::newRow("MariaDB") << "CAUSEWAY_TEST_MARIADB";
        QTest::newRow("MySQL 5.6") << "CAUSEWAY_TEST_MYSQL56";
        QTest::newRow("MySQL 9.7") << "CAUSEWAY_TEST_MYSQL97";
        QTest::newRow("PostgreSQL 15") << "CAUSEWAY_TEST_PG15";
        QTest::newRow("PostgreSQL 17") << "CAUSEWAY_TEST_PG17";
    }
    void aSingleVisitShowsYears() {
        QFETCH(QString, variable);
        LIVE_SERVER(server, variable.toStdString());
        live_test::execute(server, plant(server));
        auto target = server.target;
        if (!isPg(server))
            target.database = "cw_growth";
        CollectOptions options;
        options.readHistory = true;
        Progress progress;
        auto snapshot = collect({target}, options, server.secret(), progress);
        auto evidence = snapshot.servers[0];
        const auto visit = rowsByMonth(evidence);
        for (const char* name : {"keyed", "counting", "timed", "bare"})
            compare(visit, name, "counted", 0);

        // The same tables as if they were large: each by the way that is cheap for it.
        growth_probe::Budget large;
        large.wholeRows = 0;
        std::erase_if(evidence.probes, [](const ProbeResult& p) { return p.id == kRowsByMonthProbe; });
        evidence.probes.push_back(
            growth_probe::readHistory(evidence, "S1", today(), large, *live_test::connect(server), progress));
        live_test::execute(server, clear(server));
        const auto dear = rowsByMonth(evidence);
        compare(dear, "keyed", "keys", 1);
        compare(dear, "counting", "sampled keys", 62); // two of the 240 steps between keys
        compare(dear, "timed", "counted", 0);
        const auto* bare = historyOf(dear, "bare");
        QVERIFY(bare);
        if (isPg(server))
            compare(dear, "bare", "sampled", 25);
        else
            QCOMPARE(bare->message, std::string("no index on created_at and no key keeps it cheap"));
    }

    void aSlowTableIsLeftInTime() {
        LIVE_SERVER(server, std::string("CAUSEWAY_TEST_MARIADB"));
        live_test::execute(server, plant(server));
        auto target = server.target;
        target.database = "cw_growth";
        Progress progress;
        const auto snapshot = collect({target}, {}, server.secret(), progress);
        auto session = live_test::connect(server);
        live::ResultLimits limits;
        limits.seconds = 1;
        const auto start = std::chrono::steady_clock::now();
        const auto answer = session->run("slow", "SELECT SLEEP(20)", limits, progress);
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::seconds{4});
        QVERIFY(answer.state == ProbeResult::State::Failed || answer.rows.at(0).at(0) == "1");
        growth_probe::Budget none;
        none.tableSeconds = 0;
        auto evidence = snapshot.servers[0];
        evidence.probes.push_back(
            growth_probe::readHistory(evidence, "S1", today(), none, *session, progress));
        live_test::execute(server, clear(server));
        for (const auto& table : rowsByMonth(evidence))
            QCOMPARE(table.message, std::string("the time for one table was used up"));
    }

private:
    /// The planted months, each within `tolerance` rows.
    void compare(const std::vector<RowsByMonth>& tables, const char* name, const char* method,
                 int tolerance) {
        const auto* table = historyOf(tables, name);
        QVERIFY2(table, name);
        QVERIFY2(table->method == method,
                 (std::string(name) + " " + table->method + " " + table->message).c_str());
        QCOMPARE(table->timeColumn, std::string("created_at"));
        QCOMPARE(table->added.size(), std::size_t(kMonths));
        for (int i = 0; i < kMonths; ++i)
            QVERIFY2(std::abs(table->added[std::size_t(i)] - rowsOf(i)) <= tolerance,
                     fmt::format("{} month {}: {}", name, i, table->added[std::size_t(i)]).c_str());
    }
};

QTEST_GUILESS_MAIN(TestGrowthLive)
#include "tst_growth_live.moc"
