// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_sarif.h"
#include "core/audit/audit_text.h"
#include "core/audit/score.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "unit/audit/evidence_builder.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace causeway;
using namespace causeway::test;

namespace {

const std::string kTrx = "dur.trx_commit@shop-db-1";

/// A server with defects of several families and severities.
Evidence unwell() {
    return mysql("8.0.36")
        .var("innodb_flush_log_at_trx_commit", "2")
        .var("innodb_doublewrite", "OFF")
        .var("sync_binlog", "0")
        .var("log_bin", "ON")
        .var("local_infile", "ON")
        .table(table("notes", {column("total", "float")}, {}, "MyISAM"));
}

Date dayOf(const char* text) {
    return *parseDate(text);
}

Waiver waiver(std::string key, const char* until) {
    return {std::move(key), "The disk has a protected write cache, \"BBU\"", "Olena Koval", auditMoment(),
            dayOf(until)};
}

AuditReport waived(const char* until, const char* day = "2026-11-22") {
    auto report = unwell().audit();
    applyWaivers(report, {waiver(kTrx, until)}, dayOf(day));
    return report;
}

const Finding* findingIn(const std::vector<Finding>& findings, const std::string& key) {
    for (const auto& f : findings)
        if (f.key == key)
            return &f;
    return nullptr;
}

} // namespace

/// The score, what it is made of, waivers, and how the exports show them.
class TestScore : public QObject {
    Q_OBJECT
private slots:
    void everyPointIsAccountedFor() {
        const auto report = unwell().audit();
        QVERIFY(report.score < 90);
        long long hundredths = 0;
        std::set<std::string> keys;
        for (const auto& family : report.families) {
            long long inFamily = 0;
            for (const auto& d : family.deductions) {
                hundredths += std::llround(d.points * 100);
                inFamily += std::llround(d.familyPoints * 100);
                QVERIFY(keys.insert(d.key).second);
                QVERIFY(std::fabs(d.weight - d.severityPoints * d.confidenceFactor * std::pow(0.7, d.rank)) <
                        1e-12);
                const auto* f = findingIn(report.findings(), d.key);
                QVERIFY(f && f->scoreCost == d.points && f->family == family.family);
            }
            if (family.score)
                QCOMPARE(inFamily, (100LL - *family.score) * 100);
        }
        QCOMPARE(hundredths, (100LL - report.score) * 100);
        for (const auto& f : report.findings())
            QVERIFY(keys.count(f.key) || f.severity == Severity::Info);
    }

    void theFormulaGivesItsOwnResult() {
        const auto report = unwell().audit();
        double weight = 0;
        for (const auto& family : report.families)
            weight += family.weight;
        QCOMPARE(report.score, int(100 - std::llround(100 * (1 - std::exp(-weight / 100)))));
        for (const auto& family : report.families)
            for (const auto& d : family.deductions) {
                // Points are whole hundredths by largest remainder: less than one from the exact share.
                QVERIFY(std::fabs(d.points - (100 - report.score) * d.weight / weight) < 0.01);
                const auto text = deductionFormula(d, *findingIn(report.findings(), d.key), report, "en");
                QVERIFY2(text.find(" × 0.7^" + std::to_string(d.rank) + " = ") != std::string::npos,
                         text.c_str());
                QVERIFY2(text.ends_with("= " + formatNumber(d.points, 2)), text.c_str());
            }
    }

    void whatIsNotAssessedLowersTheCoverageOnly() {
        const auto known = mysql().var("innodb_flush_log_at_trx_commit", "1").audit();
        QCOMPARE(known.score, 100);
        QVERIFY(known.coverage() < 0.5);
        bool unassessed = false;
        for (const auto& family : known.families)
            if (family.found + family.passed == 0 && family.notAssessed > 0) {
                QVERIFY(!family.score);
                QCOMPARE(family.coverage(), 0.0);
                unassessed = true;
            }
        QVERIFY(unassessed);
        const auto more = mysql().wholeList().var("innodb_flush_log_at_trx_commit", "1").audit();
        QVERIFY(more.coverage() > known.coverage());
    }

    void aWaivedFindingIsShownAndCostsNothing() {
        const auto before = unwell().audit(), after = waived("2026-12-31");
        QVERIFY(after.score > before.score);
        QVERIFY(!findingIn(after.findings(), kTrx));
        const auto shown = after.waivedFindings();
        const auto* f = findingIn(shown, kTrx);
        QVERIFY(f && f->waived && f->scoreCost == 0 && f->waiver->author == "Olena Koval");
        QCOMPARE(after.count(Severity::High), before.count(Severity::High) - 1);
        QCOMPARE(after.count(CheckState::Found), before.count(CheckState::Found));
        for (const auto& family : after.families)
            for (const auto& d : family.deductions)
                QVERIFY(d.key != kTrx);
        QCOMPARE(after.findings().size() + shown.size(), before.findings().size());
    }

