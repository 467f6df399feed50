// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>

namespace causeway {

void ClusterRun::nextLoop(int node, Micros when) {
    at(node).nextLoop = std::max(when, now_);
    schedule(at(node).nextLoop, EventKind::HaLoop, node, ++at(node).loopEpoch);
}

void ClusterRun::keepAlive(int node) {
    auto& n = at(node);
    n.lastKeepalive = n.watchdogKick = now_;
    n.leaseEnd = now_ + m_.ttl;
    if (!n.leaseTimer) {
        n.leaseTimer = true;
        schedule(n.leaseEnd, EventKind::LeaseExpire, node);
    }
}

/// One cycle: reach etcd, renew, then act by who holds the key.
void ClusterRun::haLoop(int node) {
    auto& n = at(node);
    if (!agentRuns(node))
        return;
    if (!n.dcsOk && etcdElection_ >= 0 && !n.dcsCut) // the request waits for etcd's new leader
        return nextLoop(node,
                        std::max(etcdElection_, now_) + draw(node, 1 * kMillisecond, 20 * kMillisecond));
    if (!n.dcsOk)
        return dcsFails(node);
    n.dcsFailing = false;
    if (owner_ == node && n.leaseEnd <= now_) {
        owner_ = -1;
        changed_ = true;
        note(node, n.pg == Pg::Primary ? "leader" : "down", "its lease has run out");
        wakeStandbys();
    }
    keepAlive(node);
    if (owner_ == node)
        leaderCycle(node);
    else
        followerCycle(node);
    nextLoop(node, now_ + m_.loopWait);
}

void ClusterRun::leaderCycle(int node) {
    auto& n = at(node);
    switch (n.pg) {
    case Pg::Primary:
        statusPosition_ = n.written;
        manageSync(node);
        break;
    case Pg::Down:
        recoverPostgres(node);
        break;
    case Pg::Standby:
        promote(node); // it had the session's lock all along
        break;
    case Pg::Starting:
    case Pg::Promoting:
    case Pg::Stopping:
        break;
    }
}

void ClusterRun::followerCycle(int node) {
    auto& n = at(node);
    if (owner_ < 0 && n.pg == Pg::Primary) {
        owner_ = node; // a running leader takes a free key back without a race
        changed_ = true;
        note(node, "leader", "takes its key back");
        return leaderCycle(node);
    }
    if (n.pg == Pg::Primary && !n.noticing)
        return demote(node, "another node holds the lock");
    if (n.pg == Pg::Down)
        return recoverPostgres(node);
    if (n.pg != Pg::Standby)
        return;
    if (owner_ < 0)
        return beginRace(node);
    if (n.streamDue <= now_ && (n.upstream != owner_ || !walSenderLists(owner_, node)))
        startStream(node, draw(node, measured::kFollow.low, measured::kFollow.high));
}

/// etcd does not answer: the agent tries its members until its client gives up. Where only the answers are
/// lost, the first request on the open connection still renews the lease.
void ClusterRun::dcsFails(int node) {
    auto& n = at(node);
    n.dcsFailing = true;
    if (n.dcsConnected && n.dcsHears && etcdAlive() && n.leaseEnd > now_)
        n.leaseEnd = now_ + m_.ttl;
    n.dcsConnected = false;
    const Micros tried = fromSeconds(callEtcd(etcdWays(node), m_.retryTimeoutSeconds, n.random).seconds);
    schedule(now_ + std::max<Micros>(0, tried - measured::kKeepaliveAnswer), EventKind::DcsGiveUp, node,
             ++n.loopEpoch);
    if (n.pg == Pg::Primary)
        armWatchdog(node);
}

void ClusterRun::dcsGivesUp(int node) {
    auto& n = at(node);
    n.dcsFailing = false;
    if (!agentRuns(node))
        return;
    if (n.dcsOk)
        return haLoop(node);
    if (n.pg == Pg::Primary && failsafeHolds(node))
        n.watchdogKick = now_;
    else if (n.pg == Pg::Primary)
        demote(node, "etcd does not answer: it stops taking writes");
    nextLoop(node, now_ + kSecond);
}

/// The device resets the server when nobody has renewed the lease for its timeout.
void ClusterRun::armWatchdog(int node) {
    auto& n = at(node);
    if (m_.nodes[std::size_t(node)].watchdog && n.pg == Pg::Primary)
        schedule(std::max(now_, n.watchdogKick + m_.watchdogTimeout), EventKind::Watchdog, node,
                 ++n.watchdogEpoch);
}

void ClusterRun::watchdogBites(int node) {
    auto& n = at(node);
    if (!n.hostUp || n.pg != Pg::Primary)
        return;
    if (n.hostFrozen)
        return; // its clock stands still with it; it bites when the host runs again
    if (n.watchdogKick + m_.watchdogTimeout > now_)
        return agentRuns(node) && n.dcsOk ? void() : armWatchdog(node);
    note(node, "down", "its watchdog resets it");
    hostFails(node, true, Drain::HostDies);
    refreshNetwork(Drain::All);
    schedule(now_ + draw(node, measured::kReboot.low, measured::kReboot.high), EventKind::Reboot, node);
}

/// failsafe_mode: every other member known to etcd accepts this leader over REST.
bool ClusterRun::failsafeHolds(int node) const {
    if (!m_.failsafe)
        return false;
    return std::all_of(m_.databases.begin(), m_.databases.end(), [&](int other) {
        const bool known = at(other).leaseEnd > at(node).lastKeepalive;
        return other == node || !known || (agentRuns(other) && reachable(node, other));
    });
}

/// Fast stop, then a start as read-only standby; the standbys get all that was written.
void ClusterRun::demote(int node, const char* why) {
    auto& n = at(node);
    for (const int i : m_.databases)
        if (at(i).upstream == node && at(i).streamLost < 0) {
            freezeStream(i, Drain::All);
            at(i).upstream = -1;
        }
    n.pg = Pg::Starting;
    n.startAsPrimary = false;
    n.position = n.written;
    n.upstream = -1;
    schedule(now_ + draw(node, measured::kDemotedStart.low, measured::kDemotedStart.high),
             EventKind::PostgresUp, node, ++n.pgEpoch);
    changed_ = true;
    note(node, "fenced", why);
}

/// PostgreSQL is down while the agent lives: start it where it stands, or let another lead.
void ClusterRun::recoverPostgres(int node) {
    auto& n = at(node);
    n.startAsPrimary = owner_ == node;
    if (n.startAsPrimary && m_.startTimeout == 0 && m_.databases.size() > 1) {
        n.startAsPrimary = false;
        owner_ = -1;
        note(node, "down", "gives its key up");
        wakeStandbys();
    }
    const Micros redo = fromSeconds(n.random.between(0.0, m_.redoSecondsMax));
    const Micros start = draw(node, measured::kCrashStart.low, measured::kCrashStart.high) + redo;
    n.pg = Pg::Starting;
    schedule(now_ + start, EventKind::PostgresUp, node, ++n.pgEpoch);
    if (n.startAsPrimary && start > m_.startTimeout && m_.managed)
        schedule(now_ + m_.startTimeout, EventKind::StartTimeout, node, n.pgEpoch);
    changed_ = true;
    note(node, "down", "PostgreSQL starts and replays its WAL");
}

void ClusterRun::startTimedOut(int node) {
    auto& n = at(node);
    if (n.pg != Pg::Starting || owner_ != node || m_.databases.size() < 2)
        return;
    n.startAsPrimary = false;
    owner_ = -1;
    changed_ = true;
    note(node, "down", "its start takes too long: it gives its key up");
    wakeStandbys();
}

void ClusterRun::postgresUp(int node) {
    auto& n = at(node);
    if (n.pg != Pg::Starting)
        return;
    if (m_.stolon.manages)
        return stolonPostgresUp(node);
    const bool leads = n.startAsPrimary && owner_ == node;
    if (n.diskFull)
        return startFails(node);
    n.pg = leads ? Pg::Primary : Pg::Standby;
    changed_ = true;
    note(node, leads ? "leader" : "async", leads ? "takes writes again" : "runs as a standby");
    if (leads) {
        for (const int i : m_.databases)
            if (i != node && at(i).pg == Pg::Standby && reachable(i, node))
                startStream(i, draw(i, measured::kFollow.low, measured::kFollow.high));
    } else if (owner_ >= 0 && owner_ != node) {
        const auto range = n.timeline == at(owner_).timeline ? measured::kFollow : measured::kRejoin;
        startStream(node, draw(node, range.low, range.high));
    }
}

/// PostgreSQL cannot write and stops again. Patroni has tried once: it lets another node lead.
void ClusterRun::startFails(int node) {
    auto& n = at(node);
    n.pg = Pg::Down;
    n.startAsPrimary = false;
    changed_ = true;
    note(node, "down", "PostgreSQL cannot start: its disk is full");
    if (owner_ != node || m_.databases.size() < 2 || !m_.managed)
        return;
    owner_ = -1;
    note(node, "down", "gives its key up");
    wakeStandbys();
}

void ClusterRun::leaseExpires(int node) {
    auto& n = at(node);
    if (n.leaseEnd > now_)
        return schedule(n.leaseEnd, EventKind::LeaseExpire, node);
    if (!etcdAlive())
        return schedule(now_ + kSecond / 2, EventKind::LeaseExpire, node);
    n.leaseTimer = false;
    changed_ = true;
    if (owner_ == node)
        schedule(now_ + etcd_.between(measured::kLeaseCheck.low, measured::kLeaseCheck.high),
                 EventKind::KeyDelete, node);
}

void ClusterRun::deleteKey(int node) {
    if (owner_ != node || at(node).leaseEnd > now_)
        return;
    owner_ = -1;
    changed_ = true;
    note(-1, serving_ >= 0 ? "writing" : "refused", "the leader's lease has run out: the race begins");
    wakeStandbys();
}

} // namespace causeway
