// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/topology/topology.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace causeway;

namespace {

/// The sketch of the design, with what it leaves out filled in.
const char* const kFile = R"({"schema":"causeway.topology/1",
 "sites":[{"id":"kyiv-a"},{"id":"kyiv-b"}],
 "links":[{"between":["kyiv-a","kyiv-b"],"rtt_ms":1.0,"jitter_ms":0.1,"loss":0.0,"mbit_s":1000}],
 "nodes":[{"id":"n1","site":"kyiv-a","runs":["postgresql","etcd"],"tags":{"nofailover":false,"nosync":false},
   "machine":{"cpus":4,"ram_gb":16},"disk":{"fsync_ms":{"p50":0.22,"p99":0.8},"mb_s":400},"mtbf_h":8760,"mttr_h":1},
  {"id":"n2","site":"kyiv-b","runs":["postgresql","etcd"]},{"id":"w","site":"kyiv-b","runs":["etcd"]}],
 "manager":{"kind":"patroni","version":"4.0.7","ttl":30,"loop_wait":10,"retry_timeout":10,
   "maximum_lag_on_failover":1048576,"synchronous_mode":"on","synchronous_mode_strict":false,
   "synchronous_node_count":1,"failsafe_mode":false},
 "postgresql":{"synchronous_commit":"on","wal_sender_timeout_s":60},
 "routing":{"kind":"haproxy","inter_s":3,"rise":2,"fall":3},
 "workload":{"clients":1,"commits_per_s":100,"wal_bytes_per_commit":600,"read_share":0.8}})";

bool mentions(const std::vector<TopologyProblem>& problems, std::string_view element, bool fatal) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const auto& p) { return p.element == element && p.fatal == fatal; });
}

} // namespace

class TestTopology : public QObject {
    Q_OBJECT
private slots:
    void readsTheSketch() {
        const auto t = topologyFromJson(Json::parse(kFile));
        QCOMPARE(t.nodes.size(), std::size_t(3));
        QCOMPARE(t.databases().size(), std::size_t(2));
        QVERIFY(t.manager.synchronousMode == SynchronousMode::On);
        QCOMPARE(t.rttMs("kyiv-a", "kyiv-b"), 1.0);
        QCOMPARE(t.rttMs("kyiv-a", "kyiv-a"), 0.2);
        QVERIFY(std::isinf(t.rttMs("kyiv-a", "nowhere")));
        QVERIFY(topologyFromJson(toJson(t)) == t);
    }

