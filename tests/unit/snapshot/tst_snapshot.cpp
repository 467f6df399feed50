// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/snapshot/snapshot_json.h"

#include <QCryptographicHash>
#include <QTest>

using namespace causeway;

namespace {

Snapshot fullSnapshot() {
    Snapshot s;
    s.sources = {{"S1", "dump", "shop.sql.gz", *parseInstant("2026-11-20T09:14:03Z"), "ab12", ""},
                 {"S2", "status", "status.txt", *parseInstant("2026-11-20T09:20:00Z"), "", "two samples"}};
    ServerEvidence server;
    server.id = "shop-db-1";
    server.version = {5, 6, 24};
    server.variables = {{"innodb_buffer_pool_size", "134217728"}, {"log_bin", "OFF"}};
    server.status = {
        {*parseInstant("2026-11-20T09:10:00Z"), "S2", {{"questions", "1000"}, {"uptime", "5000"}}},
        {*parseInstant("2026-11-20T09:20:00Z"), "S2", {{"questions", "61000"}, {"uptime", "5600"}}}};
    Catalog catalog;
    catalog.engine = Engine::MariaDB;
    Table t;
    t.schema = "shop";
    t.name = "orders";
    t.rows = 12;
    t.dataBytes = 16384;
    t.autoIncrement = 13;
    Column c;
    c.name = "id";
    c.type = {"int", "int(10) unsigned", 10, {}, true, false, {}};
    c.nullable = false;
    c.autoIncrement = true;
    c.defaultValue = DefaultValue{DefaultValue::Kind::Number, "0"};
    t.columns.push_back(c);
    t.indexes.push_back(
        {"PRIMARY", IndexKind::Primary, "btree", {{"id", "", {}, false}}, "", true, true, "", 1, 2, {3, 4}});
    t.partitioning = Partitioning{"RANGE", "id", "", 0, {{"p0", "LESS THAN (10)", 3}}};
    catalog.tables.push_back(t);
    catalog.unparsed.push_back({{7, 1}, "CREATE TABEL x", "unknown word TABEL"});
    server.catalog = catalog;
    WorkloadDigest digest;
    digest.entries = 3;
    QueryClass q;
    q.id = "0011223344556677";
    q.fingerprint = "select ?";
    q.totalNs = 18446744073709551615ULL;
    q.latency = {{1'000'000, 2}, {2'000'000, 1}};
    q.bucketSeconds = 60;
    q.timeline = {{*parseInstant("2026-11-20T09:00:00Z"), 3, 5}};
    q.fromSchemas = {{"shop", 3, 7}};
    q.fromUsers = {{"app", 2, 5}, {"", 1, 2}};
    digest.timeline = {{*parseInstant("2026-11-20T09:00:00Z"), 3, 5, 4}};
    digest.queries.push_back(q);
    server.workload = digest;
    server.otherWorkloads = {digest, {}};
    server.otherWorkloads[1].origin = "general log";
    server.probes.push_back({"mysql.accounts",
                             "S1",
                             "select 1",
                             *parseInstant("2026-11-20T09:14:04.125Z"),
                             1.5,
                             ProbeResult::State::Answered,
                             "",
                             {"user", "host"},
                             {{"root", std::nullopt}}});
    server.host.cpus = 4;
    server.host.samples.push_back(
        {*parseInstant("2026-11-20T09:00:00Z"), 0.5, {}, {}, {}, {}, {}, {}, {}, {}, {}});
    s.servers.push_back(server);
    seal(s);
    return s;
}

} // namespace

