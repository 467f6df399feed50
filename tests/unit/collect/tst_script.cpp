// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/live/probe_specs.h"
#include "core/collect/script/recorded_session.h"
#include "core/collect/script/script_writer.h"
#include "core/collect/script/sql_layout.h"
#include "unit/collect/test_files.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace causeway;
using namespace causeway::script;

namespace {

const std::string kXml = R"(<?xml version="1.0"?>

<resultset statement="SELECT 'begin' AS causeway_section" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <row>
	<field name="causeway_section">begin</field>
	<field name="version">10.11.6-MariaDB-log</field>
  </row>
</resultset>
<resultset statement="SELECT 'mysql.status' AS causeway_section">
  <row>
	<field name="causeway_section">mysql.status</field>
	<field name="at">2026-11-22T09:14:03Z</field>
  </row>
</resultset>
<resultset statement="SELECT a, b FROM t WHERE x &gt; &quot;1&quot;">
  <row>
	<field name="Variable_name">a&lt;b&gt;&amp;&#65;&#x442;&quot; &unknown; </field>
	<field name="B" xsi:nil="true" />
  </row>
  <row>
	<field name="Variable_name"></field>
	<field name="B">NULL
second line</field>
  </row>
</resultset>
<resultset statement="SELECT 'mysql.status' AS causeway_end">
  <row>
	<field name="causeway_end">mysql.status</field>
	<field name="errno" xsi:nil="true" />
	<field name="message" xsi:nil="true" />
  </row>
</resultset>
<resultset statement="..."><row><field name="causeway_section">mysql.accounts</field><field name="at">2026-11-22T09:14:04Z</field></row></resultset>
<resultset statement="..."><row><field name="causeway_end">mysql.accounts</field><field name="errno">1142</field><field name="message">SELECT command denied</field></row></resultset>
<resultset statement="..."><row><field name="causeway_section">mysql.functions</field><field name="at">2026-11-22T09:14:04Z</field></row></resultset>
<resultset statement="..."></resultset>
<resultset statement="..."><row><field name="causeway_end">mysql.functions</field><field name="errno">1681</field><field name="message">deprecated</field></row></resultset>
<resultset statement="..."><row><field name="causeway_section">end</field></row></resultset>
)";

const std::string kCsv =
    "causeway_section,at,version\n\"begin\",\"2026-11-22T09:14:03Z\",\"15.18\"\n"
    "causeway_section,at\n\"pg.settings\",\"2026-11-22T09:14:04Z\"\n"
    "Name,setting\n\"a,\"\"b\"\"\",\n\"causeway_end 00000\nx\",\"\"\ncauseway_end 00000\n"
    "causeway_section,at\n\"pg.hba\",\"2026-11-22T09:14:04Z\"\ncauseway_end 42501\n"
    "causeway_section,at\n\"pg.slots\",\"2026-11-22T09:14:04Z\"\nslot_name\ncauseway_end 00000\n"
    "causeway_section,at\n\"end\",\"2026-11-22T09:14:05Z\"\n";

std::string withoutBlanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

ProbeResult asked(RecordedSession& session, const std::string& id, live::ResultLimits limits = {}) {
    Progress progress;
    return session.run(id, "SELECT 1", limits, progress);
}

} // namespace

/// The script that a client's DBA runs, and the reading of what it prints.
class TestScript : public QObject {
    Q_OBJECT
private slots:
    void everyProbeIsInTheScript_data() {
        QTest::addColumn<int>("engine");
        QTest::newRow("MySQL") << int(Engine::MySQL);
        QTest::newRow("MariaDB") << int(Engine::MariaDB);
        QTest::newRow("PostgreSQL") << int(Engine::PostgreSQL);
    }
    void everyProbeIsInTheScript() {
        QFETCH(int, engine);
        const auto text = collectScript(Engine(engine), {});
        const auto file = live::loadProbes(Engine(engine) == Engine::PostgreSQL ? "postgresql" : "mysql");
        for (const auto* list : {&file.probes, &file.catalog})
            for (const auto& spec : *list) {
                bool serves = false;
                for (const auto& v : spec.variants)
                    serves = serves || v.engines.empty() ||
                             std::find(v.engines.begin(), v.engines.end(), Engine(engine)) != v.engines.end();
                const bool asks = text.find("'" + spec.id + "' AS causeway_section") != std::string::npos;
                QVERIFY2(asks == (serves && spec.liveOnly.empty()), spec.id.c_str());
                QVERIFY(!serves || text.find("-- " + spec.title) != std::string::npos);
            }
        QVERIFY(text.find('{') == std::string::npos || Engine(engine) == Engine::PostgreSQL);
        QVERIFY(text.find("{schema") == std::string::npos && text.find("{timeout") == std::string::npos);
    }

