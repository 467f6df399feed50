// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_postgresql.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr double kDay = 90000; ///< a little more than a day, so that rates a day have one

/// Little memory, few connections, and the end of the transaction numbers in sight.
const std::vector<std::string> kSmall{
    "# next transaction 1199996928",
    "autovacuum_freeze_max_age = 2000000000",
    "shared_preload_libraries = 'pg_stat_statements'",
    "shared_buffers = 1MB",
    "work_mem = 4MB",
    "max_connections = 20",
    "deadlock_timeout = 10ms",
    "max_wal_size = 4GB",
    "fsync = off",
    "wal_level = minimal",
    "max_wal_senders = 0",
};

const std::vector<std::string> kSchema{
    "CREATE EXTENSION pg_stat_statements",
    "CREATE ROLE web LOGIN",
    "CREATE TABLE customer (id bigint PRIMARY KEY, name text)",
    "INSERT INTO customer SELECT g, 'customer ' || g FROM generate_series(1, 20000) g",
    "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id int REFERENCES customer, note text)",
    "INSERT INTO orders SELECT g, 1 + g % 20000, repeat('n', 60) FROM generate_series(1, 60000) g",
    "CREATE INDEX orders_customer ON orders (customer_id)",
    "ANALYZE",
    "CREATE TABLE label (id int, text text)",
    "INSERT INTO label SELECT g, g || repeat('x', 150) FROM generate_series(1, 620000) g",
    "CREATE INDEX label_text ON label (text) WITH (fillfactor = 10)",
    "CREATE PROCEDURE half_in_vain() LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..6000 LOOP PERFORM 1; COMMIT; "
    "PERFORM 1; ROLLBACK; END LOOP; END $$",
};

std::string times(const std::string& sql, int n) {
    std::string all = "DO $$ BEGIN FOR i IN 1.." + std::to_string(n) + " LOOP PERFORM " + sql;
    return all + "; END LOOP; END $$";
}

/// Two sessions take the same two rows in turn, each in its own order.
void deadlocks(const Server& server, int n) {
    const auto take = [&](const char* first, const char* second) {
        const auto session = connect(server);
        Progress progress;
        for (int i = 0; i < n; ++i)
            for (const auto& sql :
                 {std::string("BEGIN"), std::string("UPDATE customer SET name = name WHERE id = ") + first,
                  std::string("SELECT pg_sleep(0.01)"),
                  std::string("UPDATE customer SET name = name WHERE id = ") + second, std::string("COMMIT")})
                session->run("load", sql, {}, progress);
    };
    std::thread other([&] { take("2", "1"); });
    take("1", "2");
    other.join();
}

void badDay(const Server& server) {
    execute(server, {"SELECT pg_stat_reset()", "SELECT pg_stat_statements_reset()"});
    deadlocks(server, 60);
    execute(server,
            {"CALL half_in_vain()", times("count(*) FROM label", 40), times("count(*) FROM label", 40)});
    for (int i = 0; i < 4; ++i) // each well within a statement's time limit
        execute(server, {"SELECT count(*) FROM (SELECT g, g || repeat('x', 1000) AS t FROM "
                         "generate_series(1, 300000) g ORDER BY 2 DESC OFFSET 0) x"});
    for (int i = 0; i < 60; ++i)
        execute(server,
                {"SELECT * FROM orders LIMIT 15000", "SELECT id FROM orders WHERE note LIKE '%nothing%'",
                 i == 20 ? "SELECT pg_sleep(3.0)" : "SELECT pg_sleep(0.001)"});
}

void goodDay(const Server& server) {
    execute(server, {"SELECT pg_stat_reset()", "SELECT pg_stat_statements_reset()"});
    execute(server, {times("count(note) FROM orders", 100)});
    for (int i = 0; i < 60; ++i)
        execute(server, {"SELECT * FROM orders WHERE id > 500 ORDER BY id LIMIT 50",
                         "SELECT id FROM orders WHERE customer_id = 7", "SELECT pg_sleep(0.01)"});
}

void replaceInHba(const OwnServer& own, const std::string& add) {
    QFile hba(text(own.folder() + "/data/pg_hba.conf"));
    if (!hba.open(QIODevice::ReadWrite))
        throw Error(ErrorCode::Internal, "pg_hba.conf cannot be changed");
    auto all = hba.readAll();
    all.replace("host all all nowhere\n", "");
    hba.resize(0);
    hba.seek(0);
    hba.write(all + QByteArray::fromStdString(add));
    hba.close();
    execute(own.server(), {"SELECT pg_reload_conf()"});
}

struct Seen {
    AuditReport live, day;
    std::vector<const AuditReport*> all() const { return {&live, &day}; }
};

Seen look(const OwnServer& own) {
    Progress progress;
    const auto snapshot = readPostgresql(own.server());
    Criteria facts;
    facts.set("ram", "8MB");
    return {audit(snapshot, facts, "en", progress), audit(later(snapshot, kDay), facts, "en", progress)};
}

} // namespace

/// PostgreSQL servers worn by a bad day: each rule fires, its fix is applied or its advice followed, and it
/// fires no more.
class TestPlantedWear : public QObject {
    Q_OBJECT
private slots:
    void wornServers_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("pg15") << "pg15";
        QTest::newRow("pg17") << "pg17";
    }
    void wornServers() {
        try {
            wornServer();
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    void wornServer() {
        QFETCH(QString, kind);
        LIVE_SERVER(shared, kind == "pg15" ? "CAUSEWAY_TEST_PG15" : "CAUSEWAY_TEST_PG17");
        OwnServer own(kind.toStdString(), kSmall);
        execute(own.server(), kSchema);
        const auto rules = [&](const char* level) {
            return ProofRegister::instance().rules("tst_planted_wear", "worn server", own.kind(), level);
        };
        badDay(own.server());
        replaceInHba(own, "host all all nowhere\n");
        Seen bad;
        {
            auto web = own.server();
            web.target.user = "web";
            std::vector<std::unique_ptr<live::Session>> idle;
            for (int i = 0; i < 16; ++i)
                idle.push_back(live_test::connect(web));
            bad = look(own);
        }
        QCOMPARE(notFound(bad.all(), rules("mended")) + notFound(bad.all(), rules("followed")) +
                     notFound(bad.all(), rules("found")),
                 0);
        QCOMPARE(text(badAdvice(bad.live)) + text(badAdvice(bad.day)), QString());
        applyOnPostgresql(own.server(), bad.all(), rules("mended"));
        replaceInHba(own, "");
        execute(own.server(),
                {"ALTER TABLE orders ALTER COLUMN customer_id TYPE bigint", "DROP INDEX label_text"});
        own.reconfigure({"shared_buffers = 64MB", "work_mem = 64MB"});
        goodDay(own.server());
        const auto good = look(own);
        QCOMPARE(stillFound(good.all(), rules("mended")) + stillFound(good.all(), rules("followed")), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedWear)
#include "tst_planted_wear.moc"
