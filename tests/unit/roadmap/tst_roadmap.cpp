// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/roadmap/calendar.h"
#include "core/roadmap/schedule.h"
#include "core/roadmap/templates.h"
#include "unit/roadmap/engagements.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace causeway;
using causeway::testing::clinic;
using causeway::testing::retailer;

namespace {

const Task* taskTitled(const Roadmap& r, std::string_view start) {
    for (const auto& t : r.tasks)
        if (t.title.starts_with(start))
            return &t;
    return nullptr;
}

const CriterionVerdict* criterion(const Roadmap& r, std::string_view start) {
    for (const auto& c : r.criteria)
        if (c.criterion.starts_with(start))
            return &c;
    return nullptr;
}

bool close(double a, double b) {
    return std::fabs(a - b) < 1e-6;
}

} // namespace

class TestRoadmap : public QObject {
    Q_OBJECT

private slots:
    void theRetailerMayGoIf() {
        const auto e = retailer();
        const auto r = buildRoadmap(e.input());
        QCOMPARE(r.verdict, std::string("Go if"));
        QVERIFY(r.headline.find("PostgreSQL 17") != std::string::npos);
        QVERIFY(r.conditions.size() >= 3);
        QCOMPARE(r.phases.size(), std::size_t(5));
        QVERIFY(r.lead.find("58 of 100") != std::string::npos);
        QVERIFY(taskTitled(r, "Build Three nodes, one synchronous: 3 machines"));
        QVERIFY(taskTitled(r, "Rewrite 1 function"));
        QVERIFY(taskTitled(r, "Restore the backup of shop-db-1"));
        // The two findings of one rule are one task.
        QVERIFY(taskTitled(r, "Mend 2 medium findings of Indexes"));
        QCOMPARE(criterion(r, "RPO")->state, CriterionVerdict::State::Met);
        QCOMPARE(criterion(r, "RTO")->state, CriterionVerdict::State::Met);
        QCOMPARE(criterion(r, "Machine")->state, CriterionVerdict::State::Missed);
        QCOMPARE(criterion(r, "Volume")->state, CriterionVerdict::State::Open);
        QCOMPARE(r.criteria.size(), std::size_t(11));
    }

    void effortReconcilesWithItsSources() {
        const auto e = retailer();
        const auto in = e.input();
        const auto r = buildRoadmap(in);
        Effort sum, fromFindings, conversion;
        for (const auto& t : r.tasks) {
            sum += t.effort;
            const auto isFinding = [](const std::string& id) {
                return id.find('@') != std::string::npos;
            };
            if (std::any_of(t.evidence.begin(), t.evidence.end(), isFinding))
                fromFindings += t.effort;
            if (t.criterion.starts_with("Move of") && t.phase == "prepare")
                conversion += t.effort;
        }
        QVERIFY(close(sum.low, r.effort().low) && close(sum.high, r.effort().high));
        Effort findings;
        for (const auto& f : in.audit->findings())
            findings += f.effort;
        QVERIFY(close(fromFindings.low, findings.low) && close(fromFindings.high, findings.high));
        const auto assessed = in.readiness.front().effort();
        QVERIFY2(close(conversion.low, assessed.low) && close(conversion.high, assessed.high),
                 qPrintable(QString::number(conversion.high)));
    }

    void tasksStandOnWorkingDaysInOrder() {
        const auto e = retailer();
        const auto r = buildRoadmap(e.input());
        std::map<std::string, const Task*> byId;
        for (const auto& t : r.tasks)
            byId[t.id] = &t;
        QCOMPARE(byId.size(), r.tasks.size());
        const auto freezeFrom = *parseDate("2026-12-14"), freezeTo = *parseDate("2027-01-03");
        std::string before;
        for (const auto& t : r.tasks) {
            QVERIFY(t.id > before);
            before = t.id;
            for (const auto day : {t.start, t.finish}) {
                const std::chrono::weekday weekday{day};
                QVERIFY(weekday != std::chrono::Saturday && weekday != std::chrono::Sunday);
                QVERIFY(day < freezeFrom || day > freezeTo);
            }
            QVERIFY(t.start <= t.finish && t.start >= *parseDate("2026-11-23"));
            for (const auto& id : t.dependsOn)
                QVERIFY2(byId.at(id)->finish <= t.start, (id + " before " + t.id).c_str());
            QVERIFY(!t.reason.empty() && !t.acceptance.empty() && !t.criterion.empty() && !t.role.empty());
        }
        QVERIFY(std::any_of(r.tasks.begin(), r.tasks.end(), [](const auto& t) { return t.critical; }));
        QVERIFY(!std::all_of(r.tasks.begin(), r.tasks.end(), [](const auto& t) { return t.critical; }));
    }

