// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/growth/growth_plan.h"
#include "core/collect/growth/growth_probe.h"
#include "core/snapshot/rows_by_month.h"
#endif

#include <QTest>

#include <deque>

using namespace causeway;

namespace {

const Date kDay = *parseDate("2026-04-10");
using Cells = std::vector<std::vector<std::optional<std::string>>>;

/// Gives its answers in order; then fails.
class Server : public live::Session {
public:
    explicit Server(std::deque<Cells> answers) : answers_(std::move(answers)) {}
    ProbeResult run(const std::string&, const std::string& sql, const live::ResultLimits& limits,
                    Progress&) override {
        asked.push_back(sql);
        shortest = std::min(shortest, limits.seconds);
        ProbeResult answer;
        if (answers_.empty()) {
            answer.state = ProbeResult::State::Failed;
            answer.message = "1142: SELECT command denied";
            return answer;
        }
        answer.rows = answers_.front();
        answers_.pop_front();
        return answer;
    }
    std::size_t statements() const override { return asked.size(); }

    std::vector<std::string> asked;
    double shortest = 1e9;

private:
    std::deque<Cells> answers_;
};

Column column(const char* name, const char* type) {
    Column c;
    c.name = name;
    c.type.name = type;
    return c;
}

Index index(const char* name, IndexKind kind, const char* leading) {
    Index i;
    i.name = name;
    i.kind = kind;
    i.parts = {{leading, "", {}, false}};
    return i;
}

/// orders(id, date_purchased, last_modified), a million rows.
Table orders(bool timeIndexed, bool counts) {
    Table t;
    t.schema = "shop";
    t.name = "orders";
    t.rows = 1000000;
    t.dataBytes = 100000000;
    t.columns = {column("id", "int"), column("last_modified", "datetime"),
                 column("date_purchased", "datetime")};
    t.columns[0].autoIncrement = counts;
    t.indexes = {index("PRIMARY", IndexKind::Primary, "id")};
    if (timeIndexed)
        t.indexes.push_back(index("idx", IndexKind::Plain, "date_purchased"));
    return t;
}

ServerEvidence evidence(const Table& table, Engine engine = Engine::MySQL) {
    ServerEvidence e;
    e.id = "db1";
    e.engine = engine;
    e.catalog.emplace();
    e.catalog->tables = {table};
    return e;
}

RowsByMonth read(const Table& table, Server& server, Engine engine = Engine::MySQL,
                 growth_probe::Budget budget = {}) {
    auto e = evidence(table, engine);
    Progress progress;
    e.probes.push_back(growth_probe::readHistory(e, "S1", kDay, budget, server, progress));
    const auto tables = rowsByMonth(e);
    return tables.size() == 1 ? tables[0] : RowsByMonth{};
}

std::vector<std::optional<std::string>> row(std::initializer_list<const char*> cells) {
    return {cells.begin(), cells.end()};
}

} // namespace

/// How a table's history is asked for, and what is made of the answers.
class TestGrowthProbe : public QObject {
    Q_OBJECT

private slots:
    void theMomentARowWasMade_data() {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<QString>("chosen");
        QTest::newRow("rails") << QStringList{"updated_at", "created_at", "deleted_at"} << "created_at";
        QTest::newRow("magento") << QStringList{"customer_dob", "created_at", "updated_at"} << "created_at";
        QTest::newRow("shop") << QStringList{"last_modified", "date_purchased", "orders_date_finished"}
                              << "date_purchased";
        QTest::newRow("products") << QStringList{"products_date_available", "products_date_added",
                                                 "products_last_modified"}
                                  << "products_date_added";
        QTest::newRow("sakila") << QStringList{"return_date", "rental_date", "last_update"} << "rental_date";
        QTest::newRow("only when it changed") << QStringList{"last_update"} << "";
        QTest::newRow("a birthday") << QStringList{"date_of_birth"} << "";
        QTest::newRow("nothing speaks for it") << QStringList{"payload"} << "";
    }
    void theMomentARowWasMade() {
        QFETCH(QStringList, columns);
        QFETCH(QString, chosen);
        Table t;
        for (const auto& name : columns)
            t.columns.push_back(column(name.toUtf8().constData(), "datetime"));
        const auto found = growth_probe::chooseColumns(t);
        QCOMPARE(QString::fromStdString(found ? found->time : std::string()), chosen);
    }

    void aColumnThatAnUpdateMovesNeverCounts() {
        Table t;
        t.columns = {column("created", "timestamp")};
        t.columns[0].onUpdateNow = true;
        QVERIFY(!growth_probe::chooseColumns(t));
        t.columns[0].onUpdateNow = false;
        QVERIFY(growth_probe::chooseColumns(t));
        t.columns[0].type.name = "varchar";
        QVERIFY(!growth_probe::chooseColumns(t));
    }

    void aSmallTableIsCounted() {
        auto table = orders(true, true);
        table.rows = 500;
        // 24313 = December 2025 and so on; April 2026 is not over, and 23999 is before what is looked at.
        Server server({{row({"24311", "10", "10"}), row({"24313", "20", "35"}), row({"24314", "5", "40"})}});
        const auto t = read(table, server);
        QCOMPARE(t.method, std::string("counted"));
        QCOMPARE(t.firstMonth, monthOf(*parseDate("2025-12-01")));
        QCOMPARE(t.added, (std::vector<double>{10, 0, 20, 5}));
        QCOMPARE(t.keyAtEnd, (std::vector<double>{10, 10, 35, 40}));
        QVERIFY(server.asked[0].find("`date_purchased` < '2026-04-01'") != std::string::npos);
        QVERIFY(server.shortest <= 5);
    }

