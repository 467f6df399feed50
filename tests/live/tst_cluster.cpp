// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/sim/outcome.h"
#include "core/topology/import/cluster_import.h"
#include "live/cluster_machines.h"
#include "live/row_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <unistd.h>

#include <functional>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr const char* kPrograms[] = {"patroni", "etcd", "haproxy", "ip", "setpriv", "unshare"};
/// Of this test's machines only; they end with it.
const QString kPassword = "only-for-this-test";

/// Three nodes that vote and store, and a proxy; as quick as this Patroni allows.
Topology cluster(const QString& patroni) {
    Topology t;
    t.sites = {{"lab", "Laboratory"}};
    for (int i = 1; i <= 3; ++i) {
        Node n;
        n.id = "n" + std::to_string(i);
        n.site = "lab";
        n.address = "10.77.0.1" + std::to_string(i);
        n.runs = {"postgresql", "etcd"};
        n.cpus = 2;
        n.ramGb = 1;
        t.nodes.push_back(n);
    }
    Node proxy;
    proxy.id = "proxy";
    proxy.site = "lab";
    proxy.address = "10.77.0.20";
    proxy.runs = {"haproxy"};
    t.nodes.push_back(proxy);
    auto& m = t.manager;
    m.version = patroni.toStdString();
    m.dcs = patroniVersion(m.version) < 30003 ? "etcd" : "etcd3";
    const bool limited = patroniVersion(m.version) >= 30200;
    m.ttl = limited ? 20 : 10;
    m.loopWait = limited ? 1 : 2;
    m.retryTimeout = 3;
    m.synchronousMode = SynchronousMode::On;
    t.routing.inter = 1;
    return t;
}

int newestPostgresql() {
    int newest = 0;
    for (const auto& name : QDir("/usr/lib/postgresql").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        newest = std::max(newest, name.toInt());
    return newest;
}

QString missing() {
    if (::geteuid() != 0)
        return "the cluster's machines need root";
    for (const char* program : kPrograms)
        if (!output("sh", {"-c", QString("command -v ") + program}))
            return QString(program) + " is not installed";
    if (newestPostgresql() == 0)
        return "PostgreSQL is not installed";
    const QStringList probe{"--net",
                            "--mount",
                            "--pid",
                            "--fork",
                            "--mount-proc",
                            "sh",
                            "-ec",
                            "mount --make-rprivate /; ip link add lan type bridge; "
                            "mount -t overlay overlay -o lowerdir=/srv:/etc /etc"};
    return output("unshare", probe) ? QString() : "this system grants no namespaces of one's own";
}

} // namespace

