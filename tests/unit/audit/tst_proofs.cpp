// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/base/json.h"
#include "core/base/resources.h"
#include "live/proofs.h"

#include <QTest>

#include <set>

using namespace causeway;
using live_test::ProofRegister;

namespace {

/// As many rules as may be without a proof on a real server, and as many whose fix may stay unapplied. Both
/// only shrink: a new rule brings its planted defect.
constexpr std::size_t kMostExceptions = 4, kMostNotApplied = 4;

constexpr const char* kLevels[] = {"mended", "followed", "found"};

unsigned engineOf(const std::string& kind) {
    return kind == "mariadb" ? kMariaDb : kind.starts_with("mysql") ? kMySql : kPostgreSql;
}

std::map<std::string, const Rule*> registry() {
    static const auto all = [] {
        std::vector<Rule> rules;
        for (const auto& family : ruleFamilies())
            for (const auto& rule : family.rules())
                rules.push_back(rule);
        return rules;
    }();
    std::map<std::string, const Rule*> byId;
    for (const auto& rule : all)
        byId[std::string(rule.id)] = &rule;
    return byId;
}

/// Level and kind of every proof of a rule: "mended" -> {"mariadb", "mysql56"}.
std::map<std::string, std::set<std::string>> proofsOf(const std::string& rule) {
    std::map<std::string, std::set<std::string>> found;
    for (const auto& proof : ProofRegister::instance().proofs)
        for (const auto& [level, rules] : proof.rules)
            if (std::find(rules.begin(), rules.end(), rule) != rules.end())
                found[level].insert(proof.kinds.begin(), proof.kinds.end());
    return found;
}

/// Does one of the rule's remedies give something to run or to write into a file?
bool hasGeneratedFix(const Json& remedy) {
    const auto gives = [](const Json& one) {
        const auto language = one.value("language", "");
        // A fix that only looks mends nothing by itself.
        const auto fix = one.value("fix", "");
        const bool looks = fix.starts_with("SELECT * FROM") || fix.starts_with("SELECT trx") ||
                           fix.starts_with("SELECT count") || fix.starts_with("SHOW") ||
                           fix.starts_with("EXPLAIN");
        return one.contains("set") || (!language.empty() && language != "text" && !looks);
    };
    if (gives(remedy))
        return true;
    if (remedy.contains("variants"))
        for (const auto& [name, variant] : remedy.at("variants").items())
            if (gives(variant))
                return true;
    return false;
}

} // namespace

/// Every rule is proven on a real server that has its defect, or a reviewed reason says why not.
class TestProofs : public QObject {
    Q_OBJECT
private slots:
    void everyRuleIsProvenOrExcused() {
        const auto& all = ProofRegister::instance();
        for (const auto& [id, rule] : registry()) {
            const bool proven = !proofsOf(id).empty(), excused = all.exceptions.contains(id);
            QVERIFY2(proven || excused,
                     (id + " is proven by no live test: plant its defect in tests/live and list it in "
                           "proofs.json")
                         .c_str());
            QVERIFY2(!(proven && excused), (id + " is proven: take it off the exceptions").c_str());
        }
        QVERIFY2(all.exceptions.size() <= kMostExceptions,
                 "the exceptions may only shrink: plant the defect instead");
        QVERIFY2(all.exceptions.size() >= kMostExceptions,
                 "the exceptions shrank: lower kMostExceptions to keep it so");
    }

    void generatedFixesAreApplied() {
        const auto& all = ProofRegister::instance();
        for (const auto& family : ruleFamilies()) {
            const auto& remedies = resourceJson("rules/" + std::string(family.file) + ".json");
            for (const auto& rule : family.rules()) {
                const std::string id(rule.id);
                const bool open = proofsOf(id).contains("found") && !proofsOf(id).contains("mended") &&
                                  hasGeneratedFix(remedies.at(id));
                QVERIFY2(!open || all.notApplied.contains(id),
                         (id + " has a generated fix that no live test applies").c_str());
                QVERIFY2(open || !all.notApplied.contains(id), (id + " is no longer unapplied").c_str());
            }
        }
        QVERIFY(all.notApplied.size() <= kMostNotApplied);
    }

    void theRegisterNamesWhatExists() {
        const auto rules = registry();
        const auto& all = ProofRegister::instance();
        for (const auto& proof : all.proofs) {
            QFile file(QString(CAUSEWAY_SOURCE_DIR "/tests/live/%1.cpp").arg(proof.test.c_str()));
            QVERIFY2(file.open(QIODevice::ReadOnly), proof.test.c_str());
            QVERIFY2(file.readAll().contains(("\"" + proof.scenario + "\"").c_str()),
                     (proof.test + " has no scenario " + proof.scenario).c_str());
            for (const auto& [level, ids] : proof.rules)
                for (const auto& id : ids) {
                    QVERIFY2(rules.contains(id), id.c_str());
                    for (const auto& kind : proof.kinds)
                        QVERIFY2(rules.at(id)->engines & engineOf(kind),
                                 (id + " does not concern " + kind).c_str());
                }
        }
        for (const auto* list : {&all.exceptions, &all.notApplied})
            for (const auto& [id, reason] : *list) {
                QVERIFY2(rules.contains(id), id.c_str());
                QVERIFY2(reason.size() > 10, id.c_str());
            }
    }

    /// Not a check: the table that says how far the proofs reach.
    void table() {
        std::size_t sum[5] = {};
        qInfo("%-14s %5s %7s %9s %6s %9s", "family", "rules", "mended", "followed", "found", "exceptions");
        for (const auto& family : ruleFamilies()) {
            std::size_t n[5] = {};
            for (const auto& rule : family.rules()) {
                const auto proofs = proofsOf(std::string(rule.id));
                ++n[0];
                std::size_t at = 4;
                for (std::size_t level = 3; level-- > 0;)
                    if (proofs.contains(kLevels[level]))
                        at = level + 1;
                ++n[at];
            }
            qInfo("%-14s %5zu %7zu %9zu %6zu %9zu", std::string(family.name).c_str(), n[0], n[1], n[2], n[3],
                  n[4]);
            for (std::size_t i = 0; i < 5; ++i)
                sum[i] += n[i];
        }
        qInfo("%-14s %5zu %7zu %9zu %6zu %9zu", "all", sum[0], sum[1], sum[2], sum[3], sum[4]);
        QCOMPARE(sum[0], sum[1] + sum[2] + sum[3] + sum[4]);
    }
};

QTEST_APPLESS_MAIN(TestProofs)
#include "tst_proofs.moc"