class TestSnapshot : public QObject {
    Q_OBJECT
private slots:
    void jsonKeepsEveryField() {
        const auto s = fullSnapshot();
        const auto text = jsonText(s);
        QCOMPARE(jsonText(snapshotFromJson(Json::parse(text))), text);
        QVERIFY(snapshotFromJson(Json::parse(text)) == s);
    }
    /// The bytes are a tree's of the same document, whatever the texts hold, so that ids of older files stay.
    void theTextIsThatOfATree() {
        auto s = fullSnapshot();
        auto& server = s.servers[0];
        server.variables = {{"", ""},
                            {"controls", std::string("a\0\b\t\n\f\r\x1f\x7f z", 12)},
                            {"quotes \"\\/", "'\"`\\"},
                            {"words", "größe 表 \xF0\x9F\x9A\x80"}};
        server.host.samples[0].ioWait = 1.0 / 3;
        server.host.samples[0].runQueue = 1e300;
        server.host.samples[0].diskUtil = -0.0;
        server.probes[0].elapsedMs = 5;
        server.probes[0].rows = {{}, {std::nullopt, "", "\x01"}};
        server.probes.emplace_back();
        const auto text = jsonText(s);
        QCOMPARE(Json::parse(text).dump(), text);
        server.variables = {{"broken", "a\xFFz \xE2\x82"}};
        QVERIFY(jsonText(s).find("a\xEF\xBF\xBDz \xEF\xBF\xBD") != std::string::npos);
    }
    /// Larger than the pieces in which it is hashed.
    void aLongTextIsWhole() {
        auto s = fullSnapshot();
        for (int i = 0; i < 5000; ++i)
            s.servers[0].variables["name" + std::to_string(i)] = std::string(std::size_t(i % 97), 'x');
        s.servers[0].variables["long"] = std::string(300'000, 'y');
        const auto text = jsonText(s);
        QVERIFY(text.size() > 600'000);
        QVERIFY(snapshotFromJson(Json::parse(text)) == s);
    }
    void theIdIsTheHashOfTheTextWithoutIt() {
        auto s = fullSnapshot();
        const auto id = s.id;
        s.id.clear();
        const auto hash =
            QCryptographicHash::hash(QByteArray::fromStdString(jsonText(s)), QCryptographicHash::Sha256);
        QCOMPARE(QString::fromStdString(id), QString::fromLatin1(hash.toHex().left(16)));
    }
    void theIdFollowsTheContent() {
        const auto a = fullSnapshot();
        auto b = a;
        seal(b);
        QCOMPARE(a.id, b.id);
        QCOMPARE(a.id.size(), std::size_t(16));
        QCOMPARE(toIso(a.taken), std::string("2026-11-20T09:20:00Z"));
        b.servers[0].variables["log_bin"] = "ON";
        seal(b);
        QVERIFY(a.id != b.id);
    }
    void foreignJsonIsAnError() {
        QVERIFY_EXCEPTION_THROWN(snapshotFromJson(Json::object()), Error);
        QVERIFY_EXCEPTION_THROWN(snapshotFromJson(Json{{"schema", "other/1"}}), Error);
        QVERIFY_EXCEPTION_THROWN(snapshotFromJson(Json{{"schema", "causeway.snapshot/1"}, {"servers", 3}}),
                                 Error);
        QVERIFY_EXCEPTION_THROWN(snapshotFromJson(Json{{"schema", "causeway.snapshot/1"}, {"taken", "now"}}),
                                 Error);
    }
    void ratesComeFromSamplesOrSinceBoot() {
        auto server = fullSnapshot().servers[0];
        auto rate = server.rate("questions");
        QVERIFY(rate && !rate->sinceBoot);
        QCOMPARE(rate->perSecond, 100.0);
        server.status.erase(server.status.begin());
        rate = server.rate("questions");
        QVERIFY(rate && rate->sinceBoot);
        QCOMPARE(rate->overSeconds, 5600.0);
        QVERIFY(!server.rate("absent"));
    }
    void aRestartBetweenSamplesFallsBackToSinceBoot() {
        auto server = fullSnapshot().servers[0];
        server.status[1].values["uptime"] = "10";
        const auto rate = server.rate("questions");
        QVERIFY(rate && rate->sinceBoot);
        QCOMPARE(rate->perSecond, 6100.0);
    }
    void onAndOffAreNumbers() {
        const auto server = fullSnapshot().servers[0];
        QCOMPARE(server.variableNumber("log_bin"), std::optional(0.0));
        QCOMPARE(server.variableNumber("innodb_buffer_pool_size"), std::optional(134217728.0));
        QVERIFY(!server.variableNumber("absent"));
    }
};

QTEST_APPLESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
