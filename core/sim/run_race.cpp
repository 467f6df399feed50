// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace causeway {

/// The watch on the leader key wakes every standby's agent.
void ClusterRun::wakeStandbys() {
    known_ = 0;
    for (const int i : m_.databases)
        known_ |= at(i).leaseEnd + m_.loopWait > now_ ? only(i) : 0;
    for (const int i : m_.databases)
        if (at(i).pg == Pg::Standby && agentRuns(i) && at(i).dcsOk)
            schedule(now_ + draw(i, measured::kWatchWake.low, measured::kWatchWake.high),
                     EventKind::RaceBegin, i, ++at(i).raceEpoch);
}

/// What a node checks of itself before it asks the others (Patroni's is_healthiest_node).
bool ClusterRun::mayRace(int node) const {
    const auto& n = at(node);
    if (owner_ >= 0 || n.pg != Pg::Standby || !agentRuns(node) || !n.dcsOk || n.racing)
        return false;
    if (m_.nodes[std::size_t(node)].nofailover || (candidate_ >= 0 && candidate_ != node))
        return false;
    // Quorum mode lets others race too: they need votes like the rest.
    if (m_.syncMode == SynchronousMode::On && syncLeader_ >= 0 && !namedInSync(node))
        return false;
    if (m_.checkTimeline && n.timeline != clusterTimeline_ && candidate_ != node)
        return false;
    return candidate_ == node || statusPosition_ - received(node) <= m_.lagLimit;
}

bool ClusterRun::namedInSync(int node) const {
    return syncLeader_ == node || (syncMembers_ & only(node));
}

/// Whether `node` asks `other` in a race: who may lead and was a member when the key was last held (Patroni
/// keeps that view of the cluster until somebody leads again), or is one now; in failsafe mode everyone
/// ever known; in synchronous mode only those in /sync.
bool ClusterRun::polls(int node, int other) const {
    const bool voter = m_.syncMode == SynchronousMode::Quorum && (syncMembers_ & only(other));
    if (other == node || (m_.nodes[std::size_t(other)].nofailover && !voter))
        return false;
    if (m_.syncMode != SynchronousMode::Off && syncLeader_ >= 0 && !namedInSync(other))
        return false;
    return m_.failsafe || (known_ & only(other)) || at(other).leaseEnd > now_;
}

/// Whether a node that answers keeps this one from leading: it has more WAL, or as much and more priority.
/// The former leader does not count in synchronous mode, nor its priority in any.
bool ClusterRun::outranks(int other, int node) const {
    const double mine = std::floor(received(node) + countPhase_),
                 theirs = std::floor(received(other) + countPhase_);
    const bool sync = m_.syncMode != SynchronousMode::Off && syncLeader_ >= 0;
    const bool former = sync ? other == syncLeader_ : at(other).timeline != at(node).timeline;
    if (theirs > mine)
        return !(sync && former);
    const bool votes = m_.syncMode != SynchronousMode::Quorum || (syncMembers_ & only(other));
    return theirs == mine && !former && votes &&
           m_.nodes[std::size_t(other)].failoverPriority > m_.nodes[std::size_t(node)].failoverPriority;
}

void ClusterRun::beginRace(int node) {
    if (!mayRace(node))
        return;
    auto& n = at(node);
    bool silence = false;
    for (const int i : m_.databases)
        silence = silence || (polls(node, i) && !restAnswers(node, i));
    n.racing = true;
    n.raceSilent = silence;
    changed_ = true;
    const Micros asked = silence ? measured::kRestTimeout : 0;
    schedule(now_ + asked + draw(node, measured::kRestAnswer.low, measured::kRestAnswer.high),
             EventKind::RaceDecide, node, ++n.raceEpoch);
    note(node, "async", silence ? "asks the others; one does not answer" : "asks the others");
}

void ClusterRun::decideRace(int node) {
    auto& n = at(node);
    n.racing = n.raceSilent = false;
    changed_ = true;
    if (!mayRace(node))
        return;
    for (const int i : m_.databases) {
        if (!polls(node, i) || !agentRuns(i) || !reachable(node, i))
            continue;
        if (at(i).pg == Pg::Primary)
            return;
        if (at(i).pg == Pg::Standby && candidate_ != node && outranks(i, node))
            return;
    }
    if (!hasVotes(node))
        return;
    n.racing = true;
    schedule(now_ + draw(node, measured::kAcquire.low, measured::kAcquire.high), EventKind::Acquire, node,
             n.raceEpoch);
}

void ClusterRun::acquire(int node) {
    at(node).racing = false;
    changed_ = true;
    if (owner_ >= 0 || !at(node).dcsOk || !agentRuns(node) || at(node).pg != Pg::Standby)
        return;
    owner_ = node;
    keepAlive(node);
    note(node, "promoting", "wins the leader key");
    promote(node);
}

/// pg_promote: replay what is left, then take writes.
void ClusterRun::promote(int node) {
    auto& n = at(node);
    n.position = received(node);
    n.upstream = -1;
    n.pg = Pg::Promoting;
    const double replay = n.replayBacklog / m_.nodes[std::size_t(node)].replayRate;
    schedule(now_ + draw(node, measured::kPromote.low, measured::kPromote.high) + fromSeconds(replay),
             EventKind::Promoted, node, ++n.pgEpoch);
    changed_ = true;
}

