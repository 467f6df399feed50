// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/fit.h"
#include "simulated.h"

#include <QTest>

#include <numeric>

using namespace causeway::growth;
using causeway::growth_test::seasonFactor, causeway::growth_test::simulate, causeway::growth_test::truth,
    causeway::growth_test::World;

namespace {

Series first(const Series& all, int months) {
    return {all.firstMonth, {all.values.begin(), all.values.begin() + months}};
}

/// How often the truth lay within the bands of 80 % and 95 %, over simulated series.
struct Coverage {
    int total80 = 0, total95 = 0, month80 = 0, month95 = 0, series = 0;
};

void look(Coverage& coverage, const Fit& fit, const std::vector<double>& ahead) {
    const auto steps = predict(fit, int(ahead.size()));
    const auto& last = steps.back();
    const double total = std::accumulate(ahead.begin(), ahead.end(), 0.0);
    const auto inside = [&](double seen, double said, double spread, double share) {
        return std::fabs(std::log(seen / said)) <= std::log(bandFactor(fit, spread, share));
    };
    coverage.total80 += inside(total, last.total, last.totalSpread, 0.80);
    coverage.total95 += inside(total, last.total, last.totalSpread, 0.95);
    coverage.month80 += inside(ahead.back(), last.value, last.valueSpread, 0.80);
    coverage.month95 += inside(ahead.back(), last.value, last.valueSpread, 0.95);
    ++coverage.series;
}

} // namespace

class TestFit : public QObject {
    Q_OBJECT

private slots:
    void eachShapeIsFound_data() {
        QTest::addColumn<int>("shape");
        for (const Shape shape : {Shape::Steady, Shape::Linear, Shape::Exponential, Shape::Logistic})
            QTest::newRow(shapeName(shape).data()) << int(shape);
    }
    void eachShapeIsFound() {
        QFETCH(int, shape);
        int found = 0;
        constexpr int kSeries = 200;
        for (int s = 0; s < kSeries; ++s) {
            const World world{Shape(shape), 0.05};
            const auto fit = fitSeries(simulate(world, 48, 17 + std::uint64_t(s)));
            QVERIFY(fit);
            found += fit->shape == Shape(shape);
        }
        QVERIFY2(found >= kSeries * 85 / 100, qPrintable(QString::number(found)));
    }

    void theCurveIsTheTruthWithoutNoise() {
        for (const Shape shape : {Shape::Steady, Shape::Linear, Shape::Exponential, Shape::Logistic}) {
            const World world{shape, 0};
            const auto fit = fitSeries(simulate(world, 48, 5));
            QVERIFY(fit && !fit->seasonal && fit->outliers.empty());
            QVERIFY(*fit->backtestError < 0.01);
            for (const int ahead : {1, 6, 12}) {
                const double right = truth(world, (47 + ahead) / 12.0, 0);
                QVERIFY2(std::fabs(valueAt(*fit, ahead) / right - 1) < 0.01,
                         qPrintable(QString("%1 %2").arg(valueAt(*fit, ahead)).arg(right)));
            }
        }
    }

    void blackFridayIsASeason() {
        const World world{Shape::Exponential, 0.05, 0, 0, true};
        const auto fit = fitSeries(simulate(world, 36, 3));
        QVERIFY(fit && fit->seasonal);
        double mean = 0;
        for (int m = 0; m < 12; ++m)
            mean += std::log(seasonFactor(m)) / 12;
        for (int m = 0; m < 12; ++m)
            QVERIFY(std::fabs(fit->season[std::size_t(m)] - (std::log(seasonFactor(m)) - mean)) < 0.12);
        // One year shows a month, not a season.
        QVERIFY(!fitSeries(simulate(world, 23, 3))->seasonal);
    }

    void noSeasonIsMadeOfNoise() {
        int seasonal = 0;
        for (int s = 0; s < 200; ++s)
            seasonal += fitSeries(simulate({Shape::Linear, 0.1}, 48, 90 + std::uint64_t(s)))->seasonal;
        QVERIFY2(seasonal <= 20, qPrintable(QString::number(seasonal)));
    }

    void anImportOfOldRowsMovesNothing() {
        auto series = simulate({Shape::Linear, 0.05}, 48, 8);
        const auto clean = fitSeries(series);
        series.values[20] *= 100;
        const auto fit = fitSeries(series);
        QCOMPARE(fit->outliers, std::vector<int>{20});
        QCOMPARE(fit->shape, clean->shape);
        QVERIFY(std::fabs(predict(*fit, 12).back().total / predict(*clean, 12).back().total - 1) < 0.02);
    }

    void lumpsHaveAMeanAndAWideBand() {
        Series series{600, {}};
        for (int i = 0; i < 36; ++i)
            series.values.push_back(i % 3 == 0 ? 900 : 0);
        const auto fit = fitSeries(series);
        QCOMPARE(fit->shape, Shape::Uneven);
        const auto year = predict(*fit, 12).back();
        QVERIFY(std::fabs(year.total - 3600) < 1);
        QVERIFY(bandFactor(*fit, year.totalSpread, 0.95) > 1.5);
    }

    void whatIsNoHistoryGetsNoCurve_data() {
        QTest::addColumn<int>("months");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("fits");
        QTest::newRow("none") << 0 << 1.0 << false;
        QTest::newRow("seven months") << 7 << 100.0 << false;
        QTest::newRow("eight months") << 8 << 100.0 << true;
        QTest::newRow("empty months") << 40 << 0.0 << false;
        QTest::newRow("more than are read") << 400 << 100.0 << true;
        QTest::newRow("one row a month") << 40 << 1.0 << true;
        QTest::newRow("astronomic") << 40 << 1e300 << true;
    }
    void whatIsNoHistoryGetsNoCurve() {
        QFETCH(int, months);
        QFETCH(double, value);
        QFETCH(bool, fits);
        const auto fit = fitSeries({24, std::vector<double>(std::size_t(months), value)});
        QCOMPARE(fit.has_value(), fits);
        if (fit)
            for (const auto& step : predict(*fit, 240))
                QVERIFY(std::isfinite(step.value) && std::isfinite(step.totalSpread));
    }

