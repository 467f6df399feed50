// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/topology/export/cluster_export.h"
#include "core/topology/import/cluster_files.h"
#include "core/topology/import/cluster_import.h"
#include "core/topology/import/yaml_read.h"

#include <QtTest>

#include <algorithm>

using namespace causeway;

namespace {

const char* const kPretty =
    R"(+ Cluster: shop (7295822780081832000) ----+-----------+----+-----------+------------------+
| Member | Host          | Role         | State     | TL | Lag in MB | Tags             |
+--------+---------------+--------------+-----------+----+-----------+------------------+
| a      | 10.0.0.1:5433 | Replica      | streaming |  3 |         0 | nofailover: true |
|        |               |              |           |    |           | site: west       |
+--------+---------------+--------------+-----------+----+-----------+------------------+
| b      | 10.0.0.2:5433 | Sync Standby | streaming |  3 |         0 | site: east       |
+--------+---------------+--------------+-----------+----+-----------+------------------+
| c      | 10.0.0.3:5433 | Leader       | running   |  3 |           | site: east       |
+--------+---------------+--------------+-----------+----+-----------+------------------+
)";

const char* const kJson =
    R"([{"Cluster": "shop", "Member": "a", "Host": "10.0.0.1:5433", "Role": "Replica", "State": "streaming", "TL": 3,
         "Lag in MB": 0, "Tags": {"nofailover": true, "site": "west"}},
        {"Cluster": "shop", "Member": "b", "Host": "10.0.0.2:5433", "Role": "Sync Standby", "State": "streaming",
         "TL": 3, "Lag in MB": 0, "Tags": {"site": "east"}},
        {"Cluster": "shop", "Member": "c", "Host": "10.0.0.3:5433", "Role": "Leader", "State": "running", "TL": 3,
         "Tags": {"site": "east"}}])";

const char* const kYaml = R"(- Cluster: shop
  Host: 10.0.0.1:5433
  Lag in MB: 0
  Member: a
  Role: Replica
  State: streaming
  TL: 3
  Tags:
    nofailover: true
    site: west
- Cluster: shop
  Host: 10.0.0.2:5433
  Member: b
  Role: Sync Standby
  State: streaming
  Tags: {site: east}
- Cluster: shop
  Host: 10.0.0.3:5433
  Member: c
  Role: Leader
  State: running
  Tags: {site: east}
)";

const char* const kTsv = "Cluster\tMember\tHost\tRole\tState\tTL\tLag in MB\tTags\n"
                         "shop\ta\t10.0.0.1:5433\tReplica\tstreaming\t3\t0\t{nofailover: true, site: west}\n"
                         "shop\tb\t10.0.0.2:5433\tSync Standby\tstreaming\t3\t0\t{site: east}\n"
                         "shop\tc\t10.0.0.3:5433\tLeader\trunning\t3\t\t{site: east}\n";

const char* const kRest =
    R"({"members": [
        {"name": "a", "role": "replica", "state": "streaming", "api_url": "http://10.0.0.1:8008/patroni",
         "host": "10.0.0.1", "port": 5433, "timeline": 3, "tags": {"nofailover": true, "site": "west"}, "lag": 0},
        {"name": "b", "role": "sync_standby", "state": "streaming", "host": "10.0.0.2", "port": 5433,
         "tags": {"site": "east"}, "lag": 0},
        {"name": "c", "role": "leader", "state": "running", "host": "10.0.0.3", "port": 5433, "tags": {"site": "east"}}],
       "scope": "shop"})";

/// As someone wrote it by hand for PyYAML.
const char* const kMember = R"(scope: shop
name: c
restapi: {listen: '0.0.0.0:8008', connect_address: 10.0.0.3:8008}
etcd3:
  hosts: 10.0.0.1:2379,10.0.0.2:2379,10.0.0.9:2379
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 5
    synchronous_mode: on
postgresql:
  listen: 0.0.0.0:5433
  connect_address: 10.0.0.3:5433
watchdog: {mode: required, device: /dev/watchdog, safety_margin: 3}
tags: {failover_priority: 2}
)";

const char* const kDynamic = R"(loop_wait: 8
maximum_lag_on_failover: 33554432
postgresql:
  parameters:
    synchronous_commit: remote_apply
    wal_sender_timeout: 20s
