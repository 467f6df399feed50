// SPDX-License-Identifier: GPL-3.0-or-later
#include "trials.h"

#include <QtTest>

#include <algorithm>

using namespace causeway;

namespace {

constexpr double kFaultAt = 60;

/// Commits one after another: when each is answered, leaves the leader's host over a link that carries
/// `linkRate` of them a second, and reaches the standby.
struct CommitByCommit {
    double rate = 0, linkRate = 1e12, oneWay = 0, phase = 0;

    /// Commits answered up to `stops` that the standby lacks when the host dies or the path is cut at
    /// `cutAt`. What is on the wire counts as lost where the path dies.
    std::uint64_t lost(double stops, double cutAt, bool pathDies) const {
        std::uint64_t missing = 0;
        double free = 0; // when the link can take the next
        for (std::uint64_t i = 0;; ++i) {
            const double answered = (double(i) + phase) / rate;
            if (answered > stops)
                return missing;
            const double leaves = std::max(answered, free);
            free = leaves + 1 / linkRate;
            // A link that is busy holds a commit until its last byte has left.
            const double sent = linkRate < 1e9 ? free : leaves;
            missing += (pathDies ? sent + oneWay : sent) > cutAt;
        }
    }

    /// The least and the most over where between two commits the run began.
    std::pair<std::uint64_t, std::uint64_t> range(double stops, double cutAt, bool pathDies) {
        std::uint64_t low = ~std::uint64_t(0), high = 0;
        for (phase = 0; phase < 1; phase += 0.1) {
            const auto n = lost(stops, cutAt, pathDies);
            low = std::min(low, n);
            high = std::max(high, n);
        }
        return {low, high};
    }
};

Topology pair(double rate, double rttMs) {
    auto t = trials::cluster("async_30-10-10_500us", "4.1.4");
    for (auto& link : t.links)
        link.rttMs = rttMs;
    t.workload.commitsPerSecond = rate;
    t.workload.clients = 64;
    t.manager.maximumLagOnFailover = 1e12;
    return t;
}

Outcome once(const Topology& t, const char* kind, std::uint64_t seed) {
    Scenario s;
    Fault f;
    f.atSeconds = kFaultAt;
    f.kind = kind;
    f.target = "leader";
    s.faults = {f};
    s.durationSeconds = 200;
    Progress progress;
    return simulate(t, s, 1, seed, progress);
}

} // namespace

/// Between faults the engine moves a WAL position; here every commit is followed one by one, and both must
/// lose the same commits.
class TestCommitByCommit : public QObject {
    Q_OBJECT
private slots:
    void sameLosses_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<double>("rate");
        QTest::addColumn<double>("rtt");
        QTest::addColumn<double>("mbit");
        QTest::newRow("host and path, 20 ms") << "site-loss" << 930.0 << 20.0 << 1000.0;
        QTest::newRow("host and path, 80 ms") << "site-loss" << 470.0 << 80.0 << 1000.0;
        QTest::newRow("host alone") << "silent" << 930.0 << 20.0 << 1000.0;
        QTest::newRow("isolated leader") << "cut-all" << 235.0 << 1.0 << 1000.0;
        QTest::newRow("isolated leader, far") << "cut-all" << 100.0 << 60.0 << 1000.0;
        QTest::newRow("link too narrow") << "silent" << 930.0 << 20.0 << 2.0;
        QTest::newRow("narrow link, path dies") << "site-loss" << 930.0 << 20.0 << 2.0;
    }
    void sameLosses() {
        QFETCH(QString, kind);
        QFETCH(double, rate);
        QFETCH(double, rtt);
        QFETCH(double, mbit);
        auto t = pair(rate, rtt);
        for (auto& link : t.links)
            link.mbitPerSecond = mbit;
        for (std::uint64_t seed = 1; seed <= 25; ++seed) {
            const auto o = once(t, kind.toUtf8().constData(), seed);
            QVERIFY(o.throughputTps > rate * 0.999);
            double stops = kFaultAt;
            for (const auto& e : o.timeline)
                if (kind == "cut-all" && e.node == "n1" && e.state == "fenced")
                    stops = e.atSeconds;
            QVERIFY(kind != "cut-all" || stops > kFaultAt);
            CommitByCommit each{rate, mbit * 1e6 / 8 / t.workload.walBytesPerCommit, rtt / 2000, 0};
            if (mbit >= 1000)
                each.linkRate = 1e12;
            const auto [low, high] = each.range(stops, kFaultAt, kind != "silent");
            const auto lost = std::uint64_t(o.lostCommits.max);
            QVERIFY2(lost + 1 >= low && lost <= high + 1,
                     qPrintable(QString("lost %1, one by one %2 to %3").arg(lost).arg(low).arg(high)));
        }
    }

    /// Waiting commits: the standby has each before it is answered.
    void synchronousLosesNone() {
        auto t = pair(300, 20);
        t.manager.synchronousMode = SynchronousMode::On;
        for (const char* kind : {"site-loss", "silent", "kill", "cut-all"})
            for (std::uint64_t seed = 1; seed <= 10; ++seed)
                QCOMPARE(once(t, kind, seed).lostCommits.max, 0.0);
    }

    /// One run more or less, and parts of any size: the same sums of integers.
    void eventsAddUp() {
        const auto t = pair(235, 1);
        const auto s = trials::scenario("kill9");
        const auto whole = trials::play(t, s, 90);
        std::uint64_t events = 0;
        Progress progress;
        for (std::uint64_t first = 0; first < 90; first += 30) {
            const auto part = simulateRuns(t, s, first, 30, 1, progress);
            events += part.events;
            for (std::size_t i = 0; i < part.runs.size(); ++i)
                QVERIFY(part.runs[i] == whole.runs[std::size_t(first) + i]);
        }
        QCOMPARE(events, whole.events);
    }
};

QTEST_APPLESS_MAIN(TestCommitByCommit)
#include "tst_commit_by_commit.moc"
