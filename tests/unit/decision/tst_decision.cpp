// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/decision/choices.h"
#include "core/decision/decision.h"
#include "core/decision/scoring.h"
#include "unit/decision/engagements.h"

#include <QTest>

#include <cmath>

using namespace causeway;
using causeway::testing::DecisionCase;

namespace {

const DecisionOption& option(const Decision& d, const std::string& id) {
    for (const auto& o : d.options)
        if (o.id == id)
            return o;
    throw std::runtime_error("no option " + id);
}

const CriterionScore& score(const Decision& d, const std::string& id, const std::string& criterion) {
    for (std::size_t c = 0; c < d.criteria.size(); ++c)
        if (d.criteria[c].id == criterion)
            return option(d, id).scores[c];
    throw std::runtime_error("no criterion " + criterion);
}

bool near(double a, double b) {
    return std::abs(a - b) < 0.005;
}

std::string failures(const Decision& d, const std::string& id) {
    std::string all;
    for (const auto& f : option(d, id).failures)
        all += f + "\n";
    return all;
}

} // namespace

/// The decision of two clients, and each score worked out by hand.
class TestDecision : public QObject {
    Q_OBJECT

private slots:
    void oneStays() {
        const auto d = decide(testing::oneThatStays().input());
        QCOMPARE(d.kind, std::string("stay"));
        QVERIFY2(d.headline.starts_with("Stay on MySQL 8.4.11 as it is: "), d.headline.c_str());
        QVERIFY(d.headline.find(" of all reasonable weightings") != std::string::npos);
        QVERIFY(d.ranking.firstShares[0] > 0.5);
        QCOMPARE(d.leader()->id, std::string("stay"));
    }

    void oneGoes() {
        const auto d = decide(testing::oneThatGoes().input());
        QCOMPARE(d.kind, std::string("move"));
        QCOMPARE(d.leader()->id, std::string("postgresql"));
        QVERIFY2(d.headline.starts_with("Move to PostgreSQL 18, Patroni: "), d.headline.c_str());
        // What fails is said, and is not averaged away.
        QVERIFY(failures(d, "stay").find("no security fixes since 28 Feb 2021") != std::string::npos);
        QVERIFY(failures(d, "stay").find("RPO 0") != std::string::npos);
        QVERIFY(failures(d, "mysql_semisync").find("RTO 60") != std::string::npos);
        QCOMPARE(d.ranking.firstShares[0], 0.0);
        QVERIFY(!option(d, "mysql_group").fails());
    }

    void scoresByHand() {
        const auto d = decide(testing::oneThatGoes().input());
        // A p95 outage of 30 s against 60 s: one halving, 7 + 3.
        QVERIFY(near(score(d, "postgresql", "outage").low, 10));
        // Group Replication: 10 to 30 s against 60 s: 7 - 3 log2(0.5) = 10 and beyond, so 10.
        QVERIFY(near(score(d, "mysql_group", "outage").low, 10));
        // Two of three tables have a primary key.
        QVERIFY(near(score(d, "mysql_group", "workload").low, 20.0 / 3));
        QCOMPARE(score(d, "mysql_group", "workload").known, Known::Computed);
        // 60 h conversion + 40..120 h cluster + 120..400 h tests, against 480 h.
        QVERIFY(near(score(d, "postgresql", "cost").high, 10 * 480.0 / (480 + 60 + 40 + 120)));
        QVERIFY(near(score(d, "postgresql", "cost").low, 10 * 480.0 / (480 + 60 + 120 + 400)));
        // 5.6 to 8.4 are three steps (5.7, 8.0, 8.4) and the cluster.
        QVERIFY(near(score(d, "mysql_group", "cost").high, 10 * 480.0 / (480 + 3 * 16 + 40)));
        // 2026-11-20 to 2030-11-14 are 47.8 months of 60.
        QVERIFY(near(score(d, "postgresql", "support").low, 10 * (1455 / (365.2425 / 12)) / 60));
        // Asynchronous 3..5, less 2 for trx_commit and 1 for sync_binlog.
        QVERIFY(near(score(d, "stay", "no_loss").low, 0) && near(score(d, "stay", "no_loss").high, 2));
        QVERIFY(near(score(d, "mariadb_galera", "issues").low, 10 - 2.5 - 1.5 - 1.5 - 1));
        QVERIFY(near(score(d, "postgresql", "workload").low, 10)); // both objects convert
    }