/// The exported cluster boots as it stands, and in its synchronous design loses no answered commit.
class TestCluster : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (const auto why = missing(); !why.isEmpty()) {
            if (qEnvironmentVariable("CAUSEWAY_TEST_REQUIRE") == "1")
                QFAIL(qPrintable(why));
            QSKIP(qPrintable(why));
        }
        const auto said = output("patroni", {"--version"}).value_or("");
        topology_ = cluster(QRegularExpression("[0-9][0-9.]*").match(said).captured());
        try {
            makeMachines();
        } catch (const Error& e) {
            QFAIL(e.what());
        }
    }

    void proxyIsUnderstood() {
        QProcess check;
        check.setProcessChannelMode(QProcess::MergedChannels);
        check.start("haproxy", {"-c", "-f", machines_->folder() + "/proxy/etc/haproxy/haproxy.cfg"});
        QVERIFY(check.waitForFinished());
        const auto said = check.readAll();
        QVERIFY2(check.exitCode() == 0 && !said.contains("WARNING"), said.constData());
    }

    void boots() {
        for (const char* name : {"n1", "n2", "n3"})
            machines_->startUnit(name, "etcd");
        for (const char* name : {"n1", "n2", "n3"})
            machines_->startUnit(name, "patroni");
        machines_->startHaproxy("proxy");
        QVERIFY2(waitFor([this] { return healthy(); }, 60), qPrintable(state()));
    }

    void settingsAreInForce() {
        const auto session = connectTo("10.77.0.20", 5000);
        QVERIFY2(PQstatus(session.get()) == CONNECTION_OK, PQerrorMessage(session.get()));
        const auto wrong = column(
            session.get(), "SELECT name || ': ' || error FROM pg_file_settings WHERE error IS NOT NULL");
        QVERIFY(wrong);
        QVERIFY2(wrong->empty(), wrong->empty() ? "" : wrong->front().c_str());
        QCOMPARE(column(session.get(), "SHOW shared_buffers")->front(), std::string("256MB"));
        QCOMPARE(column(session.get(), "SHOW synchronous_commit")->front(), std::string("on"));
        QCOMPARE(column(session.get(), "SHOW data_checksums")->front(), std::string("on"));
        QCOMPARE(column(session.get(), "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")
                     ->front(),
                 std::string("1"));
        QVERIFY(column(session.get(), "CREATE TABLE drill (n bigint PRIMARY KEY)"));
    }

    /// What the running cluster says about itself is the topology that it was exported from.
    void readsBackAsItself() {
        std::vector<ImportedFile> files;
        const auto take = [&](const char* name, const std::optional<QString>& said) {
            QVERIFY2(said, name);
            files.push_back({name, said->toStdString(), {}});
        };
        const auto first = leader();
        take("list", patronictl(first, "list"));
        take("config", patronictl(first, "show-config"));
        take("status",
             machines_->ask(first, "python3 -c \"import urllib.request as u; print(u.urlopen('http://" +
                                       QString::fromStdString(topology_.node(first.toStdString())->address) +
                                       ":8008/patroni').read().decode())\""));
        take(
            "replication",
            machines_->ask(first, "PGPASSWORD=" + kPassword +
                                      " psql -h 127.0.0.1 -U postgres --csv -c 'TABLE pg_stat_replication'"));
        const auto cluster = importCluster(files);
        for (const auto& file : cluster.files)
            qInfo("%s: %s", file.name.c_str(), file.readAs.c_str());
        const auto& m = cluster.topology.manager;
        QCOMPARE(m.version, topology_.manager.version);
        QCOMPARE(m.ttl, topology_.manager.ttl);
        QCOMPARE(m.loopWait, topology_.manager.loopWait);
        QCOMPARE(m.retryTimeout, topology_.manager.retryTimeout);
        QCOMPARE(m.synchronousMode, topology_.manager.synchronousMode);
        QCOMPARE(m.synchronousNodeCount, topology_.manager.synchronousNodeCount);
        QCOMPARE(cluster.topology.nodes.front().id, first.toStdString());
        QCOMPARE(cluster.topology.databases().size(), topology_.databases().size());
        for (const auto* node : topology_.databases())
            QCOMPARE(cluster.topology.node(node->id)->address, node->address);
        for (const char* format : {"json", "tsv", "yaml", "topology"}) {
            const auto said = patronictl(first, QString("list -f ") + format);
            QVERIFY(said);
            const auto again = importCluster({{format, said->toStdString(), {}}}).topology;
            for (std::size_t i = 0; i < again.nodes.size(); ++i) {
                QCOMPARE(again.nodes[i].id, cluster.topology.nodes[i].id);
                QCOMPARE(again.nodes[i].address, cluster.topology.nodes[i].address);
            }
        }
    }

    void switchoverLosesNothing() {
        RowWriter writer(connection("10.77.0.20", 5000), 1);
        QVERIFY(waitFor([&] { return writer.answered() > 50; }, 20));
        const auto before = leader();
        writer.forget();
        const auto said = patronictl(before, "switchover cluster1 --force");
        QVERIFY2(said && said->contains("Successfully"), qPrintable(said.value_or(state())));
        QVERIFY2(waitFor([&] { return leader() != before && healthy() && writer.waiting() < 1; }, 40),
                 qPrintable(state()));
        const double gap = writer.longestGap();
        writer.stop();
        qInfo("switchover: %.1f s without an answer, %zu rows answered", gap, writer.answered());
        QVERIFY2(gap < 15, "a planned switchover takes seconds");
        checkRows(writer.rows());
    }

    void killLosesNothing() {
        RowWriter writer(connection("10.77.0.20", 5000), 1000000);
        QVERIFY(waitFor([&] { return writer.answered() > 50; }, 20));
        const auto dead = leader();
        writer.forget();
        machines_->kill(dead);
        QVERIFY2(
            waitFor(
                [&] { return writer.longestGap() > topology_.manager.loopWait && writer.waiting() < 0.5; },
                int(topology_.manager.ttl) + 25),
            qPrintable(state()));
        const double gap = writer.longestGap();
        writer.stop();
        const auto expected = expectedOutage();
        qInfo("kill: %.1f s without an answer (expected %.1f to %.1f s), %zu rows answered", gap, expected.p5,
              expected.p99, writer.answered());
        QVERIFY2(gap < expected.max + 5, "the simulator expected it to be shorter");
        QVERIFY(leader() != dead);
        machines_->startUnit(dead, "etcd");
        machines_->startUnit(dead, "patroni");
        QVERIFY2(waitFor([this] { return healthy(); }, 60), qPrintable(state()));
        checkRows(writer.rows());
    }

