// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/topology/export/cluster_export.h"
#include "core/topology/export/patroni_check.h"
#include "core/topology/export/yaml.h"

#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include <algorithm>

using namespace causeway;

namespace {

Topology starter(std::string_view id) {
    for (const auto& s : starterTopologies())
        if (s.id == id)
            return s.topology;
    throw Error(ErrorCode::Internal, "no such starter");
}

const std::string* fileOf(const ClusterExport& e, std::string_view path) {
    const auto found =
        std::find_if(e.files.begin(), e.files.end(), [&](const auto& f) { return f.path == path; });
    return found == e.files.end() ? nullptr : &found->text;
}

QString reason(const Topology& t, const ExportOptions& options = {}) {
    try {
        exportCluster(t, options, {});
        return "accepted";
    } catch (const Error& e) {
        return QString("%1 | %2").arg(e.what(), QString::fromStdString(e.next()));
    }
}

/// A patroni.yml as someone wrote it.
Json sound() {
    return Json::parse(R"({"scope":"c","name":"n1",
      "restapi":{"listen":"10.0.0.1:8008","connect_address":"10.0.0.1:8008"},
      "etcd3":{"hosts":["10.0.0.1:2379"]},
      "bootstrap":{"dcs":{"ttl":30,"loop_wait":10,"retry_timeout":10,"synchronous_mode":true}},
      "postgresql":{"listen":"10.0.0.1:5432","connect_address":"10.0.0.1:5432","data_dir":"/d",
        "authentication":{"superuser":{"username":"postgres"},"replication":{"username":"r"}}},
      "tags":{"nofailover":false}})");
}

/// What YAML would take for something else, were it not quoted.
const char* const kAwkward =
    "{\"on\":\"off\",\"a\":{\"b\":[1,{\"c\":\"x: y\"},{\"d\":1,\"e\":[]},\"- z\",\"017\"],\"f\":{}},"
    "\"text\":\"line\\nnext \\\"q\\\" \\\\ ü #\",\"n\":-1.5,\"null\":null}";

} // namespace
#endif

#include <QTest>

class TestExport : public QObject {
    Q_OBJECT
private slots:
    void everyStarterExports_data() {
        QTest::addColumn<QString>("id");
        for (const auto& s : starterTopologies())
            QTest::newRow(s.id.c_str()) << QString::fromStdString(s.id);
    }
    void everyStarterExports() {
        QFETCH(QString, id);
        const auto t = starter(id.toStdString());
        const auto e = exportCluster(t, {}, drillsFor(t, "cluster1"));
        QVERIFY(fileOf(e, "README.md") && fileOf(e, "drills.md"));
        for (const auto& f : e.files) {
            QVERIFY2(!f.text.empty() && f.text.back() == '\n', f.path.c_str());
            QVERIFY2(f.path.find("..") == std::string::npos && f.path[0] != '/', f.path.c_str());
            for (const auto& line : QString::fromStdString(f.text).split('\n'))
                QVERIFY2(!line.contains(QRegularExpression("PASSWORD=.|password:",
                                                           QRegularExpression::CaseInsensitiveOption)),
                         qPrintable(line));
        }
        if (t.manager.kind != "patroni")
            return;
        for (const auto* n : t.databases())
            for (const char* name :
                 {"/etc/patroni/config.yml", "/etc/etcd/etcd.yml", "/etc/systemd/system/patroni.service",
                  "/etc/systemd/system/etcd.service", "/etc/patroni/secrets.env.example"})
                QVERIFY2(fileOf(e, n->id + name), name);
        QVERIFY(fileOf(e, "applications/etc/haproxy/haproxy.cfg"));
    }

    void settingsFollowTheMachine() {
        auto t = starter("primary-sync-async");
        t.nodes[0].ramGb = 64;
        t.nodes[0].cpus = 16;
        t.nodes[0].fsyncP50Ms = 8;
        t.nodes[0].fsyncP99Ms = 20;
        t.workload.clients = 200;
        t.workload.commitsPerSecond = 5000;
        t.workload.walBytesPerCommit = 2000;
        const auto e = exportCluster(t, {}, {});
        const auto first = *fileOf(e, "n1/etc/patroni/config.yml"),
                   second = *fileOf(e, "n2/etc/patroni/config.yml");
        const auto has = [](const std::string& text, const char* line) {
            return text.find(line) != std::string::npos;
        };
        QVERIFY(has(first, "shared_buffers: \"16384MB\"") && has(second, "shared_buffers: \"4096MB\""));
        QVERIFY(has(first, "effective_cache_size: \"49152MB\""));
        QVERIFY(has(first, "maintenance_work_mem: \"2048MB\"") &&
                has(second, "maintenance_work_mem: \"1024MB\""));
        QVERIFY(has(first, "work_mem: \"74MB\"")); // (65536 - 16384) / (3 × 220)
        QVERIFY(!has(first, "random_page_cost") && has(second, "random_page_cost: 1.1"));
        QVERIFY(has(first, "max_connections: 220") && has(second, "max_connections: 220"));
        QVERIFY(has(first, "max_worker_processes: 16") && has(second, "max_worker_processes: 16"));
        QVERIFY(has(first, "max_wal_size: \"16320MB\"")); // 10 MB/s × 900 s × 1.9, in whole segments
        QVERIFY(has(first, "synchronous_mode: true") && has(first, "ttl: 30\n"));
    }

