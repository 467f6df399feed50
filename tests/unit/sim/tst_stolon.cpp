// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/sim/outcome.h"

#include <QtTest>

#include <fmt/format.h>

#include <algorithm>

using namespace causeway;

namespace {

/// Three databases, each in a site of its own 1 ms apart; etcd, sentinels and proxies on three servers of a
/// fourth site, so that a database's loss takes nothing else with it.
Topology cluster(int databases = 3) {
    Topology t;
    t.sites = {{"a", ""}, {"b", ""}, {"c", ""}, {"control", ""}};
    t.links = {{"a", "b", 1, 0, 0, 1000},       {"a", "c", 1, 0, 0, 1000},
               {"b", "c", 1, 0, 0, 1000},       {"a", "control", 1, 0, 0, 1000},
               {"b", "control", 1, 0, 0, 1000}, {"c", "control", 1, 0, 0, 1000}};
    for (int i = 0; i < databases; ++i) {
        Node n;
        n.id = "n" + std::to_string(i + 1);
        n.site = std::string(1, char('a' + i));
        n.runs = {"postgresql"};
        t.nodes.push_back(n);
    }
    for (const char* id : {"c1", "c2", "c3"}) {
        Node n;
        n.id = id;
        n.site = "control";
        n.runs = {"etcd", "stolon-sentinel", "stolon-proxy"};
        t.nodes.push_back(n);
    }
    t.manager.kind = "stolon";
    t.manager.version = "0.17.0";
    t.routing.kind = "stolon-proxy";
    t.workload.commitsPerSecond = 100;
    return t;
}

void setRuns(Topology& t, const char* id, std::vector<std::string> runs) {
    for (auto& n : t.nodes)
        if (n.id == id)
            n.runs = std::move(runs);
}

Outcome run(const Topology& t, std::vector<Fault> faults, std::uint64_t runs = 400, double seconds = 300) {
    Scenario s;
    s.faults = std::move(faults);
    s.durationSeconds = seconds;
    Progress progress;
    return simulate(t, s, runs, 11, progress);
}

double phase(const Outcome& o, const char* name) {
    for (const auto& c : o.why)
        if (c.cause == name)
            return c.seconds;
    return 0;
}

} // namespace

/// Expectations worked out by hand from Stolon's source; none of this was measured.
class TestStolon : public QObject {
    Q_OBJECT
private slots:
    /// The keeper wrote last 0 to 5 s before its death, the sentinel saw that 0 to 5 s later, one check
    /// (5.01 to 5.04 s with its work) on finds it unchanged and starts the timer: 0 to 10 s after the death,
    /// 5 in the mean. failInterval of 20 s is exceeded by the fourth check after it. The next check finds
    /// that the proxy has let go (5 s), and it reads the new master within 0 to 5 s: 25 to 40 s, mean 32.6,
    /// half of all runs below 33 s, 5 % below 29 and above 37.
    void aDeadMasterAtTheDefaults() {
        auto t = cluster();
        setRuns(t, "c2", {"etcd", "stolon-sentinel"});
        setRuns(t, "c3", {"etcd", "stolon-sentinel"});
        const auto o = run(t, {{60, "silent", "leader", 0}}, 1000);
        const auto near = [](double value, double expected, double within) {
            return std::abs(value - expected) < within;
        };
        const auto& d = o.outageSeconds;
        const auto said = fmt::format("{} {} {} {}", d.mean, d.p5, d.p50, d.p95);
        QVERIFY2(near(d.mean, 32.6, 0.5) && near(d.p5, 29, 0.7) && near(d.p50, 32.7, 0.7) &&
                     near(d.p95, 36.5, 0.8),
                 said.c_str());
        QCOMPARE(o.runsNeverBack, 0.0);
        // From the death to the check that elects: 5 s in the mean for the silence to show, then 20.1 s.
        QVERIFY2(near(phase(o, "keeper silent, not yet failed"), 25.1, 0.5),
                 qPrintable(QString::number(phase(o, "keeper silent, not yet failed"))));
    }

    /// Clients that know three proxies are back with the first of them: the least of three times between 0
    /// and 5 s is 1.3 s in the mean, not 2.5.
    void moreProxiesAreSooner() {
        const auto o = run(cluster(), {{60, "silent", "leader", 0}}, 1000);
        QVERIFY2(std::abs(o.outageSeconds.mean - 31.4) < 0.5,
                 qPrintable(QString::number(o.outageSeconds.mean)));
    }

