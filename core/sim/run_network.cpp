// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>

namespace causeway {

bool ClusterRun::agentRuns(int node) const {
    const auto& n = at(node);
    return m_.managed && n.hostUp && !n.hostFrozen && !n.agentFrozen;
}

bool ClusterRun::reachable(int a, int b) const {
    return at(a).hostUp && at(b).hostUp && at(a).partition == at(b).partition;
}

/// Whether GET /patroni of `node` is answered or refused at once; if not, it costs the timeout.
bool ClusterRun::restAnswers(int from, int node) const {
    const auto& n = at(node);
    if (!n.hostUp)
        return !n.silent;
    return !n.hostFrozen && !n.agentFrozen && at(from).partition == n.partition;
}

bool ClusterRun::clientsReach(int node) const {
    const auto& n = at(node);
    return n.hostUp && !n.hostFrozen && (followedPartitions_ >> n.partition & 1);
}

bool ClusterRun::etcdHasQuorum(int partition) const {
    int up = 0;
    for (int i = 0; i < m_.count(); ++i)
        up += m_.nodes[std::size_t(i)].etcd && at(i).hostUp && !at(i).hostFrozen && !at(i).diskStalled &&
              at(i).partition == partition;
    return !dcsStopped_ && up * 2 > m_.etcdMembers;
}

bool ClusterRun::etcdAlive() const {
    for (int p = 0; p <= partitions_; ++p)
        if (etcdHasQuorum(p))
            return true;
    return false;
}

/// After every change of hosts, cuts or etcd: who has etcd, which streams died or live again.
void ClusterRun::refreshNetwork(Drain drain) {
    for (const int i : m_.databases) {
        auto& n = at(i);
        n.dcsOk = !n.dcsCut && etcdHasQuorum(n.partition);
        if (n.upstream < 0)
            continue;
        const bool flows =
            reachable(i, n.upstream) && !n.hostFrozen && !n.diskStalled && !at(n.upstream).hostFrozen;
        if (!flows && n.streamLost < 0) {
            freezeStream(i, drain);
            n.streamLost = now_;
        } else if (flows && n.streamLost >= 0) {
            const bool given = now_ - n.streamLost >= m_.walSenderTimeout && m_.walSenderTimeout > 0;
            n.streamLost = -1;
            if (given)
                startStream(i, 0);
        }
    }
    changed_ = true;
}

/// By how many seconds a standby's WAL trails what its upstream has acknowledged, in steady flow: the way
/// there, but nothing for those that commits wait for. ANY k: the k nearest have every acknowledged commit,
/// the others trail by the difference.
double ClusterRun::trailSeconds(int standby) const {
    const auto& n = at(standby);
    const auto& up = at(n.upstream);
    const double way = m_.oneWay(n.upstream, standby);
    if (!m_.waitsForStandby || !(up.syncNames & only(standby)))
        return way;
    if (m_.syncMode != SynchronousMode::Quorum)
        return 0;
    double slowestNeeded = 0;
    const NodeSet near = nearest(n.upstream, up.syncNames, up.syncNeeded, 0);
    for (const int i : m_.databases)
        if (near & only(i))
            slowestNeeded = std::max(slowestNeeded, m_.oneWay(n.upstream, i));
    return std::max(0.0, way - slowestNeeded);
}

/// What a standby has of its upstream's WAL at this moment.
double ClusterRun::received(int node) const {
    const auto& n = at(node);
    if (n.pg == Pg::Primary)
        return n.written;
    if (n.upstream < 0 || n.streamLost >= 0)
        return n.position;
    const double onTheWay = serving_ == n.upstream ? trailSeconds(node) * m_.commitRate : 0;
    return std::max(n.position, at(n.upstream).written - n.sendBacklog - onTheWay);
}

/// The stream ends: what still arrives depends on how.
void ClusterRun::freezeStream(int standby, Drain drain) {
    auto& n = at(standby);
    const auto& up = at(n.upstream);
    double behind = 0;
    if (drain != Drain::All && serving_ == n.upstream) {
        const bool awaited = m_.waitsForStandby && (up.syncNames & only(standby));
        if (!awaited)
            behind = (drain == Drain::ProcessesDie ? measured::kSendLagKill : measured::kSendLagHost);
        if (drain == Drain::PathDies)
            behind += trailSeconds(standby);
        if (m_.unflushed)
            behind += at(n.upstream).random.between(0.0, measured::kUnflushedSeconds);
        behind = behind * m_.commitRate + n.sendBacklog;
    }
    n.position = std::max(n.position, up.written - behind);
    n.sendBacklog = 0;
}

/// The standby has `primary`'s stream and answers it.
bool ClusterRun::streamsFrom(int standby, int primary) const {
    const auto& n = at(standby);
    return n.upstream == primary && n.streamLost < 0 && n.pg == Pg::Standby;
}

/// pg_stat_replication of the primary shows the standby: also when it died silently, for wal_sender_timeout.
bool ClusterRun::walSenderLists(int primary, int standby) const {
    const auto& n = at(standby);
    if (n.upstream != primary)
        return false;
    return n.streamLost < 0 || m_.walSenderTimeout == 0 || now_ - n.streamLost < m_.walSenderTimeout;
}

void ClusterRun::startStream(int standby, Micros delay) {
    at(standby).streamDue = now_ + delay;
    schedule(now_ + delay, EventKind::StreamUp, standby, ++at(standby).streamEpoch);
}

void ClusterRun::streamUp(int standby) {
    auto& n = at(standby);
    const int leader = owner_;
    if (leader < 0 || leader == standby || n.pg != Pg::Standby || at(leader).pg != Pg::Primary ||
        !reachable(standby, leader))
        return;
    n.upstream = leader;
    n.streamLost = -1;
    n.timeline = at(leader).timeline;
    n.position = std::min(n.position, at(leader).written);
    n.sendBacklog = n.replayBacklog = 0;
    refreshNetwork(Drain::All);
    note(standby, "async", "streams from the leader");
}

} // namespace causeway