    void aBudgetIsTheReferenceAndALimit() {
        auto e = testing::oneThatGoes();
        e.parts.criteria.set("day_rate", "800");
        e.parts.criteria.set("budget", "24000"); // 240 h
        auto d = decide(e.input());
        QVERIFY(near(score(d, "postgresql", "cost").high, 10 * 240.0 / (240 + 220)));
        QVERIFY(failures(d, "postgresql").empty());
        e.parts.criteria.set("budget", "20000"); // 200 h, less than the 220 at best
        d = decide(e.input());
        QVERIFY(failures(d, "postgresql").find("Budget") != std::string::npos);
    }

    /// A better fact never lowers an option: neither its points nor what it fails.
    void betterFactsNeverLower() {
        const auto points = [](const DecisionCase& e) {
            const auto d = decide(e.input());
            return std::pair(d.ranking.totals.back().low, d.ranking.totals.back().high);
        };
        double lastLow = -1, lastHigh = -1;
        for (const double outage : {400.0, 120.0, 60.0, 45.0, 30.0, 10.0}) {
            auto e = testing::oneThatGoes();
            e.parts.lab = {testing::simulated(outage, 0, 0)};
            const auto [low, high] = points(e);
            QVERIFY(low >= lastLow && high >= lastHigh);
            lastLow = low;
            lastHigh = high;
        }
        lastLow = lastHigh = -1;
        for (const double share : {1.0, 0.5, 0.1, 0.0}) {
            auto e = testing::oneThatGoes();
            e.parts.lab = {testing::simulated(30, share * 100, share)};
            const auto [low, high] = points(e);
            QVERIFY(low > lastLow && high > lastHigh);
            lastLow = low;
            lastHigh = high;
        }
        lastLow = lastHigh = -1;
        for (const double hours : {4000.0, 800.0, 100.0, 0.0}) {
            auto e = testing::oneThatGoes();
            e.parts.readiness = {testing::converted(hours, Verdict::Automatic)};
            const auto [low, high] = points(e);
            QVERIFY(low > lastLow && high > lastHigh);
            lastLow = low;
            lastHigh = high;
        }
        lastLow = lastHigh = -1;
        for (const auto verdict : {Verdict::Manual, Verdict::Assisted, Verdict::Automatic}) {
            auto e = testing::oneThatGoes();
            e.parts.readiness = {testing::converted(60, verdict)};
            const auto [low, high] = points(e);
            QVERIFY(low > lastLow && high > lastHigh);
            lastLow = low;
            lastHigh = high;
        }
    }

    void aLossBeyondTheRpoFails() {
        auto e = testing::oneThatGoes();
        e.parts.lab = {testing::simulated(30, 3, 0.01)};
        QVERIFY(failures(decide(e.input()), "postgresql").find("RPO 0") != std::string::npos);
        e.parts.criteria.set("rpo", "1s"); // 100 commits a second: 3 are within it
        QVERIFY(failures(decide(e.input()), "postgresql").empty());
    }

    void whatIsNotAssessedIsARangeAndSaysSo() {
        auto e = testing::oneThatGoes();
        e.parts.criteria.clear("decision_marks");
        const auto d = decide(e.input());
        const auto& skills = score(d, "postgresql", "skills");
        QCOMPARE(skills.known, Known::NotAssessed);
        QCOMPARE(skills.low, 0.0);
        QCOMPARE(skills.high, 10.0);
        QVERIFY(skills.reason.starts_with("Not assessed"));
        const auto& total = d.ranking.totals.back();
        QVERIFY(total.high - total.low >= 8); // weight 8 of 100 from 0 to 10
        bool said = false;
        for (const auto& line : d.lines)
            said |= line.find("are not assessed and count as anything from 0 to 10") != std::string::npos;
        QVERIFY(said);
        for (const auto& o : d.options)
            for (const auto& s : o.scores) {
                QVERIFY(s.known != Known::NotAssessed || (s.low == 0 && s.high == 10));
                QVERIFY(s.low >= 0 && s.low <= s.high && s.high <= 10);
                QVERIFY(!s.reason.empty());
            }
    }

    void noLimitMetIsOpen() {
        auto e = testing::oneThatGoes();
        e.parts.criteria.set("day_rate", "800");
        e.parts.criteria.set("budget", "100");
        const auto d = decide(e.input());
        QCOMPARE(d.kind, std::string("open"));
        QCOMPARE(d.headline, std::string("None of 5 options meets the limits that shop-db-1 has to keep"));
    }

    void marksAreTheConsultants() {
        auto e = testing::oneThatGoes();
        e.parts.criteria.set("decision_marks",
                             "stay.skills=9.5 ten years; postgresql.outage=4 seen it; slower");
        QVERIFY_EXCEPTION_THROWN(decide(e.input()), Error); // the reason's semicolon ends the mark
        e.parts.criteria.set("decision_marks",
                             "stay.skills=9.5 ten years; postgresql.outage=4 seen it slower");
        const auto d = decide(e.input());
        QCOMPARE(score(d, "stay", "skills").known, Known::Consultant);
        QCOMPARE(score(d, "stay", "skills").low, 9.5);
        const auto& outage = score(d, "postgresql", "outage");
        QCOMPARE(outage.high, 4.0);
        QVERIFY2(outage.reason.starts_with("seen it slower (in place of 10.0: "), outage.reason.c_str());
    }

