// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/stolon/stolon_source.h"

#include <bit>

namespace causeway {

void ClusterRun::dispatchStolon(const Event& e) {
    const int node = e.node;
    const auto slot = std::size_t(node);
    const bool keeperEvent = e.kind == EventKind::KeeperLooks || e.kind == EventKind::KeeperPublishes ||
                             e.kind == EventKind::KeeperMachine || e.kind == EventKind::KeeperBegins;
    const std::uint32_t epoch = keeperEvent                               ? stolon_.keepers[slot].epoch
                                : e.kind == EventKind::SentinelCheck      ? stolon_.sentinelEpochs[slot]
                                : e.kind == EventKind::SentinelLease      ? stolon_.leaseEpoch
                                : e.kind == EventKind::StolonProxyTimeout ? stolon_.proxies[slot].timeoutEpoch
                                                                          : stolon_.proxies[slot].epoch;
    if (e.epoch != epoch)
        return;
    if (e.kind == EventKind::KeeperLooks)
        keeperLooks(node);
    else if (e.kind == EventKind::KeeperPublishes)
        keeperPublishes(node);
    else if (e.kind == EventKind::KeeperMachine)
        keeperMachine(node);
    else if (e.kind == EventKind::KeeperBegins)
        keeperBegins(node);
    else if (e.kind == EventKind::SentinelCheck)
        sentinelCheck(node);
    else if (e.kind == EventKind::SentinelLease)
        sentinelLeaseEnds(node);
    else if (e.kind == EventKind::StolonProxyCheck)
        stolonProxyCheck(node);
    else
        stolonProxyTimesOut(node);
}

bool ClusterRun::stolonHostRuns(int node) const {
    return at(node).hostUp && !at(node).hostFrozen;
}

/// A cluster that has run for long: every loop at a random point, every program's information in the store.
void ClusterRun::startStolon(int leader) {
    const auto nodes = m_.nodes.size();
    const auto& spec = m_.stolon;
    stolon_ = {};
    stolon_.keepers.resize(nodes);
    stolon_.proxies.resize(nodes);
    stolon_.sentinelEpochs.assign(nodes, 0);
    stolon_.memory.reset(nodes);
    auto& data = stolon_.data;
    data.databases.resize(nodes);
    data.keeperHealthy.assign(nodes, true);
    data.forceFail.assign(nodes, false);
    data.boots.assign(nodes, 0);
    data.master = data.proxyMaster = leader;
    data.nextUid = int(nodes);
    for (const int i : m_.databases) {
        auto& k = keeper(i);
        auto& db = database(i);
        db.exists = true;
        db.master = i == leader;
        db.uid = k.uid = k.seen.uid = k.published.uid = i;
        db.follows = k.follows = i == leader ? -1 : leader;
        k.generation = k.seen.generation = k.published.generation = 1;
        k.seen.healthy = k.published.healthy = k.known = true;
        database(leader).followers |= i == leader ? 0 : only(i);
        const Micros phase = draw(i, 0, spec.sleepInterval);
        at(i).lastKeepalive = phase - spec.sleepInterval;
        keeperLater(i, EventKind::KeeperPublishes, phase);
        keeperLater(i, EventKind::KeeperLooks, draw(i, 0, spec.sleepInterval / 2));
        keeperLater(i, EventKind::KeeperMachine, draw(i, 0, spec.sleepInterval));
    }
    startStolonSync(leader);
    startSentinels();
    for (int i = 0; i < m_.count(); ++i)
        if (m_.nodes[std::size_t(i)].stolonProxy) {
            auto& p = stolon_.proxies[std::size_t(i)];
            const Micros phase = draw(i, 0, spec.proxyCheckInterval);
            p = {leader, phase - spec.proxyCheckInterval, 0, data.proxyGeneration, true, 0, 0};
            data.enabledProxies |= only(i);
            stolon_.memory.proxies[std::size_t(i)] = {true, true, 0, 0};
            schedule(phase, EventKind::StolonProxyCheck, i, p.epoch);
        }
}

/// Which standbys confirm has grown from chance: the sentinel takes them by reported position, not by
/// distance.
void ClusterRun::startStolonSync(int leader) {
    if (!m_.stolon.synchronous)
        return;
    auto& db = database(leader);
    std::vector<int> able;
    for (const int i : m_.databases)
        if (i != leader && !m_.nodes[std::size_t(i)].nosync)
            able.push_back(i);
    while (!able.empty() && std::popcount(db.sync) < m_.stolon.mostSync) {
        const auto chosen = able.begin() + std::ptrdiff_t(at(leader).random.uniform() * double(able.size()));
        db.sync |= only(*chosen);
        able.erase(chosen);
    }
    db.statusSync = db.reportedSync = db.sync;
    db.fakeSync = std::popcount(db.sync) < m_.stolon.leastSync;
    syncMembers_ = db.sync;
    auto& n = at(leader);
    n.syncNames = db.sync;
    n.syncNeeded = std::popcount(db.sync);
    n.strictWait = db.fakeSync;
}

void ClusterRun::startSentinels() {
    std::vector<int> sentinels;
    for (int i = 0; i < m_.count(); ++i)
        if (m_.nodes[std::size_t(i)].sentinel)
            sentinels.push_back(i);
    if (sentinels.empty())
        return;
    stolon_.sentinel = sentinels[std::size_t(etcd_.uniform() * double(sentinels.size()))];
    stolon_.leasePhase = etcd_.between(Micros(0), stolon::kSentinelLease / 3);
    for (const int i : sentinels) {
        const Micros phase = draw(i, 0, m_.stolon.sleepInterval);
        schedule(phase, EventKind::SentinelCheck, i, 0);
        if (i != stolon_.sentinel)
            continue;
        // Its last check lies one interval back and saw what the keepers had written until then.
        for (const int k : m_.databases) {
            keeper(k).infoUid = at(k).lastKeepalive > phase - m_.stolon.sleepInterval ? 1 : 0;
            stolon_.memory.keepers[std::size_t(k)] = {true, true, 0, phase - m_.stolon.sleepInterval};
        }
    }
}

/// The leading sentinel's session is not renewed any more: it ends when the rest of its lease has passed.
void ClusterRun::sentinelLeaseBegins(int node) {
    if (stolon_.sentinel != node)
        return;
    const Micros third = stolon::kSentinelLease / 3;
    const Micros age = (now_ - stolon_.leasePhase + third) % third;
    stolon_.leaseEnd = now_ - age + stolon::kSentinelLease;
    schedule(stolon_.leaseEnd + etcd_.between(measured::kLeaseCheck.low, measured::kLeaseCheck.high),
             EventKind::SentinelLease, node, ++stolon_.leaseEpoch);
}

/// After every change of the network: is the leading sentinel's session still renewed?
void ClusterRun::watchSentinel() {
    const int node = stolon_.sentinel;
    if (node < 0)
        return electSentinel();
    const bool renews = stolonHostRuns(node) && hasEtcd(node);
    if (renews == stolon_.renews)
        return;
    stolon_.renews = renews;
    if (renews && now_ >= stolon_.leaseEnd) {
        stolon_.sentinel = -1; // the store finds the lease run out before it is renewed
        electSentinel();
    } else if (renews) {
        ++stolon_.leaseEpoch;
        stolon_.leasePhase = now_ % (stolon::kSentinelLease / 3);
    } else {
        sentinelLeaseBegins(node);
    }
}

void ClusterRun::sentinelLeaseEnds(int node) {
    if (stolon_.sentinel != node || stolon_.renews)
        return;
    if (!etcdAlive())
        return schedule(now_ + kSecond / 2, EventKind::SentinelLease, node, stolon_.leaseEpoch);
    stolon_.sentinel = -1;
    changed_ = true;
    note(-1, serving_ >= 0 ? "writing" : "refused", "the leading sentinel's lease has run out");
    electSentinel();
}

/// Those that wait are next in the order in which they came.
void ClusterRun::electSentinel() {
    for (int i = 0; i < m_.count() && etcdAlive(); ++i)
        if (m_.nodes[std::size_t(i)].sentinel && stolonHostRuns(i) && hasEtcd(i)) {
            stolon_.sentinel = i;
            stolon_.firstCheck = stolon_.renews = true;
            stolon_.leasePhase = now_ % (stolon::kSentinelLease / 3);
            changed_ = true;
            note(-1, serving_ >= 0 ? "writing" : "refused", "another sentinel leads: all timers begin anew");
            return;
        }
}

/// A proxy reads the cluster data, says which generation it has seen, and forwards to the master named there
/// if the sentinel knows it; after proxyTimeout without that it closes everything.
void ClusterRun::stolonProxyCheck(int node) {
    auto& p = stolon_.proxies[std::size_t(node)];
    if (!stolonHostRuns(node))
        return;
    const bool answered = hasEtcd(node);
    if (answered) {
        const auto& data = stolon_.data;
        p.published = true;
        ++p.infoUid;
        p.generation = data.proxyGeneration;
        p.lastGood = now_;
        p.target = data.enabledProxies & only(node) ? data.proxyMaster : -1;
        changed_ = true;
        schedule(now_ + m_.stolon.proxyTimeout, EventKind::StolonProxyTimeout, node, ++p.timeoutEpoch);
    }
    schedule(now_ + stolonRound(node, m_.stolon.proxyCheckInterval, answered), EventKind::StolonProxyCheck,
             node, p.epoch);
}

void ClusterRun::stolonProxyTimesOut(int node) {
    auto& p = stolon_.proxies[std::size_t(node)];
    if (!stolonHostRuns(node) || p.lastGood + m_.stolon.proxyTimeout > now_ || p.target < 0)
        return;
    p.target = -1;
    changed_ = true;
    note(-1, "refused", "a proxy has not reached the store for too long and closes all connections");
}

/// A living proxy that clients reach forwards to this node.
bool ClusterRun::stolonForwards(int node) const {
    for (int i = 0; i < m_.count(); ++i)
        if (m_.nodes[std::size_t(i)].stolonProxy && stolon_.proxies[std::size_t(i)].target == node &&
            clientsReach(i) && (i == node || reachable(i, node)))
            return true;
    return false;
}

void ClusterRun::stolonHostGone(int node) {
    auto& k = keeper(node);
    auto& p = stolon_.proxies[std::size_t(node)];
    ++k.epoch, ++p.epoch, ++p.timeoutEpoch;
    ++stolon_.sentinelEpochs[std::size_t(node)];
    k.busy = false;
    p.target = -1;
}

void ClusterRun::stolonHostBack(int node) {
    const auto& role = m_.nodes[std::size_t(node)];
    const Micros start = draw(node, measured::kAgentStart.low, measured::kAgentStart.high);
    if (role.database)
        schedule(now_ + start, EventKind::KeeperBegins, node, stolon_.keepers[std::size_t(node)].epoch);
    if (role.sentinel)
        schedule(now_ + start, EventKind::SentinelCheck, node, stolon_.sentinelEpochs[std::size_t(node)]);
    if (role.stolonProxy) {
        // A proxy that starts has a new name: it forwards once the sentinel has enabled it.
        stolon_.data.enabledProxies &= ~only(node);
        schedule(now_ + start, EventKind::StolonProxyCheck, node, stolon_.proxies[std::size_t(node)].epoch);
    }
}

/// A paused host runs again: every timer has run out, and what was forwarded for too long is closed.
void ClusterRun::stolonHostThaws(int node) {
    const auto& role = m_.nodes[std::size_t(node)];
    stolonKeeperGoesOn(node);
    if (role.sentinel)
        schedule(now_, EventKind::SentinelCheck, node, ++stolon_.sentinelEpochs[std::size_t(node)]);
    if (role.stolonProxy) {
        auto& p = stolon_.proxies[std::size_t(node)];
        if (p.lastGood + m_.stolon.proxyTimeout <= now_)
            p.target = -1;
        schedule(now_ + draw(node, stolon::kCheckWork.low, stolon::kCheckWork.high),
                 EventKind::StolonProxyCheck, node, ++p.epoch);
    }
}

/// A keeper that stood still goes on where it was; PostgreSQL's own events have gone on meanwhile.
void ClusterRun::stolonKeeperGoesOn(int node) {
    auto& k = keeper(node);
    if (!m_.nodes[std::size_t(node)].database || !agentRuns(node))
        return;
    ++k.epoch;
    k.busy = at(node).pg == Pg::Starting || at(node).pg == Pg::Promoting;
    keeperRuns(node);
}

/// Why nobody answers, first cause first.
OutagePhase ClusterRun::stolonWaitsFor() const {
    const int master = stolon_.data.master;
    const auto& n = at(master);
    if (n.pg == Pg::Primary && n.hostUp && (n.hostFrozen || n.diskStalled) && database(master).healthy)
        return OutagePhase::Frozen;
    if (n.pg == Pg::Promoting)
        return OutagePhase::Promotion;
    if (n.pg == Pg::Primary && clientsReach(master) && stolon_.data.proxyMaster >= 0)
        return acknowledges(master) ? OutagePhase::Routing : OutagePhase::SyncStall;
    if (n.pg == Pg::Primary && clientsReach(master))
        return OutagePhase::ProxiesLetGo;
    if (n.pg == Pg::Starting && agentRuns(master))
        return OutagePhase::Restart;
    if (!etcdAlive())
        return OutagePhase::DcsLoss;
    if (agentRuns(master)) // it is to be promoted, or to be started again
        return OutagePhase::KeeperLook;
    if (stolon_.sentinel < 0 || !stolon_.renews)
        return OutagePhase::SentinelLease;
    return stolon_.nobodyEligible ? OutagePhase::Nobody : OutagePhase::KeeperSilent;
}

/// stolonctl failkeeper: the planned way to another master; nothing is stopped first.
void ClusterRun::failKeeper() {
    stolon_.data.forceFail[std::size_t(owner_)] = true;
    note(owner_, "leader", "the operator declares its keeper failed");
}

} // namespace causeway
