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
    void coarseTimesStayNear();
    void p95OverTimeSurvivesWidening();
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

void TestHistogram::coarseTimesStayNear() {
    std::mt19937_64 random(7);
    CoarseTimes all, some, rest;
    Histogram exact;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t value = random() >> (random() % 64);
        CoarseTimes one;
        one.add(value);
        QVERIFY(one.quantile(1) <= value);
        QVERIFY2(double(value - one.quantile(1)) <= double(value) * 0.0323, std::to_string(value).c_str());
        all.add(value);
        exact.add(value);
        (i % 3 ? some : rest).add(value);
    }
    some.merge(rest);
    for (int f = 0; f <= 100; ++f) {
        QCOMPARE(some.quantile(f / 100.0), all.quantile(f / 100.0));
        const double near = double(exact.quantile(f / 100.0));
        QVERIFY(std::abs(double(all.quantile(f / 100.0)) - near) <= near * 0.04 + 1);
    }
    QVERIFY(CoarseTimes().empty() && CoarseTimes().quantile(0.95) == 0);
    CoarseTimes most;
    most.add(std::numeric_limits<std::uint64_t>::max(), std::numeric_limits<std::uint64_t>::max());
    most.add(1, 5);
    QVERIFY(most.quantile(0.95) > std::uint64_t(1) << 63);
}

void TestHistogram::p95OverTimeSurvivesWidening() {
    const Instant start = *parseInstant("2026-11-20T00:00:00Z");
    Timeline line;
    // 100 executions a second for 20 minutes: 1 to 100 ms, in the second half ten times as long.
    for (int i = 0; i < 120'000; ++i)
        line.add(start + std::chrono::seconds(i / 100),
                 std::uint64_t(1 + i % 100) * (i < 60'000 ? 1'000'000 : 10'000'000));
    QCOMPARE(line.bucketSeconds(), std::uint64_t(10));
    for (const auto& point : line.points()) {
        const double wanted = point.start < start + std::chrono::seconds(600) ? 95e6 : 950e6;
        QVERIFY(std::abs(double(*point.p95Ns) / wanted - 1) < 0.032);
    }
    Timeline untimed;
    untimed.add(start, std::nullopt);
    QVERIFY(!untimed.points().front().p95Ns);
    QCOMPARE(untimed.points().front().count, std::uint64_t(1));
}

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
