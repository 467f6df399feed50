// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/live/server_collector.h"
#include "core/collect/mysql/mysql_collector.h"
#include "core/snapshot/snapshot_json.h"
#include "live_support.h"

#include <QElapsedTimer>

#include <thread>
#endif

#include <QTest>

using namespace causeway;
using live_test::text;

namespace {

using State = ProbeResult::State;

const std::vector<std::string> kTorture{
    "DROP DATABASE IF EXISTS cw_torture",
    "CREATE DATABASE cw_torture CHARACTER SET utf8",
    "CREATE TABLE cw_torture.parent (id INT UNSIGNED NOT NULL AUTO_INCREMENT, code VARCHAR(20) NOT NULL "
    "DEFAULT 'NULL', "
    "PRIMARY KEY (id), UNIQUE KEY uq_code (code(10))) ENGINE=InnoDB DEFAULT CHARSET=latin1 COMMENT='it''s'",
    "CREATE TABLE cw_torture.`we``ird \"name'` (a TINYINT(1) NOT NULL DEFAULT 1, b "
    "ENUM('x','it''s','a\\\\b') DEFAULT 'x', "
    "c SET('p','q') NOT NULL DEFAULT 'p', d DECIMAL(10,2) DEFAULT NULL, "
    "e TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, f BIT(3) DEFAULT b'101', g "
    "TEXT, "
    "h BIGINT UNSIGNED NOT NULL, `select` DATETIME(6) DEFAULT NULL, pid INT UNSIGNED, "
    "KEY `k``1` (d, b), FULLTEXT KEY ft (g), "
    "CONSTRAINT fk_p FOREIGN KEY (pid) REFERENCES cw_torture.parent (id) ON DELETE CASCADE ON UPDATE SET "
    "NULL) "
    "ENGINE=InnoDB",
    "CREATE TABLE cw_torture.parts (id INT NOT NULL, y INT NOT NULL, PRIMARY KEY (id, y)) ENGINE=InnoDB "
    "PARTITION BY RANGE (y) (PARTITION p1 VALUES LESS THAN (2020), PARTITION p2 VALUES LESS THAN MAXVALUE)",
    "CREATE TABLE cw_torture.hashed (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB PARTITION BY HASH (id) "
    "PARTITIONS 4",
    "CREATE TABLE cw_torture.old (a INT) ENGINE=MyISAM",
    "CREATE VIEW cw_torture.v AS SELECT id, code FROM cw_torture.parent WHERE id > 1",
    "CREATE FUNCTION cw_torture.twice(n INT) RETURNS INT DETERMINISTIC RETURN n * 2",
    "CREATE PROCEDURE cw_torture.put(IN a INT, OUT b VARCHAR(10)) SET b = a",
    "CREATE TRIGGER cw_torture.trg BEFORE INSERT ON cw_torture.parent FOR EACH ROW SET NEW.code = "
    "UPPER(NEW.code)",
    "CREATE EVENT cw_torture.ev ON SCHEDULE EVERY 2 HOUR DISABLE DO DELETE FROM cw_torture.old",
    "INSERT INTO cw_torture.parent (code) VALUES ('a'), ('b'), ('c')",
};

std::unique_ptr<live::ServerCollector> read(const live_test::Server& server) {
    Progress progress;
    auto collector = mysql::openCollector(server.target, server.password, "S1", progress);
    collector->sample(progress);
    collector->readRest(progress);
    return collector;
}

/// The same server as another account with a password.
live_test::Server as(const live_test::Server& server, const std::string& user) {
    live_test::Server other = server;
    other.target.user = user;
    other.password = "Cw-test-1 pass";
    return other;
}

void makeAccount(const live_test::Server& server, const std::string& user,
                 const std::vector<std::string>& grants) {
    const auto session = live_test::connect(server);
    Progress progress;
    session->run("drop", "DROP USER " + user + "@'%'", {}, progress);
    session->run("drop", "DROP USER " + user + "@localhost", {}, progress);
    std::vector<std::string> statements;
    for (const std::string host : {"'%'", "localhost"}) {
        statements.push_back("CREATE USER " + user + "@" + host + " IDENTIFIED BY 'Cw-test-1 pass'");
        for (const auto& grant : grants)
            statements.push_back("GRANT " + grant + " TO " + user + "@" + host);
    }
    live_test::execute(server, statements);
}

} // namespace

