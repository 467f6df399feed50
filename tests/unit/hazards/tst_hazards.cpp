// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/hazards.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace causeway;

namespace {

Topology starter(std::size_t i) {
    return starterTopologies().at(i).topology;
}
constexpr std::size_t kAsync = 1, kSync = 2, kThreeSites = 3;

HazardCheck check(const HazardEvidence& e, const std::string& id) {
    for (auto& c : checkHazards(e))
        if (c.id == id)
            return c;
    qFatal("no hazard is called %s", id.c_str());
}

HazardState state(const Topology& t, const std::string& id) {
    return check({&t, nullptr, nullptr, nullptr}, id).state;
}

ProbeResult probe(const char* id, std::vector<std::string> columns,
                  std::vector<std::vector<std::optional<std::string>>> rows) {
    ProbeResult p;
    p.id = id;
    p.columns = std::move(columns);
    p.rows = std::move(rows);
    return p;
}

Snapshot oneServer(std::map<std::string, std::string> variables, std::vector<ProbeResult> probes) {
    Snapshot s;
    ServerEvidence server;
    server.id = "n1";
    server.engine = Engine::PostgreSQL;
    server.variables = std::move(variables);
    server.probes = std::move(probes);
    s.servers.push_back(std::move(server));
    return s;
}

} // namespace

class TestHazards : public QObject {
    Q_OBJECT
private slots:
    /// Without evidence nothing is found and nothing is passed; every issue has all its texts.
    void nothingIsAssumed() {
        const auto checks = checkHazards({});
        QCOMPARE(checks.size(), std::size_t(40));
        std::set<std::string> ids;
        for (std::size_t i = 0; i < checks.size(); ++i) {
            const auto& c = checks[i];
            QCOMPARE(c.number, int(i) + 1);
            QVERIFY(ids.insert(c.id).second);
            QVERIFY2(c.state == HazardState::NotAssessed, c.id.c_str());
            QVERIFY2(!c.evidence.empty(), c.id.c_str());
            for (const auto* text : {&c.title, &c.dataEffect, &c.serviceEffect, &c.action, &c.check})
                QVERIFY2(!text->empty(), c.id.c_str());
        }
        QVERIFY(foundHazards({}).empty());
        QCOMPARE(toJson(checks).size(), std::size_t(40));
    }

