// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/readiness/effort/breakdown.h"
#include "core/readiness/effort/estimate.h"
#include "core/readiness/effort/units.h"
#include "core/readiness/obstacle_texts.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#endif

#include <QTest>

using namespace causeway;

namespace {

bool close(double a, double b) {
    return std::fabs(a - b) < 1e-9;
}
bool close(const Effort& a, const Effort& b) {
    return close(a.low, b.low) && close(a.likely, b.likely) && close(a.high, b.high);
}

Conversion object(const std::string& kind, const std::vector<std::pair<std::string, double>>& obstacles,
                  const std::string& source = {}) {
    Conversion c;
    c.kind = kind;
    c.name = "x";
    c.source = source;
    for (const auto& [id, occurrences] : obstacles) {
        c.obstacles.push_back(makeObstacle(id, "x"));
        c.obstacles.back().occurrences = occurrences;
    }
    return c;
}

} // namespace

class TestEffort : public QObject {
    Q_OBJECT

private slots:
    void threePoints() {
        const Effort e{1, 2, 9};
        QCOMPARE(e.expected(), 3.0);
        QVERIFY(close(e.deviation(), 8.0 / 6));
        QCOMPARE(Effort::between(1, 4).likely, 2.5);
        QCOMPARE(Effort::between(1, 4).expected(), 2.5);
        QCOMPARE(effortFromJson(Json::parse("[1, 2, 9]")), e);
        QCOMPARE(effortFromJson(Json::parse("[1, 3]")), (Effort{1, 2, 3}));
        for (const char* wrong : {"[1]", "[2, 1]", "[1, 4, 3]", "[-1, 0]", "{}", "[1, 2, 3, 4]"})
            QVERIFY_EXCEPTION_THROWN(effortFromJson(Json::parse(wrong)), Error);
    }
    /// Nine independent parts: the sum's deviation grows with the root, not with the count.
    void sumsAreNarrowerThanTheirEnds() {
        EffortTotal total;
        for (int i = 0; i < 9; ++i)
            total.add({1, 2, 9});
        QCOMPARE(total.ends(), (Effort{9, 18, 81}));
        QCOMPARE(total.expected(), 27.0);
        QVERIFY(close(total.deviation(), 4.0));
        QVERIFY(std::fabs(total.low80() - (27 - 1.2816 * 4)) < 1e-3);
        QVERIFY(std::fabs(total.high80() - (27 + 1.2816 * 4)) < 1e-3);
        EffortTotal one;
        one.add({1, 1, 9}); // a skewed part alone: the range stays between its ends
        QVERIFY(one.low80() >= 1 && one.high80() <= 9);
        QCOMPARE(EffortTotal().high80(), 0.0);
        QCOMPARE(toJson(total).at("expected_h").get<double>(), 27.0);
    }
    void shownPartsAddUp_data() {
        QTest::addColumn<QList<double>>("values");
        QTest::newRow("thirds") << QList<double>{1.333333, 1.333333, 1.333334};
        QTest::newRow("halves") << QList<double>{0.5, 0.5, 0.5, 0.5};
        QTest::newRow("none") << QList<double>{};
        QTest::newRow("whole") << QList<double>{1, 2, 3};
        QTest::newRow("hundred") << QList<double>(100, 0.07);
    }
    void shownPartsAddUp() {
        QFETCH(QList<double>, values);
        for (const double unit : {1.0, 0.1}) {
            const auto shown = roundedTogether({values.begin(), values.end()}, unit);
            const double sum = std::accumulate(values.begin(), values.end(), 0.0);
            QVERIFY(std::fabs(std::accumulate(shown.begin(), shown.end(), 0.0) -
                              std::round(sum / unit) * unit) < 1e-9);
            for (std::size_t i = 0; i < shown.size(); ++i)
                QVERIFY(std::fabs(shown[i] - values[qsizetype(i)]) < unit);
        }
    }
    /// The tenth occurrence costs less than the first, and none less than the floor.
    void furtherOccurrencesCostLess() {
        QCOMPARE(learnedOccurrences(0), 0.0);
        QCOMPARE(learnedOccurrences(1), 1.0);
        QVERIFY(close(learnedOccurrences(2), 1.8)); // the second costs 80 % of the first
        QVERIFY(close(learnedOccurrences(4) - learnedOccurrences(3), 0.64));
        double before = 1;
        for (int n = 2; n < 300; ++n) {
            const double next = learnedOccurrences(n) - learnedOccurrences(n - 1);
            QVERIFY(next <= before + 1e-9 && next >= 0.25 - 1e-9);
            before = next;
        }
        QVERIFY(close(before, 0.25));
        QVERIFY(learnedOccurrences(1e9) > 2.5e8); // a huge count is summed without counting
    }
    void unitsAreWhole() {
        const Json& file = resourceJson("readiness/effort.json");
        for (const char* group : {"base", "units"})
            for (const auto& [name, entry] : file.at(group).items()) {
                QVERIFY2(entry.at("source").get<std::string>().size() > 10, name.c_str());
                QCOMPARE(entry.at("hours").size(), std::size_t(3));
                QVERIFY2(entry.at("test").get<double>() >= 0 && entry.at("test").get<double>() <= 1,
                         name.c_str());
            }
        QCOMPARE(effortRoles(), (std::vector<std::string>{"DBA", "Developer", "Tester"}));
        for (const char* kind : {"table", "view", "function", "procedure", "trigger", "event", "query",
                                 "application query", "sequence", "foreign key"}) {
            QVERIFY2(baseUnit(kind), kind);
            QVERIFY2(std::count(effortRoles().begin(), effortRoles().end(), baseUnit(kind)->role) == 1, kind);
        }
        QVERIFY(!baseUnit("statement"));
        QVERIFY_EXCEPTION_THROWN(effortUnit("no such unit"), Error);
    }
    void everyObstacleNamesAUnitAndARole() {
        const Json& file = resourceJson("readiness/obstacles.json");
        for (const auto& [id, entry] : file.at("obstacles").items()) {
            QVERIFY2(entry.at("effort").is_string(), id.c_str());
            const auto& text = obstacleTexts().find(id)->second;
            QVERIFY2(text.role == "DBA" || text.role == "Developer", id.c_str());
            QVERIFY2(text.verdict == Verdict::Automatic || text.unit.work.likely > 0, id.c_str());
        }
    }
    void occurrencesShareWhatTheyCost() {
        ReadinessReport report;
        report.conversions = {object("table", {{"mysql.tinyint1", 3}}),
                              object("table", {{"mysql.tinyint1", 1}})};
        estimateEffort(report);
        const auto& unit = obstacleTexts().find("mysql.tinyint1")->second.unit;
        const auto &three = report.conversions[0].obstacles[0].effort,
                   one = report.conversions[1].obstacles[0].effort;
        QVERIFY(close(three + one, unit.whole() * learnedOccurrences(4)));
        QVERIFY(close(three, one * 3));
        QVERIFY(close(report.conversions[1].effort, baseUnit("table")->whole() + one));
        report.conversions[0].obstacles[0].occurrences = 0; // settled by counting the data
        estimateEffort(report);
        QCOMPARE(report.conversions[0].obstacles[0].effort, Effort());
        QVERIFY(close(report.conversions[1].obstacles[0].effort, unit.whole()));
    }
    void longBodiesTakeLonger() {
        ReadinessReport report;
        report.conversions = {object("procedure", {}, "one line"),
                              object("procedure", {}, std::string(99, '\n')), // 100 lines
                              object("view", {}, std::string(99, '\n'))};
        estimateEffort(report);
        QVERIFY(close(report.conversions[1].effort, report.conversions[0].effort * 4));
        QVERIFY(close(report.conversions[2].effort, baseUnit("view")->whole()));
    }
    void everyCutIsTheWhole() {
        ReadinessReport report;
        report.conversions = {object("table", {{"mysql.tinyint1", 3}, {"mysql.enum", 1}}), object("view", {}),
                              object("procedure", {{"mysql.routine_rewrite", 1}})};
        report.conversions[2].verdict = Verdict::Manual;
        report.queries = {object("query", {{"sql.replace", 1}})};
        report.general = {makeObstacle("server.isolation", "")};
        estimateEffort(report);
        const auto cut = effortBreakdown(report);
        QVERIFY(close(cut.all.sum, report.effort()));
        QVERIFY(close(cut.total.ends(), report.effort()));
        Effort classes, items, roles;
        for (const auto& row : cut.classes)
            classes += row.sum;
        for (const auto* rows : {&cut.obstacles, &cut.bases})
            for (const auto& row : *rows)
                items += row.sum;
        for (const auto& role : cut.all.roles)
            roles += role;
        QVERIFY(close(classes, report.effort()));
        QVERIFY(close(items, report.effort()));
        QVERIFY(close(roles, report.effort()));
        QVERIFY(cut.total.low80() > report.effort().low && cut.total.high80() < report.effort().high);
        QCOMPARE(QString::fromStdString(roleHours(cut)).count("\u00a0h"), 3);
        QVERIFY(roleHours(effortBreakdown({})).empty());
    }
};

QTEST_APPLESS_MAIN(TestEffort)
#include "tst_effort.moc"
