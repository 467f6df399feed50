// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_postgresql.h"
#include "proofs.h"

#include <QDir>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr double kMonth = 40 * 86400.0;

/// A configuration with as many faults as one server can start with.
const std::vector<std::string> kBadConfiguration{
    "fsync = off",
    "full_page_writes = off",
    "synchronous_commit = off",
    "autovacuum = off",
    "wal_level = replica",
    "archive_mode = on",
    "archive_command = ''",
    "max_connections = 400",
    "shared_buffers = 128MB",
    "work_mem = 64kB",
    "max_slot_wal_keep_size = -1",
    "max_prepared_transactions = 5",
    "password_encryption = md5",
    "idle_in_transaction_session_timeout = 0",
    "max_wal_size = 32MB",
    "min_wal_size = 32MB",
    "log_checkpoints = off",
    "random_page_cost = 4",
    "synchronous_standby_names = 'n2'",
};

const std::vector<std::string> kBadSchema{
    "SET password_encryption = 'md5'",
    "CREATE ROLE shop_app LOGIN PASSWORD 'Cw-test-1 pass'",
    "CREATE ROLE second_dba LOGIN SUPERUSER PASSWORD 'Cw-test-1 pass'",
    "GRANT CREATE ON SCHEMA public TO PUBLIC",
    "CREATE TABLE customer (id bigint PRIMARY KEY, name text)",
    "CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, visitor int, customer_id bigint "
    "REFERENCES customer, pad text)",
    "INSERT INTO customer SELECT g, 'c' || g FROM generate_series(1, 1000) g",
    "INSERT INTO visit (visitor, customer_id, pad) SELECT g, 1 + g % 1000, repeat('x', 40) FROM "
    "generate_series(1, "
    "60000) g",
    "CREATE INDEX visit_a ON visit (pad, visitor)",
    "CREATE INDEX visit_b ON visit (pad, visitor)",
    "CREATE INDEX visit_short ON visit (pad)",
    "CREATE TABLE log_line (at timestamptz, line text)",
    "CREATE TABLE price (id int PRIMARY KEY, price double precision)",
    "CREATE INDEX copy_of_key ON price (id)",
    "CREATE UNIQUE INDEX price_once ON price (price)",
    "CREATE INDEX cheap ON price (price)",
    "CREATE UNLOGGED TABLE orders (id int PRIMARY KEY)",
    "CREATE TABLE quiet (id int PRIMARY KEY) WITH (autovacuum_enabled = off)",
    "CREATE TABLE payment (id int PRIMARY KEY, card_number text, cvv text)",
    "CREATE SEQUENCE order_number AS integer",
    "SELECT setval('order_number', 2000000000)",
    "CREATE TABLE stale (id int PRIMARY KEY, n int)",
    "INSERT INTO stale SELECT g, 0 FROM generate_series(1, 12000) g",
    "CREATE TABLE twice (a int)",
    "INSERT INTO twice VALUES (1), (1)",
    "CREATE TABLE churn (id bigint, pad text)",
    "INSERT INTO churn SELECT g, repeat('y', 100) FROM generate_series(1, 100000) g",
    "CREATE INDEX churn_id ON churn (id)",
    "SELECT pg_create_physical_replication_slot('abandoned', true)",
    "SELECT pg_create_physical_replication_slot('starved', true)",
    "BEGIN",
    "INSERT INTO customer VALUES (5000, 'prepared')",
    "PREPARE TRANSACTION 'shop 1'",
    "ALTER SYSTEM SET max_worker_processes = 9",
    "SELECT pg_reload_conf()",
};

std::vector<std::string> demanded(const OwnServer& own, const char* scenario, const char* level) {
    return ProofRegister::instance().rules("tst_planted_postgresql", scenario, own.kind(), level);
}

Criteria criteria() {
    Criteria c;
    c.set("ram", "1GB");
    c.set("restore_tested", "2025-01-01");
    return c;
}

} // namespace