    void itOnlyReads_data() { everyProbeIsInTheScript_data(); }
    void itOnlyReads() {
        QFETCH(int, engine);
        const auto text = qt(collectScript(Engine(engine), {3, 5}));
        static const QRegularExpression first(
            "^(--|SELECT|SET|SHOW|COPY \\(|PREPARE|EXECUTE|DEALLOCATE|GET|DO "
            "SLEEP|/\\*M?!\\d+ SET|\\\\| |\\)|$)");
        static const QRegularExpression writes(
            "\\b(INSERT|UPDATE|DELETE|REPLACE INTO|ALTER|CREATE|DROP|TRUNCATE|GRANT |CALL|LOAD|INTO "
            "OUTFILE)\\b");
        for (const auto& line : text.split('\n')) {
            QVERIFY2(first.match(line).hasMatch(), qPrintable(line));
            auto outside = line;
            outside.remove(QRegularExpression("'[^']*'|--.*"));
            QVERIFY2(!writes.match(outside).hasMatch() || line.contains("privilege_type"), qPrintable(line));
        }
        QVERIFY(text.contains(Engine(engine) == Engine::PostgreSQL ? "SET default_transaction_read_only = on"
                                                                   : "SET SESSION TRANSACTION READ ONLY"));
    }

    void noHashLeavesTheServer() {
        for (const Engine engine : {Engine::MySQL, Engine::MariaDB}) {
            const auto text = qt(collectScript(engine, {}));
            // Hashes are compared with '' only.
            auto dense = text;
            dense.remove(QRegularExpression("\\s"));
            for (const char* form : {"IFNULL(JSON_VALUE(g.priv,'$.authentication_string'),'')<>''",
                                     "IFNULL(u.authentication_string,'')<>''", "u.authentication_string<>''",
                                     "u.authentication_string=''", "u.password<>''", "u.password_expired"})
                dense.remove(form);
            QVERIFY2(!dense.contains("authentication_string") && !dense.contains("u.password"),
                     qPrintable(dense.mid(
                         std::max(dense.indexOf("authentication_string"), dense.indexOf("u.password")), 90)));
            QVERIFY(text.contains("'report_password'"));
            QVERIFY(!text.contains("SHOW ENGINE INNODB STATUS"));
        }
        QVERIFY(!qt(collectScript(Engine::MariaDB, {})).contains("SHOW GRANTS"));
        const auto pg = qt(collectScript(Engine::PostgreSQL, {}));
        QVERIFY(!pg.contains(QRegularExpression("rolpassword(?! (IS|LIKE))")));
        QVERIFY(pg.contains("regexp_replace(setting"));
    }

    void samplesAreRepeated() {
        const auto count = [](Engine engine, const char* mark) {
            return qt(collectScript(engine, {3, 2.5})).count(mark);
        };
        QCOMPARE(count(Engine::MySQL, "'mysql.status' AS causeway_section"), 3);
        QCOMPARE(count(Engine::MariaDB, "DO SLEEP(2.5);"), 2);
        QCOMPARE(count(Engine::PostgreSQL, "'pg.database_stats' AS causeway_section"), 3);
        QVERIFY_EXCEPTION_THROWN(collectScript(Engine::MySQL, {0, 1}), Error);
    }

    void layoutChangesBlanksOutsideQuotesOnly() {
        for (const char* name : {"mysql", "postgresql"}) {
            const auto file = live::loadProbes(name);
            for (const auto* list : {&file.probes, &file.catalog})
                for (const auto& spec : *list)
                    for (const auto& v : spec.variants) {
                        const auto text = laidOut(v.sql);
                        QCOMPARE(qt(withoutBlanks(text)), qt(withoutBlanks(v.sql)));
                        for (const auto line : split(text, '\n'))
                            QVERIFY2(line.size() < 200, std::string(line).c_str());
                    }
        }
        const std::string quoted = "SELECT ' FROM  WHERE ' AS `a  FROM b` FROM t";
        QCOMPARE(laidOut(quoted), std::string("SELECT ' FROM  WHERE ' AS `a  FROM b`\n  FROM t"));
    }

