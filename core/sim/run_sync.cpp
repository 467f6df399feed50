// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <bit>

namespace causeway {

/// Standbys that Patroni sees streaming: in pg_stat_replication and with a member key whose lease has not run
/// out.
NodeSet ClusterRun::syncCandidates(int leader) const {
    NodeSet set = 0;
    for (const int i : m_.databases) {
        const bool listed = at(i).leaseEnd > now_ || at(i).leaseTimer;
        if (i != leader && !m_.nodes[std::size_t(i)].nosync && listed && walSenderLists(leader, i))
            set |= only(i);
    }
    return set;
}

/// `count` of the candidates: those of `keep` first, then by round trip from the leader, then in the file's
/// order.
NodeSet ClusterRun::nearest(int leader, NodeSet candidates, int count, NodeSet keep) const {
    NodeSet chosen = 0;
    for (int k = 0; k < count; ++k) {
        int best = -1;
        for (const int i : m_.databases) {
            if (!(candidates & only(i)) || (chosen & only(i)))
                continue;
            const auto rank = [&](int j) {
                return m_.oneWay(leader, j) - (keep & only(j) ? 1e6 : 0);
            };
            if (best < 0 || rank(i) < rank(best))
                best = i;
        }
        if (best < 0)
            break;
        chosen |= only(best);
    }
    return chosen;
}

/// The leader's cycle: who is synchronous now. /sync shrinks before synchronous_standby_names changes and
/// grows 2 s after, when the new standby has caught up.
void ClusterRun::manageSync(int leader) {
    if (m_.syncMode == SynchronousMode::Off)
        return;
    auto& n = at(leader);
    const NodeSet candidates = syncCandidates(leader);
    const NodeSet want = m_.syncMode == SynchronousMode::Quorum
                             ? candidates
                             : nearest(leader, candidates, m_.syncCount, n.syncNames);
    if (want == 0 && m_.strict) {
        n.strictWait = n.syncNames == 0;
        changed_ = true;
        return;
    }
    const int needed = std::min(m_.syncCount, std::popcount(want));
    if (want == n.syncNames && needed == n.syncNeeded && syncLeader_ == leader && syncMembers_ == want)
        return;
    const bool same = want == n.syncNames && needed == n.syncNeeded;
    n.syncNames = want;
    n.syncNeeded = needed;
    n.strictWait = false;
    syncLeader_ = leader;
    syncMembers_ &= want;
    changed_ = true;
    if (!same)
        note(leader, "leader",
             want ? "waits for another standby from now on" : "waits for no standby any more");
    if (m_.syncMode == SynchronousMode::Quorum) {
        syncMembers_ = want;
        quorum_ = std::popcount(want) - needed;
    } else if (want != 0) {
        schedule(now_ + measured::kSyncPublishDelay, EventKind::SyncPublish, leader, ++n.syncEpoch);
    }
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
    syncMembers_ = fit;
    changed_ = true;
}

/// Whether a commit on this primary is answered: it runs, and enough of its synchronous standbys answer.
bool ClusterRun::acknowledges(int primary) const {
    const auto& n = at(primary);
    if (n.pg != Pg::Primary || !n.hostUp || n.hostFrozen || n.diskStalled)
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
    int votes = (syncMembers_ & only(node)) || syncLeader_ == node ? 0 : -1;
    for (const int i : m_.databases)
        if (i != node && (syncMembers_ & only(i)) && agentRuns(i) && reachable(node, i) &&
            at(i).pg == Pg::Standby && received(i) <= received(node))
            ++votes;
    return votes >= quorum_ || syncLeader_ == node;
}

} // namespace causeway