retry_timeout: 6
synchronous_mode: quorum
synchronous_mode_strict: yes
synchronous_node_count: 2
ttl: 25
)";

const char* const kReplication =
    "application_name,client_addr,state,sync_state,write_lag,flush_lag,replay_lag\n"
    "a,10.0.0.1,streaming,async,00:00:00.0092,00:00:00.0101,00:00:00.0103\n"
    "b,10.0.0.2,streaming,quorum,00:00:00.0007,00:00:00.0007,00:00:00.0009\n"
    "\"pg_receivewal, nightly\",10.0.0.7,streaming,async,,,\n";

const char* const kProxy = R"(global
    maxconn 100
defaults
    mode tcp
    default-server inter 4s
listen replicas
    option httpchk OPTIONS /replica
    default-server inter 9s
    server a 10.0.0.1:5433 check port 8008
listen primary
    option httpchk OPTIONS /primary
    default-server fall 5 rise 4 on-marked-down shutdown-sessions # as recommended
    server a 10.0.0.1:5433 maxconn 100 check port 8008
    server b 10.0.0.2:5433 check port 8008
)";

ClusterImport import(const std::vector<std::pair<std::string, std::string>>& files) {
    std::vector<ImportedFile> all;
    for (const auto& [name, text] : files)
        all.push_back({name, text, {}});
    return importCluster(std::move(all));
}

QString refusal(const std::vector<std::pair<std::string, std::string>>& files) {
    try {
        import(files);
        return "accepted";
    } catch (const Error& e) {
        return e.what();
    }
}

bool notes(const ClusterImport& cluster, const char* part) {
    return std::any_of(cluster.notes.begin(), cluster.notes.end(),
                       [&](const auto& note) { return note.find(part) != note.npos; });
}

} // namespace
#endif