    /// sleepInterval 1, failInterval 5, proxyCheckInterval 1: 0 to 2 s, five checks of 1.01 to 1.04 s, one
    /// more for the proxies, 0.3 s until the first of them: 6 to 9 s, mean 7.4.
    void aDeadMasterWithShortIntervals() {
        auto t = cluster();
        t.manager.stolon.sleepInterval = 1;
        t.manager.stolon.failInterval = 5;
        t.manager.stolon.proxyCheckInterval = 1;
        t.manager.stolon.proxyTimeout = 3;
        const auto o = run(t, {{60, "silent", "leader", 0}});
        QVERIFY2(std::abs(o.outageSeconds.mean - 7.4) < 0.3,
                 qPrintable(QString::number(o.outageSeconds.mean)));
        QVERIFY(o.outageSeconds.p5 > 6 && o.outageSeconds.p95 < 9.3);
    }

    /// The leading sentinel dies with the master: its lease of 20 s, renewed every 6.7 s, rests 13.3 to 20 s;
    /// the next one's first check (0 to 5 s) only learns who is there, the second starts the timer: 51 s in
    /// the mean.
    void theLeadingSentinelDiesToo() {
        auto t = cluster();
        setRuns(t, "n1", {"postgresql", "stolon-sentinel"});
        setRuns(t, "c1", {"etcd", "stolon-proxy", "stolon-sentinel"});
        setRuns(t, "c2", {"etcd", "stolon-proxy"});
        setRuns(t, "c3", {"etcd", "stolon-proxy"});
        const auto o = run(t, {{60, "silent", "leader", 0}});
        double late = 0, sum = 0;
        for (std::size_t s = 43; s < o.outageHistogram.size(); ++s) {
            late += double(o.outageHistogram[s]);
            sum += double(o.outageHistogram[s]) * (double(s) + 0.5);
        }
        QVERIFY2(late > 0.4 * double(o.runs) && late < 0.6 * double(o.runs),
                 qPrintable(QString::number(late)));
        QVERIFY2(std::abs(sum / late - 50.9) < 1.2, qPrintable(QString::number(sum / late)));
        QVERIFY(phase(o, "sentinel's lease rest") > 5);
    }

    /// A keeper never stops PostgreSQL for want of the store; a proxy closes proxyTimeout (15 s) after its
    /// last good check.
    void aStoreThatStops() {
        const auto brief = run(cluster(), {{60, "dcs-stop", "dcs", 9}}, 100);
        QCOMPARE(brief.outageSeconds.max, 0.0);
        const auto o = run(cluster(), {{60, "dcs-stop", "dcs", 60}}, 100);
        QVERIFY2(o.outageSeconds.p5 > 40 && o.outageSeconds.max < 60,
                 qPrintable(QString::number(o.outageSeconds.p5)));
        QCOMPARE(o.lostCommits.max, 0.0);
        auto direct = cluster();
        direct.routing.kind = "none";
        QCOMPARE(run(direct, {{60, "dcs-stop", "dcs", 60}}, 50).outageSeconds.max, 0.0);
    }

    /// Candidates are sorted by reported position, lowest first: the standby 100 ms away is taken, and the
    /// way to it is lost with the site: 100 commits/s x 0.1 s. Patroni takes the one that has most.
    void theStandbyWithLeastIsChosen() {
        auto t = cluster();
        t.links[1].rttMs = t.links[2].rttMs = t.links[5].rttMs = 200;
        const std::vector<Fault> siteLoss{{60, "site-loss", "leader", 0}};
        const auto o = run(t, siteLoss);
        QVERIFY2(std::abs(o.lostCommits.mean - 10) < 1, qPrintable(QString::number(o.lostCommits.mean)));
        t.manager.kind = "patroni";
        t.manager.version = "4.0.7";
        t.routing.kind = "none";
        QVERIFY(run(t, siteLoss).lostCommits.mean < 1);
    }