    void aMissedTargetIsNoGo() {
        auto e = retailer();
        e.parts.criteria.set("rto", "5s");
        const auto r = buildRoadmap(e.input());
        QCOMPARE(r.verdict, std::string("No go"));
        QCOMPARE(criterion(r, "RTO")->state, CriterionVerdict::State::Missed);
        e = retailer();
        e.parts.criteria.set("budget", "1000");
        QCOMPARE(buildRoadmap(e.input()).verdict, std::string("No go"));
        e = retailer();
        e.parts.criteria.set("deadline", "2026-12-01");
        QCOMPARE(buildRoadmap(e.input()).verdict, std::string("No go"));
    }

    void whatIsNotAssessedStaysOpen() {
        auto e = retailer();
        e.parts.readiness.clear();
        auto r = buildRoadmap(e.input());
        QCOMPARE(r.verdict, std::string("Open"));
        QVERIFY(taskTitled(r, "Run the readiness check"));
        QVERIFY(!taskTitled(r, "Freeze"));
        e = retailer();
        e.parts.lab.clear();
        r = buildRoadmap(e.input());
        QCOMPARE(r.verdict, std::string("Open"));
        QCOMPARE(criterion(r, "RPO")->state, CriterionVerdict::State::Open);
        QVERIFY(taskTitled(r, "Try target clusters"));
    }

    void idleTimeIsJudgedFromLabLocksAndCutover() {
        auto e = retailer();
        e.parts.criteria.set("idle_time_budget", "10min");
        // A day of the slow log without lock waits, a lab, and a cutover of less than ten minutes.
        auto r = buildRoadmap(e.input());
        QCOMPARE(criterion(r, "Idle time")->state, CriterionVerdict::State::Met);
        QVERIFY(criterion(r, "Idle time")->sentence.find("on the day of the cutover") != std::string::npos);
        e.parts.criteria.set("idle_time_budget", "1min");
        r = buildRoadmap(e.input());
        QCOMPARE(criterion(r, "Idle time")->state, CriterionVerdict::State::Open);
        QVERIFY(std::any_of(r.conditions.begin(), r.conditions.end(), [](const auto& c) {
            return c.find("on the day of the cutover") != std::string::npos;
        }));
        e.snapshot.servers[0].workload->queries[0].lockNs = 700000000000ULL; // 700 s in that day
        e.parts.criteria.set("idle_time_budget", "10min");
        QCOMPARE(criterion(buildRoadmap(e.input()), "Idle time")->state, CriterionVerdict::State::Missed);
        e.snapshot.servers[0].workload->first =
            *e.snapshot.servers[0].workload->last - std::chrono::minutes{3};
        e.snapshot.servers[0].workload->queries[0].lockNs = 30000000000ULL; // too short to tell a day
        QCOMPARE(criterion(buildRoadmap(e.input()), "Idle time")->state, CriterionVerdict::State::Open);
        e.parts.lab.clear();
        QCOMPARE(criterion(buildRoadmap(e.input()), "Idle time")->state, CriterionVerdict::State::Open);
    }

    void stepsServeTheClientsCriteria() {
        const auto r = buildRoadmap(retailer().input());
        QVERIFY(taskTitled(r, "Fix: A crash")->criterion.ends_with(", for RPO 0\u00a0s"));
        QVERIFY(taskTitled(r, "Build Three nodes")->criterion.find("RTO") != std::string::npos);
        QVERIFY(taskTitled(r, "Give hot data room")->criterion.find("Machine 4 CPUs") != std::string::npos);
        const auto e = clinic();
        auto in = e.input();
        in.criteria = {};
        const auto open = buildRoadmap(in);
        QCOMPARE(open.verdict, std::string("Open")); // nothing to hold a cluster against
        QVERIFY(open.criteria.empty());
    }

    void aLossyClusterIsNotChosen() {
        auto e = retailer();
        auto r = buildRoadmap(e.input());
        QVERIFY(!taskTitled(r, "Build Primary and async"));
        e.parts.lab.erase(e.parts.lab.begin(), e.parts.lab.begin() + 2);
        r = buildRoadmap(e.input());
        QCOMPARE(r.verdict, std::string("No go"));
        QVERIFY(std::any_of(r.risks.begin(), r.risks.end(), [](const auto& k) {
            return k.title.find("38 acknowledged commits") != std::string::npos;
        }));
    }