void ClusterRun::promoted(int node) {
    auto& n = at(node);
    timelines_.push_back({n.timeline, n.position, n.position});
    n.timeline = int(timelines_.size()) - 1;
    clusterTimeline_ = n.timeline;
    n.written = n.position;
    n.replayBacklog = 0;
    n.pg = Pg::Primary;
    candidate_ = -1;
    handover_ = false;
    changed_ = true;
    note(node, "leader", "takes writes");
    if (m_.stolon.manages)
        return keeperDone(node);
    followNewLeader(node);
    // The end of the promotion wakes its agent for a cycle.
    if (m_.managed)
        nextLoop(node, now_ + measured::kPromotionPoll);
}

/// The other standbys turn to the new leader, and it says whom its commits wait for.
void ClusterRun::followNewLeader(int leader) {
    NodeSet followers = 0;
    for (const int i : m_.databases) {
        if (i == leader || at(i).pg != Pg::Standby || !agentRuns(i) || !reachable(i, leader))
            continue;
        const bool behind = received(i) <= at(leader).written + 1;
        const auto range = behind ? measured::kFollow : measured::kRejoin;
        const Micros slotDelay = m_.lacksSlots ? measured::kSlotMissing : 0;
        if (at(i).upstream >= 0 && at(i).streamLost < 0)
            freezeStream(i, Drain::All);
        at(i).upstream = -1;
        startStream(i, draw(i, range.low, range.high) + slotDelay);
        followers |= m_.nodes[std::size_t(i)].nosync ? 0 : only(i);
    }
    if (m_.syncMode != SynchronousMode::Off)
        applySyncAtPromotion(leader, followers);
}

/// What a new leader waits for before its next cycle. Quorum: as many of the old set, the former leader among
/// them, as keep the promise. Strict: before 4.0 any standby, since then those that /sync names, the former
/// leader first. Otherwise nobody.
void ClusterRun::applySyncAtPromotion(int leader, NodeSet followers) {
    auto& n = at(leader);
    ++n.syncEpoch;
    n.strictWait = n.awaitsFollowers = false;
    const NodeSet former = syncLeader_ >= 0 ? only(syncLeader_) : 0;
    const NodeSet named = (former | syncMembers_) & ~only(leader);
    if (m_.syncMode == SynchronousMode::Quorum) {
        const int voters = std::popcount(former | syncMembers_);
        const int votes = voters - quorum_ - 1 + ((former | syncMembers_) & only(leader) ? 0 : 1);
        n.syncNames = named;
        n.syncNeeded = std::min(std::max(votes, m_.strict ? 1 : 0), std::max(1, std::popcount(named)));
        n.strictWait = m_.strict && named == 0;
        n.syncNeeded = named == 0 ? 0 : n.syncNeeded;
        n.awaitsFollowers = true;
        syncMembers_ = named;
    } else {
        n.syncNames = !m_.strict ? 0 : m_.lacksSlots ? followers : named;
        n.syncNeeded = n.syncNames == 0 ? 0 : m_.lacksSlots ? 1 : std::popcount(n.syncNames);
        n.strictWait = m_.strict && n.syncNames == 0;
        syncMembers_ = m_.lacksSlots ? 0 : n.syncNames;
        quorum_ = 0;
    }
    syncLeader_ = leader;
}

int ClusterRun::switchoverCandidate(TargetKind target, NodeSet nodes) const {
    int best = -1;
    for (const int i : m_.databases) {
        const bool named = target != TargetKind::Nodes || nodes == only(owner_) || (nodes & only(i));
        const bool able = i != owner_ && named && streamsFrom(i, owner_) && agentRuns(i) && at(i).dcsOk &&
                          !m_.nodes[std::size_t(i)].nofailover;
        const bool inSync = m_.syncMode == SynchronousMode::Off || (syncMembers_ & only(i));
        if (able && inSync && (best < 0 || received(i) > received(best)))
            best = i;
    }
    return best;
}

void ClusterRun::startHandover(TargetKind target, NodeSet nodes) {
    if (m_.stolon.manages)
        return failKeeper();
    const bool ready = m_.managed && owner_ >= 0 && at(owner_).pg == Pg::Primary && agentRuns(owner_) &&
                       at(owner_).dcsOk && !handover_;
    const int candidate = ready ? switchoverCandidate(target, nodes) : -1;
    if (candidate < 0)
        return note(-1, serving_ >= 0 ? "writing" : "refused", "switchover refused: no standby is fit");
    handover_ = true;
    candidate_ = candidate;
    const int leader = owner_;
    schedule(now_ + draw(leader, measured::kHandoverStop.low, measured::kHandoverStop.high),
             EventKind::HandoverStop, leader);
    note(candidate, "async", "is to take over");
}

/// The leader shuts down cleanly; its standbys receive the last record.
void ClusterRun::handoverStops() {
    const int leader = owner_;
    if (!handover_ || leader < 0 || at(leader).pg != Pg::Primary || !agentRuns(leader)) {
        handover_ = false;
        candidate_ = -1;
        return;
    }
    demote(leader, "stops cleanly for the switchover");
    schedule(now_ + draw(leader, measured::kHandoverFree.low, measured::kHandoverFree.high),
             EventKind::HandoverFree, leader);
}

void ClusterRun::handoverFrees() {
    if (!handover_)
        return;
    owner_ = -1;
    changed_ = true;
    wakeStandbys();
}

} // namespace causeway
