// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/cost.h"
#include "core/topology/object_reader.h"
#include "core/topology/topology.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

/// Bounds that keep virtual time and sums far from overflow; no real cluster comes near them.
constexpr double kLongestSeconds = 86400, kLongestHours = 1e7, kLongestMs = 60000, kFarthest = 1e9,
                 kHighestPrice = 1e9;
constexpr int kHighestPriority = 1000000;
constexpr const char* kStolonVersion = "0.17.0"; ///< the last release

std::string place(const char* list, std::size_t i) {
    return fmt::format("{}[{}]", list, i);
}

Site readSite(const Json& json, const std::string& path) {
    ObjectReader in(json, path);
    Site s{in.requiredText("id"), in.text("name")};
    if (in.value("price_month"))
        s.monthlyPrice = in.number("price_month", 0, 0, kHighestPrice);
    in.finish();
    return s;
}

Link readLink(const Json& json, const std::string& path) {
    ObjectReader in(json, path);
    Link link;
    const auto ends = in.texts("between");
    if (ends.size() != 2)
        in.fail("between", "the ids of two sites are expected");
    link.a = ends[0];
    link.b = ends[1];
    link.rttMs = in.number("rtt_ms", link.rttMs, 0, kLongestMs);
    link.jitterMs = in.number("jitter_ms", link.jitterMs, 0, kLongestMs);
    link.loss = in.number("loss", link.loss, 0, 0.99);
    link.mbitPerSecond = in.number("mbit_s", link.mbitPerSecond, 0.001, 1e7);
    in.finish();
    return link;
}

void readTags(const Json& json, const std::string& path, Node& node) {
    ObjectReader in(json, path);
    node.nofailover = in.boolean("nofailover", false);
    node.nosync = in.boolean("nosync", false);
    node.failoverPriority = in.integer("failover_priority", node.failoverPriority, 0, kHighestPriority);
    node.syncPriority = in.integer("sync_priority", node.syncPriority, 0, kHighestPriority);
    in.finish();
}

void readMachine(const Json& json, const std::string& path, Node& node) {
    ObjectReader in(json, path);
    node.cpus = in.integer("cpus", node.cpus, 1, 4096);
    node.ramGb = in.number("ram_gb", node.ramGb, 0.1, 1e6);
    node.watchdog = in.boolean("watchdog", false);
    in.finish();
}

void readDisk(const Json& json, const std::string& path, Node& node) {
    ObjectReader in(json, path);
    node.diskMbPerSecond = in.number("mb_s", node.diskMbPerSecond, 0.1, 1e6);
    if (const auto* fsync = in.value("fsync_ms")) {
        ObjectReader quantiles(*fsync, in.placeOf("fsync_ms"));
        node.fsyncP50Ms = quantiles.number("p50", node.fsyncP50Ms, 0.0001, kLongestMs);
        node.fsyncP99Ms =
            quantiles.number("p99", std::max(node.fsyncP99Ms, node.fsyncP50Ms), 0.0001, kLongestMs);
        quantiles.finish();
        if (node.fsyncP99Ms < node.fsyncP50Ms)
            in.fail("fsync_ms", "p99 is below p50");
    }
    in.finish();
}

void readPosition(const Json& json, const std::string& path, Node& node) {
    ObjectReader in(json, path);
    node.x = in.number("x", 0, -kFarthest, kFarthest);
    node.y = in.number("y", 0, -kFarthest, kFarthest);
    in.finish();
}

Node readNode(const Json& json, const std::string& path) {
    static const std::vector<std::string> roles{
        "postgresql", "etcd", "haproxy", "pgbouncer", "client", "stolon-sentinel", "stolon-proxy"};
    ObjectReader in(json, path);
    Node node;
    node.id = in.requiredText("id");
    node.site = in.requiredText("site");
    node.address = in.text("address");
    node.runs = in.texts("runs");
    for (const auto& role : node.runs) {
        if (std::find(roles.begin(), roles.end(), role) == roles.end())
            in.fail("runs", "a node runs " + join(roles, ", "));
        if (std::count(node.runs.begin(), node.runs.end(), role) > 1)
            in.fail("runs", "\"" + role + "\" is named twice");
    }
    if (const auto* tags = in.value("tags"))
        readTags(*tags, in.placeOf("tags"), node);
    if (const auto* machine = in.value("machine"))
        readMachine(*machine, in.placeOf("machine"), node);
    if (const auto* disk = in.value("disk"))
        readDisk(*disk, in.placeOf("disk"), node);
    node.mtbfHours = in.number("mtbf_h", node.mtbfHours, 0.01, kLongestHours);
    node.mttrHours = in.number("mttr_h", node.mttrHours, 0, kLongestHours);
    if (const auto* at = in.value("at"))
        readPosition(*at, in.placeOf("at"), node);
    in.finish();
    return node;
}