    /// Nominal 80 and 95 % hold within 7 and 5 points for each kind, over a month and over the total; where
    /// little is known of the shape or the noise, within 12 and 10.
    void bandsAreHonest_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<double>("noise");
        QTest::addColumn<double>("rho");
        QTest::addColumn<bool>("season");
        QTest::addColumn<int>("months");
        QTest::addColumn<int>("tolerance");
        QTest::newRow("steady") << int(Shape::Steady) << 0.1 << 0.0 << false << 48 << 7;
        QTest::newRow("linear") << int(Shape::Linear) << 0.1 << 0.0 << false << 48 << 7;
        QTest::newRow("exponential") << int(Shape::Exponential) << 0.1 << 0.0 << false << 48 << 7;
        QTest::newRow("logistic") << int(Shape::Logistic) << 0.1 << 0.0 << false << 48 << 7;
        QTest::newRow("steady, season") << int(Shape::Steady) << 0.1 << 0.0 << true << 36 << 7;
        QTest::newRow("exponential, season") << int(Shape::Exponential) << 0.1 << 0.0 << true << 48 << 7;
        QTest::newRow("logistic, season") << int(Shape::Logistic) << 0.1 << 0.0 << true << 60 << 7;
        QTest::newRow("neighbours correlate") << int(Shape::Exponential) << 0.1 << 0.5 << false << 48 << 10;
        QTest::newRow("much noise") << int(Shape::Exponential) << 0.4 << 0.0 << false << 48 << 12;
        QTest::newRow("little noise") << int(Shape::Exponential) << 0.02 << 0.0 << false << 36 << 7;
        QTest::newRow("one year") << int(Shape::Linear) << 0.1 << 0.0 << false << 12 << 10;
        QTest::newRow("two years, season") << int(Shape::Exponential) << 0.1 << 0.0 << true << 24 << 10;
    }
    void bandsAreHonest() {
        QFETCH(int, shape);
        QFETCH(double, noise);
        QFETCH(double, rho);
        QFETCH(bool, season);
        QFETCH(int, months);
        QFETCH(int, tolerance);
        constexpr int kSeries = 400;
        const World world{Shape(shape), noise, rho, 0, season};
        for (const int horizon : {3, 12}) {
            Coverage c;
            for (int s = 0; s < kSeries; ++s) {
                const auto all = simulate(world, months + horizon, 1000 + 7 * std::uint64_t(s));
                const auto fit = fitSeries(first(all, months));
                QVERIFY(fit);
                look(c, *fit, {all.values.begin() + months, all.values.end()});
            }
            const auto told = QString("%1 months ahead: total %2 %3, month %4 %5 of %6")
                                  .arg(horizon)
                                  .arg(c.total80)
                                  .arg(c.total95)
                                  .arg(c.month80)
                                  .arg(c.month95)
                                  .arg(kSeries);
            qInfo("%s", qPrintable(told));
            for (const int inside : {c.total80, c.month80})
                QVERIFY2(std::abs(inside * 100 / kSeries - 80) <= tolerance, qPrintable(told));
            for (const int inside : {c.total95, c.month95})
                QVERIFY2(std::abs(inside * 100 / kSeries - 95) <= (tolerance > 7 ? 10 : 5), qPrintable(told));
        }
    }

    /// Series whose law changes on the way: the bands must still hold most of a held-back tail.
    void bandsHoldOnHeldBackTails() {
        Coverage c;
        for (int s = 0; s < 300; ++s) {
            // A market opened two years ago, and each year's rate is its own.
            auto all = simulate({Shape::Exponential, 0.1, 0.4, 0, s % 2 == 0}, 66, 40 + std::uint64_t(s));
            causeway::growth_test::Random random{std::uint64_t(s)};
            double drift = 0, rate = 0;
            for (std::size_t i = 0; i < all.values.size(); ++i) {
                if (i % 12 == 0)
                    rate = 0.01 * random.normal();
                drift += rate;
                all.values[i] *= std::exp(drift) * (i >= 36 ? 1.3 : 1);
            }
            const auto fit = fitSeries(first(all, 60));
            QVERIFY(fit);
            look(c, *fit, {all.values.begin() + 60, all.values.end()});
        }
        const auto told = QString("total %1 %2, month %3 %4 of 300")
                              .arg(c.total80)
                              .arg(c.total95)
                              .arg(c.month80)
                              .arg(c.month95);
        qInfo("%s", qPrintable(told));
        QVERIFY2(c.total80 >= 200 && c.total95 >= 255, qPrintable(told));
        QVERIFY2(c.month80 >= 210 && c.month95 >= 258, qPrintable(told));
    }

    void threadsChangeNothing() {
        std::vector<Series> all;
        for (int i = 0; i < 300; ++i)
            all.push_back(simulate({Shape(1 + i % 4), 0.1, 0, 0, i % 2 == 0}, 20 + i % 40, std::uint64_t(i)));
        const auto fits = fitAll(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto alone = fitSeries(all[i]);
            QVERIFY(fits[i] && alone);
            QCOMPARE(fits[i]->theta, alone->theta);
            QCOMPARE(fits[i]->sigma, alone->sigma);
        }
    }
};

QTEST_GUILESS_MAIN(TestFit)
#include "tst_fit.moc"
