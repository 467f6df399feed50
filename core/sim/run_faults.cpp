// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <cmath>

namespace causeway {

/// Whom the fault means at this moment; for a site's loss, everything that stands in the target's site.
NodeSet ClusterRun::targets(const ModelFault& f) const {
    if (f.target == TargetKind::Cluster)
        return 0;
    if (f.target == TargetKind::Nodes)
        return f.nodes;
    const int leader = owner_ >= 0 ? owner_ : serving_;
    int chosen = f.target == TargetKind::Leader ? leader : -1;
    for (const int i : m_.databases) {
        const bool sync = (syncMembers_ & only(i)) != 0;
        if (i == leader || !at(i).hostUp || f.target == TargetKind::Leader)
            continue;
        const bool better =
            chosen < 0 || (f.target == TargetKind::Standby && !sync && (syncMembers_ & only(chosen)));
        if (better && (f.target == TargetKind::Standby || sync))
            chosen = i;
    }
    if (chosen < 0)
        return 0;
    NodeSet set = only(chosen);
    for (int i = 0; i < m_.count() && f.action == FaultAction::SiteLoss; ++i)
        if (m_.nodes[std::size_t(i)].site == m_.nodes[std::size_t(chosen)].site)
            set |= only(i);
    return set;
}

void ClusterRun::beginFault(int index) {
    const auto& f = scenario_.faults[std::size_t(index)];
    if (firstFault_ < 0) {
        firstFault_ = now_;
        leaderAtFault_ = serving_;
        if (m_.managed && owner_ >= 0)
            result_.age = now_ - at(owner_).lastKeepalive;
    }
    changed_ = true;
    if (f.action == FaultAction::Switchover)
        return startHandover(f.target, targets(f));
    if (f.action == FaultAction::RollingRestart)
        return restartInTurn(index);
    const NodeSet hit = targets(f);
    struck_[std::size_t(index)] = hit;
    underWay_[std::size_t(index)] = true;
    rebuildCuts();
    dcsStopped_ = dcsStopped_ || f.action == FaultAction::DcsStop;
    for (int i = 0; i < m_.count(); ++i)
        if (hit & only(i))
            strike(f, i);
    refreshNetwork(f.action == FaultAction::CutAll || f.action == FaultAction::LinkCut ||
                           f.action == FaultAction::SiteLoss
                       ? Drain::PathDies
                       : Drain::All);
    if (f.lasts > 0)
        schedule(now_ + f.lasts, EventKind::FaultEnd, index);
}

void ClusterRun::strike(const ModelFault& f, int node) {
    auto& n = at(node);
    switch (f.action) {
    case FaultAction::Kill:
        return hostFails(node, false, Drain::ProcessesDie);
    case FaultAction::Silent:
        return hostFails(node, true, Drain::HostDies);
    case FaultAction::SiteLoss:
        return hostFails(node, true, Drain::PathDies);
    case FaultAction::PostgresKill:
        return postgresCrashes(node);
    case FaultAction::AgentHang:
        n.agentFrozen = true;
        note(node, "leader", "its agent freezes");
        return armWatchdog(node);
    case FaultAction::HostHang:
        n.hostFrozen = true;
        return note(node, "down", "freezes");
    case FaultAction::CutDcs:
        n.dcsCut = true;
        return note(node, "async", "loses its way to etcd");
    case FaultAction::CutAll:
        return note(node, "async", "is cut off from etcd and the others");
    case FaultAction::LinkCut:
        return note(node, "async", "loses its way to the other end");
    case FaultAction::DiskStall:
        n.diskStalled = true;
        return note(node, "down", "its disk stops answering");
    case FaultAction::DiskFull:
        n.diskFull = true;
        note(node, "down", "its disk is full");
        return postgresCrashes(node);
    case FaultAction::AgentKill:
        n.agentDead = true;
        note(node, "leader", "its agent dies");
        return armWatchdog(node);
    case FaultAction::ClockBack:
        // The next loop is due at a time of the clock that comes so much later. REST goes on answering.
        if (m_.stolon.manages)
            return note(node, "leader", "its clock is set back: Stolon's timers do not care");
        if (agentRuns(node) && !n.dcsFailing)
            nextLoop(node, n.nextLoop + (f.lasts > 0 ? f.lasts : measured::kClockStep));
        armWatchdog(node);
        return note(node, "leader", "its clock is set back: its agent sleeps on");
    case FaultAction::DcsStop:
    case FaultAction::Switchover:
    case FaultAction::RollingRestart:
        break;
    }
}

void ClusterRun::endFault(int index) {
    const auto& f = scenario_.faults[std::size_t(index)];
    dcsStopped_ = dcsStopped_ && f.action != FaultAction::DcsStop;
    underWay_[std::size_t(index)] = false;
    rebuildCuts();
    for (int i = 0; i < m_.count(); ++i)
        if (struck_[std::size_t(index)] & only(i))
            relieve(f, i);
    refreshNetwork(Drain::All);
    if (f.action != FaultAction::DcsStop)
        return;
    // Requests that waited are answered at once; leases that ran out meanwhile are found first.
    for (const int i : m_.databases) {
        if (m_.managed && !m_.stolon.manages && at(i).dcsOk && agentRuns(i))
            nextLoop(i, now_ + draw(i, 20 * kMillisecond, measured::kLeaseCheck.high));
    }
}

void ClusterRun::relieve(const ModelFault& f, int node) {
    auto& n = at(node);
    switch (f.action) {
    case FaultAction::Kill:
    case FaultAction::Silent:
    case FaultAction::SiteLoss:
        return hostReturns(node);
    case FaultAction::AgentHang:
        n.agentFrozen = false;
        return agentResumes(node);
    case FaultAction::HostHang:
        n.hostFrozen = false;
        if (m_.stolon.manages)
            return stolonHostThaws(node);
        if (m_.nodes[std::size_t(node)].watchdog && n.pg == Pg::Primary &&
            n.watchdogKick + m_.watchdogTimeout <= now_)
            return watchdogBites(node);
        if (n.pg == Pg::Primary)
            attached_ = node; // sessions that froze with it go on where they were
        return agentResumes(node);
    case FaultAction::AgentKill:
        n.agentDead = false;
        return m_.stolon.manages ? keeperBegins(node) : agentResumes(node);
    case FaultAction::DiskStall:
        n.diskStalled = false;
        return;
    case FaultAction::DiskFull:
        n.diskFull = false;
        return m_.managed || n.pg != Pg::Down ? void() : recoverPostgres(node);
    case FaultAction::CutDcs:
    case FaultAction::CutAll:
    case FaultAction::LinkCut:
    case FaultAction::ClockBack:
    case FaultAction::PostgresKill:
    case FaultAction::DcsStop:
    case FaultAction::Switchover:
    case FaultAction::RollingRestart:
        break;
    }
}

/// The host is gone with all that ran on it.
void ClusterRun::hostFails(int node, bool silent, Drain drain) {
    auto& n = at(node);
    if (!n.hostUp)
        return;
    if (m_.nodes[std::size_t(node)].database) {
        for (const int i : m_.databases)
            if (at(i).upstream == node) {
                if (at(i).streamLost < 0)
                    freezeStream(i, drain);
                at(i).upstream = -1;
            }
        if (n.pg == Pg::Primary)
            n.position = n.written;
        else if (n.upstream >= 0 && n.streamLost < 0)
            n.position = received(node);
        // A dead process closes its stream; a vanished host leaves it open at the other end.
        if (silent && n.upstream >= 0)
            n.streamLost = n.streamLost < 0 ? now_ : n.streamLost;
        else
            n.upstream = -1;
        n.pg = Pg::Down;
        n.streamDue = -1;
        n.racing = n.raceSilent = n.noticing = false;
        ++n.pgEpoch, ++n.loopEpoch, ++n.raceEpoch, ++n.streamEpoch;
    }
    if (etcdLeader_ == node)
        etcdLeader_ = -1;
    ++n.watchdogEpoch;
    n.hostUp = false;
    n.silent = silent;
    if (m_.stolon.manages)
        stolonHostGone(node);
    note(node, "down", silent ? "vanishes from the network" : "its processes die");
}

/// The host boots; its agent, or without one the host itself, starts PostgreSQL.
void ClusterRun::hostReturns(int node) {
    auto& n = at(node);
    if (n.hostUp)
        return;
    n.hostUp = true;
    n.silent = n.hostFrozen = n.agentFrozen = n.agentDead = false;
    n.upstream = -1;
    n.streamLost = -1;
    note(node, "down", "is back");
    refreshNetwork(Drain::All);
    if (m_.stolon.manages)
        return stolonHostBack(node);
    if (!m_.nodes[std::size_t(node)].database)
        return;
    if (m_.managed)
        nextLoop(node, now_ + draw(node, measured::kAgentStart.low, measured::kAgentStart.high));
    else
        recoverPostgres(node);
}

/// All PostgreSQL processes die at once; without fsync at commit, the last commits were only in memory.
void ClusterRun::postgresCrashes(int node) {
    auto& n = at(node);
    if (!m_.nodes[std::size_t(node)].database || n.pg == Pg::Down)
        return;
    for (const int i : m_.databases)
        if (at(i).upstream == node) {
            if (at(i).streamLost < 0)
                freezeStream(i, Drain::ProcessesDie);
            at(i).upstream = -1;
        }
    if (n.pg == Pg::Primary) {
        if (m_.unflushed && serving_ == node) {
            auto& line = timelines_[std::size_t(n.timeline)];
            const double before = n.written;
            n.written = std::max(line.start,
                                 before - n.random.between(0.0, measured::kUnflushedSeconds) * m_.commitRate);
            lostInPlace_ += std::floor(before + countPhase_) - std::floor(n.written + countPhase_);
            line.end = n.written;
        }
        n.position = n.written;
    } else {
        n.position = received(node);
    }
    n.upstream = -1;
    n.pg = Pg::Down;
    n.racing = n.raceSilent = false;
    ++n.pgEpoch, ++n.raceEpoch, ++n.streamEpoch;
    note(node, "down", "PostgreSQL crashes");
    if (!m_.managed)
        recoverPostgres(node);
}

/// The operator restarts PostgreSQL on every standby, each when the one before streams again, and at last
/// hands over from the leader, which restarts as a standby.
void ClusterRun::restartInTurn(int index) {
    changed_ = true;
    int turn = 0, chosen = -1;
    for (const int i : m_.databases)
        if (i != leaderAtFault_ && turn++ == rolled_)
            chosen = i;
    ++rolled_;
    if (chosen < 0) {
        const NodeSet leader = owner_ < 0 ? 0 : only(owner_);
        return leader == 0 ? void() : startHandover(TargetKind::Leader, leader);
    }
    schedule(now_ + measured::kOperatorPause, EventKind::RollingStep, index);
    auto& n = at(chosen);
    if (chosen == owner_ || n.pg != Pg::Standby || !agentRuns(chosen))
        return;
    n.position = received(chosen);
    n.upstream = -1;
    n.pg = Pg::Starting;
    n.startAsPrimary = false;
    ++n.streamEpoch;
    schedule(now_ + draw(chosen, measured::kCleanRestart.low, measured::kCleanRestart.high),
             EventKind::PostgresUp, chosen, ++n.pgEpoch);
    note(chosen, "down", "the operator restarts PostgreSQL");
}

/// A frozen agent runs again. If its lease ran out meanwhile, it notices that only after some seconds, and
/// before Patroni 3.0.3 it may overwrite the new leader's key.
void ClusterRun::agentResumes(int node) {
    auto& n = at(node);
    if (!m_.managed || !agentRuns(node) || !m_.nodes[std::size_t(node)].database)
        return;
    if (m_.stolon.manages)
        return stolonKeeperGoesOn(node);
    ++n.watchdogEpoch;
    note(node, "async", "runs again");
    nextLoop(node, now_ + draw(node, 20 * kMillisecond, 200 * kMillisecond));
    if (n.pg != Pg::Primary || owner_ < 0 || owner_ == node)
        return;
    if (m_.stealsStaleLock && n.dcsOk && n.random.chance(measured::kStaleLeaderSteals)) {
        owner_ = node;
        keepAlive(node);
        return note(node, "leader", "overwrites the new leader's key");
    }
    n.noticing = true;
    const auto range =
        n.random.chance(measured::kNoticesLate) ? measured::kNoticeLate : measured::kNoticeAtOnce;
    schedule(now_ + draw(node, range.low, range.high), EventKind::StopPrimary, node, n.pgEpoch);
}

} // namespace causeway
