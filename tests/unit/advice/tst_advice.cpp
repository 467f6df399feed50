// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/advice.h"
#include "core/base/error.h"

#include <QtTest>

#include <algorithm>

using namespace causeway;

namespace {

/// The case: two data centres of one city and a third place 9 ms away, 100 requests/s of which 20 commit;
/// nothing may be lost, back within a minute, commits within 5 ms.
AdviceRequest theCase() {
    AdviceRequest r;
    r.base = starterTopologies().at(2).topology;
    r.base.workload.commitsPerSecond = 20;
    for (const auto* fact : {"rpo=0s", "rto=60s", "max_commit_ms=5"})
        r.criteria.assign(fact, "test", {});
    r.mostDatabases = 3;
    r.runs = 16;
    return r;
}

Advice advised(const AdviceRequest& r) {
    Progress progress;
    return advise(r, progress);
}

const Design& winner(const Advice& a) {
    if (a.recommended < 0)
        qFatal("no design meets every target");
    return a.front[std::size_t(a.recommended)];
}

const TargetVerdict& verdict(const Advice& a, const char* key) {
    const auto found =
        std::find_if(a.targets.begin(), a.targets.end(), [&](const auto& t) { return t.key == key; });
    if (found == a.targets.end())
        qFatal("no target %s", key);
    return *found;
}

void setPrice(AdviceRequest& r, const char* key, double value) {
    r.base.prices.values[key] = value;
}

} // namespace

class TestAdvice : public QObject {
    Q_OBJECT
private slots:
    /// Synchronous within the city, asynchronous to the third place.
    void theCaseAsksForTheMixedCluster() {
        const auto a = advised(theCase());
        const auto& d = winner(a);
        QCOMPARE(d.kind, std::string("mixed"));
        QCOMPARE(d.title, std::string("kyiv-a + kyiv-b synchronous, lviv asynchronous"));
        QVERIFY(d.misses.empty());
        QCOMPARE(d.figures.lostMost, 0.0);
        QVERIFY(d.figures.outageP95Seconds < 60 && d.figures.commitWorstMs() < 5);
        QVERIFY2(d.reason.find("meets every target") != std::string::npos, d.reason.c_str());
        QVERIFY(a.headline.find("kyiv-a + kyiv-b synchronous, lviv asynchronous") == 0);
    }

    /// What stands on the front beside it, and what each target costs, is told from figures.
    void everyPointAndTargetHasItsReason() {
        const auto a = advised(theCase());
        QVERIFY(a.front.size() > 3);
        for (const auto& d : a.front) {
            QVERIFY(!d.reason.empty());
            QVERIFY(d.misses.size() <= 1);
            QCOMPARE(d.reason.find("Falls short") == 0, d.misses.size() == 1);
        }
        const auto& rpo = verdict(a, "rpo");
        QVERIFY(rpo.alone > 0 && rpo.without);
        QCOMPARE(rpo.without->title, std::string("kyiv-a + lviv asynchronous"));
        QVERIFY(rpo.without->figures.costPerMonth < winner(a).figures.costPerMonth);
        QVERIFY(rpo.without->figures.lostMost > 0);
        QCOMPARE(verdict(a, "copy_elsewhere").without->title, std::string("kyiv-a + kyiv-b synchronous"));
        QCOMPARE(verdict(a, "load").alone, std::size_t(0));
    }

    /// A third place that is near enough confirms every commit itself: two servers with a copy do.
    void aShorterWayMakesTheMixedClusterLose() {
        auto r = theCase();
        for (auto& link : r.base.links)
            link.rttMs = std::min(link.rttMs, 3.0);
        const auto a = advised(r);
        QCOMPARE(winner(a).title, std::string("kyiv-a + lviv synchronous"));
        QCOMPARE(winner(a).kind, std::string("synchronous"));
    }

    void aMinuteOfLossMakesTheAsynchronousPairWin() {
        auto r = theCase();
        r.criteria.assign("rpo=60s", "test", {});
        const auto a = advised(r);
        QCOMPARE(winner(a).title, std::string("kyiv-a + lviv asynchronous"));
        QVERIFY(winner(a).figures.lostMost > 0);
        QVERIFY(winner(a).figures.lostMost <= 60 * 20);
    }

    /// Where losses are allowed, prices decide: dear orders pay for the third server, dear servers do not.
    void pricesChangeTheWinner() {
        auto r = theCase();
        r.criteria.assign("rpo=60s", "test", {});
        r.criteria.assign("lost_commit_cost=100", "test", {});
        const auto dearOrders = advised(r);
        QCOMPARE(winner(dearOrders).kind, std::string("mixed"));
        setPrice(r, "core_month", 200);
        setPrice(r, "ram_gb_month", 50);
        const auto dearServers = advised(r);
        QCOMPARE(winner(dearServers).title, std::string("kyiv-a + lviv asynchronous"));
        QCOMPARE(dearServers.prices.of("core_month"), 200.0);
    }

    /// Two sites cannot outvote the loss of the one that has two of three votes.
    void withTwoSitesNoDesignSurvivesTheLossOfTheFirst() {
        auto r = theCase();
        r.criteria.assign("sites=2", "test", {});
        const auto a = advised(r);
        QCOMPARE(a.recommended, -1);
        QVERIFY(!a.front.empty());
        for (const auto& d : a.front)
            QVERIFY(!d.misses.empty() && d.reason.find("Falls short") == 0);
        QCOMPARE(verdict(a, "sites").without->kind, std::string("mixed"));
        r.survival = Survival::Server;
        const auto weaker = advised(r);
        QCOMPARE(winner(weaker).title, std::string("kyiv-a + kyiv-a synchronous, lviv asynchronous"));
    }

    void aBudgetBelowTheAnswerSaysWhatItCosts() {
        auto r = theCase();
        r.criteria.assign("cluster_budget=500", "test", {});
        const auto a = advised(r);
        QCOMPARE(a.recommended, -1);
        const auto& budget = verdict(a, "cluster_budget");
        QVERIFY(budget.without && budget.without->kind == "mixed");
        QVERIFY2(budget.reason.find("a month") != std::string::npos, budget.reason.c_str());
    }

    /// Designs are Patroni's, also for a base that Stolon manages.
    void aBaseUnderStolonIsTriedWithPatroni() {
        auto r = theCase();
        r.base = starterTopologies().at(4).topology;
        r.mostDatabases = 2;
        r.copyElsewhere = false;
        r.criteria.clear("max_commit_ms");
        const auto a = advised(r);
        QCOMPARE(winner(a).topology.manager.kind, std::string("patroni"));
        QCOMPARE(winner(a).topology.manager.version, Manager().version);
        QCOMPARE(winner(a).topology.routing.kind, std::string("haproxy"));
    }

    void theSameTwice() {
        auto r = theCase();
        r.mostDatabases = 2;
        QCOMPARE(toJson(advised(r)).dump(), toJson(advised(r)).dump());
    }

    void refusesWhatCannotBeTried() {
        auto r = theCase();
        r.mostDatabases = 9;
        QVERIFY_EXCEPTION_THROWN(advised(r), Error);
        r = theCase();
        r.base.nodes.clear();
        QVERIFY_EXCEPTION_THROWN(advised(r), Error);
        r = theCase();
        Progress stopped;
        stopped.cancel();
        QVERIFY_EXCEPTION_THROWN(advise(r, stopped), Error);
    }
};

QTEST_APPLESS_MAIN(TestAdvice)
#include "tst_advice.moc"