    /// A defect is found, and is gone when it is mended.
    void topologyDefects_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("starter");
        QTest::newRow("split-brain") << "split-brain" << int(kAsync);
        QTest::newRow("stale-leader") << "stale-leader" << int(kSync);
        QTest::newRow("etcd-disk") << "etcd-disk" << int(kSync);
        QTest::newRow("failsafe-off") << "failsafe-off" << int(kSync);
        QTest::newRow("etcd-majority") << "etcd-majority" << int(kSync);
        QTest::newRow("sync-stall") << "sync-stall" << int(kSync);
        QTest::newRow("silent-degrade") << "silent-degrade" << int(kSync);
        QTest::newRow("long-recovery") << "long-recovery" << int(kSync);
        QTest::newRow("demoted-by-delay") << "demoted-by-delay" << int(kSync);
        QTest::newRow("reconnect-herd") << "reconnect-herd" << int(kSync);
        QTest::newRow("slow-routing") << "slow-routing" << int(kSync);
        QTest::newRow("lag-limit") << "lag-limit" << int(kAsync);
        QTest::newRow("sync-gap") << "sync-gap" << int(kSync);
        QTest::newRow("strict-slots") << "strict-slots" << int(kSync);
        QTest::newRow("stale-copy-first") << "stale-copy-first" << int(kAsync);
    }
    void topologyDefects() {
        QFETCH(QString, id);
        QFETCH(int, starter);
        auto bad = ::starter(std::size_t(starter)), good = bad;
        const auto key = id.toStdString();
        bad.manager.ttl = 20; // with loop_wait 10 and retry_timeout 10
        good.manager.version = "4.1.4";
        bad.manager.version = "3.0.2";
        bad.manager.synchronousModeStrict = key == "strict-slots";
        good.manager.synchronousModeStrict = key == "strict-slots" || key == "silent-degrade";
        good.manager.failsafeMode = true;
        good.manager.maximumLagOnFailover = 64e6;
        good.routing.inter = 1;
        bad.workload.clients = 1000;
        bad.workload.walBytesPerCommit = 4e5;
        bad.workload.commitsPerSecond = 100;
        if (key == "silent-degrade")
            bad.nodes[2].nosync = true;
        if (key == "sync-stall" || key == "sync-gap")
            good.manager.synchronousMode = SynchronousMode::Quorum;
        if (key == "stale-copy-first")
            good.manager.synchronousMode = SynchronousMode::On;
        if (key == "etcd-majority")
            bad.nodes[2].runs = {"postgresql"};
        for (auto& n : good.nodes) {
            n.watchdog = true;
            if (key == "etcd-disk")
                n.runs = {n.id == "n1" ? "postgresql" : "etcd"};
        }
        QVERIFY2(state(bad, key) == HazardState::Found, key.c_str());
        const auto mended = check({&good, nullptr, nullptr, nullptr}, key);
        QVERIFY2(mended.state == HazardState::Passed, mended.evidence.c_str());
    }

    /// What the simulator has seen is evidence too, with its figures.
    void outcomesAreEvidence() {
        const auto t = starter(kAsync);
        Scenario s;
        s.faults = {{60, "agent-hang", "leader", 60}};
        s.durationSeconds = 240;
        Progress progress;
        const auto o = simulate(t, s, 50, 1, progress);
        QVERIFY(o.twoPrimariesSeconds.max > 5);
        const auto c = check({&t, &s, &o, nullptr}, "split-brain");
        QVERIFY(c.state == HazardState::Found);
        QVERIFY2(QString::fromStdString(c.evidence).contains("two primaries took writes"),
                 c.evidence.c_str());
        Scenario stall;
        stall.faults = {{60, "disk-stall", "leader", 0}};
        const auto stuck = simulate(t, stall, 20, 1, progress);
        QVERIFY(check({&t, &stall, &stuck, nullptr}, "hung-disk").state == HazardState::Found);
    }

    void liveServers() {
        const auto bad = oneServer(
            {{"max_slot_wal_keep_size", "-1"},
             {"data_checksums", "off"},
             {"wal_log_hints", "off"},
             {"huge_pages", "on"},
             {"archive_mode", "off"}},
            {probe("pg.slots", {"slot_name", "slot_type", "active", "wal_status", "retained_bytes"},
                   {{"cdc", "logical", "f", "lost", "20000000000"}}),
             probe("pg.wraparound", {"datname", "age"}, {{"shop", "1500000000"}, {"x", std::nullopt}}),
             probe("pg.archiver", {"failing", "last_failed_wal"}, {{std::nullopt, std::nullopt}}),
             probe("pg.archive_ready", {"ready"}, {{"4000"}})});
        for (const char* id : {"slot-bloat", "slot-lost", "logical-slots", "rewind-impossible", "huge-pages",
                               "wraparound", "archive-gap", "archive-blocks-stop"})
            QVERIFY2(check({nullptr, nullptr, nullptr, &bad}, id).state == HazardState::Found, id);
        const auto good = oneServer({{"data_checksums", "on"},
                                     {"wal_log_hints", "off"},
                                     {"huge_pages", "try"},
                                     {"archive_mode", "on"}},
                                    {probe("pg.slots", {"slot_name"}, {}),
                                     probe("pg.wraparound", {"datname", "age"}, {{"shop", "1000"}}),
                                     probe("pg.archiver", {"failing"}, {{"f"}}),
                                     probe("pg.archive_ready", {"ready"}, {{"0"}})});
        for (const char* id : {"slot-bloat", "slot-lost", "logical-slots", "rewind-impossible", "huge-pages",
                               "wraparound", "archive-gap", "archive-blocks-stop"}) {
            const auto c = check({nullptr, nullptr, nullptr, &good}, id);
            QVERIFY2(c.state == HazardState::Passed, (c.id + " " + c.evidence).c_str());
        }
        auto denied = good;
        for (auto& p : denied.servers[0].probes)
            p.state = ProbeResult::State::Denied;
        QVERIFY(check({nullptr, nullptr, nullptr, &denied}, "slot-bloat").state == HazardState::NotAssessed);
    }

    void lowerLimitsOnAStandby() {
        auto s = oneServer({{"max_connections", "200"},
                            {"max_worker_processes", "8"},
                            {"max_wal_senders", "10"},
                            {"max_prepared_transactions", "0"},
                            {"max_locks_per_transaction", "64"}},
                           {probe("pg.server", {"in_recovery"}, {{"f"}})});
        auto standby = s.servers[0];
        standby.id = "n2";
        standby.probes = {probe("pg.server", {"in_recovery"}, {{"t"}})};
        s.servers.push_back(standby);
        QVERIFY(check({nullptr, nullptr, nullptr, &s}, "standby-limits").state == HazardState::Passed);
        s.servers[1].variables["max_connections"] = "100";
        const auto c = check({nullptr, nullptr, nullptr, &s}, "standby-limits");
        QVERIFY(c.state == HazardState::Found);
        QCOMPARE(c.evidence, std::string("max_connections is 100 on n2 and 200 on n1"));
    }

    void stolonIsNotHere() {
        for (const char* id : {"stolon-lowest", "stolon-old-sync", "stolon-bypass", "stolon-no-common"})
            QVERIFY(state(starter(kThreeSites), id) == HazardState::NotApplicable);
    }

    void stolonIsJudgedByItsSpecification() {
        auto t = starter(4);
        QCOMPARE(t.manager.kind, std::string("stolon"));
        QVERIFY(state(t, "stolon-lowest") == HazardState::Passed);
        QVERIFY(state(t, "stolon-old-sync") == HazardState::NotAssessed);
        QVERIFY(state(t, "stolon-bypass") == HazardState::Passed);
        QVERIFY(state(t, "stolon-no-common") == HazardState::Found);
        t.manager.stolon.maxSynchronousStandbys = 2;
        QVERIFY(state(t, "stolon-no-common") == HazardState::Passed);
        t.manager.stolon.synchronousReplication = false;
        t.routing.kind = "none";
        QVERIFY(state(t, "stolon-lowest") == HazardState::Found);
        QVERIFY(state(t, "stolon-bypass") == HazardState::Found);
        QVERIFY(state(t, "stolon-no-common") == HazardState::NotApplicable);
    }
};

QTEST_APPLESS_MAIN(TestHazards)
#include "tst_hazards.moc"
