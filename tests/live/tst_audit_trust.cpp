// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"

#include <QDate>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

struct Kind {
    std::string name, variable;
    bool postgresql() const { return name.starts_with("pg"); }
};

const std::vector<Kind> kKinds{{"mariadb", "CAUSEWAY_TEST_MARIADB"},
                               {"mysql56", "CAUSEWAY_TEST_MYSQL56"},
                               {"mysql97", "CAUSEWAY_TEST_MYSQL97"},
                               {"pg15", "CAUSEWAY_TEST_PG15"},
                               {"pg17", "CAUSEWAY_TEST_PG17"}};

const Kind& kindOf(const QString& name) {
    return *std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return text(k.name) == name; });
}

MysqlKind mysqlKind(const std::string& name) {
    for (const auto& kind : mysqlKinds())
        if (kind.name == name)
            return kind;
    return {};
}

std::vector<std::string> goodConfiguration(const std::string& kind) {
    if (kind.starts_with("pg"))
        return {"# data checksums",
                "archive_mode = on",
                "archive_command = '/bin/true'",
                "shared_preload_libraries = 'pg_stat_statements'",
                "log_checkpoints = on",
                "log_lock_waits = on",
                "log_temp_files = 0",
                "log_min_duration_statement = 1000",
                "idle_in_transaction_session_timeout = 600000",
                "random_page_cost = 1.1"};
    std::vector<std::string> lines{"server_id = 1",
                                   "log_bin = binlog",
                                   "binlog_format = ROW",
                                   "sync_binlog = 1",
                                   "innodb_flush_method = O_DIRECT",
                                   "sql_mode = STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION",
                                   "slow_query_log = ON",
                                   "long_query_time = 1",
                                   "local_infile = OFF",
                                   "performance_schema = ON",
                                   "skip_name_resolve = ON",
                                   "character_set_server = utf8mb4"};
    const auto add = [&](std::initializer_list<const char*> more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    if (kind == "mariadb")
        add({"gtid_strict_mode = ON", "expire_logs_days = 14", "secure_file_priv = /tmp"});
    else if (kind == "mysql56")
        add({"gtid_mode = ON", "enforce_gtid_consistency = ON", "log_slave_updates = ON",
             "expire_logs_days = 14", "secure_file_priv = /tmp"});
    else
        add({"secure_file_priv = NULL"});
    return lines;
}

std::vector<std::string> goodSchema(const std::string& kind) {
    if (kind.starts_with("pg"))
        return {
            "CREATE EXTENSION pg_stat_statements",
            "CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL)",
            "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint NOT "
            "NULL "
            "REFERENCES customer, total numeric(12,2) NOT NULL)",
            "CREATE INDEX orders_customer ON orders (customer_id)",
            "INSERT INTO customer SELECT g, 'c' || g FROM generate_series(1, 100) g",
            "INSERT INTO orders (customer_id, total) SELECT 1 + g % 100, g FROM generate_series(1, 1000) g",
            "ANALYZE",
            "SELECT * FROM orders WHERE customer_id = 7"};
    std::vector<std::string> sql;
    if (kind == "mysql56")
        sql = {"DELETE FROM mysql.user WHERE user = ''", "DELETE FROM mysql.db WHERE db LIKE 'test%'",
               "DROP DATABASE test", "FLUSH PRIVILEGES"};
    for (const char* one :
         {"CREATE DATABASE shop CHARACTER SET utf8mb4",
          "CREATE TABLE shop.customer (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(60) NOT "
          "NULL) "
          "ENGINE=InnoDB",
          "CREATE TABLE shop.orders (id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id BIGINT NOT "
          "NULL, total "
          "DECIMAL(12,2) NOT NULL, FOREIGN KEY (customer_id) REFERENCES shop.customer (id)) ENGINE=InnoDB",
          "INSERT INTO shop.customer (name) VALUES ('a'), ('b')",
          "INSERT INTO shop.orders (customer_id, total) VALUES (1, 10), (2, 20)",
          "SELECT * FROM shop.orders WHERE customer_id = 1",
          "CREATE USER 'web'@'10.0.0.9' IDENTIFIED BY 'Cw-test-1 pass'",
          "GRANT SELECT, INSERT, UPDATE, DELETE ON shop.* TO 'web'@'10.0.0.9'"})
        sql.emplace_back(one);
    return sql;
}

/// True of every server that stands alone in a test: no replica is attached, and 5.6.24 is old and dead.
bool isExpected(const std::string& kind, const std::string& rule) {
    return rule == "rep.spof" || rule == "rep.pg_spof" ||
           (kind == "mysql56" && (rule == "ver.eol" || rule == "ver.minor"));
}

Criteria facts() {
    Criteria c;
    c.set("ram", "512MB");
    c.set("restore_tested", QDate::currentDate().addDays(-20).toString(Qt::ISODate).toStdString());
    c.set("backup_method", "a full copy each night and the logs");
    return c;
}

Snapshot read(const Server& server, const std::string& user = {}) {
    auto target = server;
    if (!user.empty()) {
        target.target.user = user;
        target.password = "Cw-test-1 pass";
    }
    Progress progress;
    auto snapshot = collect({target.target}, {}, target.secret(), progress);
    if (server.target.engine != Engine::PostgreSQL)
        withoutOwnAccounts(snapshot);
    return snapshot;
}

AuditReport audited(const Snapshot& snapshot) {
    Progress progress;
    return audit(snapshot, facts(), "en", progress);
}

} // namespace

