// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/collect/target.h"

#include <QTest>

using namespace causeway;

class TstTarget : public QObject {
    Q_OBJECT

private slots:
    void wholeUrl() {
        const Target target =
            parseTarget("mysql://audit@db-1.example:3307/shop?tls=verify-full&ca=%2Fetc%2Fca.pem&"
                        "name=shop%20db&environment=production&statement_timeout=5");
        QCOMPARE(target.engine, Engine::MySQL);
        QCOMPARE(target.host, std::string("db-1.example"));
        QCOMPARE(int(target.port), 3307);
        QCOMPARE(target.user, std::string("audit"));
        QCOMPARE(target.database, std::string("shop"));
        QCOMPARE(target.tls, Target::Tls::VerifyFull);
        QCOMPARE(target.caFile, std::string("/etc/ca.pem"));
        QCOMPARE(target.name, std::string("shop db"));
        QCOMPARE(target.environment, std::string("production"));
        QCOMPARE(target.statementTimeout, 5.0);
        QCOMPARE(target.url(), std::string("mysql://audit@db-1.example:3307/shop"));
    }

    void defaults_data() {
        QTest::addColumn<std::string>("url");
        QTest::addColumn<int>("engine");
        QTest::addColumn<std::string>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<std::string>("back");
        const auto row = [](const char* url, Engine engine, const char* host, int port, const char* back) {
            QTest::newRow(url) << std::string(url) << int(engine) << std::string(host) << port
                               << std::string(back);
        };
        row("mysql://h", Engine::MySQL, "h", 3306, "mysql://h:3306");
        row("MariaDB://h/", Engine::MariaDB, "h", 3306, "mariadb://h:3306");
        row("postgres://u@h/db", Engine::PostgreSQL, "h", 5432, "postgresql://u@h:5432/db");
        row("postgresql://", Engine::PostgreSQL, "127.0.0.1", 5432, "postgresql://127.0.0.1:5432");
        row("mysql://u@:3310", Engine::MySQL, "127.0.0.1", 3310, "mysql://u@127.0.0.1:3310");
        row("mysql://u@[::1]:3310/d", Engine::MySQL, "::1", 3310, "mysql://u@[::1]:3310/d");
        row("mysql://[fe80::1]", Engine::MySQL, "fe80::1", 3306, "mysql://[fe80::1]:3306");
        row("mysql://a%40b%3Ac@h", Engine::MySQL, "h", 3306, "mysql://a%40b%3Ac@h:3306");
        row("mysql://u@h/a%2Fb%20c", Engine::MySQL, "h", 3306, "mysql://u@h:3306/a%2Fb%20c");
    }
    void defaults() {
        QFETCH(std::string, url);
        QFETCH(int, engine);
        QFETCH(std::string, host);
        QFETCH(int, port);
        QFETCH(std::string, back);
        const Target target = parseTarget(url);
        QCOMPARE(int(target.engine), engine);
        QCOMPARE(target.host, host);
        QCOMPARE(int(target.port), port);
        QCOMPARE(target.url(), back);
        QCOMPARE(parseTarget(target.url()).url(), back);
    }

    void refused_data() {
        QTest::addColumn<std::string>("url");
        for (const char* url : {"",
                                "mysql",
                                "http://h",
                                "h:3306",
                                "mysql://u:secret@h",
                                "mysql://u:@h",
                                "mysql://h?password=secret",
                                "mysql://h:0",
                                "mysql://h:65536",
                                "mysql://h:33x",
                                "mysql://h:",
                                "mysql://::1",
                                "mysql://[::1",
                                "mysql://[::1]x",
                                "mysql://%4",
                                "mysql://%zz",
                                "mysql://h%00",
                                "mysql://h/a%0Ab",
                                "mysql://h?tls=maybe",
                                "mysql://h?tls=verify-ca",
                                "mysql://h?environment=prod",
                                "mysql://h?tls",
                                "mysql://h?colour=red",
                                "mysql://h?connect_timeout=0",
                                "mysql://h?statement_timeout=-1",
                                "mysql://h?statement_timeout=nan"})
            QTest::newRow(*url ? url : "empty") << std::string(url);
    }
    void refused() {
        QFETCH(std::string, url);
        try {
            parseTarget(url);
            QFAIL("accepted");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Usage);
            const std::string all = std::string(error.what()) + error.next();
            QVERIFY2(all.find("secret") == std::string::npos, all.c_str());
        }
    }

    void urlNeverShowsOptions() {
        const Target target = parseTarget("mysql://u@h?key=%2Fhome%2Fme%2Fk.pem&name=x");
        QCOMPARE(target.url(), std::string("mysql://u@h:3306"));
    }
};

QTEST_APPLESS_MAIN(TstTarget)
#include "tst_target.moc"