class TstCollectMysql : public QObject {
    Q_OBJECT

private slots:
    void servers() {
        QTest::addColumn<std::string>("variable");
        QTest::newRow("MariaDB") << std::string("CAUSEWAY_TEST_MARIADB");
        QTest::newRow("MySQL 5.6") << std::string("CAUSEWAY_TEST_MYSQL56");
        QTest::newRow("MySQL 9.7") << std::string("CAUSEWAY_TEST_MYSQL97");
    }

    void everyProbeIsAnswered_data() { servers(); }
    void everyProbeIsAnswered() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        QElapsedTimer clock;
        clock.start();
        const auto collector = read(server);
        qInfo("%s: %lld ms, %zu statements", variable.c_str(), clock.elapsed(), collector->statements());
        QCOMPARE(collector->evidence.probes.front().id, std::string("mysql.status"));
        for (const auto& probe : collector->evidence.probes) {
            const bool expected = probe.state == State::Answered || probe.state == State::Absent;
            if (!expected || (probe.state == State::Absent && !probe.query.empty()))
                qWarning("%s: %s", probe.id.c_str(), probe.message.c_str());
            QVERIFY2(expected, probe.id.c_str());
            // What is absent was known from the version or a setting, not found out by an error.
            QVERIFY2(probe.state != State::Absent || probe.query.empty(), probe.id.c_str());
        }
        QVERIFY(collector->evidence.counter("uptime").value_or(0) > 0);
        QVERIFY(collector->evidence.variableNumber("innodb_buffer_pool_size").value_or(0) > 1e6);
        QVERIFY(collector->evidence.version.known());
        QVERIFY(collector->evidence.catalog);
        QVERIFY(!collector->evidence.probe("mysql.accounts")->rows.empty());
    }

    void sessionCannotWrite_data() { servers(); }
    void sessionCannotWrite() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        live_test::execute(server, {"CREATE DATABASE IF NOT EXISTS cw_write",
                                    "DROP TABLE IF EXISTS cw_write.t", "CREATE TABLE cw_write.t (a INT)"});
        const auto session = live_test::connect(server);
        Progress progress;
        live::ProbeContext context;
        const auto version = session->run("v", "SELECT VERSION()", {}, progress);
        const auto identity = parseServerVersion(*version.rows[0][0]);
        context.engine = identity.engine;
        context.version = identity.version;
        context.expand = [](const std::string& sql) {
            return live::expandPlaceholders(sql, [](std::string_view, std::string_view) { return "20000"; });
        };
        const auto refused = live::makeSafe(live::loadProbes("mysql"), context, *session, progress);
        QVERIFY2(refused.empty(), refused.empty() ? "" : refused[0].c_str());
        for (const char* sql :
             {"INSERT INTO cw_write.t VALUES (1)", "UPDATE cw_write.t SET a = 1", "DROP TABLE cw_write.t",
              "CREATE TABLE cw_write.u (a INT)", "CREATE DATABASE cw_write2", "TRUNCATE cw_write.t"}) {
            const auto result = session->run("w", sql, {}, progress);
            QVERIFY2(result.state != State::Answered, sql);
            QVERIFY2(result.message.find("1792") != std::string::npos, result.message.c_str());
        }
        live_test::execute(server, {"DROP DATABASE cw_write"});
    }

    void catalogIsWhatWasCreated_data() { servers(); }
    void catalogIsWhatWasCreated();

    void onlyProcessIsNotClean_data() { servers(); }
    void onlyProcessIsNotClean() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        makeAccount(server, "cw_process", {"PROCESS ON *.*"});
        const auto collector = read(as(server, "cw_process"));
        QVERIFY(!collector->evidence.catalog);
        for (const char* id : {"mysql.accounts", "mysql.database_grants", "mysql.catalog.tables"}) {
            const auto* probe = collector->evidence.probe(id);
            QVERIFY2(probe && probe->state == State::Denied, id);
            QVERIFY2(probe->rows.empty() && !probe->message.empty(), id);
        }
        QCOMPARE(collector->evidence.probe("mysql.processlist")->state, State::Answered);
    }

    void onlySelectIsNotClean_data() { servers(); }
    void onlySelectIsNotClean() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        makeAccount(server, "cw_select", {"SELECT ON *.*"});
        const auto collector = read(as(server, "cw_select"));
        QVERIFY(collector->evidence.catalog);
        for (const char* id : {"mysql.processlist", "mysql.binlog_dump_threads", "mysql.innodb_trx",
                               "mysql.replica_status", "mysql.innodb_metrics"}) {
            const auto* probe = collector->evidence.probe(id);
            QVERIFY2(probe && probe->state == State::Denied, id);
            QVERIFY2(!probe->message.empty(), id);
        }
        QCOMPARE(collector->evidence.probe("mysql.accounts")->state, State::Answered);
        Progress progress;
        const auto other = as(server, "cw_select");
        const auto test = testConnection(other.target, other.secret(), progress);
        QVERIFY(test.ok);
        QCOMPARE(test.failedStep, std::string("privilege"));
        QVERIFY(std::count(test.missingPrivileges.begin(), test.missingPrivileges.end(), "PROCESS"));
    }

    void accountsCarryNoHash_data() { servers(); }
    void accountsCarryNoHash() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        makeAccount(server, "cw_hash", {"USAGE ON *.*"});
        Progress progress;
        const Snapshot snapshot = collect({server.target}, {}, server.secret(), progress);
        const auto* accounts = snapshot.servers[0].probe("mysql.accounts");
        bool found = false;
        for (std::size_t i = 0; i < accounts->rows.size(); ++i)
            if (accounts->value(i, "user") == "cw_hash") {
                found = true;
                QCOMPARE(accounts->value(i, "has_password"), std::optional<std::string>("1"));
                QCOMPARE(accounts->value(i, "locked"), std::optional<std::string>("0"));
                QCOMPARE(accounts->value(i, "is_role"), std::optional<std::string>("0"));
                QCOMPARE(accounts->value(i, "super_priv"), std::optional<std::string>("N"));
            }
        QVERIFY(found);
        const std::string json = jsonText(snapshot);
        const auto hash = live_test::connect(server)->run(
            "h", "SELECT * FROM mysql.user WHERE user = 'cw_hash'", {}, progress);
        for (const char* column : {"password", "authentication_string"})
            if (const auto value = hash.value(0, column); value && value->size() > 10)
                QVERIFY(json.find(*value) == std::string::npos);
        if (server.password)
            QVERIFY(json.find(*server.password) == std::string::npos);
        QVERIFY(snapshotFromJson(Json::parse(jsonText(snapshot))) == snapshot);
    }

    void cancelStopsWithinTwoSeconds_data() { servers(); }
    void cancelStopsWithinTwoSeconds() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        const auto session = live_test::connect(server);
        Progress progress;
        QElapsedTimer clock;
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            clock.start();
            progress.cancel();
        });
        bool cancelled = false;
        try {
            session->run("sleep", "SELECT SLEEP(60)", {}, progress);
        } catch (const Error& error) {
            cancelled = error.code() == ErrorCode::Cancelled;
        }
        const auto took = clock.elapsed();
        stopper.join();
        QVERIFY(cancelled);
        QVERIFY2(took < 2000, qPrintable(QString::number(took)));
        verifyNothingSleeps(server);
    }

    void overTimeIsStopped_data() { servers(); }
    void overTimeIsStopped() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        live_test::Server hasty = server;
        hasty.target.statementTimeout = 1;
        const auto session = live_test::connect(hasty);
        Progress progress;
        QElapsedTimer clock;
        clock.start();
        const auto result = session->run("sleep", "SELECT SLEEP(60)", {}, progress);
        QVERIFY2(clock.elapsed() < 4000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(result.state, State::Failed);
        QVERIFY(result.message.find("time limit of 1 s") != std::string::npos);
        // The connection goes on working.
        QCOMPARE(session->run("one", "SELECT 1 AS one", {}, progress).value(0, "one"),
                 std::optional<std::string>("1"));
        verifyNothingSleeps(server);
    }

    void tooLargeAnAnswerIsNotKept_data() { servers(); }
    void tooLargeAnAnswerIsNotKept() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        const auto session = live_test::connect(server);
        Progress progress;
        const std::string tables = "information_schema.columns";
        const auto rows =
            session->run("r", "SELECT 1 FROM " + tables, {.rows = 10, .bytes = 1 << 20}, progress);
        QCOMPARE(rows.state, State::Failed);
        QVERIFY(rows.rows.empty());
        const auto bytes =
            session->run("b", "SELECT REPEAT('x', 5000) AS x", {.rows = 10, .bytes = 4096}, progress);
        QCOMPARE(bytes.state, State::Failed);
        QCOMPARE(session->run("one", "SELECT 1 AS one", {}, progress).value(0, "one"),
                 std::optional<std::string>("1"));
    }

    void queriesDoNotGrowWithTables_data() { servers(); }
    void queriesDoNotGrowWithTables() {
        QFETCH(std::string, variable);
        LIVE_SERVER(server, variable);
        live_test::execute(server, {"DROP DATABASE IF EXISTS cw_many", "CREATE DATABASE cw_many"});
        const auto few = read(server)->statements();
        std::vector<std::string> create;
        for (int i = 0; i < 200; ++i)
            create.push_back("CREATE TABLE cw_many.t" + std::to_string(i) +
                             " (id INT PRIMARY KEY, v INT, KEY k (v)) ENGINE=InnoDB");
        live_test::execute(server, create);
        const auto collector = read(server);
        QCOMPARE(collector->statements(), few);
        QVERIFY2(few < 80, qPrintable(QString::number(few)));
        std::size_t found = 0;
        for (const auto& table : collector->evidence.catalog->tables)
            found += table.schema == "cw_many" && table.columns.size() == 2 && table.indexes.size() == 2;
        QCOMPARE(found, std::size_t(200));
        live_test::execute(server, {"DROP DATABASE cw_many"});
    }

    void samplesAreTakenBeforeTheCatalog() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        Progress progress;
        const Snapshot snapshot = collect({server.target, server.target}, {.samples = 2, .everySeconds = 1.1},
                                          server.secret(), progress);
        QCOMPARE(snapshot.servers.size(), std::size_t(2));
        QVERIFY(snapshot.servers[0].id != snapshot.servers[1].id);
        for (const auto& evidence : snapshot.servers) {
            QCOMPARE(evidence.status.size(), std::size_t(2));
            const auto rate = evidence.rate("questions");
            QVERIFY(rate && !rate->sinceBoot && rate->overSeconds >= 1);
        }
        QVERIFY(!snapshot.id.empty());
    }

    void tlsIsUsed() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MYSQL97");
        Progress progress;
        const auto test = testConnection(server.target, server.secret(), progress);
        QVERIFY2(test.ok, test.message.c_str());
        QVERIFY(!test.cipher.empty());
        QVERIFY(test.failedStep.empty());
        live_test::Server plain = server;
        plain.target.tls = Target::Tls::Disable;
        const auto refused = testConnection(plain.target, plain.secret(), progress);
        QVERIFY(!refused.ok);
        QCOMPARE(refused.failedStep, std::string("login"));
        live_test::Server strict = server;
        strict.target.tls = Target::Tls::VerifyFull;
        QCOMPARE(testConnection(strict.target, strict.secret(), progress).failedStep, std::string("tls"));
    }

    void failuresNameTheStep() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MYSQL56");
        Progress progress;
        Target target = server.target;
        target.tls = Target::Tls::Require;
        QCOMPARE(testConnection(target, {}, progress).failedStep, std::string("tls"));
        target.tls = Target::Tls::Prefer;
        QVERIFY(testConnection(target, {}, progress).ok);
        target.user = "nobody-here";
        const SecretProvider wrong = [](const Target&) {
            return std::optional<std::string>("wrong-word");
        };
        const auto login = testConnection(target, wrong, progress);
        QCOMPARE(login.failedStep, std::string("login"));
        QVERIFY(login.message.find("wrong-word") == std::string::npos);
        target.port = 1;
        QCOMPARE(testConnection(target, {}, progress).failedStep, std::string("port"));
        target.host = "no-such-host.invalid";
        QCOMPARE(testConnection(target, {}, progress).failedStep, std::string("name"));
        try {
            collect({target}, {}, {}, progress);
            QFAIL("an unreachable server must stop the collection");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Connection);
        }
    }