private:
    void makeMachines() {
        machines_ = std::make_unique<Machines>();
        for (const auto& n : topology_.nodes)
            machines_->add(QString::fromStdString(n.id), QString::fromStdString(n.address));
        ExportOptions options;
        options.postgresqlVersion = newestPostgresql();
        for (const auto& file : exportCluster(topology_, options, {}).files) {
            const auto path = machines_->folder() + "/" + QString::fromStdString(file.path);
            QDir().mkpath(QFileInfo(path).path());
            QFile out(path);
            auto text = QByteArray::fromStdString(file.text);
            if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
                throw Error(ErrorCode::Internal, path.toStdString());
            if (path.endsWith("secrets.env.example")) { // as its first lines say
                QFile secrets(path.chopped(8));
                if (!secrets.open(QIODevice::WriteOnly))
                    throw Error(ErrorCode::Internal, "no secrets");
                secrets.write(text.replace("PASSWORD=\n", "PASSWORD=" + kPassword.toUtf8() + "\n"));
            }
        }
    }

    static bool waitFor(const std::function<bool()>& done, int seconds) {
        const auto until = Clock::now() + std::chrono::seconds(seconds);
        while (Clock::now() < until) {
            if (done())
                return true;
            QTest::qWait(200);
        }
        return false;
    }

    static std::string connection(const std::string& host, int port) {
        return "host=" + host + " port=" + std::to_string(port) +
               " user=postgres dbname=postgres connect_timeout=2 tcp_user_timeout=3000 password=" +
               kPassword.toStdString();
    }
    static PgSession connectTo(const std::string& host, int port) {
        return PgSession(PQconnectdb(connection(host, port).c_str()));
    }

    std::optional<QString> patronictl(const QString& node, const QString& words) const {
        return machines_->ask(
            node, "set -a; . /etc/patroni/secrets.env; patronictl -c /etc/patroni/config.yml " + words);
    }

    /// Asks every node itself, which is quicker than patronictl.
    QString leader() const {
        for (const auto* n : topology_.databases()) {
            const auto session = connectTo(n->address, 5432);
            const auto standby = column(session.get(), "SELECT pg_is_in_recovery()");
            if (standby && standby->front() == "f")
                return QString::fromStdString(n->id);
        }
        return {};
    }
    /// A leader, two streaming standbys, and one of them synchronous, for PostgreSQL and then for Patroni,
    /// which may hand over to it only when it has written so to etcd.
    bool healthy() const {
        const auto name = leader();
        const auto* n = topology_.node(name.toStdString());
        if (!n)
            return false;
        const auto session = connectTo(n->address, 5432);
        const auto states =
            column(session.get(), "SELECT sync_state FROM pg_stat_replication WHERE state = 'streaming'");
        if (!states || states->size() != 2 || std::count(states->begin(), states->end(), "sync") != 1)
            return false;
        const auto list = patronictl(name, "list");
        return list && list->contains("Sync Standby");
    }
    void checkRows(const std::set<long long>& answered) {
        const auto session = connectTo("10.77.0.20", 5000);
        const auto there = column(session.get(), "SELECT n FROM drill");
        QVERIFY2(there, PQerrorMessage(session.get()));
        std::set<long long> kept;
        for (const auto& n : *there)
            kept.insert(std::stoll(n));
        std::size_t lost = 0;
        for (const auto n : answered)
            lost += kept.count(n) == 0;
        QVERIFY2(lost == 0,
                 qPrintable(QString("%1 of %2 answered rows are gone").arg(lost).arg(answered.size())));
        QVERIFY(column(session.get(), "TRUNCATE drill"));
    }
    Distribution expectedOutage() const {
        Scenario scenario;
        scenario.faults = {{60, "kill", "leader", 0}};
        Progress progress;
        return simulate(topology_, scenario, 500, 1, progress).outageSeconds;
    }
    QString state() const {
        QString text;
        for (const char* name : {"n1", "n2", "n3"})
            text += QString("== %1\n%2\n%3\n")
                        .arg(name, machines_->log(name, "patroni"), machines_->log(name, "etcd").right(600));
        return text;
    }

    Topology topology_;
    std::unique_ptr<Machines> machines_;
};

/// The test starts itself again in namespaces of its own: network, mounts and processes.
int main(int argc, char** argv) {
    if (qEnvironmentVariable("CAUSEWAY_CLUSTER_INSIDE") != "1" && missing().isEmpty()) {
        ::setenv("CAUSEWAY_CLUSTER_INSIDE", "1", 1);
        std::vector<char*> words;
        // The shell is the first process there, which buries those whose parents have gone: PostgreSQL.
        std::vector<std::string> own{"unshare",
                                     "--net",
                                     "--mount",
                                     "--pid",
                                     "--fork",
                                     "--kill-child",
                                     "--mount-proc",
                                     "--",
                                     "sh",
                                     "-c",
                                     "\"$0\" \"$@\"; exit $?"};
        for (auto& word : own)
            words.push_back(word.data());
        words.insert(words.end(), argv, argv + argc);
        words.push_back(nullptr);
        ::execvp("unshare", words.data());
        return 1;
    }
    QCoreApplication app(argc, argv);
    TestCluster test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cluster.moc"
