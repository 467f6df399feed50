// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/stolon/stolon_source.h"

#include <bit>

namespace causeway {

void ClusterRun::keeperLater(int node, EventKind kind, Micros delay) {
    schedule(now_ + delay, kind, node, keeper(node).epoch);
}

/// The sleep after a round of one of its loops; a request to a store that does not answer costs its timeout
/// first.
Micros ClusterRun::stolonRound(int node, Micros interval, bool answered) {
    const Micros work =
        answered ? draw(node, stolon::kCheckWork.low, stolon::kCheckWork.high) : stolon::kStoreTimeout;
    return interval + work;
}

/// Every half sleepInterval the keeper asks its PostgreSQL how it is.
void ClusterRun::keeperLooks(int node) {
    auto& k = keeper(node);
    const auto& n = at(node);
    if (!agentRuns(node))
        return;
    k.seen.uid = k.uid;
    k.seen.generation = k.generation;
    k.seen.healthy = n.pg == Pg::Primary || n.pg == Pg::Standby || n.pg == Pg::Promoting;
    if (k.seen.healthy) {
        k.seen.position = received(node);
        k.seen.timeline = n.timeline;
        k.seen.inSync = inSync(node);
    }
    keeperLater(node, EventKind::KeeperLooks, stolonRound(node, m_.stolon.sleepInterval / 2, true));
}

/// Every sleepInterval it writes what it saw last into the store.
void ClusterRun::keeperPublishes(int node) {
    auto& k = keeper(node);
    if (!agentRuns(node))
        return;
    const bool answered = hasEtcd(node);
    if (answered) {
        k.published = k.seen;
        k.publishedBoot = k.boot;
        k.known = true;
        ++k.infoUid;
        at(node).lastKeepalive = now_;
    }
    keeperLater(node, EventKind::KeeperPublishes, stolonRound(node, m_.stolon.sleepInterval, answered));
}

NodeSet ClusterRun::inSync(int node) const {
    NodeSet set = 0;
    for (const int i : m_.databases)
        if ((at(node).syncNames & only(i)) && streamsFrom(i, node))
            set |= only(i);
    return set;
}

/// The state machine, every sleepInterval after its last round ended: read the cluster data, do what it asks.
void ClusterRun::keeperMachine(int node) {
    auto& k = keeper(node);
    if (!agentRuns(node) || k.busy)
        return;
    const bool answered = hasEtcd(node);
    if (answered) {
        k.goalGeneration = database(node).generation;
        const auto round = keeperObeys(node);
        k.busy = round == Round::Busy;
        if (k.busy)
            return; // goes on when PostgreSQL is done
        if (round == Round::Done)
            k.generation = k.goalGeneration;
    }
    keeperLater(node, EventKind::KeeperMachine, stolonRound(node, m_.stolon.sleepInterval, answered));
}

ClusterRun::Round ClusterRun::keeperObeys(int node) {
    const auto& db = database(node);
    if (!db.exists || stolon_.data.boots[std::size_t(node)] != keeper(node).boot) {
        // No database for it, or the sentinel has not heard yet that it began anew: PostgreSQL stays down.
        if (at(node).pg != Pg::Down)
            keeperStops(node, db.exists ? "waits for the sentinel to know it" : "has no database any more");
        return Round::Failed;
    }
    if (keeper(node).uid != db.uid)
        return keeperResyncs(node);
    return db.master ? keeperLeads(node) : keeperStands(node);
}

/// What the cluster data ask of a master.
ClusterRun::Round ClusterRun::keeperLeads(int node) {
    auto& k = keeper(node);
    k.follows = -1;
    switch (at(node).pg) {
    case Pg::Standby:
        note(node, "promoting", "its keeper sees that it is to be the master");
        promote(node);
        return Round::Busy;
    case Pg::Down:
        k.closedToUsers = m_.stolon.synchronous;
        keeperStarts(node, true,
                     draw(node, measured::kCrashStart.low, measured::kCrashStart.high) +
                         fromSeconds(at(node).random.between(0.0, m_.redoSecondsMax)),
                     "its keeper starts PostgreSQL, which replays its WAL");
        return Round::Busy;
    case Pg::Primary:
        keeperAppliesSync(node);
        return Round::Done;
    case Pg::Starting:
    case Pg::Promoting:
    case Pg::Stopping:
        break;
    }
    return Round::Failed;
}

/// synchronous_standby_names as the cluster data have it: every one must answer, the invented one never
/// does. After a start users wait outside until the standbys are in sync.
void ClusterRun::keeperAppliesSync(int node) {
    auto& n = at(node);
    const auto& db = database(node);
    if (!m_.stolon.synchronous)
        return;
    if (keeper(node).closedToUsers)
        keeper(node).closedToUsers = inSync(node) != db.sync;
    if (n.syncNames != db.sync || n.strictWait != db.fakeSync)
        note(node, "leader",
             db.fakeSync ? "answers no commit until a standby can confirm it"
                         : "waits for other standbys from now on");
    n.syncNames = db.sync;
    n.syncNeeded = std::popcount(db.sync);
    n.strictWait = db.fakeSync;
    changed_ = true;
}

void ClusterRun::keeperStarts(int node, bool asPrimary, Micros takes, const char* why) {
    auto& n = at(node);
    n.pg = Pg::Starting;
    n.startAsPrimary = asPrimary;
    schedule(now_ + takes, EventKind::PostgresUp, node, ++n.pgEpoch);
    changed_ = true;
    note(node, "down", why);
}

/// What it asks of a standby.
ClusterRun::Round ClusterRun::keeperStands(int node) {
    auto& k = keeper(node);
    auto& n = at(node);
    const bool turns = n.pg == Pg::Standby && k.follows != database(node).follows;
    if (n.pg == Pg::Standby && !turns)
        return Round::Done;
    if (n.pg != Pg::Down && !turns)
        return Round::Failed;
    k.follows = database(node).follows;
    if (!turns) {
        keeperStarts(node, false, draw(node, measured::kCrashStart.low, measured::kCrashStart.high),
                     "its keeper starts PostgreSQL");
        return Round::Busy;
    }
    n.position = received(node);
    n.upstream = -1;
    ++n.streamEpoch;
    keeperStarts(node, false, draw(node, measured::kCleanRestart.low, measured::kCleanRestart.high),
                 "its keeper restarts PostgreSQL to follow the new master");
    return Round::Busy;
}

/// Another database than the one it had: a copy of the master takes its place.
ClusterRun::Round ClusterRun::keeperResyncs(int node) {
    auto& k = keeper(node);
    auto& n = at(node);
    const auto& db = database(node);
    if (n.pg != Pg::Down)
        keeperStops(node, "is to be copied anew from the master");
    if (at(db.follows).pg != Pg::Primary || !reachable(node, db.follows))
        return Round::Failed;
    k.uid = db.uid;
    k.generation = 0;
    k.follows = db.follows;
    k.closedToUsers = false;
    n.timeline = at(db.follows).timeline;
    n.position = at(db.follows).written;
    const auto range = m_.stolon.rewinds ? measured::kRejoin : stolon::kFullCopy;
    keeperStarts(node, false, draw(node, range.low, range.high),
                 m_.stolon.rewinds ? "is rewound to follow the master" : "is copied anew from the master");
    return Round::Busy;
}

/// Fast stop.
void ClusterRun::keeperStops(int node, const char* why) {
    auto& n = at(node);
    for (const int i : m_.databases)
        if (at(i).upstream == node) {
            if (at(i).streamLost < 0)
                freezeStream(i, Drain::All);
            at(i).upstream = -1;
        }
    n.position = received(node);
    n.pg = Pg::Down;
    n.upstream = -1;
    ++n.pgEpoch, ++n.streamEpoch;
    changed_ = true;
    note(node, "down", why);
}

/// PostgreSQL has started: as what its keeper wanted, or again as what it was.
void ClusterRun::stolonPostgresUp(int node) {
    auto& n = at(node);
    auto& k = keeper(node);
    n.pg = n.diskFull ? Pg::Down : n.startAsPrimary ? Pg::Primary : Pg::Standby;
    changed_ = true;
    if (n.pg == Pg::Primary) {
        note(node, "leader", "takes writes again");
        for (const int i : m_.databases)
            if (i != node && at(i).pg == Pg::Standby && keeper(i).follows == node && reachable(i, node))
                startStream(i, draw(i, stolon::kReconnect.low, stolon::kReconnect.high));
    } else if (n.pg == Pg::Standby) {
        note(node, "async", "runs as a standby");
        if (k.follows >= 0)
            startStream(node, draw(node, measured::kFollow.low, measured::kFollow.high));
    } else {
        note(node, "down", "PostgreSQL cannot start: its disk is full");
    }
    keeperDone(node);
}

/// The round that waited for PostgreSQL ends.
void ClusterRun::keeperDone(int node) {
    auto& k = keeper(node);
    const auto& n = at(node);
    if (!k.busy)
        return;
    k.busy = false;
    if (n.pg == Pg::Primary)
        keeperAppliesSync(node);
    if (n.pg != Pg::Down)
        k.generation = k.goalGeneration;
    if (agentRuns(node))
        keeperLater(node, EventKind::KeeperMachine, stolonRound(node, m_.stolon.sleepInterval, true));
}

/// A keeper's program begins: it stops what runs, and its loops start at once.
void ClusterRun::keeperBegins(int node) {
    auto& k = keeper(node);
    ++k.epoch;
    ++k.boot;
    k.busy = false;
    k.seen.healthy = false;
    if (at(node).pg != Pg::Down)
        keeperStops(node, "its keeper begins anew and stops it first");
    keeperRuns(node);
}

void ClusterRun::keeperRuns(int node) {
    const auto soon = [&] {
        return draw(node, stolon::kCheckWork.low, stolon::kCheckWork.high);
    };
    keeperLater(node, EventKind::KeeperLooks, soon());
    keeperLater(node, EventKind::KeeperPublishes, soon());
    keeperLater(node, EventKind::KeeperMachine, soon());
}

} // namespace causeway