    void xmlIsReadAsTheServerSaidIt() {
        QVERIFY(looksLikeRecording(kXml));
        auto recording = readRecording(kXml);
        QVERIFY(recording.whole && recording.engine == Engine::MariaDB);
        QCOMPARE(recording.versionText, std::string("10.11.6-MariaDB-log"));
        RecordedSession session(std::move(recording));
        const auto status = asked(session, "mysql.status");
        QVERIFY(status.state == ProbeResult::State::Answered);
        QCOMPARE(toIso(status.at), std::string("2026-11-22T09:14:03Z"));
        QCOMPARE(status.columns, (std::vector<std::string>{"variable_name", "b"}));
        QCOMPARE(*status.rows.at(0).at(0), std::string("a<b>&A\xD1\x82\" &unknown; "));
        QVERIFY(!status.rows[0][1] && status.rows[1][0] == "" && status.rows[1][1] == "NULL\nsecond line");
        QVERIFY(asked(session, "mysql.status").state == ProbeResult::State::Failed); // there is only one
        const auto accounts = asked(session, "mysql.accounts");
        QVERIFY(accounts.state == ProbeResult::State::Denied);
        QCOMPARE(accounts.message, std::string("1142: SELECT command denied"));
        const auto functions = asked(session, "mysql.functions");
        QVERIFY(functions.state == ProbeResult::State::Answered && functions.rows.empty());
        QVERIFY(asked(session, "mysql.plugins").state == ProbeResult::State::Failed);
    }

    void csvIsReadAsTheServerSaidIt() {
        QVERIFY(looksLikeRecording(kCsv));
        auto recording = readRecording(kCsv);
        QVERIFY(recording.whole && recording.engine == Engine::PostgreSQL &&
                recording.versionText == "15.18");
        RecordedSession session(std::move(recording));
        const auto settings = asked(session, "pg.settings");
        QCOMPARE(settings.columns, (std::vector<std::string>{"name", "setting"}));
        QCOMPARE(settings.rows.size(), std::size_t(2));
        QVERIFY(settings.rows[0][0] == "a,\"b\"" && !settings.rows[0][1]);
        QVERIFY(settings.rows[1][0] == "causeway_end 00000\nx" && settings.rows[1][1] == "");
        QVERIFY(asked(session, "pg.hba").state == ProbeResult::State::Denied);
        const auto slots_ = asked(session, "pg.slots");
        QVERIFY(slots_.state == ProbeResult::State::Answered && slots_.rows.empty());
        QCOMPARE(slots_.columns, std::vector<std::string>{"slot_name"});
    }

    void anAnswerOverTheLimitsIsNotKept() {
        RecordedSession session(readRecording(kXml));
        const auto status = asked(session, "mysql.status", {1, 1 << 20});
        QVERIFY(status.state == ProbeResult::State::Failed && status.rows.empty());
    }

    void whatIsCutShortKeepsItsWholeSections() {
        for (const auto* text : {&kXml, &kCsv})
            for (std::size_t length = 0; length < text->size(); ++length) {
                const auto part = text->substr(0, length);
                if (!looksLikeRecording(part))
                    continue;
                const auto recording = readRecording(part);
                QVERIFY(recording.answers.size() <= 3);
                for (const auto& answer : recording.answers)
                    if (answer.answered && answer.id.ends_with("s") && !answer.rows.empty())
                        QCOMPARE(answer.rows.size(), std::size_t(2));
            }
        QVERIFY(!readRecording(kXml.substr(0, kXml.size() - 60)).whole);
    }

    void damagedTextNeverCrashes() {
        const char odd[] = {'<', '>', '"', '&', ',', '\n', '\0', '\xff', '/'};
        for (const auto* text : {&kXml, &kCsv})
            for (std::size_t at = 0; at < text->size(); ++at)
                for (const char c : odd) {
                    auto bad = *text;
                    bad[at] = c;
                    try {
                        readRecording(bad);
                    } catch (const Error& e) {
                        QVERIFY(e.code() == ErrorCode::Input && !e.why().empty());
                    }
                }
    }

    void importTakesItBesideOtherFiles() {
        QTemporaryDir folder;
        const auto write = [&](const char* name, const std::string& text) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text.c_str(), qint64(text.size())) > 0);
        };
        write("a.xml", kXml);
        Progress progress;
        const auto alone = importFiles({folder.path().toStdString()}, "shop-db-1", progress);
        QCOMPARE(alone.servers.at(0).versionText, std::string("10.11.6-MariaDB-log"));
        QCOMPARE(alone.servers[0].id, std::string("shop-db-1"));
        QCOMPARE(alone.servers[0].status.size(), std::size_t(1));
        QCOMPARE(alone.sources.at(0).kind, std::string("mariadb"));
        QVERIFY(alone.servers[0].probe("mysql.accounts")->state == ProbeResult::State::Denied);
        write("b.csv", kCsv);
        QVERIFY_EXCEPTION_THROWN(importFiles({folder.path().toStdString()}, "x", progress), Error);
    }
};

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
