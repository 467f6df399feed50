// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "offline_support.h"
#include "planted_mysql.h"
#endif

#include <QDate>
#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

bool isPostgresql(const std::string& kind) {
    return kind.starts_with("pg");
}

MysqlKind mysqlKind(const std::string& name) {
    for (const auto& kind : mysqlKinds())
        if (kind.name == name)
            return kind;
    return {};
}

std::vector<std::string> configurationFor(const std::string& kind) {
    if (!isPostgresql(kind))
        return badConfiguration(mysqlKind(kind));
    return {"fsync = off",
            "full_page_writes = off",
            "autovacuum = off",
            "archive_mode = on",
            "archive_command = ''",
            "max_connections = 400",
            "work_mem = 64kB",
            "max_prepared_transactions = 5",
            "password_encryption = md5",
            "shared_preload_libraries = 'pg_stat_statements'",
            "log_checkpoints = off",
            "random_page_cost = 4"};
}

std::vector<std::string> schemaFor(const std::string& kind) {
    if (!isPostgresql(kind))
        return badSchema(mysqlKind(kind));
    return {
        "CREATE EXTENSION pg_stat_statements",
        "SET password_encryption = 'md5'",
        "CREATE ROLE shop_app LOGIN PASSWORD 'Cw-test-1 pass'",
        "CREATE ROLE second_dba LOGIN SUPERUSER PASSWORD 'Cw-test-1 pass'",
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
        "CREATE TABLE customer (id bigint PRIMARY KEY, name text)",
        "CREATE TABLE visit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, visitor int, customer_id "
        "bigint REFERENCES customer, pad text)",
        "INSERT INTO customer SELECT g, 'c' || g FROM generate_series(1, 1000) g",
        "INSERT INTO visit (visitor, customer_id, pad) SELECT g, 1 + g % 1000, repeat('x', 40) FROM "
        "generate_series(1, 60000) g",
        "CREATE INDEX visit_a ON visit (pad, visitor)",
        "CREATE INDEX visit_b ON visit (pad, visitor)",
        "CREATE INDEX visit_short ON visit (pad)",
        "CREATE TABLE log_line (at timestamptz, line text)",
        "CREATE TABLE price (id int PRIMARY KEY, price double precision)",
        "CREATE UNLOGGED TABLE orders (id int PRIMARY KEY)",
        "CREATE TABLE payment (id int PRIMARY KEY, card_number text, cvv text)",
        "CREATE SEQUENCE order_number AS integer",
        "SELECT setval('order_number', 2000000000)",
        "SELECT pg_create_physical_replication_slot('abandoned', true)",
        "BEGIN",
        "INSERT INTO customer VALUES (5000, 'prepared')",
        "PREPARE TRANSACTION 'shop 1'",
        "ALTER SYSTEM SET max_worker_processes = 9",
        "SELECT pg_reload_conf()",
        "SELECT count(*) FROM visit WHERE visitor = 7"};
}

AuditReport audited(Snapshot snapshot) {
    if (snapshot.servers.at(0).engine != Engine::PostgreSQL)
        withoutOwnAccounts(snapshot);
    Criteria facts;
    facts.set("ram", "512MB");
    facts.set("restore_tested", QDate::currentDate().addDays(-20).toString(Qt::ISODate).toStdString());
    facts.set("backup_method", "a full copy each night and the logs");
    Progress progress;
    return audit(snapshot, facts, "en", progress);
}

Snapshot readLive(const Server& server) {
    Progress progress;
    return collect({server.target}, {}, server.secret(), progress);
}

/// Keys and severities of what a rule found.
std::string said(const CheckResult& check) {
    std::set<std::string> all;
    for (const auto& f : check.findings)
        all.insert(f.key + " " + std::string(severityName(f.severity)));
    return join({all.begin(), all.end()}, ", ");
}

/// Rules that say one thing of the server and another of its files; those of the reviewed list only where the
/// files would pass what the server fails.
int differences(const AuditReport& online, const AuditReport& offline, const char* way) {
    const auto reviewed = liveOnly(way);
    int different = 0;
    for (const auto& check : online.checks) {
        const auto& other = checkOf(offline, check.rule);
        const bool falselyPassed = check.state == CheckState::Found && other.state == CheckState::Passed;
        if (said(check) == said(other) || (reviewed.contains(check.rule) && !falselyPassed))
            continue;
        ++different;
        qWarning("%s: live \"%s\" %s | %s \"%s\" %s", check.rule.c_str(), said(check).c_str(),
                 check.reason.c_str(), way, said(other).c_str(), other.reason.c_str());
    }
    return different;
}

