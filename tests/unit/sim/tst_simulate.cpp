// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/sim/commit_latency.h"
#include "core/sim/simulation.h"

#include <QtTest>

#include <algorithm>
#include <numeric>
#include <thread>

using namespace causeway;

namespace {

Topology starter(std::size_t i) {
    return starterTopologies().at(i).topology;
}
constexpr std::size_t kOneNode = 0, kAsync = 1, kSync = 2, kThreeSites = 3;

Scenario faults(std::vector<Fault> list) {
    Scenario s;
    s.faults = std::move(list);
    s.durationSeconds = 300;
    return s;
}

Outcome run(const Topology& t, const Scenario& s, std::uint64_t runs = 300, std::uint64_t seed = 7) {
    Progress progress;
    return simulate(t, s, runs, seed, progress);
}

QString refusal(const Topology& t, const Scenario& s, std::uint64_t runs = 1) {
    try {
        run(t, s, runs);
    } catch (const Error& e) {
        return e.code() == ErrorCode::Input ? e.what() : "wrong code";
    }
    return {};
}

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT
private slots:
    void scenarioRoundTrip() {
        const auto s = scenarioFromJson(Json::parse(
            R"({"schema":"causeway.scenario/1","seed":3,"faults":[{"at_s":60,"kind":"cut-all","target":"leader",
                "for_s":90,"clients_follow":false},{"at_s":200,"kind":"switchover","target":"n2"}]})"));
        QCOMPARE(s.seed, std::uint64_t(3));
        QCOMPARE(s.durationSeconds, 320.0);
        QVERIFY(!s.faults[0].clientsFollow);
        QVERIFY(scenarioFromJson(toJson(s)) == s);
    }

    void scenarioErrors_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("message");
        QTest::newRow("kind") << R"({"faults":[{"kind":"meteor"}]})"
                              << "faults[0].kind is not understood: \"meteor\"";
        QTest::newRow("key") << R"({"faults":[{"kind":"kill","at":5}]})"
                             << "did you mean \"at_s\"?";
        QTest::newRow("time") << R"({"faults":[{"kind":"kill","at_s":-1}]})"
                              << "faults[0].at_s";
        QTest::newRow("duration") << R"({"faults":[{"kind":"postgres-kill","for_s":9}]})"
                                  << "takes no duration";
        QTest::newRow("seed") << R"({"seed":-1})"
                              << "seed is not understood";
        QTest::newRow("list") << R"([])"
                              << "an object is expected";
    }
    void scenarioErrors() {
        QFETCH(QString, json);
        QFETCH(QString, message);
        try {
            scenarioFromJson(Json::parse(json.toStdString()));
            QFAIL("accepted");
        } catch (const Error& e) {
            QVERIFY2(QString(e.what()).contains(message), e.what());
        }
    }

    void refusesWhatMeansNothing() {
        QVERIFY(refusal(starter(kAsync), faults({{60, "meteor", "leader"}})).contains("meteor"));
        QVERIFY(refusal(starter(kAsync), faults({{60, "kill", "n9"}})).contains("no node or site"));
        QVERIFY(refusal(starter(kAsync), faults({{60, "kill", "sync-standby"}}))
                    .contains("synchronous_mode is off"));
        QVERIFY(refusal(starter(kAsync), faults({}), 0).contains("number of runs"));
        auto t = starter(kAsync);
        for (auto& n : t.nodes)
            n.runs = {"etcd"};
        QVERIFY(refusal(t, faults({})).contains("No node runs PostgreSQL"));
    }

    void sameSeedSameOutcomeForAnyThreads() {
        const auto t = starter(kSync);
        const auto s = faults({{60, "silent", "leader"}});
        const auto whole = run(t, s, 400, 5);
        QVERIFY(whole == run(t, s, 400, 5));
        QVERIFY(!(whole == run(t, s, 400, 6)));
        std::vector<SimulationPart> parts(4);
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                Progress progress;
                parts[3 - i] = simulateRuns(t, s, i * 100, 100, 5, progress);
            });
        for (auto& thread : threads)
            thread.join();
        QVERIFY(mergeOutcome(t, s, 5, parts) == whole);
        parts.pop_back();
        QVERIFY_EXCEPTION_THROWN(mergeOutcome(t, s, 5, parts), Error);
    }

    void cancelAndProgress() {
        Progress* self = nullptr;
        std::uint64_t last = 0;
        Progress progress([&](std::string_view stage, std::uint64_t done, std::uint64_t total) {
            QVERIFY(stage == "simulating" && total == 100000 && done >= last);
            last = done;
            if (done > 1000)
                self->cancel();
        });
        self = &progress;
        try {
            simulate(starter(kAsync), faults({{60, "kill", "leader"}}), 100000, 1, progress);
            QFAIL("not stopped");
        } catch (const Error& e) {
            QVERIFY(e.code() == ErrorCode::Cancelled);
        }
        QVERIFY(last > 1000 && last < 3000);
    }

    /// Every fault on every starter, with and without an end, ends and adds up.
    void everyFaultEverywhere() {
        for (std::size_t i = 0; i < 4; ++i)
            for (const auto& kind : faultKinds())
                for (const auto& target : kind.targets)
                    for (const double lasts : {0.0, 1.0, 45.0}) {
                        if ((target == "sync-standby" && i < kSync) || (lasts > 0 && !kind.takesDuration))
                            continue;
                        const auto o = run(starter(i), faults({{60, kind.id, target, lasts}}), 20);
                        QVERIFY(o.outageSeconds.max <= 240 && o.outageSeconds.p5 >= 0);
                        double waits = 0;
                        for (const auto& c : o.why)
                            waits += c.seconds;
                        QVERIFY(std::fabs(waits - o.outageSeconds.mean) < 1e-3);
                        const auto& h = o.outageHistogram;
                        QCOMPARE(std::accumulate(h.begin(), h.end(), std::uint64_t(0)), std::uint64_t(20));
                        QVERIFY(o.availabilityLow <= o.availabilityHigh && o.availabilityLow >= 0);
                        QVERIFY(std::is_sorted(
                            o.timeline.begin(), o.timeline.end(),
                            [](const auto& a, const auto& b) { return a.atSeconds < b.atSeconds; }));
                        // Nothing that ends leaves the three-node clusters down.
                        if (i >= kSync && lasts > 0)
                            QVERIFY2(o.runsNeverBack == 0, (kind.id + " " + target).c_str());
                    }
    }

    void quietClusterServes() {
        const auto o = run(starter(kSync), faults({}), 5);
        QCOMPARE(o.outageSeconds.max, 0.0);
        QCOMPARE(o.lostCommits.max, 0.0);
        QCOMPARE(o.availabilityHigh, 1.0);
    }

    void oneNodeWaitsForRepair() {
        const auto o = run(starter(kOneNode), faults({{60, "kill", "leader"}}), 20);
        QCOMPARE(o.runsNeverBack, 1.0);
        QVERIFY(std::fabs((1 - o.availabilityHigh) - 4.0 / 8760) < 1e-9);
        const auto crash = run(starter(kOneNode), faults({{60, "postgres-kill", "leader"}}), 50);
        QVERIFY(crash.outageSeconds.max < 4 && crash.runsNeverBack == 0);
    }

    /// The case's answer: the loss of the leader's city quarter loses no commit and the standby leads.
    void siteLossLosesNothing() {
        for (const auto i : {kSync, kThreeSites}) {
            const auto o = run(starter(i), faults({{60, "site-loss", "leader"}}));
            QCOMPARE(o.lostCommits.max, 0.0);
            QCOMPARE(o.runsNeverBack, 0.0);
            QVERIFY(o.outageSeconds.max < 42);
        }
        auto far = starter(kAsync);
        for (auto& l : far.links)
            l.rttMs = 40;
        const auto o = run(far, faults({{60, "site-loss", "leader"}}));
        QVERIFY(o.lostCommits.mean > 1.8 && o.lostCommits.mean < 2.3); // 100 commits/s x 20 ms one way
    }

    void majorityOfEtcdGone() {
        auto t = starter(kSync);
        const auto o = run(t, faults({{60, "kill", "n2"}, {60, "kill", "n3"}}), 50);
        QCOMPARE(o.runsNeverBack, 1.0); // the leader loses etcd and steps down
        t.manager.failsafeMode = true;  // and failsafe_mode asks the same dead members
        QCOMPARE(run(t, faults({{60, "kill", "n2"}, {60, "kill", "n3"}}), 50).runsNeverBack, 1.0);
    }

    /// A leader that dies before its new synchronous standby is in /sync leaves nobody to promote.
    void syncGap() {
        const auto t = starter(kSync);
        const auto both = run(t, faults({{60, "kill", "sync-standby"}, {61, "kill", "leader"}}), 200);
        QCOMPARE(both.runsNeverBack, 1.0);
        auto later = faults({{60, "kill", "sync-standby", 100}, {90, "kill", "leader", 60}});
        const auto o = run(t, later, 200);
        QCOMPARE(o.lostCommits.max, 0.0); // by then the third node is synchronous
    }

    void lagBlocksFailover() {
        auto t = starter(kAsync);
        t.workload.walBytesPerCommit = 2e6; // 200 MB/s into a link of 125
        const auto o = run(t, faults({{60, "kill", "leader"}}), 20);
        QCOMPARE(o.runsNeverBack, 1.0);
        t.manager.maximumLagOnFailover = 1e12;
        const auto brave = run(t, faults({{60, "kill", "leader"}}), 20);
        QCOMPARE(brave.runsNeverBack, 0.0);
        QVERIFY(brave.lostCommits.mean > 2000 && brave.lostCommits.mean < 2500); // (100 - 62.5) x 60 s
    }

    void nofailoverIsKept() {
        auto t = starter(kAsync);
        t.nodes[1].nofailover = true;
        QCOMPARE(run(t, faults({{60, "kill", "leader"}}), 20).runsNeverBack, 1.0);
    }

    void strictModeWaits() {
        auto t = starter(kSync);
        t.manager.synchronousModeStrict = true;
        t.routing.kind = "none";
        auto two = t;
        two.nodes[2].runs = {"etcd"};
        QCOMPARE(run(two, faults({{60, "kill", "sync-standby"}}), 20).runsNeverBack, 1.0);
    }

    void primaryStartTimeoutZeroFailsOver() {
        auto t = starter(kAsync);
        t.manager.primaryStartTimeout = 0;
        const auto o = run(t, faults({{60, "postgres-kill", "leader"}}));
        QVERIFY(std::any_of(o.timeline.begin(), o.timeline.end(),
                            [](const auto& e) { return e.node == "n2" && e.state == "leader"; }));
    }

    void unflushedCommitsAreLost() {
        auto t = starter(kOneNode);
        t.postgresql.synchronousCommit = "off";
        const auto o = run(t, faults({{60, "postgres-kill", "leader"}}));
        QVERIFY(o.lostCommits.max <= 61 && o.lostCommits.mean > 20); // at most 0.6 s at 100 commits/s
    }

    void clientsOnTheOtherSide() {
        const auto t = starter(kAsync);
        auto s = faults({{60, "cut-all", "leader"}});
        const auto follow = run(t, s);
        s.faults[0].clientsFollow = false;
        const auto apart = run(t, s);
        QVERIFY(follow.lostCommits.mean > 1000 && apart.lostCommits.max <= 1);
        QVERIFY(apart.outageSeconds.mean > follow.outageSeconds.mean + 10);
    }

    void latencyFollowsTheSet() {
        auto t = starter(kThreeSites);
        t.manager.synchronousMode = SynchronousMode::On;
        t.manager.synchronousNodeCount = 2; // FIRST 2: the slower of both
        const double both = commitFigures(t, 1).latencyMs.p50;
        t.manager.synchronousMode = SynchronousMode::Quorum;
        t.manager.synchronousNodeCount = 1; // ANY 1: the faster
        const double any = commitFigures(t, 1).latencyMs.p50;
        QVERIFY(both > 9 && both < 10.5 && any > 8 && any < 9);
        t.postgresql.synchronousCommit = "local";
        QVERIFY(commitFigures(t, 1).latencyMs.p50 < 0.4);
    }

    void outcomeAsJson() {
        const auto json = toJson(run(starter(kSync), faults({{60, "kill", "leader"}}), 50));
        for (const char* key : {"runs", "seed", "outage_s", "lost_commits", "availability",
                                "commit_latency_ms", "throughput_tps", "why", "events"})
            QVERIFY2(json.contains(key), key);
        QVERIFY(json["outage_s"]["p95"].get<double>() > 25);
        QCOMPARE(json["why"][0]["cause"].get<std::string>(), std::string("lease rest"));
    }
};

QTEST_APPLESS_MAIN(TestSimulate)
#include "tst_simulate.moc"
