// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

const MysqlKind& kindNamed(const QString& name) {
    static const auto kinds = mysqlKinds();
    return *std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return text(k.name) == name; });
}

constexpr double kMonth = 40 * 86400.0;

/// Rules about what goes on now: the traffic's own transactions, made a month old, would be found.
const std::set<std::string> kAtThisMoment{"inno.long_trx", "con.idle_tx", "con.blocked"};

std::vector<std::string> demanded(const MysqlKind& kind, const char* scenario, const char* level) {
    return ProofRegister::instance().rules("tst_planted_mysql", scenario, kind.name, level);
}

/// A fix with what it leaves to its reader filled in.
std::string filled(std::string fix) {
    fix = replaceAll(fix, "<new password>", "Cw-test-2 pass");
    fix = replaceAll(fix, "<address of the application>", "10.0.0.7");
    return replaceAll(fix, "<database>", "shop");
}

struct Work {
    std::vector<std::string> statements, configuration;
};

/// What the fixes of these rules ask for; sessions are ended first.
Work workOf(const std::vector<const AuditReport*>& reports, const std::vector<std::string>& rules) {
    Work work;
    std::set<std::string> keys;
    for (const auto* report : reports)
        for (const auto& rule : rules)
            for (const auto& finding : checkOf(*report, rule).findings) {
                if (!keys.insert(finding.key).second)
                    continue;
                const auto fix = filled(finding.fix);
                for (const auto& line : configurationOf(fix))
                    work.configuration.push_back(line);
                if (finding.fixLanguage != "sql")
                    continue;
                const auto all = statementsOf(fix);
                const bool kill =
                    std::any_of(all.begin(), all.end(), [](auto& s) { return s.starts_with("KILL"); });
                work.statements.insert(kill ? work.statements.begin() : work.statements.end(), all.begin(),
                                       all.end());
            }
    return work;
}

void say(const AuditReport& report, const std::string& rule) {
    const auto& check = checkOf(report, rule);
    qWarning("%s: %s", rule.c_str(),
             check.findings.empty() ? check.reason.c_str()
                                    : (check.findings[0].title + " | " + check.findings[0].where).c_str());
}

} // namespace

/// MySQL and MariaDB servers made defective on purpose: each rule fires, its fix is applied, it fires no
/// more.
class TestPlantedMysql : public QObject {
    Q_OBJECT
private slots:
    void kinds_data() {
        QTest::addColumn<QString>("kind");
        for (const auto& kind : mysqlKinds())
            QTest::newRow(kind.name.c_str()) << text(kind.name);
    }

    void rulesFireAndFixesMend_data() { kinds_data(); }
    void rulesFireAndFixesMend() {
        try {
            fireAndMend();
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    /// A server left in recovery mode is found, and comes back by the fix.
    static void forcedRecovery(const MysqlKind& k, OwnServer& own) {
        own.reconfigure({"innodb_force_recovery = 1"});
        Progress progress;
        const auto read = [&] {
            return audit(collect({own.server().target}, {}, own.server().secret(), progress), criteria(),
                         "en", progress);
        };
        const auto& before = read();
        for (const auto& rule : demanded(k, "forced recovery", "mended")) {
            QVERIFY(checkOf(before, rule).state == CheckState::Found);
            own.reconfigure(configurationOf(checkOf(before, rule).findings.at(0).fix));
            QVERIFY(checkOf(read(), rule).state == CheckState::Passed);
        }
    }

    void fireAndMend() {
        QFETCH(QString, kind);
        const auto& k = kindNamed(kind);
        LIVE_SERVER(shared, k.variable);
        OwnServer own(k.name, badConfiguration(k));
        execute(own.server(), badSchema(k));
        const Held sleeper(own.server(), {"BEGIN", "UPDATE shop.stock SET n = n - 1 WHERE id = 1"});
        QTest::qWait(1000);
        const Held waiter(own.server(), {"SET SESSION innodb_lock_wait_timeout = 600",
                                         "UPDATE shop.stock SET n = n - 1 WHERE id = 1"});
        QTest::qWait(11000);
        const auto snapshot = watched(own.server());
        Progress progress;
        const auto now = audit(snapshot, criteria(), "en", progress),
                   month = audit(later(snapshot, kMonth), criteria(), "en", progress);
        const auto fires = [&](const std::string& rule) {
            return checkOf(now, rule).state == CheckState::Found ||
                   checkOf(month, rule).state == CheckState::Found;
        };
        const auto rules = demanded(k, "planted", "mended");
        int missing = 0;
        for (const auto& list : {rules, demanded(k, "planted", "found")})
            for (const auto& rule : list)
                if (!fires(rule)) {
                    say(month, rule);
                    ++missing;
                }
        QCOMPARE(missing, 0);
        QCOMPARE(text(badAdvice(month)), QString());

        const auto work = workOf({&now, &month}, rules);
        execute(own.server(), {"SET GLOBAL sql_mode = ''"});
        std::set<std::string> done; // two rules may ask for the same
        for (const auto& sql : work.statements)
            if (done.insert(sql).second)
                execute(own.server(), {"SET SESSION sql_mode = ''", sql});
        own.reconfigure(work.configuration);
        const auto mended = watched(own.server());
        const auto after = audit(mended, criteria(), "en", progress),
                   monthAfter = audit(later(mended, kMonth), criteria(), "en", progress);
        int left = 0;
        for (const auto& rule : rules)
            for (const auto* report : {&after, &monthAfter})
                if (checkOf(*report, rule).state == CheckState::Found &&
                    (report == &after || !kAtThisMoment.contains(rule))) {
                    say(*report, rule);
                    ++left;
                    break;
                }
        QCOMPARE(left, 0);
        QVERIFY(after.score > now.score);
        forcedRecovery(k, own);
    }
};

QTEST_GUILESS_MAIN(TestPlantedMysql)
#include "tst_planted_mysql.moc"