    void namesThePlaceOfAnError_data() {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* pointer, const char* value, const char* message) {
            QTest::newRow(pointer) << pointer << value << message;
        };
        row("/ttl", "30", "ttl is not a known key");
        row("/manager/loopwait", "10", "manager.loopwait is not a known key: did you mean \"loop_wait\"?");
        row("/nodes/1/disk", R"({"mb_s":-1})",
            "nodes[1].disk.mb_s is not understood: -1 is outside 0.1 to 1000000");
        row("/nodes/0/disk/fsync_ms/p99", "0.1",
            "nodes[0].disk.fsync_ms is not understood: p99 is below p50");
        row("/nodes/0/runs/0", "\"oracle\"", "nodes[0].runs is not understood");
        row("/nodes/0/machine/cpus", "2.5", "nodes[0].machine.cpus is not understood: a whole number");
        row("/links/0/between", "[\"kyiv-a\"]", "links[0].between is not understood: the ids of two sites");
        row("/links/0/rtt_ms", "\"1 ms\"",
            "links[0].rtt_ms is not understood: a number is expected, not string");
        row("/manager/synchronous_mode", "\"strict\"",
            "manager.synchronous_mode is not understood: off, on or quorum");
        row("/postgresql/synchronous_commit", "\"fast\"", "\"fast\" is none of off, local");
        row("/schema", "\"causeway.scenario/1\"", "is another kind of file");
        row("/sites", "{}", "sites is not understood: a list is expected");
        row("/nodes/2", "7", "nodes[2] is not understood: an object is expected here");
        row("/nodes/2/id", "\"\"", "nodes[2].id is not understood: it is missing or empty");
        row("/manager/ttl", "1e300", "manager.ttl is not understood");
    }
    void namesThePlaceOfAnError() {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, message);
        auto json = Json::parse(kFile);
        json[Json::json_pointer(pointer.toStdString())] = Json::parse(value.toStdString());
        try {
            topologyFromJson(json);
            QFAIL("accepted");
        } catch (const Error& e) {
            QVERIFY(e.code() == ErrorCode::Input);
            QVERIFY2(QString(e.what()).contains(message), e.what());
        }
    }

    void acceptsPatronisBooleans() {
        auto json = Json::parse(kFile);
        json["manager"]["synchronous_mode"] = true;
        QVERIFY(topologyFromJson(json).manager.synchronousMode == SynchronousMode::On);
        json["manager"]["synchronous_mode"] = false;
        QVERIFY(topologyFromJson(json).manager.synchronousMode == SynchronousMode::Off);
    }

    void newerSettingsRoundTrip() {
        auto t = topologyFromJson(Json::parse(kFile));
        t.nodes[0].failoverPriority = 3;
        t.nodes[0].syncPriority = 2;
        t.nodes[0].watchdog = true;
        t.manager.maximumLagOnSyncnode = 1e6;
        t.manager.checkTimeline = true;
        t.manager.watchdogMode = "required";
        t.manager.watchdogSafetyMargin = -1;
        QVERIFY(topologyFromJson(toJson(t)) == t);
        QCOMPARE(t.manager.watchdogTimeout(), 15.0);
        t.manager.watchdogSafetyMargin = 5;
        QCOMPARE(t.manager.watchdogTimeout(), 25.0);
    }

    void versionsDecide() {
        QCOMPARE(patroniVersion("3.0.2"), 30002);
        QCOMPARE(patroniVersion("4.1"), 40100);
        QCOMPARE(patroniVersion("main"), 990000);
        Manager m;
        m.synchronousMode = SynchronousMode::Quorum;
        QVERIFY(m.modeInForce() == SynchronousMode::Quorum);
        m.version = "3.3.2";
        QVERIFY(m.modeInForce() == SynchronousMode::Off);
        m.version = "4.0.0";
        m.kind = "none";
        QVERIFY(m.modeInForce() == SynchronousMode::Off);
    }

    void nobodyLeadsWithoutARequiredWatchdog() {
        auto t = topologyFromJson(Json::parse(kFile));
        const auto fatal = [&] {
            const auto problems = validate(t);
            return std::any_of(problems.begin(), problems.end(), [](const auto& p) { return p.fatal; });
        };
        t.manager.watchdogMode = "required";
        QVERIFY(fatal());
        for (auto& n : t.nodes)
            n.watchdog = true;
        QVERIFY(!fatal());
    }

    void rttGoesRoundMissingLinks() {
        auto t = topologyFromJson(Json::parse(kFile));
        t.sites.push_back({"lviv", ""});
        t.links.push_back({"kyiv-b", "lviv", 9, 0, 0, 500});
        QCOMPARE(t.rttMs("kyiv-a", "lviv"), 10.0);
        t.links.push_back({"kyiv-a", "kyiv-a", 0, 0, 0, 10000});
        QCOMPARE(t.rttMs("kyiv-a", "kyiv-a"), 0.0);
    }

    void validateFindsWhatIsWrong() {
        const auto sound = topologyFromJson(Json::parse(kFile));
        auto t = sound;
        t.nodes[1].site = "mars";
        QVERIFY(mentions(validate(t), "n2", true));
        t = sound;
        t.nodes.pop_back();
        QVERIFY(mentions(validate(t), "etcd", false));
        t = sound;
        for (auto& n : t.nodes)
            n.runs = {"etcd"};
        QVERIFY(mentions(validate(t), "nodes", true));
        t = sound;
        for (auto& n : t.nodes)
            n.runs = {"postgresql"};
        QVERIFY(mentions(validate(t), "etcd", true));
        t = sound;
        t.links.clear();
        QVERIFY(mentions(validate(t), "kyiv-b", true));
        t = sound;
        t.nodes[0].nofailover = t.nodes[1].nofailover = true;
        QVERIFY(mentions(validate(t), "nofailover", false));
        t = sound;
        t.nodes[0].nosync = t.nodes[1].nosync = true;
        QVERIFY(mentions(validate(t), "synchronous_mode", false));
        t = sound;
        t.manager.synchronousModeStrict = true;
        QVERIFY(mentions(validate(t), "synchronous_mode_strict", false));
        t = sound;
        t.manager.ttl = 10;
        QVERIFY(mentions(validate(t), "ttl", false));
        t = sound;
        t.nodes[0].runs = {"postgresql"};
        t.nodes.push_back({});
        t.nodes.back().id = "n1";
        t.nodes.back().site = "kyiv-b";
        QVERIFY(mentions(validate(t), "n1", true));
        t.nodes.back().id = "e3";
        t.nodes.back().runs = {"etcd"};
        QVERIFY(mentions(validate(t), "kyiv-b", false));
    }

    void startersAreSound() {
        const auto starters = starterTopologies();
        QCOMPARE(starters.size(), std::size_t(5));
        const std::vector<std::size_t> databases{1, 2, 3, 3, 3};
        for (std::size_t i = 0; i < starters.size(); ++i) {
            const auto& s = starters[i];
            QVERIFY(!s.title.empty() && s.description.size() > 60);
            QCOMPARE(s.topology.databases().size(), databases[i]);
            for (const auto& p : validate(s.topology))
                QVERIFY2(i == 0 && !p.fatal, p.message.c_str());
            QVERIFY(topologyFromJson(toJson(s.topology)) == s.topology);
        }
    }
};

QTEST_APPLESS_MAIN(TestTopology)
#include "tst_topology.moc"
