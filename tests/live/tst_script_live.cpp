// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/offline_support.h"

using namespace causeway;
using namespace causeway::live_test;

namespace {

/// What each rule said, without the figures that move with each reading.
std::map<std::string, std::string> statesOf(const AuditReport& report) {
    std::map<std::string, std::string> states;
    for (const auto& check : report.checks) {
        std::string text = std::to_string(int(check.state));
        // The digests grow by each reading's own statements: which shape is worst can change with it.
        for (const auto& f : check.findings)
            if (f.family != "Workload")
                text += " " + f.key + ":" + std::string(severityName(f.severity));
        if (check.state == CheckState::NotAssessed)
            for (const char c : check.reason)
                if (c < '0' || c > '9')
                    text += c;
        states[check.rule] = text;
    }
    return states;
}

/// Tables with defects, so that the schema rules have something to find.
void plant(const Server& server) {
    if (server.target.engine == Engine::PostgreSQL)
        execute(server,
                {"drop schema if exists script_test cascade", "create schema script_test",
                 "create table script_test.parent (id int primary key, \"odd \"\"name\"\"\" text default "
                 "'a,\nb')",
                 "create table script_test.child (id serial, parent int references script_test.parent, note "
                 "text)",
                 "create index a on script_test.child (note)", "create index b on script_test.child (note)",
                 "create view script_test.v as select id, '<&>' as t from script_test.child"});
    else
        execute(
            server,
            {"drop database if exists script_test", "create database script_test",
             "create table script_test.orders (id int, total float, note varchar(20) default 'a<b>&\"\n', "
             "key a "
             "(note), key b (note)) engine=MyISAM",
             "create table script_test.line (id int primary key auto_increment, status enum('a','NULL','') , "
             "note text) comment='tab\t and ''quote'''",
             "create view script_test.v as select id, '<&>' as t from script_test.line",
             "create procedure script_test.p(in x int) begin select x; select '</field>'; end"});
}

void drop(const Server& server) {
    execute(server, {server.target.engine == Engine::PostgreSQL ? "drop schema script_test cascade"
                                                                : "drop database script_test"});
}

} // namespace

/// What a client's DBA collects with the script says the same as a live collection.
class TestScriptLive : public QObject {
    Q_OBJECT
private slots:
    void theScriptGivesTheFindingsOfALiveCollection_data() {
        QTest::addColumn<QString>("variable");
        for (const char* name : {"CAUSEWAY_TEST_MARIADB", "CAUSEWAY_TEST_MYSQL56", "CAUSEWAY_TEST_MYSQL97",
                                 "CAUSEWAY_TEST_PG15", "CAUSEWAY_TEST_PG17"})
            QTest::newRow(name) << name;
    }
    void theScriptGivesTheFindingsOfALiveCollection() {
        QFETCH(QString, variable);
        LIVE_SERVER(server, variable.toStdString());
        plant(server);
        Progress progress;
        const auto live = collect({server.target}, {}, server.secret(), progress);
        const auto script = byScript(server, live.servers.at(0).engine);
        drop(server);
        const auto &a = live.servers.at(0), &b = script.servers.at(0);
        QCOMPARE(text(b.id), text(a.id));
        QVERIFY(b.engine == a.engine && b.version == a.version);
        QVERIFY2(script.sources.at(0).remark.find("cut short") == std::string::npos,
                 script.sources[0].remark.c_str());
        QVERIFY(a.catalog && b.catalog);
        QVERIFY(a.catalog->schemas == b.catalog->schemas);
        QCOMPARE(b.catalog->tables.size(), a.catalog->tables.size());
        for (std::size_t i = 0; i < a.catalog->tables.size(); ++i)
            QVERIFY2(a.catalog->tables[i].columns == b.catalog->tables[i].columns &&
                         a.catalog->tables[i].indexes == b.catalog->tables[i].indexes &&
                         a.catalog->tables[i].comment == b.catalog->tables[i].comment,
                     a.catalog->tables[i].qualifiedName().c_str());
        QVERIFY(a.catalog->views == b.catalog->views && a.catalog->routines == b.catalog->routines);
        for (const auto& probe : a.probes) {
            const auto* other = b.probe(probe.id);
            QVERIFY2(other, probe.id.c_str());
            if (probe.id != "mysql.innodb_status" && probe.id != "mysql.catalog.sequences")
                QVERIFY2(other->state == probe.state,
                         (probe.id + ": " + probe.message + " / " + other->message).c_str());
        }
        const auto online = statesOf(audit(live, Criteria(), "en", progress)),
                   offline = statesOf(audit(script, Criteria(), "en", progress));
        QVERIFY(online.size() > 40);
        const auto reviewed = liveOnly("script");
        for (const auto& [rule, state] : online)
            if (!reviewed.contains(rule))
                QVERIFY2(offline.at(rule) == state,
                         (rule + "\n  " + state + "\n  " + offline.at(rule)).c_str());
    }

    void anAccountWithFewRightsIsNotAssessed() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        execute(server, {"create or replace user causeway_few@'%' identified by 'few'",
                         "grant usage on *.* to causeway_few@'%'"});
        auto few = server;
        few.target.user = "causeway_few";
        few.password = "few";
        const auto script = byScript(few, Engine::MariaDB);
        execute(server, {"drop user causeway_few@'%'"});
        const auto* accounts = script.servers.at(0).probe("mysql.accounts");
        QVERIFY2(accounts->state == ProbeResult::State::Denied, accounts->message.c_str());
        const auto* sessions = script.servers[0].probe("mysql.processlist");
        QVERIFY2(sessions->state == ProbeResult::State::Denied, sessions->message.c_str());
        QVERIFY(!script.servers[0].catalog);
        Progress progress;
        for (const auto& check : audit(script, Criteria(), "en", progress).checks)
            if (check.rule == "sec.anonymous" || check.rule == "sch.no_pk")
                QVERIFY(check.state == CheckState::NotAssessed);
    }

    void noSecretIsInTheOutput() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_MARIADB");
        execute(server, {"create or replace user causeway_secret@'%' identified by 'hunter2hunter2'"});
        QTemporaryDir folder;
        qputenv("CAUSEWAY_TEST_KEEP", folder.path().toUtf8());
        byScript(server, Engine::MariaDB);
        qunsetenv("CAUSEWAY_TEST_KEEP");
        const auto session = live_test::connect(server);
        Progress progress;
        const auto hash = session->run(
            "x", "select authentication_string from mysql.user where user = 'causeway_secret'", {}, progress);
        execute(server, {"drop user causeway_secret@'%'"});
        QFile output(folder.filePath(QString::number(server.target.port) + ".out"));
        QVERIFY(output.open(QIODevice::ReadOnly));
        const auto bytes = output.readAll();
        QVERIFY(bytes.contains("causeway_secret"));
        QVERIFY(hash.rows.at(0).at(0)->size() > 20);
        QVERIFY(!bytes.contains(QByteArray::fromStdString(*hash.rows[0][0])));
        QVERIFY(!bytes.contains("hunter2"));
    }
};

QTEST_GUILESS_MAIN(TestScriptLive)
#include "tst_script_live.moc"
