// SPDX-License-Identifier: GPL-3.0-or-later
#include "cases/availability.h"
#include "cases/configuration.h"
#include "cases/connections_host.h"
#include "cases/durability.h"
#include "cases/innodb.h"
#include "cases/replication.h"
#include "cases/schema_index.h"
#include "cases/security.h"
#include "cases/shapes.h"
#include "cases/version_growth.h"
#include "cases/waiting_drift.h"
#include "cases/workload.h"
#include "core/audit/families.h"
#include "core/audit/words.h"
#include "core/base/resources.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>

using namespace causeway;
using namespace causeway::test;

namespace {

std::vector<Case> allCases() {
    std::vector<Case> all;
    for (const auto& part : {durabilityCases(), memoryCases(), configurationCases(), innodbCases(),
                             replicationCases(), securityCases(), schemaCases(), indexCases(),
                             workloadCases(), connectionCases(), hostCases(), versionCases(), growthCases(),
                             availabilityCases(), waitingCases(), driftCases(), managedCases(), shapeCases()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

const CheckResult* checkOf(const AuditReport& report, const std::string& rule) {
    for (const auto& check : report.checks)
        if (check.rule == rule && check.server == "shop-db-1")
            return &check;
    return nullptr;
}

/// Is the sentence in a text that the rule's findings show?
bool isSaid(const std::string& rule, const std::string& sentence) {
    for (const auto& family : ruleFamilies()) {
        const auto& texts = resourceJson("rules/" + std::string(family.file) + ".en.json");
        if (texts.contains(rule))
            for (const auto& [part, text] : texts.at(rule).items())
                if (!part.starts_with("na") && !part.starts_with("ask") && part != "check" &&
                    text.get<std::string>().find(sentence) != std::string::npos)
                    return true;
    }
    return false;
}

unsigned enginesOf(const std::string& id) {
    for (const auto& family : ruleFamilies())
        for (const auto& rule : family.rules())
            if (rule.id == id)
                return rule.engines;
    return 0;
}

std::size_t characters(const std::string& text) {
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

} // namespace

/// Every rule answers its cases, in both languages, with whole texts.
class TestRules : public QObject {
    Q_OBJECT
private slots:
    void cases_data() {
        QTest::addColumn<int>("number");
        const auto all = allCases();
        for (std::size_t i = 0; i < all.size(); ++i)
            QTest::newRow((all[i].rule + ": " + all[i].name).c_str()) << int(i);
    }
    void cases() {
        QFETCH(int, number);
        static const auto all = allCases();
        const Case& c = all[std::size_t(number)];
        const auto report = c.evidence.audit();
        const CheckResult* check = checkOf(report, c.rule);
        QVERIFY2(check, "the rule did not run");
        QVERIFY2(check->state == c.expected,
                 (check->reason + (check->findings.empty() ? "" : check->findings[0].title)).c_str());
        std::string said = check->reason;
        std::optional<Severity> worst;
        for (const auto& f : check->findings) {
            said += f.title + "\n";
            worst = worst ? std::min(*worst, f.severity) : f.severity;
        }
        for (std::size_t at = said.find("\u00a0"); at != std::string::npos; at = said.find("\u00a0"))
            said.replace(at, 2, " ");
        QVERIFY2(said.find(c.says) != std::string::npos, said.c_str());
        if (c.severity)
            QCOMPARE(severityName(*worst).data(), severityName(*c.severity).data());
        if (c.expected == CheckState::NotAssessed || c.expected == CheckState::NotApplicable)
            QVERIFY(!check->reason.empty());
    }

    void textsAreWhole_data() { cases_data(); }
    void textsAreWhole() {
        QFETCH(int, number);
        static const auto all = allCases();
        const Case& c = all[std::size_t(number)];
        for (const char* language : {"en", "uk"}) {
            const auto report = c.evidence.audit(language);
            const CheckResult* check = checkOf(report, c.rule);
            QVERIFY(check->reason.find('{') == std::string::npos);
            for (const auto& f : check->findings) {
                for (const auto& text :
                     {f.title, f.where, f.why, f.fix, f.risk, f.rollback, f.verify, f.reference}) {
                    QVERIFY2(!text.empty(), (f.key + " lacks a text in " + language).c_str());
                    static const QRegularExpression hole("\\{[a-z_]+(\\|[^}]*)?\\}");
                    QVERIFY2(!hole.match(QString::fromStdString(text)).hasMatch(), text.c_str());
                }
                QVERIFY2(characters(f.title) <= 76, f.title.c_str());
                QVERIFY(!f.title.ends_with("."));
                QVERIFY2(!f.evidence.empty(), f.key.c_str());
                QVERIFY2(f.effort.high > 0 && f.effort.low <= f.effort.high, f.key.c_str());
            }
        }
    }

    void everyRuleHasTextsAndCases() {
        std::set<std::string> positive, negative, ids;
        for (const auto& c : allCases())
            (c.expected == CheckState::Found ? positive : negative).insert(c.rule);
        const Words en("en"), uk("uk");
        for (const auto& family : ruleFamilies())
            for (const auto& rule : family.rules()) {
                const std::string id(rule.id);
                QVERIFY2(ids.insert(id).second, ("two rules are called " + id).c_str());
                QVERIFY2(rule.check, id.c_str());
                QVERIFY2(en.hasRule(id), ("no remedy for " + id).c_str());
                QVERIFY2(!en.remedy(id).reference.empty() && en.remedy(id).effort.high > 0, id.c_str());
                for (const char* part : {"check", "title", "why", "risk"}) {
                    QVERIFY2(!en.part(id, part).empty(), (id + " has no English " + part).c_str());
                    QVERIFY2(!uk.part(id, part).empty(), (id + " has no Ukrainian " + part).c_str());
                    QVERIFY2(en.part(id, part) != uk.part(id, part),
                             (id + " is not translated: " + part).c_str());
                }
                QVERIFY2(positive.contains(id), ("no positive case for " + id).c_str());
                QVERIFY2(negative.contains(id), ("no negative case for " + id).c_str());
            }
    }

    /// The catalogue that the project promises: a rule of it may be renamed, never lost.
    void noRuleIsLost() {
        std::set<std::string> ids;
        for (const auto& family : ruleFamilies())
            for (const auto& rule : family.rules())
                ids.insert(std::string(rule.id));
        QFile file(CAUSEWAY_SOURCE_DIR "/tests/unit/audit/cases/rule_ids.txt");
        QVERIFY(file.open(QIODevice::ReadOnly));
        std::set<std::string> promised;
        for (const auto& line : file.readAll().split('\n'))
            if (const auto id = line.trimmed().toStdString(); !id.empty() && id[0] != '#') {
                QVERIFY2(ids.contains(id), (id + " is no longer in the registry").c_str());
                promised.insert(id);
            }
        for (const auto& id : ids)
            QVERIFY2(promised.contains(id), (id + " is not in rule_ids.txt: add it there").c_str());
    }

    /// Each listed false positive has the case, the sentence or the test that keeps it out. The list may only
    /// grow.
    void falsePositivesAreKeptOut() {
        QFile file(CAUSEWAY_SOURCE_DIR "/tests/unit/audit/false_positives.json");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto list = Json::parse(file.readAll().toStdString()).at("falsePositives");
        QVERIFY(list.size() >= 99);
        std::map<std::string, CheckState> cases;
        for (const auto& c : allCases())
            cases[c.rule + ": " + c.name] = c.expected;
        const Words en("en");
        for (const auto& one : list) {
            const auto rule = one.at("rule").get<std::string>();
            QVERIFY2(one.contains("quiet") || one.contains("fires") || one.contains("said") ||
                         one.contains("notOn") || one.contains("test"),
                     rule.c_str());
            for (const char* kind : {"quiet", "fires"})
                for (const auto& name : one.value(kind, Json::array())) {
                    const auto it = cases.find(rule + ": " + name.get<std::string>());
                    QVERIFY2(it != cases.end(), (rule + " has no case " + name.dump()).c_str());
                    QVERIFY2((it->second == CheckState::Found) == (kind == std::string("fires")),
                             it->first.c_str());
                }
            if (one.contains("said"))
                QVERIFY2(isSaid(rule, one.at("said")),
                         (rule + " does not say " + one.at("said").dump()).c_str());
            if (one.contains("notOn")) {
                QCOMPARE(one.at("notOn").get<std::string>(), std::string("mariadb"));
                QVERIFY2(!(enginesOf(rule) & kMariaDb), rule.c_str());
            }
            if (one.contains("test")) {
                const auto place = QString::fromStdString(one.at("test")).split(": ");
                QFile test(CAUSEWAY_SOURCE_DIR "/tests/" + place.value(0));
                QVERIFY2(test.open(QIODevice::ReadOnly), rule.c_str());
                QVERIFY2(test.readAll().contains(" " + place.value(1).toUtf8() + "("), rule.c_str());
            }
        }
    }

    /// Every release series says whether its rules were run on a real server of it.
    void everySeriesSaysHowItIsKnown() {
        for (const auto& row : resourceJson("facts/versions.json").at("series")) {
            const auto known = row.value("known", "");
            QVERIFY2(known == "run" || known == "documentation", row.dump().c_str());
        }
    }

    void bothLanguagesHaveTheSameTexts() {
        std::vector<std::string> files{"common"};
        for (const auto& family : ruleFamilies())
            files.emplace_back(family.file);
        for (const auto& file : files) {
            const auto& en = resourceJson("rules/" + file + ".en.json");
            const auto& uk = resourceJson("rules/" + file + ".uk.json");
            for (const auto& [a, b] : {std::pair{&en, &uk}, std::pair{&uk, &en}})
                for (const auto& [key, value] : a->items()) {
                    QVERIFY2(b->contains(key), (file + ": " + key).c_str());
                    if (value.is_object())
                        for (const auto& part : value.items())
                            QVERIFY2(b->at(key).contains(part.key()),
                                     (file + ": " + key + "." + part.key()).c_str());
                }
        }
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