    void choicesGoRoundAndRefuse() {
        DecisionChoices choices;
        choices.setWeight("no_loss", 32.5);
        choices.setMark("postgresql", "skills", {6, "two; trained = well"});
        QCOMPARE(choices.weightText(), std::string("no_loss=32.5"));
        QCOMPARE(choices.markText(), std::string("postgresql.skills=6 two, trained = well"));
        QVERIFY(DecisionChoices::parse(choices.weightText(), choices.markText()) == choices);
        QVERIFY(DecisionChoices::parse(" ; \n", "") == DecisionChoices{});
        for (const auto* bad :
             {"no_loss", "beauty=3", "no_loss=101", "no_loss=-1", "no_loss=x", "no_loss=nan"})
            QVERIFY_EXCEPTION_THROWN(DecisionChoices::parse(bad, ""), Error);
        for (const auto* bad : {"postgresql=4 why", "postgresql.skills=4", "postgresql.skills=11 why",
                                "oracle.skills=3 why", "postgresql.skills= why", "stay.skills=nan why"})
            QVERIFY_EXCEPTION_THROWN(DecisionChoices::parse("", bad), Error);
    }

    void weightsMoveTheRanking() {
        const auto d = decide(testing::oneThatStays().input());
        std::vector<double> weights(d.criteria.size(), 0);
        weights.back() = 100; // the licence alone
        const auto moved = withWeights(d, weights);
        QCOMPARE(moved.leader()->id, std::string("postgresql"));
        QCOMPARE(moved.kind, std::string("move"));
        QVERIFY(moved.options[0].scores == d.options[0].scores);
    }

    void withoutAServerThereIsNothingToDecide() {
        QVERIFY_EXCEPTION_THROWN(decide({}), Error);
        Snapshot empty;
        DecisionInput input;
        input.snapshot = &empty;
        QVERIFY_EXCEPTION_THROWN(decide(input), Error);
    }

    void aServerOfWhichNothingIsKnown() {
        Snapshot s;
        s.taken = *parseInstant("2026-11-20T09:00:00Z");
        s.servers.emplace_back();
        s.servers[0].id = "dump";
        DecisionInput input;
        input.snapshot = &s;
        const auto d = decide(input);
        QCOMPARE(score(d, "stay", "no_loss").known, Known::NotAssessed);
        QCOMPARE(score(d, "stay", "support").known, Known::NotAssessed);
        QCOMPARE(score(d, "postgresql", "features").known, Known::NotAssessed);
        QVERIFY(!d.ranking.settled);
    }

    void postgresqlMayBeWhatStays() {
        Snapshot s;
        s.taken = *parseInstant("2026-11-20T09:00:00Z");
        auto server = testing::server({17, 5, 0});
        server.engine = Engine::PostgreSQL;
        server.variables = {{"synchronous_standby_names", "s1"}, {"fsync", "on"}, {"archive_mode", "on"}};
        s.servers = {server};
        DecisionInput input;
        input.snapshot = &s;
        const auto d = decide(input);
        QCOMPARE(score(d, "mysql_group", "cost").known, Known::NotAssessed);
        QVERIFY(d.kind == "stay" || d.kind == "upgrade");
        QCOMPARE(d.leader()->engine, Engine::PostgreSQL);
    }

    void jsonHasEveryScore() {
        const auto d = decide(testing::oneThatStays().input());
        const auto json = toJson(d);
        QCOMPARE(json.at("schema").get<std::string>(), std::string("causeway.decision/1"));
        QCOMPARE(json.at("options").size(), std::size_t(5));
        for (const auto& o : json.at("options"))
            QCOMPARE(o.at("scores").size(), json.at("criteria").size());
        QCOMPARE(json.at("robustness").at("weightings").get<int>(), 10000);
        QCOMPARE(toJson(decide(testing::oneThatStays().input())).dump(), json.dump());
    }

    void outagePointsByHand() {
        QCOMPARE(decision::outagePoints(60, 60), 7.0);
        QCOMPARE(decision::outagePoints(120, 60), 4.0);
        QCOMPARE(decision::outagePoints(30, 60), 10.0);
        QCOMPARE(decision::outagePoints(6000, 60), 0.0);
        QCOMPARE(decision::outagePoints(0, 60), 10.0);
    }
};

QTEST_APPLESS_MAIN(TestDecision)
#include "tst_decision.moc"
