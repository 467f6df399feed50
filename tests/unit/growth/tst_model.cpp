// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/model.h"

#include <QtTest>

#include <cmath>

using namespace causeway;
using namespace causeway::growth;

class TestModel : public QObject {
    Q_OBJECT
    const Date start = *parseDate("2026-11-20");
    const GrowthInput half{"growth", "Growth", 1.5, Basis::Stated, "plan"};

private slots:
    void compoundsPerQuarter() {
        const auto g = growing(100, Basis::Measured, half, 7);
        const auto p = project(g, start, start + std::chrono::days{91});
        QVERIFY(std::fabs(p.value - (7 + 100 * std::pow(1.5, 91 / kDaysPerQuarter))) < 1e-9);
        QCOMPARE(monthly(g, start, 24).size(), std::size_t(25));
        QCOMPARE(monthly(g, start, 24).front().value, 107.0);
    }

    void bandFollowsItsFormula() {
        const auto g = growing(100, Basis::Measured, half);
        const auto at = start + std::chrono::days{365};
        const double t = quarters(start, at), wide = std::exp(1.2816 * 0.10 * std::log(1.5) * t);
        const auto p = project(g, start, at);
        QVERIFY(std::fabs(p.high / p.value - wide) < 1e-9);
        QVERIFY(std::fabs(p.value / p.low - wide) < 1e-9);
        double before = 0;
        for (const auto& point : monthly(g, start, 12)) {
            QVERIFY(point.high / point.low > before);
            before = point.high / point.low;
        }
        const auto first = monthly(g, start, 1).front();
        QCOMPARE(first.low, first.high);
    }

    void crossingMatchesTheClosedForm_data() {
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("limit");
        QTest::newRow("+50 % to 500") << 1.5 << 500.0;
        QTest::newRow("+5 % to 130") << 1.05 << 130.0;
        QTest::newRow("x4 to 101") << 4.0 << 101.0;
    }
    void crossingMatchesTheClosedForm() {
        QFETCH(double, factor);
        QFETCH(double, limit);
        const auto g = growing(100, Basis::Measured, {"growth", "", factor, Basis::Stated, ""});
        const auto c = crossing(g, limit, start, addMonths(start, 24));
        const int days = int(std::floor(std::log(limit / 100) / std::log(factor) * kDaysPerQuarter));
        QVERIFY(c.crossed && c.earliest && c.latest);
        QCOMPARE((*c.crossed - start).count(), days);
        QVERIFY(*c.earliest <= *c.crossed && *c.crossed <= *c.latest);
    }

    void limitsThatAreNotReachedHaveNoDate() {
        const auto flat = growing(100, Basis::Measured, {"growth", "", 1.0, Basis::Stated, ""});
        QVERIFY(!crossing(flat, 200, start, addMonths(start, 24)).crossed);
        const auto falling = growing(100, Basis::Measured, {"growth", "", 0.5, Basis::Stated, ""});
        QVERIFY(!crossing(falling, 101, start, addMonths(start, 240)).crossed);
        QVERIFY(!crossing(growing(0, Basis::Measured, half), 1, start, addMonths(start, 240)).crossed);
    }

    void whatIsPassedIsDatedToday() {
        const auto c = crossing(growing(100, Basis::Stated, half), 50, start, addMonths(start, 24));
        QCOMPARE(*c.crossed, start);
        const auto fixed = crossing(growing(1, Basis::Stated, half, 60), 50, start, addMonths(start, 24));
        QCOMPARE(*fixed.crossed, start);
    }

    void everyAssumptionSaysWhy() {
        QVERIFY(!assumption("hot_share").source.empty());
        QVERIFY_EXCEPTION_THROWN(assumption("no such"), Error);
    }
};

QTEST_APPLESS_MAIN(TestModel)
#include "tst_model.moc"