    void roundTripsSlowEtcdDown() {
        auto t = starter("three-sites");
        const auto quick = exportCluster(t, {}, {});
        QVERIFY(fileOf(quick, "n1/etc/etcd/etcd.yml")->find("heartbeat-interval: 100\n") !=
                std::string::npos);
        QVERIFY(fileOf(quick, "n1/etc/etcd/etcd.yml")->find("enable-grpc-gateway: true\n") !=
                std::string::npos);
        t.links = {{"kyiv", "lviv", 200, 0, 0, 100}, {"kyiv", "odesa", 200, 0, 0, 100}};
        const auto slow = exportCluster(t, {}, {});
        const auto& text = *fileOf(slow, "n1/etc/etcd/etcd.yml");
        QVERIFY2(text.find("heartbeat-interval: 600\nelection-timeout: 6000\n") != std::string::npos,
                 text.c_str());
    }

    void routingAndPools() {
        auto t = starter("primary-async");
        Node proxy;
        proxy.id = "edge";
        proxy.site = t.sites[0].id;
        proxy.address = "fd00::5";
        proxy.runs = {"haproxy", "pgbouncer"};
        t.nodes.push_back(proxy);
        t.nodes[0].address = "10.0.0.11";
        t.nodes[0].watchdog = true;
        t.routing.inter = 1.5;
        const auto e = exportCluster(t, {}, {});
        const auto& haproxy = *fileOf(e, "edge/etc/haproxy/haproxy.cfg");
        QVERIFY(haproxy.find("inter 1500ms fall 3 rise 2 on-marked-down shutdown-sessions") !=
                std::string::npos);
        QVERIFY(haproxy.find("server n1 10.0.0.11:5432 check port 8008") != std::string::npos);
        const auto& pool = *fileOf(e, "edge/etc/pgbouncer/pgbouncer.ini");
        QVERIFY(pool.find("* = host=127.0.0.1 port=5000") != std::string::npos);
        QVERIFY(pool.find("default_pool_size = 9") != std::string::npos);
        QVERIFY(fileOf(e, "n1/etc/udev/rules.d/61-patroni-watchdog.rules"));
        QVERIFY(!fileOf(e, "n2/etc/udev/rules.d/61-patroni-watchdog.rules"));
        QVERIFY(!fileOf(e, "applications/etc/haproxy/haproxy.cfg"));
        const auto& patroni = *fileOf(e, "n1/etc/patroni/config.yml");
        QVERIFY(patroni.find("host all all fd00::5/128 scram-sha-256") != std::string::npos);
        QVERIFY(patroni.find("listen: \"10.0.0.11,127.0.0.1:5432\"") != std::string::npos);
    }