    void anIndexOnTheTimeGivesKeysAtMonthStarts() {
        Server server({{row({"24312"})}, {row({"1", "1001", "3001", "3501"})}, {row({"1", "3700"})}});
        const auto t = read(orders(true, true), server);
        QCOMPARE(t.method, std::string("keys"));
        QCOMPARE(t.firstMonth, monthOf(*parseDate("2026-01-15")));
        QCOMPARE(t.added, (std::vector<double>{1000, 2000, 500}));
        QCOMPARE(t.keyAtEnd, (std::vector<double>{1001, 3001, 3501}));
    }

    void aKeyAloneIsAskedForItsDays() {
        growth_probe::Budget budget;
        budget.keySamples = 5;
        Server server({{row({"1", "1001"})},
                       {row({"2026-01-01", "2026-01-16", "2026-02-01", "2026-03-01", "2026-04-01"})}});
        const auto t = read(orders(false, true), server, Engine::MySQL, budget);
        QCOMPARE(t.method, std::string("sampled keys"));
        QCOMPARE(t.added, (std::vector<double>{500, 250, 250}));
    }

    void keysThatDoNotFollowTheTimeAreNotBelieved() {
        growth_probe::Budget budget;
        budget.keySamples = 5;
        Server server({{row({"1", "1001"})},
                       {row({"2026-03-01", "2025-01-16", "2026-02-01", "2024-03-01", "2026-04-01"})}});
        const auto t = read(orders(false, true), server, Engine::MySQL, budget);
        QVERIFY(t.method.empty() && t.added.empty());
        QCOMPARE(t.message, std::string("date_purchased does not follow id"));
    }

    void withoutAKeyTheIndexIsCountedNewestFirst() {
        Server server({{row({"30"})}, {row({"20"})}, {row({"10"})}});
        const auto t = read(orders(true, false), server);
        QCOMPARE(t.method, std::string("counted"));
        QCOMPARE(t.added, (std::vector<double>{10, 20, 30}));
        QVERIFY(t.keyAtEnd.empty());
        QVERIFY(server.asked[0].find("'2026-03-01'") != std::string::npos);
    }

    void withNothingToGoByOnlyPostgresqlSamples() {
        Server mysql({});
        auto t = read(orders(false, false), mysql);
        QVERIFY(mysql.asked.empty());
        QCOMPARE(t.message, std::string("no index on date_purchased and no key keeps it cheap"));
        Server pg({{row({"24312", "300"}), row({"24314", "100"}), {std::nullopt, std::string("100")}}});
        t = read(orders(false, false), pg, Engine::PostgreSQL);
        QCOMPARE(t.method, std::string("sampled"));
        QCOMPARE(t.added, (std::vector<double>{600000, 0, 200000}));
        QVERIFY(pg.asked[0].find("TABLESAMPLE SYSTEM (5.0000)") != std::string::npos);
    }

    void whatTheServerRefusesIsTold() {
        Server server({});
        const auto t = read(orders(true, true), server);
        QVERIFY(t.method.empty());
        QCOMPARE(t.message, std::string("1142: SELECT command denied"));
    }

    void theTimeForAllTablesIsKept() {
        Server server({});
        growth_probe::Budget budget;
        budget.seconds = 0;
        const auto t = read(orders(true, true), server, Engine::MySQL, budget);
        QVERIFY(server.asked.empty());
        QCOMPARE(t.message, std::string("the time for all tables was used up"));
    }

    void hostileAnswersAreNoHistory() {
        for (const auto& cells : std::vector<Cells>{
                 {},
                 {{}},
                 {row({"x", "y", "z"})},
                 {row({"1e300", "nan", "-1"})},
                 {row({"-5", "-5", "-5"}), row({"999999999", "1", "1"})},
             }) {
            for (const bool small : {true, false}) {
                auto table = orders(true, true);
                table.rows = small ? 10 : 10000000;
                Server server({cells, cells, cells, cells});
                const auto t = read(table, server);
                for (const double v : t.added)
                    QVERIFY(v >= 0 && std::isfinite(v));
                QVERIFY(t.added.size() <= 120);
            }
        }
        ServerEvidence e;
        auto probe = emptyRowsByMonth();
        for (const char* months : {"2026-13", "x", "2026-01"})
            for (const char* added : {"1,2,", "1;2", "-4", "1e999", "1,2"})
                probe.rows.push_back(row({"s", "t", "c", "k", "keys", months, added, "1", ""}));
        e.probes = {probe};
        QVERIFY(rowsByMonth(e).empty());
    }

    void whatIsWrittenIsRead() {
        const RowsByMonth t{"shop", "orders", "made", "id", "keys", -5, {1, 0, 2e9}, {7, 7, 9e15}, ""};
        auto probe = emptyRowsByMonth();
        addRow(probe, t);
        ServerEvidence e;
        e.probes = {probe};
        const auto back = rowsByMonth(e);
        QCOMPARE(back.size(), std::size_t(1));
        QCOMPARE(back[0].firstMonth, -5);
        QCOMPARE(back[0].added, t.added);
        QCOMPARE(back[0].keyAtEnd, t.keyAtEnd);
        QVERIFY(back[0].byKey());
    }
};

QTEST_GUILESS_MAIN(TestGrowthProbe)
#include "tst_growth_probe.moc"
