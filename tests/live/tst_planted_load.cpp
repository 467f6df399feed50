// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_load.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr double kDay = 90000, kDays = 40 * 86400.0;

Criteria facts() {
    Criteria c;
    c.set("ram", "1GB");
    c.set("growth", "50%/quarter");
    return c;
}

/// Sessions that somebody opened and forgot, until the server takes no more.
std::vector<std::unique_ptr<live::Session>> fillUp(const Server& server) {
    std::vector<std::unique_ptr<live::Session>> idle;
    auto web = server;
    web.target.user = "web";
    web.password = "Cw-test-1 pass";
    try {
        for (int i = 0; i < 100; ++i)
            idle.push_back(connect(web));
    } catch (const Error&) {
        // Full, but for the one that is kept for an administrator.
    }
    // MariaDB counts a refusal only when the administrator's place is taken as well.
    for (int i = 0; i < 40; ++i)
        try {
            const auto administrator = connect(server);
            connect(web);
        } catch (const Error&) {
        }
    idle.resize(std::max<std::size_t>(idle.size(), 3) - 3); // the reader of the server needs one itself
    return idle;
}

void failLogins(const Server& server) {
    auto nobody = server;
    nobody.target.user = "web";
    nobody.password = "wrong";
    for (int i = 0; i < 130; ++i)
        try {
            connect(nobody);
        } catch (const Error&) {
        }
}

/// Two readings with the load between, and the workload as the slow query log tells it.
struct Seen {
    AuditReport live, day, month, logged;
    CheckState state(const std::string& rule) const {
        for (const auto* report : {&live, &day, &month, &logged})
            if (checkOf(*report, rule).state == CheckState::Found)
                return CheckState::Found;
        return checkOf(month, rule).state;
    }
    std::vector<const AuditReport*> all() const { return {&live, &day, &month, &logged}; }
};

Seen look(const OwnServer& own, const std::string& slowLog) {
    Progress progress;
    auto snapshot = collect({own.server().target}, {2, 5.0}, own.server().secret(), progress);
    withoutOwnAccounts(snapshot);
    Seen seen;
    seen.live = audit(snapshot, facts(), "en", progress);
    seen.day = audit(later(snapshot, kDay), facts(), "en", progress);
    const auto month = later(snapshot, kDays);
    seen.month = audit(month, facts(), "en", progress);
    const auto files = importFiles({own.folder() + "/data/" + slowLog}, own.kind(), progress);
    auto logged = month;
    logged.servers.at(0).workload = files.servers.at(0).workload;
    seen.logged = audit(logged, facts(), "en", progress);
    return seen;
}

int wrong(const Seen& seen, const std::vector<std::string>& rules, bool found) {
    int n = 0;
    for (const auto& rule : rules) {
        if ((seen.state(rule) == CheckState::Found) == found)
            continue;
        ++n;
        for (const auto* report : seen.all()) {
            const auto& check = checkOf(*report, rule);
            qWarning("%s: %s", rule.c_str(),
                     check.findings.empty()
                         ? (check.reason + (check.reason.empty() ? "passed" : "")).c_str()
                         : (check.findings[0].title + " | " + check.findings[0].where).c_str());
        }
    }
    return n;
}

} // namespace

