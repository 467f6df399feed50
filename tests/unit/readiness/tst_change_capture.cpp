// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/text.h"
#include "core/readiness/move/change_capture.h"
#include "core/readiness/move/data_checks.h"

#include <algorithm>
#include <regex>
#endif

#include <QTest>

using namespace causeway;

namespace {

Column column(const char* name, const char* type, bool nullable = true) {
    Column c;
    c.name = name;
    c.type.name = c.type.full = type;
    c.nullable = nullable;
    return c;
}

Index index(IndexKind kind, std::vector<std::string> columns) {
    Index i;
    i.kind = kind;
    i.name = kind == IndexKind::Primary ? "PRIMARY" : columns.front();
    for (auto& name : columns)
        i.parts.push_back({std::move(name), "", {}, false});
    return i;
}

Table table(const char* name, std::vector<Column> columns, std::vector<Index> indexes) {
    Table t;
    t.schema = "shop";
    t.name = name;
    t.columns = std::move(columns);
    t.indexes = std::move(indexes);
    return t;
}

ServerEvidence server(std::vector<Table> tables) {
    ServerEvidence s;
    s.id = "shop db/1";
    s.version = {8, 4, 0};
    s.catalog.emplace();
    s.catalog->tables = std::move(tables);
    s.variables = {{"gtid_mode", "ON"}, {"server_id", "61801"}};
    return s;
}

Table orders() {
    auto flag = column("paid", "tinyint");
    flag.type.length = 1;
    flag.type.full = "tinyint(1)";
    auto big = column("number", "bigint");
    big.type.isUnsigned = true;
    auto doubled = column("doubled", "int");
    doubled.generated = Generated{"id * 2", true};
    return table("orders", {column("id", "int", false), flag, big, doubled, column("made", "datetime")},
                 {index(IndexKind::Primary, {"id"})});
}

ChangeCapture plan(const ServerEvidence& s, const char* choices = "") {
    ConversionOptions options;
    options.choices = ConversionChoices::parse(choices);
    return planChangeCapture(s, options);
}

std::string option(const Json& connector, const char* key) {
    return connector.at("config").value(key, std::string());
}

bool anyHolds(const std::vector<std::string>& lines, const char* part) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return line.find(part) != std::string::npos; });
}

} // namespace