/// What a DBA must be able to rely on: a good server is left in peace, what is not seen is not passed.
class TestAuditTrust : public QObject {
    Q_OBJECT
private slots:
    void wellRunServerIsQuiet_data() { kinds(); }
    void wellRunServerIsQuiet() { guarded(&TestAuditTrust::quiet); }
    void fewRightsPassNothing_data() { kinds(); }
    void fewRightsPassNothing() { guarded(&TestAuditTrust::fewRights); }

private:
    static void kinds() {
        QTest::addColumn<QString>("name");
        for (const auto& kind : kKinds)
            QTest::newRow(kind.name.c_str()) << text(kind.name);
    }
    void guarded(void (TestAuditTrust::*test)(const Kind&)) {
        QFETCH(QString, name);
        const auto& kind = kindOf(name);
        LIVE_SERVER(shared, kind.variable);
        try {
            (this->*test)(kind);
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

    void quiet(const Kind& kind) {
        const OwnServer own(kind.name, goodConfiguration(kind.name));
        execute(own.server(), goodSchema(kind.name));
        const auto snapshot = read(own.server());
        int loud = 0;
        for (const auto& report : {audited(snapshot), audited(later(snapshot, 40 * 86400.0))})
            for (const auto& f : report.findings())
                if (f.severity != Severity::Info && !isExpected(kind.name, f.rule)) {
                    qWarning("%s: %s | %s", f.rule.c_str(), f.title.c_str(), f.where.c_str());
                    ++loud;
                }
        QCOMPARE(loud, 0);
    }

    void fewRights(const Kind& kind) {
        auto lines = goodConfiguration(kind.name);
        std::erase_if(
            lines, [](const std::string& line) { return line.starts_with("skip_name") || line[0] == '#'; });
        const OwnServer own(kind.name, lines);
        if (kind.postgresql())
            execute(own.server(), {"CREATE ROLE narrow LOGIN PASSWORD 'Cw-test-1 pass'",
                                   "CREATE ROLE second_dba LOGIN SUPERUSER PASSWORD 'Cw-test-1 pass'",
                                   "CREATE TABLE log_line (at timestamptz, card_number text)",
                                   "CREATE UNLOGGED TABLE orders (id int)", "CREATE SCHEMA hidden",
                                   "CREATE TABLE hidden.price (price double precision)",
                                   "SELECT pg_create_physical_replication_slot('idle', true)"});
        else {
            execute(own.server(), badSchema(mysqlKind(kind.name)));
            execute(own.server(), {"CREATE USER 'narrow'@'%' IDENTIFIED BY 'Cw-test-1 pass'",
                                   "CREATE USER 'narrow'@'localhost' IDENTIFIED BY 'Cw-test-1 pass'"});
        }
        const auto whole = audited(read(own.server())), narrow = audited(read(own.server(), "narrow"));
        int blind = 0, open = 0;
        for (const auto& check : whole.checks) {
            const auto& same = checkOf(narrow, check.rule);
            open += same.state == CheckState::NotAssessed && check.state != CheckState::NotAssessed;
            if (check.state == CheckState::Found && same.state == CheckState::Passed) {
                qWarning("%s is passed although: %s", check.rule.c_str(), check.findings[0].title.c_str());
                ++blind;
            }
        }
        QCOMPARE(blind, 0);
        QVERIFY(open > 0);
    }
};

QTEST_GUILESS_MAIN(TestAuditTrust)
#include "tst_audit_trust.moc"