/// MySQL and MariaDB servers with too little of everything on a bad day: each rule fires, its fix is applied
/// or its advice followed, and the same shop is served in silence.
class TestPlantedLoad : public QObject {
    Q_OBJECT
private slots:
    void smallServers_data() {
        QTest::addColumn<QString>("kind");
        for (const auto& kind : mysqlKinds())
            QTest::newRow(kind.name.c_str()) << text(kind.name);
    }
    void smallServers() {
        QFETCH(QString, kind);
        try {
            for (const auto& one : mysqlKinds())
                if (text(one.name) == kind)
                    smallServer(one);
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    void smallServer(const MysqlKind& kind) {
        LIVE_SERVER(shared, kind.variable);
        OwnServer own(kind.name, smallConfiguration(kind));
        execute(own.server(), smallSchema(kind));
        const auto rules = [&](const char* scenario, const char* level) {
            return ProofRegister::instance().rules("tst_planted_load", scenario, kind.name, level);
        };
        const auto mended = rules("small server", "mended"), followed = rules("small server", "followed");
        Seen bad;
        {
            failLogins(own.server());
            const Load load(own.server(), badDay(kind));
            QTest::qWait(3000);
            const auto idle = fillUp(own.server());
            QTest::qWait(1000); // until the server has noticed who left
            bad = look(own, "slow1.log");
        }
        QCOMPARE(wrong(bad, mended, true) + wrong(bad, followed, true) +
                     wrong(bad, rules("small server", "found"), true),
                 0);
        QCOMPARE(text(badAdvice(bad.live)) + text(badAdvice(bad.logged)), QString());
        mend(own, bad, mended);
        follow(own);
        Seen good;
        {
            const Load load(own.server(), goodDay(kind));
            QTest::qWait(1500);
            good = look(own, "slow2.log");
        }
        QCOMPARE(wrong(good, mended, false) + wrong(good, followed, false), 0);
        busyRows(own, rules("busy rows", "found"), rules("busy rows", "followed"));
        if (kind.mariadb)
            oldRows(own, rules("old rows", "followed"));
    }

    /// Many sessions change the same few rows, some in the other order.
    static void busyRows(OwnServer& own, const std::vector<std::string>& found,
                         const std::vector<std::string>& followed) {
        const auto take = [](const char* first, const char* second) {
            return std::vector<std::string>{
                "BEGIN", std::string("UPDATE shop.stock SET n = n + 1 WHERE id = ") + first,
                "SELECT SLEEP(0.01)", std::string("UPDATE shop.stock SET n = n + 2 WHERE id = ") + second,
                "COMMIT"};
        };
        {
            const Load load(own.server(), {take("1", "2"), take("2", "1"), take("2", "3"), take("2", "3"),
                                           take("2", "3"), take("2", "3")});
            QTest::qWait(500);
            const auto bad = look(own, "slow2.log");
            QCOMPARE(wrong(bad, found, true) + wrong(bad, followed, true), 0);
        }
        QCOMPARE(wrong(look(own, "slow2.log"), followed, false), 0);
    }

    /// A report that nobody ended keeps every old row version; the pool is soon too small for the data.
    static void oldRows(OwnServer& own, const std::vector<std::string>& followed) {
        execute(own.server(),
                {"SET GLOBAL innodb_buffer_pool_size = 67108864",
                 "CREATE PROCEDURE shop.sell(n INT) BEGIN WHILE n > 0 DO UPDATE shop.stock SET n = n + 1 "
                 "WHERE id = 1; SET n = n - 1; END WHILE; END"});
        {
            const auto report = live_test::connect(own.server());
            Progress progress;
            for (const char* sql : {"START TRANSACTION WITH CONSISTENT SNAPSHOT", "SELECT * FROM shop.stock"})
                report->run("report", sql, {}, progress);
            execute(own.server(), {"SET SESSION sql_log_bin = OFF", "CALL shop.sell(50500)"});
            execute(own.server(), {"SET SESSION sql_log_bin = OFF", "CALL shop.sell(50500)"});
            QCOMPARE(wrong(look(own, "slow2.log"), followed, true), 0);
        }
        execute(own.server(), {"SET GLOBAL innodb_buffer_pool_size = 671088640"});
        QTest::qWait(3000); // the report has ended: what it kept is purged
        QCOMPARE(wrong(look(own, "slow2.log"), followed, false), 0);
    }

    /// The generated fixes as they stand.
    static void mend(OwnServer& own, const Seen& seen, const std::vector<std::string>& rules) {
        std::set<std::string> keys, done;
        std::vector<std::string> configuration;
        for (const auto& rule : rules)
            for (const auto* report : seen.all())
                for (const auto& finding : checkOf(*report, rule).findings) {
                    if (!keys.insert(finding.key).second)
                        continue;
                    const auto fix = replaceAll(finding.fix, "<new password>", "Cw-test-2 pass");
                    for (const auto& line : configurationOf(fix))
                        configuration.push_back(line);
                    if (finding.fixLanguage == "sql")
                        for (const auto& sql : statementsOf(fix))
                            if (done.insert(sql).second)
                                execute(own.server(), {sql});
                }
        own.forget("skip_log_bin", configuration);
    }

    /// What the advice in words asks for: a higher limit, transactional tables, references that are kept.
    static void follow(OwnServer& own) {
        execute(own.server(), {"ALTER TABLE shop.queue ENGINE=InnoDB",
                               "CREATE TABLE shop.sale (id INT NOT NULL PRIMARY KEY, item_id INT NOT NULL, "
                               "FOREIGN KEY (item_id) REFERENCES shop.item (id)) ENGINE=InnoDB"});
        own.reconfigure({"max_connections = 90", "slow_query_log_file = slow2.log"});
    }
};

QTEST_GUILESS_MAIN(TestPlantedLoad)
#include "tst_planted_load.moc"
