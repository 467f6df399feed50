// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

namespace causeway {

/// Standbys that Patroni sees streaming: in pg_stat_replication and with a member key whose lease has not run
/// out; without those that lag more than maximum_lag_on_syncnode behind the best of them.
NodeSet ClusterRun::syncCandidates(int leader) const {
    NodeSet set = 0;
    double best = 0;
    for (const int i : m_.databases) {
        const bool listed = at(i).leaseEnd > now_ || at(i).leaseTimer;
        if (i == leader || m_.nodes[std::size_t(i)].nosync || !listed || !walSenderLists(leader, i))
            continue;
        set |= only(i);
        best = std::max(best, received(i));
    }
    if (m_.syncLagLimit <= 0)
        return set;
    best = std::popcount(set) > 1 ? best : at(leader).written;
    for (const int i : m_.databases)
        if ((set & only(i)) && best - received(i) > m_.syncLagLimit)
            set &= ~only(i);
    return set;
}

/// The `count` of the candidates with the shortest way from the leader; equals in the file's order.
NodeSet ClusterRun::nearest(int leader, NodeSet candidates, int count) const {
    NodeSet chosen = 0;
    for (int k = 0; k < count; ++k) {
        int best = -1;
        for (const int i : m_.databases)
            if ((candidates & ~chosen & only(i)) &&
                (best < 0 || m_.oneWay(leader, i) < m_.oneWay(leader, best)))
                best = i;
        chosen |= best < 0 ? 0 : only(best);
    }
    return chosen;
}

/// Whom commits shall wait for: those that may lead first, then by sync_priority, then those that are
/// synchronous already, then by round trip. Quorum takes everyone who may lead.
NodeSet ClusterRun::wantedSync(int leader, NodeSet candidates) const {
    const NodeSet now = at(leader).syncNames;
    const auto rank = [&](int i) {
        const auto& n = m_.nodes[std::size_t(i)];
        return std::tuple(n.nofailover, -n.syncPriority, !(now & only(i)), m_.oneWay(leader, i));
    };
    NodeSet chosen = 0;
    for (std::size_t round = 0; round < m_.databases.size(); ++round) {
        int best = -1;
        for (const int i : m_.databases)
            if ((candidates & ~chosen & only(i)) && (best < 0 || rank(i) < rank(best)))
                best = i;
        const bool enough = std::popcount(chosen) >= m_.syncCount;
        if (best < 0 ||
            (enough && (m_.syncMode == SynchronousMode::On || m_.nodes[std::size_t(best)].nofailover)))
            break;
        chosen |= only(best);
    }
    return chosen;
}

/// The leader's cycle: who is synchronous now.
void ClusterRun::manageSync(int leader) {
    if (m_.syncMode == SynchronousMode::Off)
        return;
    auto& n = at(leader);
    const NodeSet candidates = syncCandidates(leader);
    if (std::exchange(n.awaitsFollowers, false) && !(n.syncNames & candidates))
        return;
    const NodeSet want = wantedSync(leader, candidates);
    if (want == 0 && m_.strict) {
        n.strictWait = n.syncNames == 0;
        changed_ = true;
        return;
    }
    const int needed = std::min(m_.syncCount, std::popcount(want));
    if (want != n.syncNames || needed != n.syncNeeded || syncLeader_ != leader || syncMembers_ != want)
        applySync(leader, want, needed);
}

/// /sync shrinks before synchronous_standby_names changes and grows after, when the new standby has caught
/// up: 2 s later, before 4.0 in the next cycle if another member of /sync stays; in quorum mode after 1 s
/// where there was none.
void ClusterRun::applySync(int leader, NodeSet names, int needed) {
    auto& n = at(leader);
    if (names != n.syncNames || needed != n.syncNeeded)
        note(leader, "leader",
             names ? "waits for another standby from now on" : "waits for no standby any more");
    n.syncNames = names;
    n.syncNeeded = needed;
    n.strictWait = false;
    syncLeader_ = leader;
    syncMembers_ &= names;
    changed_ = true;
    if (names == 0) {
        quorum_ = 0;
        return;
    }
    if (m_.syncMode == SynchronousMode::Quorum) {
        quorum_ = std::popcount(names) - needed;
        if (syncMembers_ != 0)
            syncMembers_ = names;
        else
            schedule(now_ + measured::kQuorumPublishDelay, EventKind::SyncPublish, leader, ++n.syncEpoch);
        return;
    }
    const Micros delay = m_.lacksSlots && syncMembers_ != 0 ? m_.loopWait : measured::kSyncPublishDelay;
    schedule(now_ + delay, EventKind::SyncPublish, leader, ++n.syncEpoch);
}

void ClusterRun::publishSync(int leader) {
    auto& n = at(leader);
    if (owner_ != leader || n.pg != Pg::Primary || !n.dcsOk)
        return;
    NodeSet fit = 0;
    for (const int i : m_.databases)
        if ((n.syncNames & only(i)) && streamsFrom(i, leader)) {
            fit |= only(i);
            if (now_ > 0)
                note(i, "sync", "is synchronous");
        }
    // A quorum is sure once as many as a commit needs have caught up: all are voters then.
    const bool sure = std::popcount(fit) >= std::max(1, n.syncNeeded);
    syncMembers_ = m_.syncMode == SynchronousMode::Quorum ? (sure ? n.syncNames : 0) : fit;
    changed_ = true;
}

/// Whether a commit on this primary is answered: it runs, and enough of its synchronous standbys answer.
bool ClusterRun::acknowledges(int primary) const {
    const auto& n = at(primary);
    if (n.pg != Pg::Primary || !n.hostUp || n.hostFrozen || n.diskStalled || n.diskFull)
        return false;
    if (m_.stolon.manages && stolon_.keepers[std::size_t(primary)].closedToUsers)
        return false;
    if (!m_.waitsForStandby)
        return true;
    if (n.strictWait)
        return false;
    int answers = 0;
    for (const int i : m_.databases)
        answers += (n.syncNames & only(i)) && streamsFrom(i, primary);
    return answers >= n.syncNeeded;
}

/// Quorum mode: with its own the node has the votes of enough members that every commit is on one of them.
bool ClusterRun::hasVotes(int node) const {
    if (m_.syncMode != SynchronousMode::Quorum)
        return true;
    if (syncLeader_ < 0 || syncLeader_ == node)
        return true;
    const auto whole = [&](int i) {
        return std::floor(received(i) + countPhase_);
    };
    int votes = syncMembers_ & only(node) ? 0 : -1;
    for (const int i : m_.databases)
        if (i != node && (syncMembers_ & only(i)) && agentRuns(i) && reachable(node, i) &&
            at(i).pg == Pg::Standby && whole(i) <= whole(node))
            ++votes;
    return votes >= quorum_;
}

} // namespace causeway
