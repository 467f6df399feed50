// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_model.h"

#include "core/base/text.h"
#include "core/sim/measured.h"
#include "core/topology/paths.h"

#include <algorithm>

namespace causeway {
namespace {

/// "3.0.2" as 30002; what cannot be read counts as current.
int versionNumber(std::string_view version) {
    int number = 0;
    const auto parts = split(version, '.');
    for (std::size_t i = 0; i < 3; ++i) {
        long long part = 0;
        if (i < parts.size() && (!parseNumber(parts[i], part) || part < 0 || part > 99))
            return 990000;
        number = number * 100 + int(part);
    }
    return number;
}

void setTimes(ClusterModel& m, const Topology& t) {
    const auto& p = t.manager;
    m.managed = p.kind == "patroni";
    m.ttl = fromSeconds(p.ttl);
    m.loopWait = fromSeconds(p.loopWait);
    m.startTimeout = fromSeconds(p.primaryStartTimeout);
    m.walSenderTimeout = fromSeconds(t.postgresql.walSenderTimeout);
    m.retryTimeoutSeconds = p.retryTimeout;
    m.lagLimit = p.maximumLagOnFailover / t.workload.walBytesPerCommit;
    m.syncMode = m.managed ? p.synchronousMode : SynchronousMode::Off;
    m.strict = p.synchronousModeStrict;
    m.failsafe = p.failsafeMode;
    m.syncCount = p.synchronousNodeCount;
    const auto& level = t.postgresql.synchronousCommit;
    m.unflushed = level == "off";
    m.waitsForStandby = m.syncMode != SynchronousMode::Off && level != "off" && level != "local";
    const int version = versionNumber(p.version);
    m.stealsStaleLock = version < 30003;
    m.lacksSlots = version < 40000;
    m.proxied = t.routing.kind == "haproxy";
    m.checkInterval = fromSeconds(t.routing.inter);
    m.rise = t.routing.rise;
    m.fall = t.routing.fall;
}

} // namespace

ClusterModel clusterModel(const Topology& topology, double commitsPerSecond) {
    ClusterModel m;
    setTimes(m, topology);
    m.commitRate = commitsPerSecond;
    const double bytes = topology.workload.walBytesPerCommit;
    double slowestReplay = measured::kReplayBytesPerSecond;
    for (const auto& n : topology.nodes) {
        const auto site = std::find_if(topology.sites.begin(), topology.sites.end(),
                                       [&](const Site& s) { return s.id == n.site; });
        const double replay = std::min(measured::kReplayBytesPerSecond, n.diskMbPerSecond * 1e6);
        if (n.has("postgresql")) {
            m.databases.push_back(m.count());
            slowestReplay = std::min(slowestReplay, replay);
        }
        if (n.has("haproxy"))
            m.proxies |= only(m.count());
        m.etcdMembers += n.has("etcd");
        m.nodes.push_back({int(site - topology.sites.begin()), n.has("postgresql"), n.has("etcd"),
                           n.has("haproxy"), n.nofailover, n.nosync, replay / bytes});
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
