// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/comparison.h"
#include "core/base/text.h"
#include "unit/audit/evidence_builder.h"

#include <QTest>

using namespace causeway;
using namespace causeway::test;

namespace {

Comparison compared(const Evidence& before, const Evidence& after) {
    return compare(before.snapshot(), before.audit(), after.snapshot(), after.audit());
}

bool holds(const std::vector<Finding>& findings, std::string_view rule) {
    for (const auto& f : findings)
        if (f.rule == rule)
            return true;
    return false;
}

Evidence orders(double gib, std::uint64_t rows) {
    return mysql().table(sized(table("orders", {column("id", "int")}, {primary()}), gib, 0, rows));
}

const SchemaChange* changeOf(const Comparison& c, std::string_view object) {
    for (const auto& s : c.schema)
        if (s.object == object)
            return &s;
    return nullptr;
}

} // namespace

/// Two snapshots told apart.
class TestComparison : public QObject {
    Q_OBJECT
private slots:
    void aSnapshotDoesNotDifferFromItself() {
        const auto e = orders(3, 1000).var("innodb_flush_log_at_trx_commit", "2");
        const auto c = compared(e, e);
        QVERIFY(c.added.empty() && c.firstSeen.empty() && c.fixed.empty() && c.moved.empty());
        QVERIFY(c.unknown.empty() && c.settings.empty() && c.schema.empty() && c.volume.empty());
        QCOMPARE(c.unchanged.size(), e.audit().findings().size());
        QVERIFY(!c.unchanged.empty());
    }

    void mendedIsFixedAndBrokenIsNew() {
        const auto well = mysql().var("innodb_flush_log_at_trx_commit", "1").var("innodb_doublewrite", "ON");
        const auto ill = mysql().var("innodb_flush_log_at_trx_commit", "2").var("innodb_doublewrite", "ON");
        const auto mended = compared(ill, well), broken = compared(well, ill);
        QVERIFY(holds(mended.fixed, "dur.trx_commit") && mended.added.empty() && mended.unknown.empty());
        QVERIFY(holds(broken.added, "dur.trx_commit") && broken.fixed.empty() && broken.firstSeen.empty());
        QVERIFY(mended.scoreAfter > mended.scoreBefore);
    }

    void whatCouldNotBeAskedIsNeitherFixedNorNew() {
        const auto ill = mysql().var("innodb_flush_log_at_trx_commit", "2");
        const auto blind = mysql();
        const auto lost = compared(ill, blind), seen = compared(blind, ill);
        QVERIFY(lost.fixed.empty());
        QVERIFY(holds({lost.unknown.at(0).before}, "dur.trx_commit"));
        QVERIFY(containsIgnoreCase(lost.unknown[0].reason, "SHOW GLOBAL VARIABLES"));
        QVERIFY(seen.added.empty() && holds(seen.firstSeen, "dur.trx_commit"));
    }

    void otherFiguresAreAMove() {
        const auto two = mysql().var("innodb_flush_log_at_trx_commit", "2");
        const auto zero = mysql().var("innodb_flush_log_at_trx_commit", "0");
        const auto c = compared(two, zero);
        QCOMPARE(c.moved.size(), std::size_t(1));
        QVERIFY(c.fixed.empty() && c.added.empty());
        bool figure = false;
        for (const auto& change : c.moved[0].changes)
            figure = figure || (change.before == "2" && change.after == "0");
        QVERIFY(figure);
        auto before = two.audit(), after = two.audit();
        applyWaivers(after, {{"dur.trx_commit@shop-db-1", "r", "a", {}, *parseDate("2027-01-01")}},
                     *parseDate("2026-11-22"));
        const auto w = compare(two.snapshot(), before, two.snapshot(), after);
        QCOMPARE(w.moved.size(), std::size_t(1));
        QCOMPARE(w.moved[0].changes[0].name, std::string("waiver"));
    }