private:
    static void verifyNothingSleeps(const live_test::Server& server) {
        const auto session = live_test::connect(server);
        Progress progress;
        const auto running = session->run(
            "p", "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE info = 'SELECT SLEEP(60)'",
            {}, progress);
        QCOMPARE(running.value(0, "n"), std::optional<std::string>("0"));
    }
};

void TstCollectMysql::catalogIsWhatWasCreated() {
    QFETCH(std::string, variable);
    LIVE_SERVER(server, variable);
    live_test::execute(server, kTorture);
    live_test::Server one = server;
    one.target.database = "cw_torture";
    const auto collector = read(one);
    const Catalog& catalog = *collector->evidence.catalog;
    QCOMPARE(catalog.schemas, std::vector<std::string>{"cw_torture"});
    QCOMPARE(catalog.tables.size(), std::size_t(5));

    const Table& parent = *catalog.table("cw_torture", "parent");
    QCOMPARE(parent.engine, std::string("InnoDB"));
    QCOMPARE(parent.charset, std::string("latin1"));
    QCOMPARE(parent.comment, std::string("it's"));
    QCOMPARE(parent.autoIncrement.value_or(0), std::uint64_t(4));
    const Column& id = parent.columns.at(0);
    QCOMPARE(id.type.name, std::string("int"));
    QVERIFY(id.type.isUnsigned && id.autoIncrement && !id.nullable && !id.defaultValue);
    QVERIFY((parent.columns.at(1).defaultValue == DefaultValue{DefaultValue::Kind::Literal, "NULL"}));
    QCOMPARE(parent.columns.at(1).type.length.value_or(0), 20u);
    QVERIFY(parent.primaryKey() && parent.indexes.at(0).kind == IndexKind::Primary);
    QCOMPARE(parent.indexes.at(1).kind, IndexKind::Unique);
    QCOMPARE(parent.indexes.at(1).parts.at(0).prefix.value_or(0), 10u);

    const Table& weird = *catalog.table("cw_torture", "we`ird \"name'");
    using Kind = DefaultValue::Kind;
    const auto value = [&](const char* column) {
        return weird.column(column)->defaultValue;
    };
    QVERIFY((value("a") == DefaultValue{Kind::Number, "1"}));
    QVERIFY((value("b") == DefaultValue{Kind::Literal, "x"}));
    QVERIFY((weird.column("b")->type.members == std::vector<std::string>{"x", "it's", "a\\b"}));
    QVERIFY((weird.column("c")->type.members == std::vector<std::string>{"p", "q"}));
    QVERIFY((value("d") == DefaultValue{Kind::Null, ""}));
    QCOMPARE(weird.column("d")->type.scale.value_or(0), 2u);
    QCOMPARE(value("e")->kind, Kind::CurrentTimestamp);
    QVERIFY(weird.column("e")->onUpdateNow && !weird.column("e")->nullable);
    QVERIFY((value("f") == DefaultValue{Kind::Bit, "101"}));
    QVERIFY(weird.column("h")->type.isUnsigned && !value("h"));
    QCOMPARE(weird.column("select")->type.length.value_or(0), 6u);
    QVERIFY(!weird.primaryKey());
    const ForeignKey& key = weird.foreignKeys.at(0);
    QVERIFY(key.name == "fk_p" && key.refTable == "parent" && key.refSchema.empty());
    QVERIFY(key.onDelete == "CASCADE" && key.onUpdate == "SET NULL");
    QVERIFY(
        (key.columns == std::vector<std::string>{"pid"} && key.refColumns == std::vector<std::string>{"id"}));
    bool fulltext = false, quotedName = false;
    for (const auto& index : weird.indexes) {
        fulltext = fulltext || (index.name == "ft" && index.kind == IndexKind::Fulltext);
        quotedName = quotedName || (index.name == "k`1" && index.parts.size() == 2);
    }
    QVERIFY(fulltext && quotedName);

    const auto& ranges = *catalog.table("cw_torture", "parts")->partitioning;
    QCOMPARE(ranges.method, std::string("RANGE"));
    QCOMPARE(ranges.partitions.size(), std::size_t(2));
    QCOMPARE(ranges.partitions[0].values, std::string("LESS THAN (2020)"));
    QCOMPARE(ranges.partitions[1].values, std::string("LESS THAN MAXVALUE"));
    QCOMPARE(catalog.table("cw_torture", "hashed")->partitioning->count, 4u);
    QCOMPARE(catalog.table("cw_torture", "old")->engine, std::string("MyISAM"));

    QCOMPARE(catalog.views.size(), std::size_t(1));
    QVERIFY(!catalog.views[0].select.empty() && !catalog.views[0].definer.empty());
    QCOMPARE(catalog.routines.size(), std::size_t(2));
    for (const auto& routine : catalog.routines) {
        const bool function = routine.kind == Routine::Kind::Function;
        QVERIFY(!routine.body.empty());
        QCOMPARE(routine.name, std::string(function ? "twice" : "put"));
        QVERIFY2(routine.parameters.starts_with(function ? "`n` int" : "IN `a` int"),
                 routine.parameters.c_str());
        QVERIFY(routine.returns.starts_with(function ? "int" : ""));
    }
    QCOMPARE(catalog.triggers.size(), std::size_t(1));
    QVERIFY(catalog.triggers[0].timing == "BEFORE" && catalog.triggers[0].event == "INSERT");
    QCOMPARE(catalog.events.size(), std::size_t(1));
    QVERIFY2(catalog.events[0].schedule.starts_with("EVERY 2 HOUR"), catalog.events[0].schedule.c_str());
    QVERIFY(!catalog.events[0].enabled);
    live_test::execute(server, {"DROP DATABASE cw_torture"});
}

QTEST_GUILESS_MAIN(TstCollectMysql)
#include "tst_collect_mysql.moc"