/// The connectors' options follow from the type map, the keys and the source's settings.
class TestChangeCapture : public QObject {
    Q_OBJECT

private slots:
    void theOptionsOfTheTypeMap() {
        const auto s = server({orders()});
        const auto plain = plan(s);
        QCOMPARE(plain.followed, std::vector<std::string>{"shop.orders"});
        QCOMPARE(option(plain.source, "connector.class"),
                 std::string("io.debezium.connector.mysql.MySqlConnector"));
        QCOMPARE(option(plain.source, "table.include.list"), std::string("shop\\.orders"));
        QCOMPARE(option(plain.source, "column.exclude.list"), std::string("shop\\.orders\\.doubled"));
        QCOMPARE(option(plain.source, "bigint.unsigned.handling.mode"), std::string("long"));
        QCOMPARE(option(plain.source, "decimal.handling.mode"), std::string("precise"));
        QCOMPARE(option(plain.source, "converters"), std::string("zerodate"));
        QCOMPARE(option(plain.source, "zerodate.fallback.date"), std::string("NULL"));
        QCOMPARE(option(plain.source, "message.key.columns"), std::string());
        QCOMPARE(option(plain.source, "database.server.id"), std::string("61802")); // its own is taken
        const auto other = plan(s, "tinyint1=boolean; bigint_unsigned=numeric; zero_dates=epoch");
        QCOMPARE(option(other.source, "converters"), std::string("boolean,zerodate"));
        QCOMPARE(option(other.source, "boolean.selector"), std::string("shop\\.orders\\.paid"));
        QCOMPARE(option(other.source, "bigint.unsigned.handling.mode"), std::string("precise"));
        QCOMPARE(option(other.source, "zerodate.fallback.timestamp"), std::string("1970-01-01T00:00:00Z"));
        const auto infinity = plan(s, "zero_dates=infinity; datetime=timestamptz");
        QVERIFY(option(infinity.source, "converters").empty());
        QVERIFY(anyHolds(infinity.remarks, "zero date") && anyHolds(infinity.remarks, "-Duser.timezone"));
    }
    void noZeroDatesNoConverter() {
        auto s = server({orders()});
        ProbeResult probe;
        probe.id = kDataChecksProbe;
        probe.columns = {"schema_name", "table_name", "column_name", "check_name",
                         "found",       "scanned",    "whole"};
        probe.rows = {{"shop", "orders", "made", "zero_date", "0", "9", "1"}};
        s.probes = {probe};
        QVERIFY(option(plan(s).source, "converters").empty());
        s.probes[0].rows[0][6] = "0"; // of a sample only
        QCOMPARE(option(plan(s).source, "converters"), std::string("zerodate"));
        s.probes[0].rows[0][6] = "1";
        s.probes[0].rows[0][4] = "2";
        QCOMPARE(option(plan(s).source, "converters"), std::string("zerodate"));
    }
    void keysOfTablesWithoutAPrimaryKey() {
        const auto s = server({table("coded", {column("a", "int", false), column("b", "int", false)},
                                     {index(IndexKind::Unique, {"a", "b"})}),
                               table("loose", {column("a", "int")}, {index(IndexKind::Unique, {"a"})}),
                               table("bare", {column("a", "int")}, {})});
        const auto p = plan(s);
        QCOMPARE(p.followed, std::vector<std::string>{"shop.coded"});
        QCOMPARE(option(p.source, "message.key.columns"), std::string("shop\\.coded:a,b"));
        QCOMPARE(p.left.size(), std::size_t(2));
        QVERIFY(anyHolds(p.left, "shop.loose: no primary key") &&
                anyHolds(p.left, "shop.bare: no primary key"));
        QVERIFY(plan(server({table("bare", {column("a", "int")}, {})})).source.is_null());
    }
    void whatTheSinkCannotWrite() {
        auto set = column("tags", "set");
        set.type.members = {"a", "b"};
        const auto id = column("id", "int", false);
        const auto key = index(IndexKind::Primary, {"id"});
        const auto s =
            server({table("shapes", {id, column("place", "point")}, {key}), table("tagged", {id, set}, {key}),
                    table("Mixed", {id, column("Word", "varchar")}, {key})});
        const auto p = plan(s);
        QCOMPARE(p.followed, std::vector<std::string>{"shop.Mixed"});
        QVERIFY(anyHolds(p.left, "shop.shapes: place is a shape") &&
                anyHolds(p.left, "shop.tagged: tags is a SET"));
        const auto lower = plan(s, "set=list; names=lower");
        QCOMPARE(lower.followed, std::vector<std::string>{"shop.tagged"});
        QVERIFY(anyHolds(lower.left, "shop.Mixed: names are mapped"));
    }
    void mariadbAndSignals() {
        auto s = server({orders()});
        s.variables.erase("gtid_mode");
        const auto old = plan(s);
        QCOMPARE(option(old.source, "signal.data.collection"), std::string("shop.debezium_signal"));
        QVERIFY(anyHolds(old.remarks, "CREATE TABLE shop.debezium_signal"));
        s.engine = Engine::MariaDB;
        const auto mariadb = plan(s);
        QCOMPARE(option(mariadb.source, "connector.class"),
                 std::string("io.debezium.connector.mariadb.MariaDbConnector"));
        QCOMPARE(option(mariadb.source, "read.only"), std::string("true"));
        QCOMPARE(option(mariadb.source, "signal.kafka.topic"), std::string("shop-db-1-signal"));
    }
    /// Every option is a string, as Kafka Connect takes them; secrets are references; the sink's topics are
    /// the source's tables and no other topic of its.
    void whatKafkaConnectTakes() {
        const auto p = plan(server({orders()}));
        for (const Json& connector : {p.source, p.sink}) {
            const auto again = Json::parse(connector.dump());
            QVERIFY(again.at("name").is_string());
            for (const auto& [key, value] : again.at("config").items())
                QVERIFY2(value.is_string() && !value.get<std::string>().empty(), key.c_str());
        }
        for (const char* key : {"database.hostname", "database.user", "database.password"})
            QVERIFY(option(p.source, key).starts_with("${file:/"));
        for (const char* key : {"connection.username", "connection.password"})
            QVERIFY(option(p.sink, key).starts_with("${file:/"));
        const std::regex topics(option(p.sink, "topics.regex"));
        QVERIFY(std::regex_match("shop-db-1.shop.orders", topics));
        for (const char* other : {"shop-db-1", "shop-db-1.transaction", "schema-history.shop-db-1",
                                  "__debezium-heartbeat.shop-db-1", "shop-db-1-signal", "shopXdb-1.shop"})
            QVERIFY2(!std::regex_match(other, topics), other);
    }
    void hostileNames() {
        const auto id = column("id", "int", false);
        const auto key = index(IndexKind::Primary, {"id"});
        const auto s = server({table("a(b)*", {id}, {key}), table("x,y", {id}, {key}),
                               table("p.q", {id}, {key}), table("q\"r\n", {id}, {key})});
        const auto p = plan(s);
        QCOMPARE(p.followed, std::vector<std::string>{"shop.a(b)*"});
        QCOMPARE(option(p.source, "table.include.list"), std::string("shop\\.a\\(b\\)\\*"));
        QCOMPARE(p.left.size(), std::size_t(3));
        QVERIFY(!anyHolds(p.left, "\n"));
    }
    void objections_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("told");
        QTest::newRow("no log") << "log_bin"
                                << "OFF"
                                << "log_bin is OFF";
        QTest::newRow("log") << "log_bin"
                             << "ON"
                             << "";
        QTest::newRow("format") << "binlog_format"
                                << "MIXED"
                                << "binlog_format is MIXED";
        QTest::newRow("row") << "binlog_format"
                             << "row"
                             << "";
        QTest::newRow("image") << "binlog_row_image"
                               << "MINIMAL"
                               << "binlog_row_image is MINIMAL";
        QTest::newRow("json") << "binlog_row_value_options"
                              << "PARTIAL_JSON"
                              << "binlog_row_value_options is PARTIAL_JSON";
        QTest::newRow("no json") << "binlog_row_value_options"
                                 << ""
                                 << "";
        QTest::newRow("compressed") << "log_bin_compress"
                                    << "ON"
                                    << "log_bin_compress is ON";
        QTest::newRow("hours") << "binlog_expire_logs_seconds"
                               << "43200"
                               << "the binary log is kept for 0.5 days only";
        QTest::newRow("a month") << "binlog_expire_logs_seconds"
                                 << "2592000"
                                 << "";
        QTest::newRow("a day") << "expire_logs_days"
                               << "1"
                               << "the binary log is kept for 1.0 days only";
        QTest::newRow("for ever") << "expire_logs_days"
                                  << "0"
                                  << "";
        QTest::newRow("no id") << "server_id"
                               << "0"
                               << "server_id is 0";
    }
    void objections() {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, told);
        ServerEvidence s;
        QVERIFY(changeCaptureObjections(s).empty());
        s.variables[name.toStdString()] = value.toStdString();
        QCOMPARE(QString::fromStdString(join(changeCaptureObjections(s), "|")), told);
    }
    void theReadme() {
        const auto p = plan(server({orders(), table("bare", {column("a", "int")}, {})}));
        const auto text =
            moveReadme(p, {"binlog_format is MIXED"}, {"plan.csv", "pgloader-shop.load", "README.txt"});
        QVERIFY(text.find("No connector was run") != std::string::npos);
        QVERIFY(text.find("- binlog_format is MIXED\n") != std::string::npos);
        QVERIFY(text.find("- shop.bare: no primary key") != std::string::npos);
        QVERIFY(text.find("\nplan.csv  ") != std::string::npos &&
                text.find("pgloader-*.load") != std::string::npos);
        QVERIFY(text.find("suspects.sql  ") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestChangeCapture)
#include "tst_change_capture.moc"