/// Writes a file of the test's own and gives its path.
std::string written(const std::string& path, const std::string& content) {
    QFile file(text(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(content.c_str()) < 0)
        throw Error(ErrorCode::Internal, "cannot write " + path);
    return path;
}

/// What a client's DBA would send: SHOW GLOBAL VARIABLES and STATUS as the client prints them, and the
/// definitions of the schema shop, each as the server prints it.
std::vector<std::string> filesOf(const OwnServer& own) {
    const auto session = connect(own.server());
    Progress progress;
    const auto rows = [&](const std::string& sql) {
        return session->run("files", sql, {}, progress).rows;
    };
    const auto list = [&](const std::string& sql) {
        std::string all = "Variable_name\tValue\n";
        for (const auto& row : rows(sql))
            all += row.at(0).value_or("") + "\t" + replaceAll(row.at(1).value_or(""), "\n", "\\n") + "\n";
        return all;
    };
    std::string dump = "CREATE DATABASE shop;\nUSE shop;\nSET FOREIGN_KEY_CHECKS=0;\n";
    for (const auto& row : rows("SHOW FULL TABLES FROM shop WHERE Table_type = 'BASE TABLE'"))
        dump +=
            rows("SHOW CREATE TABLE shop.`" + row.at(0).value_or("") + "`").at(0).at(1).value_or("") + ";\n";
    return {written(own.folder() + "/status.txt", list("SHOW GLOBAL STATUS")),
            written(own.folder() + "/variables.txt", list("SHOW GLOBAL VARIABLES")),
            written(own.folder() + "/schema.sql", dump)};
}

} // namespace

/// The same server audited live and from the files taken from it gives the same findings, but for the rules
/// of data/live_only_rules.json.
class TestOffline : public QObject {
    Q_OBJECT
private slots:
    void theListIsReviewed() {
        const auto file = liveOnlyFile();
        int entries = 0;
        for (const char* way : {"script", "files"}) {
            const auto list = file[way].toArray();
            entries += int(list.size());
            QCOMPARE(liveOnly(way).size(), std::size_t(list.size())); // no rule twice
            for (const auto& [rule, reason] : liveOnly(way))
                QVERIFY2(reason.size() > 25, rule.c_str());
        }
        QVERIFY2(file["entries"].toInt() == entries,
                 "the list of live-only rules has changed: review it, then state its length and the date");
        QVERIFY(QDate::fromString(file["reviewed"].toString(), Qt::ISODate).isValid());
    }

    void script_data() { kinds(true); }
    void script() { guarded(&TestOffline::readByScript); }
    void files_data() { kinds(false); }
    void files() { guarded(&TestOffline::readFromFiles); }

private:
    static void kinds(bool postgresql) {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("variable");
        QTest::newRow("mariadb") << "mariadb"
                                 << "CAUSEWAY_TEST_MARIADB";
        QTest::newRow("mysql56") << "mysql56"
                                 << "CAUSEWAY_TEST_MYSQL56";
        QTest::newRow("mysql97") << "mysql97"
                                 << "CAUSEWAY_TEST_MYSQL97";
        if (!postgresql)
            return;
        QTest::newRow("pg15") << "pg15"
                              << "CAUSEWAY_TEST_PG15";
        QTest::newRow("pg17") << "pg17"
                              << "CAUSEWAY_TEST_PG17";
    }
    void guarded(void (TestOffline::*test)(const std::string&)) {
        QFETCH(QString, kind);
        QFETCH(QString, variable);
        LIVE_SERVER(shared, variable.toStdString());
        try {
            (this->*test)(kind.toStdString());
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

    /// The first reading's own statements are among those the server counts: both are to find the same there.
    static void forgetStatements(const OwnServer& own) {
        if (own.postgresql())
            execute(own.server(),
                    {"SELECT pg_stat_statements_reset()", "SELECT count(*) FROM visit WHERE visitor = 7"});
        else
            execute(own.server(), {"TRUNCATE TABLE performance_schema.events_statements_summary_by_digest"});
    }

    /// The script that the client's DBA runs.
    void readByScript(const std::string& kind) {
        const OwnServer own(kind, configurationFor(kind));
        execute(own.server(), schemaFor(kind));
        forgetStatements(own);
        const auto online = audited(readLive(own.server()));
        forgetStatements(own);
        const auto offline = audited(byScript(own.server(), own.server().target.engine));
        QCOMPARE(differences(online, offline, "script"), 0);
        QVERIFY(offline.findings().size() > 20);
    }

    /// SHOW output and definitions, as consultants are sent them.
    void readFromFiles(const std::string& kind) {
        const OwnServer own(kind, configurationFor(kind));
        execute(own.server(), schemaFor(kind));
        auto seen = readLive(own.server());
        std::erase_if(seen.servers.at(0).catalog->tables, [](const Table& t) { return t.schema != "shop"; });
        Progress progress;
        const auto online = audited(seen), offline = audited(importFiles(filesOf(own), kind, progress));
        QCOMPARE(differences(online, offline, "files"), 0);
        QVERIFY(offline.findings().size() > 20);
        for (const auto& [rule, reason] : liveOnly("files"))
            checkOf(online, rule); // a rule that is no more has no place in the list
    }
};

QTEST_GUILESS_MAIN(TestOffline)
#include "tst_offline.moc"