    void criteriaAloneGiveAPlanThatSaysSo() {
        RoadmapInput in;
        in.criteria.set("volume", "100GB");
        in.criteria.set("growth", "50%/quarter");
        in.criteria.set("ram", "16GB");
        QVERIFY_EXCEPTION_THROWN(buildRoadmap(in), Error);
        in.growth = forecast(in.criteria, nullptr, *parseDate("2026-11-20"));
        const auto r = buildRoadmap(in);
        QCOMPARE(r.verdict, std::string("Open"));
        QVERIFY(taskTitled(r, "Give hot data room"));
    }

    void limitsAfterTheMoveWaitForTheNewMachines() {
        const auto r = buildRoadmap(retailer().input());
        const auto* memory = taskTitled(r, "Give hot data room");
        const auto* disk = taskTitled(r, "Free or add disk");
        const auto* move = taskTitled(r, "Freeze shop-db-1");
        QVERIFY(memory && disk && move);
        QVERIFY(memory->finish <= move->start);
        QVERIFY(disk->start >= move->finish && disk->phase == "after");
    }

    void aCutoverDoesNotStraddleAFreeze() {
        auto e = retailer();
        for (const auto* freeze :
             {"2026-12-10..2027-01-10", "2026-12-14..2027-01-03", "2026-12-17..2027-01-06"}) {
            e.parts.criteria.set("freezes", freeze);
            const auto r = buildRoadmap(e.input());
            const auto* move = taskTitled(r, "Freeze shop-db-1");
            QVERIFY(move);
            QVERIFY2(move->finish - move->start < std::chrono::days{8}, freeze);
        }
    }

    void watchingTakesTenWorkingDays() {
        const auto r = buildRoadmap(clinic().input());
        const auto* watch = taskTitled(r, "Watch PostgreSQL 16 at Tidewater Clinics for two weeks");
        QVERIFY(watch);
        QVERIFY(watch->finish - watch->start >= std::chrono::days{11});
    }

    void risksAreSortedAndScored() {
        const auto e = retailer();
        const auto r = buildRoadmap(e.input());
        QVERIFY(r.risks.size() >= 6);
        int last = 25;
        for (const auto& k : r.risks) {
            QVERIFY(k.likelihood >= 1 && k.likelihood <= 5 && k.impact >= 1 && k.impact <= 5);
            QVERIFY(k.likelihood * k.impact <= last);
            last = k.likelihood * k.impact;
            QVERIFY(!k.mitigation.empty() && !k.trigger.empty() && !k.cause.empty());
        }
    }

    void moreHandsEndEarlier() {
        auto e = retailer();
        const auto before = buildRoadmap(e.input()).finish;
        e.parts.criteria.set("team_dbas", "4");
        e.parts.criteria.set("work_hours_per_week", "40");
        QVERIFY(buildRoadmap(e.input()).finish < before);
    }

    void sharedPeopleDoNotWorkTwice() {
        std::vector<plan::Draft> drafts;
        for (int i = 0; i < 6; ++i) {
            plan::Draft d;
            d.key = std::to_string(i);
            d.task.role = "DBA";
            d.task.effort = {8, 8, 8};
            drafts.push_back(d);
        }
        const auto tasks = plan::schedule(drafts, {2, 1, 1, 8}, *parseDate("2027-01-04"), {});
        QCOMPARE(tasks.back().finish, *parseDate("2027-01-06"));
        std::map<Date, int> load;
        for (const auto& t : tasks)
            ++load[t.start];
        for (const auto& [day, n] : load)
            QCOMPARE(n, 2);
        drafts[0].after = {"5"};
        drafts[5].after = {"0"};
        QVERIFY_EXCEPTION_THROWN(plan::schedule(drafts, {2, 1, 1, 8}, *parseDate("2027-01-04"), {}), Error);
    }

    void endlessFreezesAreAnError() {
        plan::Calendar calendar(*parseDate("2027-01-04"),
                                {{*parseDate("2027-01-01"), *parseDate("2080-01-01")}});
        QVERIFY_EXCEPTION_THROWN(calendar.day(0), Error);
    }

    void aTextWithAHoleIsRefused() {
        QCOMPARE(plan::fill("{a} and {B}", {{"a", "one"}, {"b", "two"}}), std::string("one and Two"));
        QVERIFY_EXCEPTION_THROWN(plan::fill("{c}", {}), Error);
        QVERIFY_EXCEPTION_THROWN(plan::fill("{c", {}), Error);
    }

    void isDeterministic() {
        const auto e = clinic();
        QVERIFY(buildRoadmap(e.input()) == buildRoadmap(e.input()));
        QCOMPARE(toJson(buildRoadmap(e.input())).at("schema").get<std::string>(),
                 std::string("causeway.roadmap/1"));
    }
};

QTEST_APPLESS_MAIN(TestRoadmap)
#include "tst_roadmap.moc"
