// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/ranking.h"

#include <QTest>

#include <cmath>

using namespace causeway;

namespace {

ScoreRange known(double score) {
    return {score, score};
}

} // namespace

/// Ranks whose shares and totals can be worked out by hand.
class TestRanking : public QObject {
    Q_OBJECT

private slots:
    void totalsAreWeightedMeans() {
        const auto r = rankOptions({{30, 0, 100}, {10, 0, 100}},
                                   {{known(8), known(4)}, {known(2), known(10)}}, {false, false}, 100);
        QCOMPARE(r.totals[0].middle, 70.0); // (3 x 8 + 1 x 4) / 4 x 10
        QCOMPARE(r.totals[1].middle, 40.0);
        QCOMPARE(r.order, (std::vector<std::size_t>{0, 1}));
        QVERIFY(r.settled);
    }

    /// Two criteria: the first option leads by d1 in one and trails by d2 in the other, so it is first where
    /// w > d2 / (d1 + d2), w uniform in [least, most].
    void sharesOfTwoFollowTheClosedForm_data() {
        QTest::addColumn<double>("d1");
        QTest::addColumn<double>("d2");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::newRow("half") << 4.0 << 4.0 << 0.0 << 100.0;
        QTest::newRow("one to three") << 6.0 << 2.0 << 0.0 << 100.0;
        QTest::newRow("narrow") << 5.0 << 3.0 << 30.0 << 50.0;
        QTest::newRow("never") << 1.0 << 9.0 << 20.0 << 60.0;
        QTest::newRow("always") << 9.0 << 1.0 << 20.0 << 60.0;
    }
    void sharesOfTwoFollowTheClosedForm() {
        QFETCH(double, d1);
        QFETCH(double, d2);
        QFETCH(double, least);
        QFETCH(double, most);
        const double edge = 100 * d2 / (d1 + d2);
        const double expected = std::clamp((most - edge) / (most - least), 0.0, 1.0);
        const auto r = rankOptions({{(least + most) / 2, least, most}, {100 - (least + most) / 2, 0, 100}},
                                   {{known(d1), known(0)}, {known(0), known(d2)}}, {false, false}, 40000);
        QVERIFY2(std::abs(r.firstShares[0] - expected) < 0.01,
                 qPrintable(QString("%1 for %2").arg(r.firstShares[0]).arg(expected)));
        QCOMPARE(r.firstShares[0] + r.firstShares[1], 1.0);
    }

    /// Three options, each best in one of three criteria by the same amount: a third each, by symmetry.
    void threeAlikeShareTheSimplex() {
        const std::vector<WeightRange> weights(3, {1, 0, 3});
        const auto r = rankOptions(
            weights,
            {{known(9), known(1), known(1)}, {known(1), known(9), known(1)}, {known(1), known(1), known(9)}},
            {false, false, false}, 40000);
        for (const auto share : r.firstShares)
            QVERIFY2(std::abs(share - 1.0 / 3) < 0.015, qPrintable(QString::number(share)));
    }

    /// An unknown score is drawn from all it may be: 5 against anything from 0 to 10 wins half.
    void unknownScoresAreRanges() {
        const auto r = rankOptions({{1, 0, 1}}, {{known(5)}, {ScoreRange{0, 10}}}, {false, false}, 40000);
        QVERIFY(std::abs(r.firstShares[0] - 0.5) < 0.01);
        QVERIFY(!r.settled);
        QCOMPARE(r.totals[1].low, 0.0);
        QCOMPARE(r.totals[1].high, 100.0);
    }

    void flipIsWhereTheTotalsMeet() {
        // Totals 0.6 x 8 + 0.4 x 2 = 5.6 and 0.6 x 3 + 0.4 x 7 = 4.6; they meet where 5 w = 5 (1 - w).
        const auto r = rankOptions({{60, 0, 100}, {40, 0, 100}}, {{known(8), known(2)}, {known(3), known(7)}},
                                   {false, false}, 100);
        QVERIFY(r.flip.has_value());
        QCOMPARE(r.flip->option, std::size_t(1));
        QVERIFY(std::abs(std::abs(r.flip->to - r.flip->from) - 0.1) < 1e-9);
    }

    void whoIsBetterInAllIsFirstUnderEveryWeight() {
        const auto r = rankOptions({{1, 0, 2}, {1, 0, 2}}, {{known(5), known(5)}, {known(6), known(7)}},
                                   {false, false}, 5000);
        QCOMPARE(r.firstShares[1], 1.0);
        QVERIFY(!r.flip);
    }

    void whoIsOutIsNeverFirst() {
        const auto r = rankOptions({{1, 0, 2}, {1, 0, 2}}, {{known(9), known(9)}, {known(1), known(1)}},
                                   {true, false}, 1000);
        QCOMPARE(r.order.front(), std::size_t(1));
        QCOMPARE(r.firstShares[0], 0.0);
        const auto all = rankOptions({{1, 0, 2}}, {{known(9)}, {known(1)}}, {true, true}, 10);
        QCOMPARE(all.order.front(), std::size_t(0));
    }

    void aWeightBeyondItsRangeWidensIt() {
        const auto r = rankOptions({{90, 10, 20}, {10, 10, 90}}, {{known(9), known(1)}, {known(1), known(9)}},
                                   {false, false}, 20000);
        QVERIFY(r.firstShares[0] > 0.45 && r.firstShares[0] < 0.55); // w in [10, 90]
    }

    void sameInputSameShares() {
        const std::vector<WeightRange> weights{{20, 5, 40}, {30, 5, 60}, {50, 5, 70}};
        const std::vector<std::vector<ScoreRange>> scores{{known(5), {2, 9}, known(4)},
                                                          {{1, 8}, known(5), known(5)}};
        QVERIFY(rankOptions(weights, scores, {false, false}, 5000) ==
                rankOptions(weights, scores, {false, false}, 5000));
    }

    void nothingToRankIsNoCrash() {
        QVERIFY(rankOptions({}, {}, {}, 100).order.empty());
        QCOMPARE(rankOptions({{0, 0, 0}, {0, 0, 0}}, {{known(1), known(2)}}, {false}, 10).firstShares[0],
                 1.0);
    }
};

QTEST_APPLESS_MAIN(TestRanking)
#include "tst_ranking.moc"