    void refuses_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("message");
        QTest::newRow("etcd3 before 3.0.3")
            << R"([{"op":"replace","path":"/manager/version","value":"3.0.2"}])"
            << "Patroni 3.0.2 with etcd's v3 interface can lose acknowledged commits";
        QTest::newRow("short ttl") << R"([{"op":"replace","path":"/manager/ttl","value":5}])"
                                   << "bootstrap.dcs.ttl is 5; Patroni 4.0.7 takes 20 or more";
        QTest::newRow("broken second") << R"([{"op":"replace","path":"/manager/loop_wait","value":2.5}])"
                                       << "bootstrap.dcs.loop_wait is 2.5; an integer is expected";
        QTest::newRow("quorum before 4")
            << R"([{"op":"replace","path":"/manager/version","value":"3.3.2"},{"op":"replace","path":"/manager/synchronous_mode","value":"quorum"}])"
            << "synchronous_mode is \"quorum\"; Patroni 3.3.2 takes true, false";
        QTest::newRow("priority before 3.2")
            << R"([{"op":"replace","path":"/manager/version","value":"3.1.0"},{"op":"add","path":"/nodes/0/tags/failover_priority","value":2}])"
            << "tags.failover_priority needs Patroni 3.2.0 or later";
        QTest::newRow("path as a name") << R"([{"op":"replace","path":"/nodes/0/id","value":"../../etc"}])"
                                        << "no host name";
        QTest::newRow("line in a name") << R"([{"op":"replace","path":"/nodes/0/id","value":"a\nb"}])"
                                        << "no host name";
        QTest::newRow("loopback") << R"([{"op":"add","path":"/nodes/0/address","value":"127.0.0.1"}])"
                                  << "only it can reach";
        QTest::newRow("shell in an address")
            << R"([{"op":"add","path":"/nodes/0/address","value":"10.0.0.1;rm"}])"
            << "neither an IP address";
        QTest::newRow("nobody manages") << R"([{"op":"replace","path":"/manager/kind","value":"none"}])"
                                        << "nobody who manages them";
    }
    void refuses() {
        QFETCH(QString, change);
        QFETCH(QString, message);
        auto json = toJson(starter("primary-sync-async"));
        json = json.patch(Json::parse(change.toStdString()));
        const auto said = reason(topologyFromJson(json));
        QVERIFY2(said.contains(message), qPrintable(said));
    }

    void oldPatroniSpeaksTheOldInterface() {
        auto t = starter("primary-sync-async");
        t.manager.version = "3.0.2";
        QVERIFY(reason(t).contains("\"dcs\": \"etcd\""));
        t.manager.dcs = "etcd";
        const auto e = exportCluster(t, {}, {});
        QVERIFY(fileOf(e, "n1/etc/patroni/config.yml")->find("\netcd:\n  hosts:\n") != std::string::npos);
        QVERIFY(fileOf(e, "n1/etc/etcd/etcd.yml")->find("enable-v2: true") != std::string::npos);
        QVERIFY(fileOf(e, "n1/etc/patroni/config.yml")->find("/var/lib/postgresql/15/cluster1") !=
                std::string::npos);
        t.manager.ttl = 10, t.manager.loopWait = 2, t.manager.retryTimeout = 3;
        QCOMPARE(reason(t), QString("accepted"));
        QVERIFY(reason(t, {"no/slash", 0}).contains("no name for a cluster"));
    }

    void checksKeysAndRanges_data() {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* version, const char* change, const char* key,
                            const char* message) {
            QTest::newRow(name) << version << change << key << message;
        };
        row("sound", "4.1.4", "[]", "", "");
        row("misspelt", "4.0.7", R"([{"op":"add","path":"/bootstrap/dcs/loopwait","value":5}])",
            "bootstrap.dcs.loopwait", "is no setting");
        row("ttl of 5", "4.0.7", R"([{"op":"replace","path":"/bootstrap/dcs/ttl","value":5}])",
            "bootstrap.dcs.ttl", "20 or more");
        row("ttl of 5, old", "3.0.2", R"([{"op":"replace","path":"/bootstrap/dcs/ttl","value":5}])",
            "bootstrap.dcs.ttl", "7 or more");
        row("rule", "4.0.7", R"([{"op":"replace","path":"/bootstrap/dcs/ttl","value":25}])",
            "bootstrap.dcs.ttl", "below loop_wait + 2");
        row("text for a number", "4.0.7", R"([{"op":"replace","path":"/bootstrap/dcs/ttl","value":"30"}])",
            "bootstrap.dcs.ttl", "an integer is expected");
        row("too new", "4.0.7", R"([{"op":"add","path":"/tags/sync_priority","value":1}])",
            "tags.sync_priority", "needs Patroni 4.1.0");
        row("gone", "4.0.7", R"([{"op":"add","path":"/bootstrap/users","value":{}}])", "bootstrap.users",
            "is gone since Patroni 4.0.0");
        row("not gone yet", "3.3.2", R"([{"op":"add","path":"/bootstrap/users","value":{}}])", "", "");
        row("missing", "4.0.7", R"([{"op":"remove","path":"/postgresql/data_dir"}])", "postgresql.data_dir",
            "is missing");
        row("no section", "4.0.7", R"([{"op":"replace","path":"/bootstrap/dcs","value":7}])", "bootstrap.dcs",
            "is no section");
        row("word", "4.0.7", R"([{"op":"add","path":"/watchdog","value":{"mode":"always"}}])",
            "watchdog.mode", "takes \"off\"");
        row("quorum", "4.0.7",
            R"([{"op":"replace","path":"/bootstrap/dcs/synchronous_mode","value":"quorum"}])", "", "");
    }
    void checksKeysAndRanges() {
        QFETCH(QString, version);
        QFETCH(QString, change);
        QFETCH(QString, key);
        QFETCH(QString, message);
        const auto problems =
            checkPatroniConfig(sound().patch(Json::parse(change.toStdString())), version.toStdString());
        if (key.isEmpty()) {
            QVERIFY2(problems.empty(), problems.empty() ? "" : problems[0].message.c_str());
            return;
        }
        QVERIFY(std::any_of(problems.begin(), problems.end(), [&](const ConfigProblem& p) {
            return QString::fromStdString(p.key) == key &&
                   QString::fromStdString(p.message).contains(message);
        }));
        QVERIFY_EXCEPTION_THROWN(checkPatroniConfig(sound(), "2.1.7"), Error);
        QVERIFY_EXCEPTION_THROWN(checkPatroniConfig(Json::array(), "4.0.7"), Error);
    }

    void yamlKeepsValues() {
        const auto json = Json::parse(kAwkward);
        const auto yaml = toYaml(json);
        QVERIFY(yaml.rfind(
                    "\"on\": \"off\"\na:\n  b:\n    - 1\n    - c: \"x: y\"\n    -\n      d: 1\n      e: []\n",
                    0) == 0);
        if (QStandardPaths::findExecutable("python3").isEmpty())
            return;
        QProcess python;
        python.start(
            "python3",
            {"-c", "import sys,json,yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read()), sys.stdout)"});
        python.write(QByteArray::fromStdString(yaml));
        python.closeWriteChannel();
        QVERIFY(python.waitForFinished());
        if (python.exitCode() == 0) // without PyYAML there is nothing to compare with
            QVERIFY(Json::parse(python.readAllStandardOutput().toStdString()) == json);
    }

    void drillsFitTheCluster() {
        const auto ids = [](const Topology& t) {
            std::string all;
            for (const auto& d : drillsFor(t, "c"))
                all += d.id + " ";
            return all;
        };
        QCOMPARE(ids(starter("one-node")), std::string("restore "));
        auto t = starter("primary-sync-async");
        QVERIFY(ids(t).find("sync-standby-vanishes") != std::string::npos &&
                ids(t).find("site-loss") != std::string::npos);
        t.manager.synchronousMode = SynchronousMode::Off;
        QVERIFY(ids(t).find("sync-standby-vanishes") == std::string::npos);
        auto drills = drillsFor(t, "c");
        drills[0].prediction = DrillPrediction{1.4, 2.0, 0, 0, 0, "made of nothing"};
        const auto e = exportCluster(t, {}, drills);
        QVERIFY(fileOf(e, "drills.md")->find("1.4 s in the median, 2.0 s in 95 of 100 runs") !=
                std::string::npos);
    }

    /// Stolon's specification with all its settings, durations as Go reads them, and a unit for each program.
    void stolonSpecificationAndUnits() {
        auto t = starter("stolon");
        t.manager.stolon.failInterval = 12.5;
        t.nodes[2].nofailover = t.nodes[2].nosync = true;
        const auto e = exportCluster(t, {}, drillsFor(t, "cluster1"));
        const auto* spec = fileOf(e, "n1/etc/stolon/cluster-spec.json");
        QVERIFY(spec);
        const auto json = Json::parse(*spec);
        QCOMPARE(json["initMode"], Json("new"));
        QCOMPARE(json["sleepInterval"], Json("5s"));
        QCOMPARE(json["failInterval"], Json("12.5s"));
        QCOMPARE(json["deadKeeperRemovalInterval"], Json("172800s"));
        QCOMPARE(json["maxStandbyLag"], Json(1232896));
        QCOMPARE(json["synchronousReplication"], Json(true));
        for (const auto& [key, value] : json["pgParameters"].items()) {
            QVERIFY2(value.is_string(), key.c_str());
            QVERIFY2(key != "wal_log_hints" && key != "max_wal_senders" && key != "hot_standby", key.c_str());
        }
        const auto* keeper = fileOf(e, "n3/etc/systemd/system/stolon-keeper.service");
        QVERIFY(keeper && keeper->find("--uid n3 ") != std::string::npos);
        QVERIFY(keeper->find("--can-be-master=false --can-be-synchronous-replica=false") !=
                std::string::npos);
        QVERIFY(keeper->find("--store-endpoints http://n1:2379,http://n2:2379,http://n3:2379") !=
                std::string::npos);
        QVERIFY(fileOf(e, "n1/etc/systemd/system/stolon-keeper.service")->find("can-be") ==
                std::string::npos);
        QVERIFY(fileOf(e, "n1/etc/systemd/system/stolon-sentinel.service"));
        QVERIFY(fileOf(e, "n2/etc/systemd/system/stolon-proxy.service"));
        QVERIFY(fileOf(e, "n2/etc/etcd/etcd.yml"));
        QVERIFY(!fileOf(e, "n1/etc/patroni/config.yml"));
        QVERIFY(fileOf(e, "README.md")->find("never measured") != std::string::npos);
        QVERIFY(fileOf(e, "drills.md")->find("failkeeper") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
