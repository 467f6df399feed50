// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/etcd_client.h"
#include "trials.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace causeway;

namespace {

EtcdWays ways(std::initializer_list<EtcdWay> list) {
    EtcdWays w;
    for (const auto way : list)
        w.add(way);
    return w;
}

std::vector<double> giveUps(const EtcdWays& w, double retryTimeout, int n = 2000) {
    RandomStream random(1, 2, 3);
    std::vector<double> out;
    for (int i = 0; i < n; ++i) {
        const auto call = callEtcd(w, retryTimeout, random);
        if (call.answered)
            return {};
        out.push_back(call.seconds);
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool near(double a, double b) {
    return std::fabs(a - b) < 0.011;
}

Topology three(const char* version = "4.1.4") {
    return trials::cluster("async_30-10-10_500us", version);
}

Scenario faults(std::vector<Fault> list, double duration = 300) {
    Scenario s;
    s.faults = std::move(list);
    s.durationSeconds = duration;
    return s;
}

Fault fault(const char* kind, const char* target, double lasts = 0) {
    Fault f;
    f.kind = kind;
    f.target = target;
    f.forSeconds = lasts;
    return f;
}

Outcome run(const Topology& t, const Scenario& s, std::uint64_t runs = 300) {
    Progress progress;
    return simulate(t, s, runs, 3, progress);
}

bool leads(const Outcome& o, const char* node) {
    return std::any_of(o.timeline.begin(), o.timeline.end(), [&](const TimelineEntry& e) {
        return e.node == node && e.state == "leader" && e.atSeconds > 1;
    });
}

double waited(const Outcome& o, const char* cause) {
    for (const auto& c : o.why)
        if (c.cause == cause)
            return c.seconds;
    return 0;
}

} // namespace

/// Patroni's settings, its client of etcd, and faults that the trials do not hold.
class TestPatroni : public QObject {
    Q_OBJECT
private slots:
    /// One member behind a dead path: a read on the open connection (a third of retry_timeout), three tries
    /// to connect at half of that, and once more if the random pause leaves a second.
    void deadPath() {
        const auto ten = giveUps(ways({EtcdWay::NoRoute}), 10);
        QVERIFY(near(ten.front(), 8.333));
        const auto late = std::find_if(ten.begin(), ten.end(), [](double s) { return s > 9; });
        const double share = double(ten.end() - late) / double(ten.size());
        QVERIFY2(std::fabs(share - 57.0 / 81) < 0.04, qPrintable(QString::number(share)));
        QVERIFY(*late >= 14.42 && ten.back() <= 15.01);
        for (const double s : giveUps(ways({EtcdWay::NoRoute}), 3))
            QVERIFY(near(s, 4.0));
        for (const double s : giveUps(ways({EtcdWay::NoRoute, EtcdWay::NoRoute, EtcdWay::NoRoute}), 10))
            QVERIFY(near(s, 10.0 / 3 + 2 * 5.0 / 3 + 3 * 5.0 / 3));
    }

    void frozenOrGone() {
        for (const double s : giveUps(ways({EtcdWay::NoReply}), 3))
            QVERIFY(near(s, 2.0));
        const auto ten = giveUps(ways({EtcdWay::NoReply}), 10);
        QVERIFY(ten.front() > 11 && ten.back() < 12.6);
        const auto gone = giveUps(ways({EtcdWay::Refuses, EtcdWay::Refuses, EtcdWay::Refuses}), 10);
        QVERIFY(gone.front() > 3 && gone.back() <= 9);
        RandomStream random(1, 1, 1);
        const auto second = callEtcd(ways({EtcdWay::NoRoute, EtcdWay::Answers}), 10, random);
        QVERIFY(second.answered && near(second.seconds, 2.5));
        QVERIFY(!callEtcd({}, 10, random).answered);
    }

    /// etcd's new leader grants every lease its full time: where the leader's host took etcd's leader along,
    /// the outage is an election and a whole ttl, in one of three runs.
    void etcdLeaderBesideTheLeader() {
        auto t = three();
        for (auto& n : t.nodes)
            n.runs = {"postgresql", "etcd"};
        t.nodes.pop_back();
        Progress progress;
        const auto part = simulateRuns(t, faults({fault("kill", "leader")}), 0, 3000, 1, progress);
        int renewed = 0;
        for (const auto& r : part.runs) {
            const double outage = toSeconds(r.outage), rest = 30 - toSeconds(r.age);
            const bool whole = outage > 32;
            QVERIFY(whole ? outage < 34.5 : outage > rest && outage < rest + 1);
            renewed += whole;
        }
        QVERIFY2(renewed > 900 && renewed < 1100, qPrintable(QString::number(renewed)));
    }

    void watchdogPreventsTwoPrimaries() {
        auto t = three();
        const auto s = faults({fault("agent-hang", "leader", 60)});
        const auto bare = run(t, s);
        QVERIFY(bare.twoPrimariesSeconds.mean > 20 && bare.lostCommits.mean > 1000);
        for (auto& n : t.nodes)
            n.watchdog = true;
        const auto guarded = run(t, s);
        QCOMPARE(guarded.twoPrimariesSeconds.max, 0.0);
        QVERIFY(guarded.lostCommits.max <= 1);
        QVERIFY(guarded.outageSeconds.mean > 4 &&
                guarded.outageSeconds.mean < 9); // margin 5 s, REST 2 s, race
        t.manager.watchdogSafetyMargin = -1;
        QVERIFY(run(t, s).outageSeconds.mean > 14); // half of ttl: the server is gone 15 s before the lease
        t.manager.watchdogMode = "off";
        QVERIFY(run(t, s).twoPrimariesSeconds.mean > 20);
        t.manager.watchdogMode = "required";
        t.nodes[1].watchdog = false; // may not lead
        QVERIFY(!leads(run(t, s), "n2") && leads(run(t, s), "n3"));
    }

    void deadAgentRefusesAtOnce() {
        const auto hung = run(three(), faults({fault("agent-hang", "leader")}));
        const auto dead = run(three(), faults({fault("agent-kill", "leader")}));
        QVERIFY(dead.twoPrimariesSeconds.mean - hung.twoPrimariesSeconds.mean >
                1.8); // no REST timeout of 2 s
    }

    /// With one way dead the last renewal still arrives: the lease lasts a cycle longer than the leader
    /// knows.
    void oneWayCut() {
        auto both = fault("cut-dcs", "leader"), to = both;
        to.direction = "to";
        Progress progress;
        double longer = 0;
        const auto a = simulateRuns(three(), faults({both}), 0, 500, 1, progress),
                   b = simulateRuns(three(), faults({to}), 0, 500, 1, progress);
        for (std::size_t i = 0; i < 500; ++i)
            longer += toSeconds(b.runs[i].failover - a.runs[i].failover) / 500;
        QVERIFY2(longer > 9 && longer < 11, qPrintable(QString::number(longer)));
        for (const char* direction : {"to", "from"}) {
            auto all = fault("cut-all", "leader", 60);
            all.direction = direction;
            QCOMPARE(run(three(), faults({all}), 50).runsNeverBack, 0.0);
        }
    }

    /// Standby and etcd alive, only the stream cut: commits wait until wal_sender_timeout drops the standby.
    void linkBetweenDatabases() {
        auto t = three();
        t.manager.synchronousMode = SynchronousMode::On;
        const auto o = run(t, faults({fault("link-cut", "leader")}));
        QVERIFY(o.outageSeconds.p5 >= 60 && o.outageSeconds.max <= 71);
        QVERIFY(waited(o, "synchronous commit") > 59 && o.lostCommits.max == 0);
        auto one = fault("link-cut", "leader");
        one.other = "n3"; // the asynchronous one
        QCOMPARE(run(t, faults({one})).outageSeconds.max, 0.0);
    }

    void fullDiskFailsOver() {
        const auto o = run(three(), faults({fault("disk-full", "leader")}));
        QVERIFY(o.runsNeverBack == 0 && leads(o, "n2") != leads(o, "n3"));
        QVERIFY(o.outageSeconds.max < 14 && o.outageSeconds.mean > 5);
    }

    /// A clock set back makes the agent oversleep its lease; but it answers that it is primary, so nobody
    /// takes over and it takes its key back.
    void clockSetBack() {
        const auto o = run(three(), faults({fault("clock-back", "leader", 60)}));
        QCOMPARE(o.outageSeconds.max, 0.0);
        QCOMPARE(o.lostCommits.max, 0.0);
        QVERIFY(std::any_of(o.timeline.begin(), o.timeline.end(),
                            [](const auto& e) { return e.text == "takes its key back"; }));
    }

    void rollingRestart() {
        const auto o = run(three(), faults({fault("rolling-restart", "cluster")}));
        QVERIFY(o.outageSeconds.mean > 1 && o.outageSeconds.max < 2.5 && o.lostCommits.max == 0);
        QVERIFY(o.redundancyLostSeconds.mean > 5);
        auto sync = three();
        sync.manager.synchronousMode = SynchronousMode::On;
        QVERIFY(waited(run(sync, faults({fault("rolling-restart", "cluster")})), "synchronous commit") > 1);
    }

    void priorityDecidesAmongEquals() {
        auto t = three();
        t.nodes[2].failoverPriority = 5;
        QVERIFY(leads(run(t, faults({fault("kill", "leader")}), 20), "n3"));
        t.nodes[2].failoverPriority = 0;
        QVERIFY(!leads(run(t, faults({fault("kill", "leader")}), 20), "n3"));
        t = three();
        t.manager.synchronousMode = SynchronousMode::On;
        t.nodes[2].syncPriority = 5;
        QVERIFY(leads(run(t, faults({fault("kill", "leader")}), 20), "n3"));
    }

    /// Quorum mode: no stall when one of two dies, no loss when the leader follows, and the votes of the rest
    /// are needed.
    void quorum() {
        auto t = three();
        t.manager.synchronousMode = SynchronousMode::Quorum;
        QVERIFY(run(t, faults({fault("silent", "standby")})).outageSeconds.max < 0.05);
        const auto crash = run(t, faults({fault("kill", "leader")}));
        QCOMPARE(crash.lostCommits.max, 0.0);
        QVERIFY(crash.runsNeverBack == 0 && crash.outageSeconds.max < 31.5);
        const auto both = run(t, faults({fault("kill", "n2"), fault("kill", "leader")}), 50);
        QCOMPARE(both.runsNeverBack, 1.0); // n3 may lack what only n2 acknowledged
        auto later = faults({fault("kill", "n2"), fault("kill", "leader")});
        later.faults[1].atSeconds = 110; // n2 has left the set: n3 has every commit since
        QCOMPARE(run(t, later).runsNeverBack, 0.0);
        // Before 4.0 the word is unknown and the cluster asynchronous.
        t.manager.version = "3.3.2";
        QVERIFY(run(t, faults({fault("kill", "n2"), fault("kill", "leader")}), 50).runsNeverBack < 1);
    }

    void quorumOfTwoWaitsForTheFormerLeader() {
        auto t = three();
        t.manager.synchronousMode = SynchronousMode::Quorum;
        t.nodes[2].runs = {"client"};
        const auto o = run(t, faults({fault("kill", "leader")}));
        QVERIFY(o.runsNeverBack == 0);
        QVERIFY(waited(o, "synchronous commit") > 10 && waited(o, "synchronous commit") < 12);
    }

    void strictCostsLittleSincePatroni4() {
        const auto added = [](const char* version) {
            auto t = three(version);
            t.manager.synchronousMode = SynchronousMode::On;
            const double plain = run(t, faults({fault("kill", "leader")})).outageSeconds.mean;
            t.manager.synchronousModeStrict = true;
            const auto o = run(t, faults({fault("kill", "leader")}));
            return o.lostCommits.max == 0 ? o.outageSeconds.mean - plain : -1;
        };
        const double old = added("3.0.2"), current = added("4.1.4");
        QVERIFY2(old > 4.8 && old < 5.6, qPrintable(QString::number(old)));
        QVERIFY2(current > 0 && current < 1.2, qPrintable(QString::number(current)));
    }

    void failsafeKeepsTheLeader() {
        auto t = three();
        t.manager.failsafeMode = true;
        const auto dcs = fault("cut-dcs", "leader", 60);
        QVERIFY(run(t, faults({dcs})).outageSeconds.max == 0);
        const auto all = run(t, faults({fault("cut-all", "leader", 60)}));
        QVERIFY(all.outageSeconds.mean > 3); // the others cannot be asked: it stops
    }

    /// n3 missed n2's time as leader. Whether it may lead when n2 dies is check_timeline's question.
    void checkTimelineKeepsAnOldCopyBack() {
        auto t = three();
        t.manager.maximumLagOnFailover = 1e12;
        auto s = faults({fault("cut-all", "n3", 90), fault("kill", "n1"), fault("kill", "n2")});
        s.faults[1].atSeconds = 61;
        s.faults[2].atSeconds = 140;
        const auto trusting = run(t, s, 50);
        QVERIFY(trusting.runsNeverBack == 0 && trusting.lostCommits.mean > 5000);
        t.manager.checkTimeline = true;
        QCOMPARE(run(t, s, 50).runsNeverBack, 1.0);
    }

    /// The link to n2 carries less than half of the WAL, and no commit waits for it: only with
    /// maximum_lag_on_syncnode n3 takes its place in /sync.
    void lagOnSyncnodeSwaps() {
        auto t = three();
        t.manager.synchronousMode = SynchronousMode::On;
        t.postgresql.synchronousCommit = "local";
        t.links[0].mbitPerSecond = 0.5;
        const auto s = faults({fault("kill", "leader")});
        QCOMPARE(run(t, s, 50).runsNeverBack, 1.0);
        t.manager.maximumLagOnSyncnode = 1e6;
        const auto swapped = run(t, s, 50);
        QVERIFY(swapped.runsNeverBack == 0 && leads(swapped, "n3"));
        QVERIFY(swapped.lostCommits.max <= 1);
    }

    /// The words are made of the median run's own figures.
    void explanation() {
        const auto o = run(three(), faults({fault("kill", "leader")}));
        const auto text = QString::fromStdString(o.explanation);
        QVERIFY2(text.startsWith("No commit was answered for 2") && text.contains("lease rest"),
                 qPrintable(text));
        QCOMPARE(run(three(), faults({}), 2).explanation, std::string("Every commit was answered."));
        const auto json = toJson(o);
        for (const char* key : {"two_primaries_s", "stuck_s", "redundancy_lost_s", "explanation"})
            QVERIFY(json.contains(key));
    }

    /// A draw more for one node moves nothing elsewhere: another site's node leaves the leader's luck alone.
    void streamsAreIndependent() {
        auto t = three();
        Progress progress;
        const auto s = faults({fault("kill", "leader")});
        const auto before = simulateRuns(t, s, 0, 100, 1, progress);
        Node more = t.nodes[2];
        more.id = "n4";
        more.nofailover = true;
        t.nodes.push_back(more);
        const auto after = simulateRuns(t, s, 0, 100, 1, progress);
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(before.runs[i].age, after.runs[i].age);
    }

    void newFieldsOfTheFile() {
        const auto s = scenarioFromJson(Json::parse(
            R"({"faults":[{"kind":"link-cut","target":"leader","other":"n3","direction":"from","for_s":5}]})"));
        QCOMPARE(s.faults[0].other, std::string("n3"));
        QVERIFY(scenarioFromJson(toJson(s)) == s);
        for (const char* bad : {R"({"faults":[{"kind":"kill","direction":"to"}]})",
                                R"({"faults":[{"kind":"kill","other":"n3"}]})",
                                R"({"faults":[{"kind":"cut-all","direction":"up"}]})"})
            QVERIFY_EXCEPTION_THROWN(scenarioFromJson(Json::parse(bad)), Error);
        auto nowhere = fault("link-cut", "leader");
        nowhere.other = "mars";
        QVERIFY_EXCEPTION_THROWN(run(three(), faults({nowhere}), 1), Error);
    }
};

QTEST_APPLESS_MAIN(TestPatroni)
#include "tst_patroni.moc"