/// PostgreSQL servers made defective on purpose: each rule fires, its fix is applied, it fires no more.
class TestPlantedPostgresql : public QObject {
    Q_OBJECT
private slots:
    void rulesFireAndFixesMend_data() {
        QTest::addColumn<QString>("kind");
        QTest::newRow("pg15") << "pg15";
        QTest::newRow("pg17") << "pg17";
    }
    void rulesFireAndFixesMend() {
        try {
            fireAndMend();
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    /// What only a running server can have: bloat, a broken index, dead rows, slots far behind.
    static void wear(const OwnServer& own) {
        const auto& server = own.server();
        execute(server, kBadSchema);
        attempt(server, "CREATE UNIQUE INDEX CONCURRENTLY twice_a ON twice (a)");
        execute(server, {"DELETE FROM twice WHERE ctid = (SELECT min(ctid) FROM twice)",
                         "DELETE FROM churn WHERE id % 50 <> 0"});
        execute(server, {"VACUUM (INDEX_CLEANUP ON) churn"});
        execute(server, {"ANALYZE"});
        execute(server, {"UPDATE stale SET n = n + 1"});
        for (int i = 0; i < 70; ++i)
            execute(server, {"SELECT pg_logical_emit_message(true, 'cw', 'x')", "SELECT pg_switch_wal()"});
        for (int i = 0; i < 25; ++i)
            execute(server, {"CHECKPOINT"});
        QFile hba(text(own.folder() + "/data/pg_hba.conf"));
        if (hba.open(QIODevice::Append))
            hba.write("host all all 10.0.0.0/8 trust\n");
        hba.close();
        execute(server, {"SELECT pg_reload_conf()"});
    }

    void fireAndMend() {
        QFETCH(QString, kind);
        LIVE_SERVER(shared, kind == "pg15" ? "CAUSEWAY_TEST_PG15" : "CAUSEWAY_TEST_PG17");
        OwnServer own(kind.toStdString(), kBadConfiguration);
        wear(own);
        auto mended = demanded(own, "planted", "mended");
        // First what lets commits go on, then who holds the locks: nothing else can be run before.
        const auto first = [](const std::string& rule) {
            return rule == "rep.pg_sync_missing" ? 0 : rule.starts_with("con.") ? 1 : 2;
        };
        std::stable_sort(mended.begin(), mended.end(),
                         [&](const auto& a, const auto& b) { return first(a) < first(b); });
        AuditReport now, month;
        {
            const Held sleeper(own.server(), {"BEGIN", "UPDATE customer SET name = 'held' WHERE id = 1"});
            QTest::qWait(1000);
            const Held waiter(own.server(), {"UPDATE customer SET name = 'waits' WHERE id = 1"});
            QTest::qWait(11000);
            const auto snapshot = readPostgresql(own.server());
            Progress progress;
            now = audit(snapshot, criteria(), "en", progress);
            month = audit(later(snapshot, kMonth), criteria(), "en", progress);
            QCOMPARE(notFound({&now, &month}, mended) +
                         notFound({&now, &month}, demanded(own, "planted", "found")),
                     0);
            QCOMPARE(text(badAdvice(month)), QString());
            applyOnPostgresql(own.server(), {&now, &month}, mended);
        }
        own.reconfigure({});
        Progress progress;
        const auto snapshot = readPostgresql(own.server());
        const auto after = audit(snapshot, criteria(), "en", progress),
                   monthAfter = audit(later(snapshot, kMonth), criteria(), "en", progress);
        QCOMPARE(stillFound({&after, &monthAfter}, mended), 0);
        ofEqualIndexesTheUniqueOneStays(own);
        QVERIFY(after.score > now.score);
        aMonthLater(own, monthAfter);
        queriesWithoutIndex(own);
        thinLog(own);
        lostSlot(own);
    }

    static QString indexesOf(const Server& server, const std::string& table) {
        Progress progress;
        const auto rows = live_test::connect(server)
                              ->run("indexes",
                                    "SELECT string_agg(indexname, ',' ORDER BY indexname) FROM pg_indexes "
                                    "WHERE tablename = '" +
                                        table + "'",
                                    {}, progress)
                              .rows;
        return rows.empty() || !rows[0].at(0) ? QString() : text(*rows[0][0]);
    }

    /// Once copies are gone, what is left and never read goes too, but for what a foreign key needs.
    static void aMonthLater(const OwnServer& own, const AuditReport& month) {
        const auto rules = demanded(own, "a month later", "mended");
        QCOMPARE(notFound({&month}, rules), 0);
        QCOMPARE(text(badAdvice(month)), QString());
        applyOnPostgresql(own.server(), {&month}, rules);
        Progress progress;
        const auto last = audit(later(readPostgresql(own.server()), kMonth), criteria(), "en", progress);
        QCOMPARE(stillFound({&last}, rules) + stillFound({&last}, {"idx.pg_fk_unindexed"}), 0);
    }

    /// The key and the unique index have names after those of their plain copies.
    static void ofEqualIndexesTheUniqueOneStays(const OwnServer& own) {
        QCOMPARE(indexesOf(own.server(), "price"), QString("price_once,price_pkey"));
    }

    /// The statements are counted now: the heaviest has no index, gets it, and is heard of no more.
    static void queriesWithoutIndex(const OwnServer& own) {
        const auto search = [&] {
            for (int i = 0; i < 100; ++i)
                execute(own.server(), {"SELECT id FROM visit WHERE visitor = " + std::to_string(i)});
        };
        execute(own.server(), {"SELECT pg_stat_statements_reset()"});
        search();
        Progress progress;
        const auto before = audit(readPostgresql(own.server()), criteria(), "en", progress);
        const auto rules = demanded(own, "queries without an index", "mended");
        QCOMPARE(notFound({&before}, rules), 0);
        applyOnPostgresql(own.server(), {&before}, rules);
        execute(own.server(), {"SELECT pg_stat_statements_reset()"});
        search();
        const auto after = audit(readPostgresql(own.server()), criteria(), "en", progress);
        QCOMPARE(stillFound({&after}, rules), 0);
    }

    /// Neither an archive nor a standby is possible, until the fixes and a restart.
    static void thinLog(OwnServer& own) {
        execute(own.server(), {"ALTER SYSTEM RESET archive_command"});
        own.reconfigure({"wal_level = minimal", "max_wal_senders = 0", "archive_mode = off"});
        const auto rules = demanded(own, "thin log", "mended");
        Progress progress;
        const auto before = audit(readPostgresql(own.server()), criteria(), "en", progress);
        QCOMPARE(notFound({&before}, rules), 0);
        applyOnPostgresql(own.server(), {&before}, rules);
        own.reconfigure({"max_wal_senders = 5"});
        const auto after = audit(readPostgresql(own.server()), criteria(), "en", progress);
        QCOMPARE(stillFound({&after}, rules), 0);
    }

    /// A slot whose WAL was cut away is of no use, and dropped.
    static void lostSlot(OwnServer& own) {
        execute(own.server(), {"ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'"});
        execute(own.server(), {"SELECT pg_reload_conf()"});
        execute(own.server(), {"SELECT pg_create_physical_replication_slot('starved', true)"});
        for (int i = 0; i < 10; ++i)
            execute(own.server(),
                    {"SELECT pg_logical_emit_message(true, 'cw', 'x')", "SELECT pg_switch_wal()"});
        execute(own.server(), {"CHECKPOINT"});
        Progress progress;
        const auto before = audit(readPostgresql(own.server()), criteria(), "en", progress);
        const auto rules = demanded(own, "lost slot", "mended");
        QCOMPARE(notFound({&before}, rules), 0);
        applyOnPostgresql(own.server(), {&before}, rules);
        const auto after = audit(readPostgresql(own.server()), criteria(), "en", progress);
        QCOMPARE(stillFound({&after}, rules), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedPostgresql)
#include "tst_planted_postgresql.moc"