/// A live cluster's own files become its topology.
class TestImport : public QObject {
    Q_OBJECT
private slots:
    void everyFormatOfTheListIsOneCluster_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("pretty") << kPretty;
        QTest::newRow("json") << kJson;
        QTest::newRow("yaml") << kYaml;
        QTest::newRow("tsv") << kTsv;
        QTest::newRow("GET /cluster") << kRest;
    }
    void everyFormatOfTheListIsOneCluster() {
        QFETCH(QString, text);
        const auto t = import({{"list", text.toStdString()}}).topology;
        QCOMPARE(t.name, std::string("shop"));
        QCOMPARE(t.nodes.size(), std::size_t(3));
        QCOMPARE(t.nodes[0].id, std::string("c")); // the leader, then who would follow
        QCOMPARE(t.nodes[1].id, std::string("b"));
        QCOMPARE(t.nodes[2].id, std::string("a"));
        QCOMPARE(t.nodes[2].address, std::string("10.0.0.1"));
        QVERIFY(t.nodes[2].nofailover && !t.nodes[1].nofailover);
        QCOMPARE(t.sites.size(), std::size_t(2));
        QCOMPARE(t.nodes[0].site, std::string("east"));
        QCOMPARE(t.nodes[2].site, std::string("west"));
        const auto problems = validate(t);
        QVERIFY(std::none_of(problems.begin(), problems.end(), [](const auto& p) { return p.fatal; }));
    }

    void aTreeOfMembersIsRead() {
        const auto t =
            import({{"list", "+ Cluster: c ---+\n| Member | Host | Role | State |\n+---+\n"
                             "| n1 | h1 | Leader | running |\n| + n2 | h2 | Replica | running |\n+---+\n"}})
                .topology;
        QCOMPARE(t.nodes.at(1).id, std::string("n2"));
        QCOMPARE(t.nodes.at(1).address, std::string("h2"));
    }

    void settingsInForceOverruleTheFirstOnes() {
        const auto first = import({{"c.yml", kMember}});
        QCOMPARE(first.topology.manager.ttl, 20.0);
        QCOMPARE(first.topology.manager.synchronousMode, SynchronousMode::On);
        QVERIFY(notes(first, "bootstrap.dcs"));

        const auto all = import({{"c.yml", kMember}, {"config", kDynamic}});
        const auto& m = all.topology.manager;
        QCOMPARE(m.ttl, 25.0);
        QCOMPARE(m.loopWait, 8.0);
        QCOMPARE(m.retryTimeout, 6.0);
        QCOMPARE(m.maximumLagOnFailover, 33554432.0);
        QCOMPARE(m.synchronousMode, SynchronousMode::Quorum);
        QVERIFY(m.synchronousModeStrict);
        QCOMPARE(m.synchronousNodeCount, 2);
        QCOMPARE(m.dcs, std::string("etcd3"));
        QCOMPARE(m.watchdogMode, std::string("required"));
        QCOMPARE(m.watchdogSafetyMargin, 3.0);
        QCOMPARE(all.topology.postgresql.synchronousCommit, std::string("remote_apply"));
        QCOMPARE(all.topology.postgresql.walSenderTimeout, 20.0);
        QVERIFY(!notes(all, "bootstrap.dcs"));
    }

    void everythingTogether() {
        const auto cluster =
            import({{"list", kPretty},
                    {"c.yml", kMember},
                    {"config", kDynamic},
                    {"status", R"({"state":"running","patroni":{"version":"4.0.4","scope":"shop"}})"},
                    {"replication.csv", kReplication},
                    {"haproxy.cfg", kProxy}});
        const auto& t = cluster.topology;
        QCOMPARE(t.manager.version, std::string("4.0.4"));
        QCOMPARE(t.nodes.size(), std::size_t(4));
        QVERIFY(t.node("a")->has("etcd") && t.node("b")->has("etcd") && !t.node("c")->has("etcd"));
        QCOMPARE(t.nodes.back().runs, std::vector<std::string>{"etcd"});
        QCOMPARE(t.nodes.back().address, std::string("10.0.0.9"));
        QCOMPARE(t.node("c")->failoverPriority, 2);
        QVERIFY(t.node("c")->watchdog);
        QCOMPARE(t.routing, (Routing{"haproxy", 4, 4, 5}));
        QVERIFY(std::fabs(t.rttMs("east", "west") - 9.2) < 1e-9);
        QVERIFY(std::fabs(t.rttMs("east", "east") - 0.7) < 1e-9);
        QVERIFY(std::fabs(t.node("a")->fsyncP50Ms - 0.9) < 1e-9);
        QCOMPARE(t.node("b")->fsyncP50Ms, Node().fsyncP50Ms); // both lags equal: nothing is learnt
        QVERIFY(notes(cluster, "pg_receivewal, nightly"));
        QVERIFY(notes(cluster, "Machines"));
        QCOMPARE(cluster.files.at(0).readAs, std::string("list of 3 members"));
        QCOMPARE(topologyFromJson(toJson(t)), t);
    }

    /// What is exported reads back as the cluster it was made for.
    void anExportComesBack_data() {
        QTest::addColumn<QString>("id");
        for (const auto& s : starterTopologies())
            if (s.topology.manager.kind == "patroni")
                QTest::newRow(s.id.c_str()) << QString::fromStdString(s.id);
    }
    void anExportComesBack() {
        QFETCH(QString, id);
        Topology from;
        for (const auto& s : starterTopologies())
            if (s.id == id.toStdString())
                from = s.topology;
        from.nodes[0].nofailover = from.nodes.size() > 1;
        from.nodes.back().failoverPriority = 3;
        std::vector<ImportedFile> files;
        for (const auto& file : exportCluster(from, {}, {}).files)
            if (file.path.ends_with("patroni/config.yml") || file.path.ends_with("haproxy.cfg")) {
                const bool proxy = file.path.ends_with("haproxy.cfg");
                const auto other = std::find_if(files.begin(), files.end(), [](const auto& f) {
                    return f.name.ends_with("haproxy.cfg");
                });
                if (!proxy || other == files.end()) // each proxy has the same one
                    files.push_back({file.path, file.text, {}});
            }
        const auto to = importCluster(std::move(files)).topology;
        auto manager = from.manager;
        manager.version = to.manager.version;
        QCOMPARE(to.manager, manager);
        QCOMPARE(to.databases().size(), from.databases().size());
        for (const auto* node : from.databases()) {
            const auto* read = to.node(node->id);
            QVERIFY2(read, node->id.c_str());
            QCOMPARE(read->nofailover, node->nofailover);
            QCOMPARE(read->failoverPriority, node->failoverPriority);
            QCOMPARE(read->has("etcd"), node->has("etcd"));
        }
        QCOMPARE(
            std::count_if(to.nodes.begin(), to.nodes.end(), [](const Node& n) { return n.has("etcd"); }),
            std::count_if(from.nodes.begin(), from.nodes.end(), [](const Node& n) { return n.has("etcd"); }));
    }

    void whatIsNotSimulatedIsSaid() {
        auto text = std::string(kMember);
        text.replace(text.find("etcd3:"), 6, "consul:");
        text += "  replicatefrom: b\n";
        text.replace(text.find("tags: {failover_priority: 2}"), 28, "tags:\n  failover_priority: 2");
        const auto cluster = import({{"c.yml", text}});
        QVERIFY(notes(cluster, "consul"));
        QVERIFY(notes(cluster, "replicatefrom"));
        QVERIFY(notes(cluster, "names Patroni's version"));
        QVERIFY(notes(cluster, "how clients find the leader"));
        QCOMPARE(cluster.topology.routing.kind, std::string("none"));
    }

    void aValueOutOfRangeIsLeftAndSaid() {
        const auto cluster =
            import({{"list", kPretty}, {"config", "ttl: -5\nloop_wait: soon\nretry_timeout: 7\n"}});
        QCOMPARE(cluster.topology.manager.ttl, 30.0);
        QCOMPARE(cluster.topology.manager.retryTimeout, 7.0);
        QVERIFY(notes(cluster, "ttl is -5"));
        QVERIFY(notes(cluster, "loop_wait is \"soon\""));
    }

    void yamlAsPatroniReadsIt() {
        QCOMPARE(fromYaml("a: yes\nb: 'yes'\nc: 017x\nd: 1.5\ne: [1, ~, null]\nf: Off\n", "f"),
                 Json::parse(R"({"a":true,"b":"yes","c":"017x","d":1.5,"e":[1,null,null],"f":false})"));
    }

    void hostileFilesAreRefused_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QString bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
        for (int i = 1; i < 10; ++i)
            bomb +=
                QString("a%1: &a%1 [*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2,*a%2]\n").arg(i).arg(i - 1);
        QTest::newRow("aliases") << bomb << "more than 20000 values";
        QTest::newRow("itself") << "a: &a [*a]\n"
                                << "cannot read f";
        QTest::newRow("deep") << "ttl: " + QString(400, '[') + QString(400, ']') << "deeper than 32";
        QTest::newRow("bottomless") << "ttl: " + QString(200000, '[') << "cannot read f";
        QTest::newRow("damaged") << "ttl: [1, 2\nloop_wait: }"
                                 << "line 2";
        QTest::newRow("huge") << "ttl: " + QString(2 << 20, '1') << "larger than 1 MiB";
        QTest::newRow("nothing") << ""
                                 << "cannot tell what f is";
        QTest::newRow("another") << "INSERT INTO t VALUES (1);"
                                 << "cannot tell what f is";
        QTest::newRow("no members") << "+ Cluster: c +\n| Member | Host | Role | State |\n+--+\n"
                                    << "is empty";
        QTest::newRow("no name") << R"([{"Member": "", "Role": "Leader"}])"
                                 << "no name";
        QTest::newRow("long name")
            << QString("[{\"Member\": \"%1\", \"Role\": \"Leader\"}]").arg(QString(300, 'n'))
            << "at most 200 bytes";
        QTest::newRow("control") << "[{\"Member\": \"n\\e[2J\", \"Role\": \"Leader\"}]"
                                 << "control characters";
    }
    void hostileFilesAreRefused() {
        QFETCH(QString, text);
        QFETCH(QString, why);
        const auto said = refusal({{"f", text.toStdString()}});
        QVERIFY2(said.contains(why), qPrintable(said));
    }

    void filesThatContradictAreRefused() {
        auto other = std::string(kMember);
        other.replace(other.find("scope: shop"), 11, "scope: bank");
        QVERIFY(refusal({{"list", kPretty}, {"c.yml", other}}).contains("two clusters: bank and shop"));
        QVERIFY(refusal({{"1.yml", kMember}, {"2.yml", kMember}}).contains("two files configure member c"));
        QVERIFY(refusal({{"1", kPretty}, {"2", kJson}}).contains("already the list of members"));
        QVERIFY(refusal({{"config", kDynamic}}).contains("no file names the cluster's members"));
    }
};

QTEST_APPLESS_MAIN(TestImport)
#include "tst_import.moc"
