// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <cmath>

namespace causeway {

/// The watch on the leader key wakes every standby's agent.
void ClusterRun::wakeStandbys() {
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
    if (m_.syncMode != SynchronousMode::Off && syncLeader_ >= 0 && syncLeader_ != node &&
        !(syncMembers_ & only(node)))
        return false;
    return candidate_ == node || statusPosition_ - received(node) <= m_.lagLimit;
}

void ClusterRun::beginRace(int node) {
    if (!mayRace(node))
        return;
    auto& n = at(node);
    bool silence = false;
    for (const int i : m_.databases)
        if (i != node && at(i).leaseEnd + m_.loopWait > now_ && !restAnswers(node, i))
            silence = true;
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
    const bool syncOnly = m_.syncMode != SynchronousMode::Off;
    for (const int i : m_.databases) {
        if (i == node || !agentRuns(i) || !reachable(node, i))
            continue;
        if (at(i).pg == Pg::Primary)
            return;
        const bool eligible = !m_.nodes[std::size_t(i)].nofailover && at(i).pg == Pg::Standby &&
                              candidate_ != node &&
                              (!syncOnly || i == syncLeader_ || (syncMembers_ & only(i)));
        if (eligible && std::floor(received(i) + countPhase_) > std::floor(received(node) + countPhase_))
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
    n.written = n.position;
    n.replayBacklog = 0;
    n.pg = Pg::Primary;
    candidate_ = -1;
    handover_ = false;
    changed_ = true;
    note(node, "leader", "takes writes");
    NodeSet followers = 0;
    for (const int i : m_.databases) {
        if (i == node || at(i).pg != Pg::Standby || !agentRuns(i) || !reachable(i, node))
            continue;
        const bool behind = received(i) <= n.written + 1;
        const auto range = behind ? measured::kFollow : measured::kRejoin;
        const Micros slotDelay = m_.lacksSlots ? measured::kSlotMissing : 0;
        if (at(i).upstream >= 0 && at(i).streamLost < 0)
            freezeStream(i, Drain::All);
        at(i).upstream = -1;
        startStream(i, draw(i, range.low, range.high) + slotDelay);
        followers |= m_.nodes[std::size_t(i)].nosync ? 0 : only(i);
    }
    if (m_.syncMode == SynchronousMode::Off)
        return;
    // Non-strict: the new leader begins alone and picks a standby in its next cycle. Strict: commits wait for
    // one of those that remain.
    syncLeader_ = node;
    syncMembers_ = m_.strict ? followers : 0;
    quorum_ = 0;
    n.syncNames = m_.strict ? followers : 0;
    n.syncNeeded = m_.strict ? 1 : 0;
    n.strictWait = m_.strict && followers == 0;
    ++n.syncEpoch;
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
