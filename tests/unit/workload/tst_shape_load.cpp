// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/shape_load.h"
#include "core/workload/slow_log.h"
#include "core/workload/timeline.h"
#include "log_tests.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace causeway;
using namespace causeway::tests;

class TestShapeLoad : public QObject {
    Q_OBJECT
private slots:
    void fewSecondsStayApart() {
        ShapeLoad load;
        QCOMPARE(load.bucketSeconds(), std::uint64_t(0));
        load.add(100, 2, 10);
        load.add(100, 1, 5);
        load.add(103, 1, 7);
        load.add(-1, 1, 1); // a clock before the epoch
        QCOMPARE(load.bucketSeconds(), std::uint64_t(1));
        const auto points = load.points();
        QCOMPARE(points.size(), std::size_t(3));
        QVERIFY(points[0].start == Instant{std::chrono::seconds{-1}});
        QCOMPARE(points[1].count, std::uint64_t(3));
        QCOMPARE(points[1].totalNs, std::uint64_t(15));
    }

    void orderAndMergingChangeNothing() {
        std::mt19937 random(3);
        std::vector<std::int64_t> seconds;
        for (int i = 0; i < 5000; ++i)
            seconds.push_back(1'795'000'000 + std::int64_t(random() % 900'000));
        ShapeLoad forward, backward, first, second;
        for (const auto s : seconds)
            forward.add(s, 1, 3);
        std::reverse(seconds.begin(), seconds.end());
        for (const auto s : seconds)
            backward.add(s, 1, 3);
        for (std::size_t i = 0; i < seconds.size(); ++i)
            (i % 3 ? first : second).add(seconds[i], 1, 3);
        first.merge(ShapeLoad(second.step(), second.buckets())); // as read from disk
        QVERIFY(forward.points() == backward.points());
        QVERIFY(forward.points() == first.points());
        QVERIFY(forward.points().size() <= 48);
        std::uint64_t count = 0;
        for (const auto& point : forward.points())
            count += point.count;
        QCOMPARE(count, std::uint64_t(5000));
        QCOMPARE(forward.bucketSeconds(), std::uint64_t(21600)); // 900 000 s in at most 48: 6 h
    }

    void mergingWhatLiesFarApart() {
        ShapeLoad a, b;
        for (int i = 0; i < 40; ++i)
            a.add(i, 1, 1);
        for (int i = 0; i < 40; ++i)
            b.add(9'000'000'000'000'000 - i * 1'000'000'000'000, 1, 1);
        a.merge(b);
        QVERIFY(a.points().size() <= 48 && a.points().size() > 1);
        ShapeLoad all;
        for (int i = 0; i < 1000; ++i)
            all.add(-9'000'000'000'000'000 + i * 18'000'000'000'000, 1, 1);
        QVERIFY(all.points().size() <= 48);
    }

    void everyWidthDividesTheNext() {
        for (std::size_t step = 0; step < 45; ++step)
            QCOMPARE(Timeline::width(step + 1) % Timeline::width(step), std::uint64_t(0));
    }

    void aDigestTellsWhenHowLongAndWho() {
        const std::string log = "# User@Host: a[a] @ h []\n# Query_time: 0.0015  Lock_time: 0\n"
                                "use s1;\nSET timestamp=1795000000;\nselect 1 from t;\n"
                                "# User@Host: b[b] @ h []\n# Query_time: 0.003  Lock_time: 0\n"
                                "use s2;\nSET timestamp=1795000060;\nselect 2 from t;\n"
                                "# User@Host: a[a] @ h []\n# Query_time: 0.004  Lock_time: 0\n"
                                "use s1;\nSET timestamp=1795000061;\nselect 3 from t;\n";
        const auto digest = digestLog(log, SlowLog{});
        QCOMPARE(digest.queries.size(), std::size_t(1));
        const auto& q = digest.queries[0];
        QCOMPARE(q.bucketSeconds, std::uint64_t(1));
        QCOMPARE(q.timeline.size(), std::size_t(3));
        QCOMPARE(digest.timeline.size(), std::size_t(3));
        QVERIFY(digest.timeline[1].p95Ns && *digest.timeline[1].p95Ns <= 3'000'000 &&
                *digest.timeline[1].p95Ns >= 2'900'000);
        QVERIFY(!q.timeline[1].p95Ns); // of one query it is not kept
        QVERIFY((q.latency == std::vector<LatencyStep>{{1'000'000, 1}, {2'000'000, 2}}));
        QVERIFY((q.fromUsers == std::vector<NamedLoad>{{"a", 2, 5'500'000}, {"b", 1, 3'000'000}}));
        QVERIFY((q.fromSchemas == std::vector<NamedLoad>{{"s1", 2, 5'500'000}, {"s2", 1, 3'000'000}}));
    }
};

QTEST_APPLESS_MAIN(TestShapeLoad)
#include "tst_shape_load.moc"
