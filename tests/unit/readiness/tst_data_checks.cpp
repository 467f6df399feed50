// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/readiness/move/data_checks.h"
#include "core/readiness/readiness.h"
#endif

#include <QtTest>

using namespace causeway;

namespace {

Column column(const std::string& name, const std::string& type, std::uint32_t length = 0) {
    Column c;
    c.name = name;
    c.type.name = type;
    c.type.full = type;
    if (length)
        c.type.length = length;
    return c;
}

/// shop.parent, and shop.child with a flag, a time and a foreign key to parent.
Catalog catalog() {
    Catalog all;
    Table parent, child;
    parent.schema = child.schema = "shop";
    parent.name = "parent";
    parent.columns = {column("id", "int")};
    Index key;
    key.name = "PRIMARY";
    key.kind = IndexKind::Primary;
    key.parts = {{"id", {}, {}, false}};
    parent.indexes = {key};
    child.name = "child";
    child.columns = {column("id", "int"), column("flag", "tinyint", 1), column("second", "tinyint", 1),
                     column("t", "time"), column("made", "datetime")};
    child.indexes = {key};
    ForeignKey fk;
    fk.name = "fk";
    fk.columns = {"id"};
    fk.refTable = "parent";
    fk.refColumns = {"id"};
    child.foreignKeys = {fk};
    all.tables = {parent, child};
    return all;
}

using Row = std::vector<std::optional<std::string>>;

Row row(const char* name, const char* check, const char* found, const char* scanned, const char* whole) {
    const auto cell = [](const char* text) {
        return text ? std::optional<std::string>(text) : std::nullopt;
    };
    return {"shop", "child", name, check, cell(found), cell(scanned), whole, ""};
}

ReadinessReport report(std::vector<Row> rows, const char* choices = "") {
    ServerEvidence server;
    server.id = "db1";
    server.catalog = catalog();
    ProbeResult probe;
    probe.id = kDataChecksProbe;
    probe.columns = {"schema_name", "table_name", "column_name", "check_name",
                     "found",       "scanned",    "whole",       "message"};
    probe.rows = std::move(rows);
    if (!probe.rows.empty())
        server.probes.push_back(probe);
    Progress progress;
    ConversionOptions options;
    options.choices = ConversionChoices::parse(choices);
    return assessReadiness(server, {}, options, progress);
}

const Conversion& child(const ReadinessReport& r, const std::string& kind) {
    for (const auto& c : r.conversions)
        if (c.kind == kind && c.name.starts_with("child"))
            return c;
    throw std::runtime_error("no " + kind);
}

const Obstacle* obstacle(const std::vector<Obstacle>& all, std::string_view id) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Obstacle& o) { return o.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

/// What was counted in the data lowers and raises obstacles, never beyond what was counted.
class TestDataChecks : public QObject {
    Q_OBJECT

private slots:
    void cleanAndWholeLowers() {
        const auto before = report({});
        const auto after =
            report({row("flag", "not_boolean", "0", "40", "1"), row("second", "not_boolean", "0", "40", "1"),
                    row("t", "beyond_day", "0", "40", "1")});
        QCOMPARE(child(before, "table").verdict, Verdict::Assisted);
        QCOMPARE(child(after, "table").verdict, Verdict::Automatic);
        QVERIFY(child(after, "table").effort.high < child(before, "table").effort.high);
        const auto* flag = obstacle(child(after, "table").obstacles, "mysql.tinyint1");
        QVERIFY(flag && flag->verdict == Verdict::Automatic && flag->question.empty());
        QVERIFY(flag->message.find("all 40 rows") != std::string::npos);
    }
    void notLowered_data() {
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("whole");
        QTest::newRow("a sample only") << "0"
                                       << "0";
        QTest::newRow("not counted") << QString() << "0";
        QTest::newRow("no number") << "many"
                                   << "1";
    }
    void notLowered() {
        QFETCH(QString, found);
        QFETCH(QString, whole);
        const auto text = found.toStdString(), all = whole.toStdString();
        const auto r =
            report({row("flag", "not_boolean", found.isNull() ? nullptr : text.c_str(), "40", all.c_str()),
                    row("second", "not_boolean", "0", "40", "1")});
        QCOMPARE(obstacle(child(r, "table").obstacles, "mysql.tinyint1")->verdict, Verdict::Assisted);
    }
    void aFieldBeyondItsLimit() {
        const auto r = report({row("note", "beyond_field", "1", "40", "1")});
        const auto* found = obstacle(child(r, "table").obstacles, "data.beyond_field");
        QVERIFY(found && found->verdict == Verdict::Manual);
        QVERIFY2(found->message.find("note (1 of 40 rows)") != std::string::npos, found->message.c_str());
        QVERIFY(child(r, "table").verdict != Verdict::Automatic);
        QVERIFY(!obstacle(child(report({row("note", "beyond_field", "0", "40", "1")}), "table").obstacles,
                          "data.beyond_field"));
    }
    void foundRaises() {
        const auto r = report(
            {row("flag", "not_boolean", "3", "40", "1"), row("second", "not_boolean", "0", "40", "1")});
        const auto* found = obstacle(child(r, "table").obstacles, "data.not_boolean");
        QVERIFY(found);
        QVERIFY2(found->message.find("flag (3 of 40 rows)") != std::string::npos, found->message.c_str());
        QVERIFY(found->message.find("second") == std::string::npos);
        QCOMPARE(obstacle(child(r, "table").obstacles, "mysql.tinyint1")->verdict, Verdict::Assisted);
    }
    void timesOfAZone() {
        const std::vector<Row> rows{row("made", "zone_gap", "2", "40", "1"),
                                    row("made", "zone_twice", "3", "40", "1")};
        const auto plain = report(rows);
        const auto* gap = obstacle(child(plain, "table").obstacles, "data.zone_gap");
        QVERIFY(gap && gap->verdict == Verdict::Automatic);
        QVERIFY(gap->message.find("made (2 of 40 rows)") != std::string::npos);
        QVERIFY(obstacle(child(plain, "table").obstacles, "data.zone_twice"));
        const auto moments = report(rows, "datetime=timestamptz");
        const auto* moment = obstacle(child(moments, "table").obstacles, "data.zone_moment");
        QVERIFY(moment && moment->verdict == Verdict::Assisted);
        QVERIFY(!obstacle(child(moments, "table").obstacles, "data.zone_gap"));
    }
    void numbersThatRunOut_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isUnsigned");
        QTest::addColumn<qulonglong>("next");
        QTest::addColumn<QString>("told");
        QTest::newRow("int at the end")
            << "int" << false << 2147483647ull << "(100.0 % of integer, next value";
        QTest::newRow("int at 70 %") << "int" << false << 1503238554ull << "(70.0 % of integer";
        QTest::newRow("int below") << "int" << false << 1503000000ull << "";
        QTest::newRow("unsigned int becomes bigint") << "int" << true << 4294967295ull << "";
        QTest::newRow("unsigned smallint becomes integer") << "smallint" << true << 65535ull << "";
        QTest::newRow("unsigned bigint beyond bigint")
            << "bigint" << true << 9223372036854775809ull
            << "(100.0 % of bigint, next value 9223372036854775809)";
        QTest::newRow("no value yet") << "int" << false << 0ull << "";
    }
    void numbersThatRunOut() {
        QFETCH(QString, type);
        QFETCH(bool, isUnsigned);
        QFETCH(qulonglong, next);
        QFETCH(QString, told);
        ServerEvidence server;
        server.catalog = catalog();
        auto& table = server.catalog->tables[0];
        table.columns[0] = column("id", type.toStdString().c_str());
        table.columns[0].autoIncrement = true;
        table.columns[0].type.isUnsigned = isUnsigned;
        table.autoIncrement = next;
        Progress progress;
        const auto r = assessReadiness(server, {}, {}, progress);
        const auto* found = obstacle(r.general, "mysql.autoinc_headroom");
        QCOMPARE(found != nullptr, !told.isEmpty());
        QVERIFY2(!found || found->message.find("shop.parent.id " + told.toStdString()) != std::string::npos,
                 found ? found->message.c_str() : "");
    }
    void orphans() {
        const auto none = report({row("fk", "orphan", "0", "40", "1")});
        QVERIFY(!obstacle(none.general, "mysql.fk_orphans"));
        const auto some = report({row("fk", "orphan", "2", "40", "1")});
        QVERIFY(obstacle(some.general, "mysql.fk_orphans"));
        QVERIFY(obstacle(child(some, "foreign key").obstacles, "data.orphans"));
        QCOMPARE(child(some, "foreign key").verdict, Verdict::Assisted);
        QCOMPARE(child(none, "foreign key").verdict, child(report({}), "foreign key").verdict);
    }
};

QTEST_GUILESS_MAIN(TestDataChecks)
#include "tst_data_checks.moc"
