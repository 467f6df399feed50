// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"

namespace causeway {

/// A way to the node: the sessions that clients already have, the proxy's choice, or their own knowledge.
bool ClusterRun::routed(int node) const {
    if (m_.stolon.proxied)
        return stolonForwards(node);
    if (!m_.proxied)
        return true;
    if (m_.proxies != 0) {
        bool alive = false;
        for (int i = 0; i < m_.count(); ++i)
            alive = alive || ((m_.proxies & only(i)) && reachable(i, node) && !at(i).hostFrozen);
        if (!alive)
            return false;
    }
    return at(node).proxyUp || attached_ == node;
}

/// Two primaries that both acknowledge, and standbys that do not stream.
void ClusterRun::watchCopies() {
    int primaries = 0, streaming = 0;
    for (const int i : m_.databases) {
        primaries += acknowledges(i) && (!m_.stolon.proxied || stolonForwards(i));
        streaming +=
            at(i).upstream >= 0 && streamsFrom(i, at(i).upstream) && at(at(i).upstream).pg == Pg::Primary;
    }
    twoPrimaries_ = primaries > 1;
    copiesMissing_ = streaming + 1 < int(m_.databases.size());
}

bool ClusterRun::serves(int node) const {
    return acknowledges(node) && clientsReach(node) && routed(node);
}

/// Why nobody answers, first cause first.
OutagePhase ClusterRun::waitingFor() const {
    if (m_.stolon.manages)
        return stolonWaitsFor();
    bool promoting = false, racing = false, silence = false;
    for (const int i : m_.databases) {
        const auto& n = at(i);
        if (n.pg == Pg::Primary && n.hostUp && (n.hostFrozen || n.diskStalled) && owner_ == i)
            return OutagePhase::Frozen;
        if (n.pg == Pg::Primary && clientsReach(i) && owner_ == i)
            return acknowledges(i) ? OutagePhase::Routing : OutagePhase::SyncStall;
        promoting = promoting || n.pg == Pg::Promoting;
        racing = racing || n.racing;
        silence = silence || n.raceSilent;
    }
    if (promoting)
        return OutagePhase::Promotion;
    if (racing || wakes_ > 0)
        return silence ? OutagePhase::RestTimeout : OutagePhase::Race;
    if (handover_)
        return OutagePhase::Handover;
    if (m_.managed && !etcdAlive())
        return OutagePhase::DcsLoss;
    if (owner_ < 0)
        return OutagePhase::Nobody;
    const auto& owner = at(owner_);
    if (!m_.managed)
        return owner.hostUp ? OutagePhase::Restart : OutagePhase::Nobody;
    if (agentRuns(owner_) && (owner.pg == Pg::Down || owner.pg == Pg::Starting) && owner.dcsOk)
        return OutagePhase::Restart;
    return owner.leaseEnd > now_ ? OutagePhase::LeaseRest : OutagePhase::LeaseCheck;
}

/// After every change: who answers the clients now. They stay where they are while it answers.
void ClusterRun::settle() {
    changed_ = false;
    watchCopies();
    if (attached_ >= 0 && (at(attached_).pg != Pg::Primary || !at(attached_).hostUp))
        attached_ = -1;
    int next = attached_ >= 0 && serves(attached_) ? attached_ : -1;
    if (next < 0 && owner_ >= 0 && serves(owner_))
        next = owner_;
    for (const int i : m_.databases)
        if (next < 0 && serves(i))
            next = i;
    if (next < 0)
        phase_ = waitingFor();
    if (next == serving_)
        return;
    const int before = serving_;
    serving_ = next;
    if (next < 0)
        return note(-1,
                    phase_ == OutagePhase::SyncStall || phase_ == OutagePhase::Frozen ? "waiting" : "refused",
                    phaseName(phase_));
    attached_ = next;
    if (before < 0 || now_ > 0)
        note(-1, "writing", "commits are answered");
    if (firstFault_ < 0 || moved_)
        return;
    moved_ = next != leaderAtFault_;
    if (moved_ || result_.failover == 0)
        result_.failover = now_ - firstFault_;
}

/// HAProxy asks GET /primary: Patroni says yes while it holds the lock, also while its PostgreSQL restarts in
/// place.
void ClusterRun::checkProxy(int node) {
    auto& n = at(node);
    const bool restarts = owner_ == node && (n.pg == Pg::Down || (n.pg == Pg::Starting && n.startAsPrimary));
    const bool leads = n.pg == Pg::Primary || (m_.managed && restarts);
    const bool healthy = leads && clientsReach(node) && (!m_.managed || agentRuns(node));
    n.proxyStreak = healthy == n.proxyUp ? 0 : n.proxyStreak + 1;
    if (n.proxyStreak >= (healthy ? m_.rise : m_.fall)) {
        n.proxyUp = healthy;
        n.proxyStreak = 0;
        changed_ = true;
    }
    schedule(now_ + m_.checkInterval, EventKind::ProxyCheck, node);
}

} // namespace causeway