/// Patroni itself accepts both the words and, for on and off, the booleans.
SynchronousMode readMode(ObjectReader& in) {
    const auto* v = in.value("synchronous_mode");
    if (!v || *v == false || *v == "off")
        return SynchronousMode::Off;
    if (*v == true || *v == "on")
        return SynchronousMode::On;
    if (*v != "quorum")
        in.fail("synchronous_mode", "off, on or quorum is expected");
    return SynchronousMode::Quorum;
}

/// As in patroni.yml.
void readWatchdog(const Json& json, Manager& m) {
    ObjectReader in(json, "manager.watchdog");
    m.watchdogMode = in.choice("mode", m.watchdogMode, {"off", "automatic", "required"});
    m.watchdogSafetyMargin = in.number("safety_margin", m.watchdogSafetyMargin, -1, kLongestSeconds);
    in.finish();
}

/// As in Stolon's cluster specification, times in seconds.
StolonSpec readStolon(const Json& json) {
    ObjectReader in(json, "manager.spec");
    StolonSpec s;
    const auto seconds = [&](const char* key, double& value) {
        value = in.number(key, value, 0, kLongestSeconds * 365);
    };
    seconds("sleepInterval", s.sleepInterval);
    seconds("requestTimeout", s.requestTimeout);
    seconds("convergenceTimeout", s.convergenceTimeout);
    seconds("initTimeout", s.initTimeout);
    seconds("syncTimeout", s.syncTimeout);
    seconds("dbWaitReadyTimeout", s.dbWaitReadyTimeout);
    seconds("failInterval", s.failInterval);
    seconds("deadKeeperRemovalInterval", s.deadKeeperRemovalInterval);
    seconds("proxyCheckInterval", s.proxyCheckInterval);
    seconds("proxyTimeout", s.proxyTimeout);
    s.maxStandbys = in.integer("maxStandbys", s.maxStandbys, 1, 65535);
    s.maxStandbysPerSender = in.integer("maxStandbysPerSender", s.maxStandbysPerSender, 1, 65535);
    s.maxStandbyLag = in.number("maxStandbyLag", s.maxStandbyLag, 0, 4294967295.0);
    s.synchronousReplication = in.boolean("synchronousReplication", s.synchronousReplication);
    s.minSynchronousStandbys = in.integer("minSynchronousStandbys", s.minSynchronousStandbys, 0, 64);
    s.maxSynchronousStandbys = in.integer("maxSynchronousStandbys", s.maxSynchronousStandbys, 1, 64);
    s.additionalWalSenders = in.integer("additionalWalSenders", s.additionalWalSenders, 0, 65535);
    s.usePgrewind = in.boolean("usePgrewind", s.usePgrewind);
    s.automaticPgRestart = in.boolean("automaticPgRestart", s.automaticPgRestart);
    s.mergePgParameters = in.boolean("mergePgParameters", s.mergePgParameters);
    s.defaultSUReplAccessMode =
        in.choice("defaultSUReplAccessMode", s.defaultSUReplAccessMode, {"all", "strict"});
    in.finish();
    return s;
}

