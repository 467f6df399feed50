// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/histogram.h"
#include "core/workload/timeline.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace causeway;

class TestHistogram : public QObject {
    Q_OBJECT
private slots:
    void errorIsBelowOnePercent();
    void quantilesOfARealDistribution();
    void mergingIsExact();
    void edges();
    void timelineWidens();
};

void TestHistogram::errorIsBelowOnePercent() {
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t value = random() >> (random() % 64);
        Histogram h;
        h.add(value);
        const double back = double(h.quantile(1));
        QVERIFY2(std::abs(back - double(value)) <= double(value) * 0.0041 + 0.5,
                 std::to_string(value).c_str());
    }
}

void TestHistogram::quantilesOfARealDistribution() {
    std::mt19937_64 random(2);
    std::vector<std::uint64_t> values;
    Histogram h;
    for (int i = 0; i < 50'000; ++i) {
        const auto value = std::uint64_t(1e6 * std::exp(double(random() % 10'000) / 1000));
        values.push_back(value);
        h.add(value);
    }
    std::sort(values.begin(), values.end());
    for (const double f : {0.01, 0.5, 0.95, 0.99, 1.0}) {
        const double exact = double(values[std::size_t(std::ceil(f * double(values.size()))) - 1]);
        QVERIFY(std::abs(double(h.quantile(f)) / exact - 1) < 0.01);
    }
}

void TestHistogram::mergingIsExact() {
    Histogram whole, left, right;
    std::mt19937_64 random(3);
    for (int i = 0; i < 10'000; ++i) {
        const std::uint64_t value = random() >> 30;
        whole.add(value);
        (i % 3 ? left : right).add(value);
    }
    Histogram ab = left, ba = right;
    ab.merge(right);
    ba.merge(left);
    QCOMPARE(ab.count(), whole.count());
    for (int f = 0; f <= 100; ++f) {
        QCOMPARE(ab.quantile(f / 100.0), whole.quantile(f / 100.0));
        QCOMPARE(ba.quantile(f / 100.0), whole.quantile(f / 100.0));
    }
}

void TestHistogram::edges() {
    Histogram h;
    QCOMPARE(h.quantile(0.5), std::uint64_t(0));
    h.add(0);
    QCOMPARE(h.quantile(0.5), std::uint64_t(0));
    h.add(std::numeric_limits<std::uint64_t>::max());
    QVERIFY(h.quantile(1) > std::uint64_t(1) << 63);
    QCOMPARE(h.quantile(0), std::uint64_t(0));
    h.add(7, 0);
    QCOMPARE(h.count(), std::uint64_t(2));
}

void TestHistogram::timelineWidens() {
    const Instant start = *parseInstant("2026-11-20T00:00:00Z");
    Timeline forward, backward;
    for (int i = 0; i < 86'400; ++i) {
        forward.add(start + std::chrono::seconds(i), 5);
        backward.add(start + std::chrono::seconds(86'399 - i), 5);
    }
    QCOMPARE(forward.bucketSeconds(), std::uint64_t(300));
    QCOMPARE(forward.points().size(), std::size_t(288));
    QVERIFY(forward.points() == backward.points());
    QCOMPARE(forward.points().front().start, start);
    QCOMPARE(forward.points().front().totalNs, std::uint64_t(1500));
    Timeline wild;
    std::mt19937_64 random(5);
    for (int i = 0; i < 20'000; ++i)
        wild.add(Instant{std::chrono::milliseconds{std::int64_t(random() % 100'000'000'000'000) - 1'000'000}},
                 1);
    QVERIFY(wild.points().size() <= 600);
    QVERIFY(Timeline().points().empty());
}

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
