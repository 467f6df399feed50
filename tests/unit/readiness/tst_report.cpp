// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/readiness/check/parse_check.h"
#include "core/readiness/obstacle_texts.h"
#include "core/readiness/readiness.h"

#include <QtTest>

using namespace causeway;

namespace {

Table table(const std::string& name) {
    Table t;
    t.schema = "s";
    t.name = name;
    Column id;
    id.name = "id";
    id.type.name = id.type.full = "int";
    id.nullable = false;
    t.columns.push_back(id);
    Index key;
    key.name = "PRIMARY";
    key.kind = IndexKind::Primary;
    key.parts.push_back({"id", {}, {}, false});
    t.indexes.push_back(key);
    return t;
}

bool has(const std::vector<Obstacle>& obstacles, std::string_view id) {
    return std::any_of(obstacles.begin(), obstacles.end(), [&](const auto& o) { return o.id == id; });
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private slots:
    void textsAreWhole() {
        QVERIFY(obstacleTexts().size() > 80);
        for (const auto& [id, text] : obstacleTexts()) {
            QVERIFY2(!text.title.empty() && !text.why.empty() && !text.action.empty() &&
                         !text.message.empty(),
                     id.c_str());
            QVERIFY2((text.verdict == Verdict::Assisted) == !text.question.empty(), id.c_str());
        }
        QVERIFY_EXCEPTION_THROWN(makeObstacle("no.such_id", "x"), Error);
    }
    void wordsAreFilledOnce() {
        const auto o = makeObstacle("mysql.index_name", "t", {{"names", "a{names}b\x01"}});
        QCOMPARE(o.message, std::string("Renamed: a{names}b\uFFFD."));
    }
    /// Names and statements of a hostile dump stay in quotes and comments.
    void hostileNames() {
        Catalog c;
        c.tables.push_back(table("x\"; DROP TABLE y; --\n\\! touch /tmp/z\n"));
        c.unparsed.push_back({{3, 1}, "BAD\r\\! id\nDROP TABLE y;", "not understood\nDROP TABLE z;"});
        Progress progress;
        const auto report = convertSchema(c, {}, progress);
        const std::string script = report.script();
        QCOMPARE(checkParses(script).proof, Proof::Parsed);
        QVERIFY(script.find('\r') == std::string::npos);
        QVERIFY(script.find("\nDROP TABLE") == std::string::npos);
        QCOMPARE(report.count(Verdict::Manual), 1);
    }
    void foreignKeysOfACircle() {
        Catalog c;
        for (const auto& [from, to] : {std::pair("a", "b"), std::pair("b", "a")}) {
            Table t = table(from);
            ForeignKey key;
            key.name = std::string("fk_") + to;
            key.columns = {"id"};
            key.refTable = to;
            key.refColumns = {"id"};
            t.foreignKeys.push_back(key);
            c.tables.push_back(t);
        }
        Progress progress;
        const auto report = convertSchema(c, {}, progress);
        QCOMPARE(report.conversions.size(), std::size_t(4));
        QCOMPARE(report.count(Verdict::Automatic), 4);
        const std::string script = report.script();
        QVERIFY(script.find("FOREIGN KEY") > script.find("CREATE TABLE s.b"));
    }
    void widerTypeOfAForeignKey() {
        Catalog c;
        Table parent = table("parent"), child = table("child");
        parent.columns[0].type.isUnsigned = true;
        ForeignKey key;
        key.columns = {"id"};
        key.refTable = "PARENT";
        key.refColumns = {"ID"};
        child.foreignKeys.push_back(key);
        c.tables = {parent, child};
        Progress progress;
        const auto report = convertSchema(c, {}, progress);
        QVERIFY(report.conversions[1].target.find("id bigint NOT NULL") != std::string::npos);
        QVERIFY(has(report.conversions[1].obstacles, "mysql.fk_type"));
    }
    void json() {
        Catalog c;
        c.tables.push_back(table("t"));
        Progress progress;
        const Json json = toJson(convertSchema(c, {}, progress));
        QCOMPARE(json.at("objects").at(0).at("kind").get<std::string>(), std::string("table"));
        QCOMPARE(json.at("objects").at(0).at("proof").get<std::string>(), std::string("parsed"));
        QCOMPARE(json.at("summary").at("automatic").get<int>(), 1);
    }
    void serverSettings() {
        ServerEvidence server;
        server.id = "db1";
        server.variables = {{"sql_mode", ""},
                            {"tx_isolation", "REPEATABLE-READ"},
                            {"log_bin", "OFF"},
                            {"max_connections", "800"},
                            {"character_set_server", "latin1"}};
        Progress progress;
        const auto report = assessReadiness(server, {}, {}, progress);
        for (const char* id : {"server.sql_mode_lax", "server.zero_dates", "server.isolation",
                               "server.binlog_format", "server.max_connections", "server.charset"})
            QVERIFY2(has(report.general, id), id);
        server.variables = {
            {"sql_mode", "STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ONLY_FULL_GROUP_BY"},
            {"tx_isolation", "READ-COMMITTED"},
            {"log_bin", "ON"},
            {"binlog_format", "ROW"},
            {"time_zone", "UTC"}};
        QVERIFY(assessReadiness(server, {}, {}, progress).general.empty());
    }
    void workload() {
        ServerEvidence server;
        server.workload.emplace();
        QueryClass q;
        q.fingerprint = "insert into t (a) values(?) on duplicate key update a = ?";
        q.count = 7;
        server.workload->queries = {q};
        Progress progress;
        const auto report = assessReadiness(server, {}, {}, progress);
        QCOMPARE(report.general.size(), std::size_t(1));
        QCOMPARE(report.general[0].id, std::string("workload.upsert"));
        QVERIFY(report.general[0].message.find("7 executions") != std::string::npos);
    }
    void wrongTargets() {
        Progress progress;
        QVERIFY_EXCEPTION_THROWN(convertSchema({}, {9}, progress), Error);
        Catalog own;
        own.engine = Engine::PostgreSQL;
        QVERIFY_EXCEPTION_THROWN(convertSchema(own, {}, progress), Error);
        progress.cancel();
        Catalog c;
        c.tables.push_back(table("t"));
        QVERIFY_EXCEPTION_THROWN(convertSchema(c, {}, progress), Error);
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