    void anExpiredWaiverLeavesTheFindingOpen() {
        QVERIFY(!findingIn(waived("2026-11-22").findings(), kTrx)); // the last day counts
        const auto expired = waived("2026-11-21");
        const auto open = expired.findings();
        const auto* f = findingIn(open, kTrx);
        QVERIFY(f && !f->waived && f->scoreCost > 0 && f->waiver);
        QVERIFY(waiverLine(*f, "en").find("ended on 21 Nov 2026") != std::string::npos);
        QCOMPARE(expired.score, unwell().audit().score);
        QVERIFY(stateOf(waiver(kTrx, "2026-11-21"), expired, dayOf("2026-11-22")) == WaiverState::Expired);
        QVERIFY(stateOf(waiver(kTrx, "2026-11-23"), expired, dayOf("2026-11-22")) == WaiverState::InForce);
        QVERIFY(stateOf(waiver("x", "2026-11-23"), expired, dayOf("2026-11-22")) ==
                WaiverState::NothingToWaive);
    }

    void aWaiverNeedsItsReasonAndAuthor_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("author");
        QTest::newRow("no key") << ""
                                << "r"
                                << "a";
        QTest::newRow("no reason") << "k"
                                   << "  "
                                   << "a";
        QTest::newRow("no author") << "k"
                                   << "r"
                                   << "";
        QTest::newRow("control") << "k"
                                 << "r\x1b[31m"
                                 << "a";
        QTest::newRow("long") << "k" << QString(2001, 'x') << "a";
    }
    void aWaiverNeedsItsReasonAndAuthor() {
        QFETCH(QString, key);
        QFETCH(QString, reason);
        QFETCH(QString, author);
        const Waiver w{key.toStdString(), reason.toStdString(), author.toStdString(), {}, {}};
        QVERIFY_EXCEPTION_THROWN(checkWaiver(w), Error);
    }

    void everyExportShowsWaiversAndDeductions() {
        for (const char* language : {"en", "uk"}) {
            const auto report = waived("2026-12-31");
            for (const auto& text : {auditMarkdown(report, language), auditPlain(report, language)}) {
                QVERIFY(text.find("Olena Koval") != std::string::npos);
                QVERIFY(text.find("BBU") != std::string::npos);
                for (const auto& family : report.families)
                    for (const auto& d : family.deductions) {
                        const auto* f = findingIn(report.findings(), d.key);
                        auto formula = deductionFormula(d, *f, report, language);
                        if (text.starts_with("# "))
                            formula = replaceAll(formula, "_", "\\_");
                        QVERIFY2(text.find(formula) != std::string::npos, formula.c_str());
                    }
            }
            const auto csv = auditCsv(report, language);
            QVERIFY(csv.find("in-force,\"The disk has a protected write cache, \"\"BBU\"\"\",Olena "
                             "Koval,2026-12-31") != std::string::npos);
        }
        const auto json = toJson(waived("2026-12-31"));
        QCOMPARE(json["waived"].size(), std::size_t(1));
        QCOMPARE(json["waived"][0]["waiver"]["state"].get<std::string>(), std::string("in-force"));
        QCOMPARE(json["summary"]["waived"].get<int>(), 1);
        const auto expired = toJson(waived("2026-11-01"));
        QCOMPARE(expired["waived"].size(), std::size_t(0));
        double points = 0;
        for (const auto& family : expired["families"])
            for (const auto& d : family["deductions"])
                points += d["points"].get<double>();
        QCOMPARE(std::llround(points), 100LL - expired["score"].get<long long>());
    }

    void sarifMeetsTheSchemasRequirements() {
        const auto log = auditSarif(waived("2026-12-31"), "en", "1.2.3");
        QCOMPARE(log["version"].get<std::string>(), std::string("2.1.0"));
        const auto& run = log["runs"][0];
        const auto& rules = run["tool"]["driver"]["rules"];
        std::set<std::string> ids, prints;
        for (const auto& rule : rules) {
            QVERIFY(ids.insert(rule["id"]).second);
            QVERIFY(rule["help"]["text"].get<std::string>().size() > 10);
            QVERIFY(rule["help"]["text"].get<std::string>().find('{') == std::string::npos);
            QVERIFY(!rule["shortDescription"]["text"].get<std::string>().empty());
            if (rule.contains("helpUri"))
                QVERIFY(rule["helpUri"].get<std::string>().find(' ') == std::string::npos);
        }
        int suppressed = 0, open = 0;
        for (const auto& result : run["results"]) {
            QVERIFY(rules[result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
            const auto kind = result["kind"].get<std::string>(), level = result["level"].get<std::string>();
            QVERIFY(kind == "fail" ? level == "error" || level == "warning" || level == "note"
                                   : kind == "open" && level == "none");
            open += kind == "open";
            QVERIFY(!result["message"]["text"].get<std::string>().empty());
            QVERIFY(prints.insert(result["partialFingerprints"]["causewayFindingKey/v1"]).second);
            QVERIFY(result["locations"][0]["logicalLocations"][0].contains("fullyQualifiedName"));
            if (result.contains("suppressions")) {
                ++suppressed;
                QCOMPARE(result["suppressions"][0]["status"].get<std::string>(), std::string("accepted"));
                QCOMPARE(result["suppressions"][0]["kind"].get<std::string>(), std::string("external"));
            }
        }
        QCOMPARE(suppressed, 1);
        QVERIFY(open > 10);
        const auto after = auditSarif(waived("2026-11-01"), "en", "1.2.3");
        for (const auto& result : after["runs"][0]["results"])
            if (result.contains("suppressions"))
                QCOMPARE(result["suppressions"][0]["status"].get<std::string>(), std::string("rejected"));
    }
};

QTEST_GUILESS_MAIN(TestScore)
#include "tst_score.moc"
