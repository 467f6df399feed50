// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_model.h"

#include "core/sim/measured.h"
#include "core/topology/paths.h"

#include <algorithm>

namespace causeway {
namespace {

void setTimes(ClusterModel& m, const Topology& t) {
    const auto& p = t.manager;
    m.managed = p.managed();
    m.ttl = fromSeconds(p.ttl);
    m.loopWait = fromSeconds(p.loopWait);
    m.startTimeout = fromSeconds(p.primaryStartTimeout);
    m.walSenderTimeout = fromSeconds(t.postgresql.walSenderTimeout);
    m.retryTimeoutSeconds = p.retryTimeout;
    m.lagLimit = p.maximumLagOnFailover / t.workload.walBytesPerCommit;
    m.syncLagLimit = p.maximumLagOnSyncnode / t.workload.walBytesPerCommit;
    m.checkTimeline = p.checkTimeline;
    m.watchdogTimeout = fromSeconds(p.watchdogTimeout());
    m.syncMode = p.modeInForce();
    m.strict = p.synchronousModeStrict;
    m.failsafe = p.failsafeMode;
    m.syncCount = p.synchronousNodeCount;
    const auto& level = t.postgresql.synchronousCommit;
    m.unflushed = level == "off";
    m.waitsForStandby = m.syncMode != SynchronousMode::Off && level != "off" && level != "local";
    const int version = patroniVersion(p.version);
    m.stealsStaleLock = p.overwritesLeaderKey();
    m.lacksSlots = version < 40000;
    m.proxied = t.routing.kind == "haproxy";
    m.checkInterval = fromSeconds(t.routing.inter);
    m.rise = t.routing.rise;
    m.fall = t.routing.fall;
}

StolonModel stolonModel(const Topology& t) {
    const auto& s = t.manager.stolon;
    StolonModel m;
    m.manages = t.manager.kind == "stolon";
    m.proxied = t.routing.kind == "stolon-proxy";
    m.synchronous = s.synchronousReplication;
    m.rewinds = s.usePgrewind;
    m.sleepInterval = fromSeconds(s.sleepInterval);
    m.failInterval = fromSeconds(s.failInterval);
    m.convergenceTimeout = fromSeconds(s.convergenceTimeout);
    m.syncTimeout = fromSeconds(s.syncTimeout);
    m.proxyCheckInterval = fromSeconds(s.proxyCheckInterval);
    m.proxyTimeout = fromSeconds(s.proxyTimeout);
    m.lagLimit = s.maxStandbyLag / t.workload.walBytesPerCommit;
    m.leastSync = s.minSynchronousStandbys;
    m.mostSync = s.maxSynchronousStandbys;
    m.mostStandbys = s.maxStandbysPerSender;
    return m;
}

ModelNode modelNode(const Topology& t, const Node& n, double replayRate) {
    const auto& p = t.manager;
    const auto site =
        std::find_if(t.sites.begin(), t.sites.end(), [&](const Site& s) { return s.id == n.site; });
    ModelNode m;
    m.site = int(site - t.sites.begin());
    m.database = n.has("postgresql");
    m.etcd = n.has("etcd");
    m.haproxy = n.has("haproxy");
    m.sentinel = n.has("stolon-sentinel");
    m.stolonProxy = n.has("stolon-proxy");
    const bool knowsPriority = patroniVersion(p.version) >= 30200;
    m.failoverPriority = knowsPriority ? n.failoverPriority : 1;
    m.nofailover = n.nofailover || m.failoverPriority == 0;
    m.nosync = n.nosync;
    m.syncPriority = n.syncPriority;
    m.watchdog =
        p.kind == "patroni" && n.watchdog && p.watchdogMode != "off" && p.watchdogTimeout() >= p.loopWait;
    if (p.kind == "patroni" && p.watchdogMode == "required" && !m.watchdog)
        m.nofailover = true;
    m.replayRate = replayRate;
    return m;
}

} // namespace

ClusterModel clusterModel(const Topology& topology, double commitsPerSecond) {
    ClusterModel m;
    setTimes(m, topology);
    m.stolon = stolonModel(topology);
    m.commitRate = commitsPerSecond;
    const double bytes = topology.workload.walBytesPerCommit;
    double slowestReplay = measured::kReplayBytesPerSecond;
    for (const auto& n : topology.nodes) {
        const double replay = std::min(measured::kReplayBytesPerSecond, n.diskMbPerSecond * 1e6);
        if (n.has("postgresql")) {
            m.databases.push_back(m.count());
            slowestReplay = std::min(slowestReplay, replay);
        }
        if (n.has("haproxy"))
            m.proxies |= only(m.count());
        m.etcdMembers += n.has("etcd");
        m.nodes.push_back(modelNode(topology, n, replay / bytes));
    }
    m.redoSecondsMax = commitsPerSecond * bytes * measured::kCheckpointTimeoutSeconds / slowestReplay;
    const auto paths = sitePaths(topology);
    for (const auto& a : m.nodes)
        for (const auto& b : m.nodes) {
            const auto& path = paths[std::size_t(a.site) * topology.sites.size() + std::size_t(b.site)];
            m.oneWaySeconds.push_back(path.rttMs / 2000);
            m.linkRate.push_back(path.mbitPerSecond * 1e6 / 8 / bytes);
        }
    return m;
}

} // namespace causeway
