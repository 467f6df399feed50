// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/text.h"
#include "core/readiness/move/move_plan.h"

#include <algorithm>
#endif

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace causeway;

namespace {

Column column(const char* name, const char* type) {
    Column c;
    c.name = name;
    c.type.name = c.type.full = type;
    return c;
}

Table table(const char* name, std::uint64_t bytes, bool key = true) {
    Table t;
    t.schema = "shop";
    t.name = name;
    t.columns = {column("id", "int"), column("day", "date"), column("raw", "blob")};
    t.columns[0].nullable = false;
    t.dataBytes = bytes;
    t.rows = bytes / 100;
    if (key) {
        Index primary;
        primary.name = "PRIMARY";
        primary.kind = IndexKind::Primary;
        primary.parts = {{"id", "", {}, false}};
        t.indexes = {primary};
    }
    return t;
}

Catalog catalog() {
    Catalog c;
    c.schemas = {"shop"};
    c.tables = {table("small", 1000), table("large", 5'000'000'000), table("bare", 2'000'000'000, false)};
    return c;
}

} // namespace

/// The order, the cuts and the tools of the tables' move.
class TestMovePlan : public QObject {
    Q_OBJECT

private slots:
    void theLargestFirst() {
        const auto c = catalog();
        const auto plan = planMove(c, {}, {});
        QCOMPARE(plan.tables.size(), std::size_t(3));
        QCOMPARE(plan.tables[0].name, std::string("large"));
        QCOMPARE(plan.tables[2].name, std::string("small"));
    }
    void largeTablesAreCutByTheirKey() {
        const auto c = catalog();
        const auto plan = planMove(c, {}, {});
        QCOMPARE(plan.tables[0].ranges, 5);
        QCOMPARE(plan.tables[0].key, std::string("`id`"));
        QCOMPARE(plan.tables[1].ranges, 1); // no key cuts it
        QVERIFY(plan.tables[1].remarks[0].starts_with("no primary key"));
        QCOMPARE(plan.tables[2].ranges, 1);
    }
    void timesOnlyAtAStatedRate() {
        const auto c = catalog();
        QVERIFY(!planMove(c, {}, {}).tables[0].seconds);
        Criteria criteria;
        criteria.set("rate_copy_mb_s", "50");
        QCOMPARE(planMove(c, {}, criteria).tables[0].seconds.value_or(0), 100.0);
    }
    void pgloaderTakesWhatItReadsAlike() {
        auto c = catalog();
        c.tables[0].columns.push_back(column("place", "point"));
        const auto plan = planMove(c, {}, {});
        QVERIFY(!plan.tables[2].pgloader);
        const auto commands = pgloaderCommands(plan, "shop");
        QVERIFY(commands.find("MATCHING 'large', 'bare';") != std::string::npos);
        QVERIFY(commands.find("take copy.sh for\n   small") != std::string::npos);
        QVERIFY(pgloaderCommands(plan, "other").empty());
        ConversionOptions options;
        options.choices = ConversionChoices::parse("zero_dates=epoch");
        QVERIFY(pgloaderCommands(planMove(c, options, {}), "shop").empty()); // it makes zero dates NULL
    }
    void latin1IsNotLeftToPgloader() {
        auto c = catalog();
        c.tables[0].columns.push_back(column("word", "varchar"));
        c.tables[1].columns.push_back(column("word", "varchar"));
        c.tables[0].charset = "latin1";
        c.tables[1].columns.back().charset = "utf8mb4";
        const auto plan = planMove(c, {}, {});
        QVERIFY(plan.tables[0].pgloader);
        QVERIFY(!plan.tables[2].pgloader);
        QVERIFY(plan.tables[2].remarks[0].find("cp1252") != std::string::npos);
    }
    void aFloatIsNotLeftToPgloader() {
        auto c = catalog();
        c.tables[0].columns.push_back(column("ratio", "float"));
        c.tables[1].columns.push_back(column("ratio", "double"));
        const auto plan = planMove(c, {}, {});
        QVERIFY(plan.tables[0].pgloader);
        QVERIFY(!plan.tables[2].pgloader);
        QVERIFY(plan.tables[2].remarks[0].find("six digits") != std::string::npos);
    }
    void thePlanAsATable() {
        const auto c = catalog();
        const auto csv = movePlanCsv(planMove(c, {}, {}));
        const auto lines = split(csv, '\n');
        QCOMPARE(lines[0], std::string_view("order,table,target,rows,bytes,ranges,seconds,tool,remarks"));
        QCOMPARE(lines[1],
                 std::string_view("1,shop.large,shop.large,50000000,5000000000,5,,copy.sh or pgloader,"));
    }
    void theScriptIsCutAtTheLoad() {
        const auto c = catalog();
        Progress progress;
        const auto report = convertSchema(c, {}, progress);
        const auto [before, after] = scriptAroundLoad(report);
        QCOMPARE(before + after, report.script());
        QVERIFY(before.find("CREATE TABLE") != std::string::npos);
        QVERIFY(after.find("CREATE TABLE") == std::string::npos);
        QVERIFY(after.starts_with("-- ---"));
    }

    /// Names that would leave their place in the script do nothing: bash reads it, and runs no word of them.
    void hostileNames() {
        auto c = catalog();
        QTemporaryDir folder;
        const auto bait = folder.filePath("bait").toStdString();
        c.tables[0].name = "x'; touch " + bait + "; '";
        c.tables[1].name = "$(touch " + bait + ")`touch " + bait + "`";
        c.tables[2].name = "a\nSQL\ntouch " + bait + "\n";
        c.tables[0].columns[1].name = "\"; touch " + bait;
        c.tables[1].columns[1].name = "b\\' $(touch " + bait + ")";
        QFile script(folder.filePath("copy.sh"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        const auto text = copyScript(planMove(c, {}, {}));
        script.write(text.data(), qint64(text.size()));
        script.close();
        QProcess run;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("MYSQL", "false");
        environment.insert("PSQL", "cat");
        run.setProcessEnvironment(environment);
        run.start("bash", {script.fileName()});
        QVERIFY(run.waitForFinished(20000));
        QVERIFY(!QFile::exists(QString::fromStdString(bait)));
        const auto said = run.readAllStandardError();
        QVERIFY2(said.contains("was not copied"), said.constData());
        QCOMPARE(run.exitCode(), 1);
    }
};

QTEST_GUILESS_MAIN(TestMovePlan)
#include "tst_move_plan.moc"
