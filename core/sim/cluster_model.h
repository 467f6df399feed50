// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/outcome.h"
#include "core/sim/random.h"

#include <cstdint>
#include <vector>

namespace causeway {

/// A set of nodes, by index.
using NodeSet = std::uint64_t;
inline constexpr NodeSet only(int node) {
    return NodeSet(1) << node;
}

struct ModelNode {
    int site = 0;
    bool database = false, etcd = false, haproxy = false, nofailover = false, nosync = false;
    bool watchdog = false; ///< Patroni has opened the device
    bool sentinel = false, stolonProxy = false;
    int failoverPriority = 1, syncPriority = 1;
    double replayRate = 0; ///< commits/s that its replay can follow
};

/// Stolon's cluster specification, as far as the engine plays it.
struct StolonModel {
    bool manages = false, proxied = false, synchronous = false, rewinds = false;
    Micros sleepInterval = 0, failInterval = 0, convergenceTimeout = 0, syncTimeout = 0,
           proxyCheckInterval = 0, proxyTimeout = 0;
    double lagLimit = 0; ///< maxStandbyLag in commits
    int leastSync = 1, mostSync = 1, mostStandbys = 3;
};

/// A topology made ready for the engine: indices for ids, integer times, rates in commits per second.
struct ClusterModel {
    std::vector<ModelNode> nodes;
    std::vector<int> databases;
    std::vector<double> oneWaySeconds; ///< [from * nodes + to]
    std::vector<double> linkRate;      ///< commits/s that fit the way, [from * nodes + to]
    NodeSet proxies = 0;
    int etcdMembers = 0;

    bool managed = true; ///< Patroni or Stolon is there
    Micros ttl = 0, loopWait = 0, startTimeout = 0, walSenderTimeout = 0, watchdogTimeout = 0;
    double retryTimeoutSeconds = 0;
    double lagLimit = 0;     ///< maximum_lag_on_failover in commits
    double syncLagLimit = 0; ///< maximum_lag_on_syncnode in commits; not above 0: none
    SynchronousMode syncMode = SynchronousMode::Off;
    bool strict = false, failsafe = false, waitsForStandby = false, unflushed = false;
    bool stealsStaleLock = false, lacksSlots = false, checkTimeline = false;
    int syncCount = 1;
    StolonModel stolon;

    bool proxied = false;
    Micros checkInterval = 0;
    int rise = 2, fall = 3;
    double commitRate = 0;     ///< commits/s acknowledged while all is well
    double redoSecondsMax = 0; ///< redo of the WAL of one checkpoint interval

    int count() const { return int(nodes.size()); }
    double oneWay(int a, int b) const { return oneWaySeconds[std::size_t(a * count() + b)]; }
    double rateOf(int a, int b) const { return linkRate[std::size_t(a * count() + b)]; }
};

/// The topology must have no fatal problem.
ClusterModel clusterModel(const Topology& topology, double commitsPerSecond);

enum class FaultAction : std::uint8_t {
    Kill,
    Silent,
    PostgresKill,
    AgentHang,
    HostHang,
    CutDcs,
    CutAll,
    DcsStop,
    SiteLoss,
    DiskStall,
    Switchover,
    AgentKill,
    LinkCut,
    DiskFull,
    ClockBack,
    RollingRestart,
};
/// Which packets a cut drops, seen from the target.
enum class CutWay : std::uint8_t { Both, To, From };
enum class TargetKind : std::uint8_t { Cluster, Leader, SyncStandby, Standby, Nodes };

struct ModelFault {
    Micros at = 0, lasts = 0; ///< lasts 0: for good
    FaultAction action = FaultAction::Kill;
    TargetKind target = TargetKind::Leader;
    NodeSet nodes = 0; ///< for TargetKind::Nodes
    bool clientsFollow = true;
    CutWay way = CutWay::Both;
    NodeSet others = 0; ///< LinkCut: the other end
};
struct ModelScenario {
    std::vector<ModelFault> faults; ///< by time
    Micros duration = 0;
};

/// Resolves ids; throws Error(Input) for an unknown kind or target, or a target the kind does not take.
ModelScenario scenarioModel(const Scenario& scenario, const Topology& topology);

} // namespace causeway