    /// The new master must wait for a standby that confirms: first for the dead master, which took its own
    /// place among them, then for nobody real, until the third server follows it.
    void synchronousReplicationLosesNothingAndWaits() {
        auto t = cluster();
        t.manager.stolon.synchronousReplication = true;
        const auto o = run(t, {{60, "silent", "leader", 0}}, 200);
        QCOMPARE(o.lostCommits.max, 0.0);
        QCOMPARE(o.runsNeverBack, 0.0);
        QVERIFY2(o.outageSeconds.mean > 45 && o.outageSeconds.mean < 80,
                 qPrintable(QString::number(o.outageSeconds.mean)));
        QVERIFY(phase(o, "synchronous commit") > 10);
        auto pair = cluster(2);
        pair.manager.stolon.synchronousReplication = true;
        QCOMPARE(run(pair, {{60, "silent", "leader", 0}}, 50).runsNeverBack, 1.0);
        pair.manager.stolon.minSynchronousStandbys = 0;
        QCOMPARE(run(pair, {{60, "silent", "leader", 0}}, 50).runsNeverBack, 0.0);
    }

    /// The confirming standby dies: commits wait until it counts as failed and another has taken its place in
    /// two steps.
    void theConfirmingStandbyDies() {
        auto t = cluster();
        t.manager.stolon.synchronousReplication = true;
        const auto o = run(t, {{60, "silent", "sync-standby", 0}}, 200);
        QCOMPARE(o.lostCommits.max, 0.0);
        QVERIFY2(o.outageSeconds.p5 > 25 && o.outageSeconds.max < 75,
                 qPrintable(QString::number(o.outageSeconds.p5)));
        QCOMPARE(o.runsNeverBack, 0.0);
    }

    /// PostgreSQL dies, its keeper lives: it starts it again on its next look, before anybody counts it as
    /// failed.
    void postgresqlStartsInPlace() {
        const auto o = run(cluster(), {{60, "postgres-kill", "leader", 0}}, 200);
        QVERIFY2(o.outageSeconds.max < 9 && o.outageSeconds.mean > 2.5,
                 qPrintable(QString::number(o.outageSeconds.max)));
        QCOMPARE(o.lostCommits.max, 0.0);
    }

    /// A frozen keeper leaves its PostgreSQL running: behind the proxies no client writes to it any more,
    /// past them they do.
    void theProxyFencesWhatTheKeeperDoesNot() {
        const std::vector<Fault> hang{{60, "agent-hang", "leader", 120}};
        const auto fenced = run(cluster(), hang, 100);
        QCOMPARE(fenced.twoPrimariesSeconds.max, 0.0);
        QVERIFY(fenced.outageSeconds.max < 20);
        auto bypassed = cluster();
        bypassed.routing.kind = "none";
        QVERIFY(run(bypassed, hang, 100).twoPrimariesSeconds.p5 > 10);
    }

    /// stolonctl failkeeper: no failure has to be told, only the rounds of sentinel, proxies and keeper.
    void aPlannedChange() {
        const auto o = run(cluster(), {{60, "switchover", "leader", 0}}, 200);
        QVERIFY2(o.outageSeconds.max < 12 && o.outageSeconds.mean > 1,
                 qPrintable(QString::number(o.outageSeconds.max)));
        QCOMPARE(o.runsNeverBack, 0.0);
    }

    void theSameForAnySplit() {
        const auto t = cluster();
        const auto once = run(t, {{60, "kill", "leader", 30}}, 64),
                   again = run(t, {{60, "kill", "leader", 30}}, 64);
        QVERIFY(once == again);
        QVERIFY(!once.timeline.empty() && !once.explanation.empty());
    }

    void whatIsUnsoundIsRefused() {
        auto t = cluster();
        t.routing.kind = "haproxy";
        QVERIFY_EXCEPTION_THROWN(run(t, {}, 1), Error);
        t = cluster();
        t.manager.stolon.proxyTimeout = 5;
        QVERIFY_EXCEPTION_THROWN(run(t, {}, 1), Error);
        t = cluster();
        for (const char* id : {"c1", "c2", "c3"})
            setRuns(t, id, {"etcd", "stolon-proxy"});
        QVERIFY_EXCEPTION_THROWN(run(t, {}, 1), Error);
        QVERIFY(!cluster().manager.caveat().empty());
        QVERIFY(topologyFromJson(toJson(cluster())) == cluster());
    }
};

QTEST_APPLESS_MAIN(TestStolon)
#include "tst_stolon.moc"