Manager readManager(const Json& json) {
    ObjectReader in(json, "manager");
    Manager m;
    m.kind = in.choice("kind", m.kind, {"patroni", "stolon", "none"});
    if (m.kind == "stolon") {
        m.version = in.text("version", kStolonVersion);
        if (const auto* spec = in.value("spec"))
            m.stolon = readStolon(*spec);
        in.finish();
        return m;
    }
    m.version = in.text("version", m.version);
    m.dcs = in.choice("dcs", m.dcs, {"etcd3", "etcd"});
    m.ttl = in.number("ttl", m.ttl, 1, kLongestSeconds);
    m.loopWait = in.number("loop_wait", m.loopWait, 0.1, kLongestSeconds);
    m.retryTimeout = in.number("retry_timeout", m.retryTimeout, 0.1, kLongestSeconds);
    m.maximumLagOnFailover = in.number("maximum_lag_on_failover", m.maximumLagOnFailover, 0, 1e18);
    m.synchronousMode = readMode(in);
    m.synchronousModeStrict = in.boolean("synchronous_mode_strict", false);
    m.synchronousNodeCount = in.integer("synchronous_node_count", m.synchronousNodeCount, 1, 64);
    m.failsafeMode = in.boolean("failsafe_mode", false);
    m.maximumLagOnSyncnode = in.number("maximum_lag_on_syncnode", m.maximumLagOnSyncnode, -1, 1e18);
    m.checkTimeline = in.boolean("check_timeline", m.checkTimeline);
    if (const auto* watchdog = in.value("watchdog"))
        readWatchdog(*watchdog, m);
    m.primaryStartTimeout = in.number("primary_start_timeout", m.primaryStartTimeout, 0, kLongestSeconds);
    in.finish();
    return m;
}

PostgresqlSettings readPostgresql(const Json& json) {
    ObjectReader in(json, "postgresql");
    PostgresqlSettings p;
    p.synchronousCommit = in.choice("synchronous_commit", p.synchronousCommit,
                                    {"off", "local", "remote_write", "on", "remote_apply"});
    p.walSenderTimeout = in.number("wal_sender_timeout_s", p.walSenderTimeout, 0, kLongestSeconds);
    in.finish();
    return p;
}

Routing readRouting(const Json& json) {
    ObjectReader in(json, "routing");
    Routing r;
    r.kind = in.choice("kind", r.kind, {"haproxy", "stolon-proxy", "none"});
    r.inter = in.number("inter_s", r.inter, 0.1, 3600);
    r.rise = in.integer("rise", r.rise, 1, 100);
    r.fall = in.integer("fall", r.fall, 1, 100);
    in.finish();
    return r;
}

ClusterLoad readLoad(const Json& json) {
    ObjectReader in(json, "workload");
    ClusterLoad w;
    w.clients = in.integer("clients", w.clients, 1, 1000000);
    w.commitsPerSecond = in.number("commits_per_s", w.commitsPerSecond, 0, 1e7);
    w.walBytesPerCommit = in.number("wal_bytes_per_commit", w.walBytesPerCommit, 1, 1e9);
    w.readShare = in.number("read_share", w.readShare, 0, 1);
    in.finish();
    return w;
}

OwnPrices readPrices(const Json& json) {
    ObjectReader in(json, "prices");
    OwnPrices p;
    p.currency = in.text("currency");
    for (const auto& entry : planningPrices().entries)
        if (in.value(entry.key))
            p.values[entry.key] = in.number(entry.key, entry.value, 0, kHighestPrice);
    in.finish();
    return p;
}

} // namespace

Topology topologyFromJson(const Json& json) {
    ObjectReader in(json, "");
    readSchema(in, "causeway.topology/1");
    Topology t;
    t.name = in.text("name");
    t.description = in.text("description");
    const auto each = [&](const char* key, auto read, auto& into) {
        const auto elements = in.array(key);
        for (std::size_t i = 0; i < elements.size(); ++i)
            into.push_back(read(*elements[i], place(key, i)));
    };
    each("sites", readSite, t.sites);
    each("links", readLink, t.links);
    each("nodes", readNode, t.nodes);
    if (const auto* v = in.value("manager"))
        t.manager = readManager(*v);
    if (const auto* v = in.value("postgresql"))
        t.postgresql = readPostgresql(*v);
    if (const auto* v = in.value("routing"))
        t.routing = readRouting(*v);
    if (const auto* v = in.value("workload"))
        t.workload = readLoad(*v);
    if (const auto* v = in.value("prices"))
        t.prices = readPrices(*v);
    in.finish();
    return t;
}

} // namespace causeway
