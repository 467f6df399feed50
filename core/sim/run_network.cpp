// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/measured.h"

#include <algorithm>
#include <bit>

namespace causeway {
namespace {

/// Commits a second that travel to a standby: all, or what its way carries while a queue waits for it.
double flow(const ClusterModel& m, double backlog, int from, int to) {
    return backlog > 0 ? std::min(m.commitRate, m.rateOf(from, to)) : m.commitRate;
}

} // namespace

bool ClusterRun::agentRuns(int node) const {
    const auto& n = at(node);
    return m_.managed && n.hostUp && !n.hostFrozen && !n.agentFrozen && !n.agentDead;
}

/// Both ways: what needs answers needs both.
bool ClusterRun::reachable(int a, int b) const {
    return at(a).hostUp && at(b).hostUp && packetsPass(a, b) && packetsPass(b, a);
}

void ClusterRun::cut(NodeSet targets, NodeSet others, CutWay way) {
    others &= ~targets;
    for (int i = 0; i < m_.count(); ++i) {
        if ((targets & only(i)) && way != CutWay::To)
            blocked_[std::size_t(i)] |= others;
        if ((others & only(i)) && way != CutWay::From)
            blocked_[std::size_t(i)] |= targets;
    }
}

/// Cuts may overlap, so what one of them ends is found from those that last.
void ClusterRun::rebuildCuts() {
    std::fill(blocked_.begin(), blocked_.end(), NodeSet(0));
    clientsCut_ = 0;
    for (auto& n : nodes_)
        n.dcsCut = n.dcsHears = false;
    for (std::size_t f = 0; f < scenario_.faults.size(); ++f) {
        const auto& fault = scenario_.faults[f];
        if (!underWay_[f])
            continue;
        if (fault.action == FaultAction::CutAll) {
            cut(struck_[f], ~NodeSet(0), fault.way);
            clientsCut_ |= fault.clientsFollow ? 0 : struck_[f];
        } else if (fault.action == FaultAction::LinkCut) {
            cut(struck_[f], fault.others, fault.way);
        } else if (fault.action == FaultAction::CutDcs) {
            for (int i = 0; i < m_.count(); ++i)
                if (struck_[f] & only(i)) {
                    at(i).dcsHears = fault.way == CutWay::To;
                    at(i).dcsCut = true;
                }
        }
    }
}

/// Whether GET /patroni of `node` is answered or refused at once; if not, it costs the timeout.
bool ClusterRun::restAnswers(int from, int node) const {
    const auto& n = at(node);
    if (!n.hostUp)
        return !n.silent;
    return !n.hostFrozen && !n.agentFrozen && packetsPass(from, node) && packetsPass(node, from);
}

bool ClusterRun::clientsReach(int node) const {
    const auto& n = at(node);
    return n.hostUp && !n.hostFrozen && !(clientsCut_ & only(node));
}

bool ClusterRun::etcdMemberRuns(int member) const {
    const auto& n = at(member);
    return m_.nodes[std::size_t(member)].etcd && n.hostUp && !n.hostFrozen && !n.diskStalled && !n.diskFull &&
           !dcsStopped_;
}

/// The members that this one would lead, itself among them.
NodeSet ClusterRun::etcdFollowers(int member) const {
    NodeSet set = 0;
    for (int i = 0; i < m_.count() && etcdMemberRuns(member); ++i)
        if (etcdMemberRuns(i) && (i == member || reachable(i, member)))
            set |= only(i);
    return set;
}

bool ClusterRun::isMajority(NodeSet members) const {
    return std::popcount(members) * 2 > m_.etcdMembers;
}

/// Whom etcd serves: its leader with a majority, or nobody until another leader is elected. A leader whose
/// processes only stood still goes on as leader.
void ClusterRun::refreshEtcd() {
    const NodeSet followers = etcdLeader_ < 0 ? 0 : etcdFollowers(etcdLeader_);
    if (isMajority(followers)) {
        etcdCore_ = followers;
        etcdElection_ = -1;
        return;
    }
    etcdCore_ = 0;
    bool electable = false;
    for (int i = 0; i < m_.count(); ++i)
        electable = electable || isMajority(etcdFollowers(i));
    if (!electable) {
        etcdElection_ = -1;
        return;
    }
    if (etcdElection_ >= 0)
        return;
    etcdElection_ = now_ + etcd_.between(measured::kEtcdElection.low, measured::kEtcdElection.high);
    schedule(etcdElection_, EventKind::EtcdElected, 0);
}

/// The new leader does not know how old the leases are: it grants them their full time again.
void ClusterRun::etcdElected() {
    if (etcdElection_ != now_)
        return;
    NodeSet able = 0;
    for (int i = 0; i < m_.count(); ++i)
        able |= isMajority(etcdFollowers(i)) ? only(i) : 0;
    int chosen = int(etcd_.uniform() * std::popcount(able));
    for (int i = 0; i < m_.count(); ++i)
        if ((able & only(i)) && chosen-- == 0)
            etcdLeader_ = i;
    for (auto& n : nodes_)
        if (n.leaseTimer)
            n.leaseEnd = now_ + m_.ttl + measured::kEtcdLeaseExtension;
    etcdElection_ = -1;
    note(-1, serving_ >= 0 ? "writing" : "refused", "etcd has a new leader: every lease begins anew");
    refreshNetwork(Drain::All);
}

bool ClusterRun::hasEtcd(int node) const {
    if (at(node).dcsCut || !at(node).hostUp)
        return false;
    for (int i = 0; i < m_.count(); ++i)
        if ((etcdCore_ & only(i)) && (i == node || reachable(i, node)))
            return true;
    return false;
}

/// How etcd's members look from this node; the agent's own choice comes first.
EtcdWays ClusterRun::etcdWays(int node) {
    EtcdWays ways;
    const int first = int(at(node).random.uniform() * std::max(1, m_.etcdMembers));
    for (int round = 0; round < 2; ++round) {
        int position = 0;
        for (int i = 0; i < m_.count(); ++i) {
            if (!m_.nodes[std::size_t(i)].etcd || (position++ < first) != (round == 1))
                continue;
            const auto& n = at(i);
            if (!n.hostUp)
                ways.add(n.silent ? EtcdWay::NoRoute : EtcdWay::Refuses);
            else if (at(node).dcsCut || !packetsPass(node, i) || !packetsPass(i, node))
                ways.add(EtcdWay::NoRoute);
            else
                ways.add(etcdCore_ & only(i) ? EtcdWay::Answers : EtcdWay::NoReply);
        }
    }
    return ways;
}

/// After every change of hosts, cuts or etcd: who has etcd, which streams died or live again.
void ClusterRun::refreshNetwork(Drain drain) {
    refreshEtcd();
    for (const int i : m_.databases) {
        auto& n = at(i);
        n.dcsOk = hasEtcd(i);
        n.dcsConnected = n.dcsConnected || n.dcsOk;
        if (n.upstream < 0)
            continue;
        const bool flows = reachable(i, n.upstream) && !n.hostFrozen && !n.diskStalled && !n.diskFull &&
                           !at(n.upstream).hostFrozen;
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
    if (m_.stolon.manages && !stolon_.keepers.empty())
        watchSentinel();
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
    const NodeSet near = nearest(n.upstream, up.syncNames, up.syncNeeded);
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
    const double onTheWay =
        serving_ == n.upstream ? trailSeconds(node) * flow(m_, n.sendBacklog, n.upstream, node) : 0;
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
        if (m_.unflushed)
            behind += at(n.upstream).random.between(0.0, measured::kUnflushedSeconds);
        behind = behind * m_.commitRate + n.sendBacklog;
        if (drain == Drain::PathDies)
            behind += trailSeconds(standby) * flow(m_, n.sendBacklog, n.upstream, standby);
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
    const int leader = m_.stolon.manages ? keeper(standby).follows : owner_;
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