    void settingsThatMoveByThemselvesAreNotReported() {
        const auto before = mysql().var("max_connections", "100").var("gtid_executed", "a:1-5");
        const auto after =
            mysql().var("max_connections", "200").var("gtid_executed", "a:1-9").var("read_only", "ON");
        const auto c = compared(before, after);
        QCOMPARE(c.settings.size(), std::size_t(2));
        const ValueChange raised{"max_connections", "100", "200"}, added{"read_only", std::nullopt, "ON"};
        QVERIFY(c.settings[0].value == raised && c.settings[1].value == added);
        QVERIFY(compared(before, mysql()).settings.empty()); // nothing is known of the second's settings
    }

    void schemaChangesAreToldOnce() {
        auto before = mysql(), after = mysql();
        before.table(table("orders", {column("id", "int"), column("odd.name", "int")}, {primary()}))
            .table(table("gone", {column("id", "int")}, {primary()}));
        after
            .table(table("orders", {column("id", "bigint")},
                         {primary(), index("total", IndexKind::Plain, {"total"})}))
            .table(table("come", {column("id", "int"), column("x", "int")}, {primary()}));
        const auto c = compared(before, after);
        QCOMPARE(c.schema.size(), std::size_t(5));
        using Kind = SchemaChange::Kind;
        QVERIFY(changeOf(c, "shop.gone")->kind == Kind::Removed);
        QVERIFY(changeOf(c, "shop.come")->kind == Kind::Added);
        QVERIFY(changeOf(c, "shop.orders.id")->kind == Kind::Changed);
        QCOMPARE(changeOf(c, "shop.orders.id")->after, std::string("bigint NULL"));
        QVERIFY(changeOf(c, "shop.orders.odd.name")->kind == Kind::Removed);
        QVERIFY(changeOf(c, "shop.orders.total")->kind == Kind::Added);
    }

    void volumeIsInOrderOfItsChange() {
        auto before = orders(3, 1000), after = orders(4, 1500);
        for (auto* e : {&before, &after})
            e->table(sized(table("still", {column("id", "int")}, {primary()}), 9));
        before.table(sized(table("log", {column("id", "int")}, {primary()}), 20));
        after.table(sized(table("log", {column("id", "int")}, {primary()}), 1));
        const auto c = compared(before, after);
        QCOMPARE(c.volume.size(), std::size_t(3));
        QVERIFY(c.volume[0].table.empty() && c.volume[1].table == "shop.log");
        QCOMPARE(*c.volume[2].bytesAfter - *c.volume[2].bytesBefore, std::uint64_t(1) << 30);
        QVERIFY(c.volume[2].rowsBefore == 1000U && c.volume[2].rowsAfter == 1500U);
    }

    void serversComeAndGo() {
        auto before = orders(1, 1), after = orders(1, 1);
        after.server().id = "shop-db-2";
        const auto c = compared(before, after);
        QCOMPARE(c.serversGone, std::vector<std::string>{"shop-db-1"});
        QCOMPARE(c.serversNew, std::vector<std::string>{"shop-db-2"});
        QVERIFY(c.fixed.empty() && c.added.empty());
    }

    void textAndJsonSayTheSame_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("en") << "en";
        QTest::newRow("uk") << "uk";
    }
    void textAndJsonSayTheSame() {
        QFETCH(QString, language);
        auto before = orders(3, 1000).var("innodb_flush_log_at_trx_commit", "1");
        auto after = orders(4, 1500).var("innodb_flush_log_at_trx_commit", "2");
        for (int i = 0; i < 30; ++i)
            after.table(table("t" + std::to_string(i), {column("id", "int")}, {primary()}));
        const auto c = compared(before, after);
        const auto json = toJson(c);
        QCOMPARE(json["schema"].get<std::string>(), std::string("causeway.comparison/1"));
        QCOMPARE(json["findings"]["new"].size(), c.added.size());
        QCOMPARE(json["schema_objects"].size(), std::size_t(30));
        const auto lang = language.toStdString();
        for (const auto& text : {comparisonPlain(c, lang), comparisonMarkdown(c, lang)}) {
            for (const auto& f : c.added)
                QVERIFY2(replaceAll(text, "\\", "").find(f.key) != std::string::npos, text.c_str());
            QVERIFY(text.find("10\u00a0") != std::string::npos); // and 10 more
            QVERIFY(text.find('{') == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
