// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"

#include <algorithm>
#include <cmath>

namespace causeway {

const char* phaseName(OutagePhase phase) {
    constexpr std::array<const char*, kPhases> names{"lease rest",
                                                     "lease check in etcd",
                                                     "REST timeout",
                                                     "race",
                                                     "promotion",
                                                     "routing",
                                                     "restart in place",
                                                     "synchronous commit",
                                                     "etcd not there",
                                                     "handover",
                                                     "server frozen",
                                                     "keeper silent, not yet failed",
                                                     "sentinel's lease rest",
                                                     "keeper's next look",
                                                     "proxies let go",
                                                     "nobody to promote"};
    return names[std::size_t(phase)];
}

void ClusterRun::schedule(Micros when, EventKind kind, int node, std::uint32_t epoch) {
    queue_.push({when, 0, epoch, kind, std::uint8_t(node)});
}

void ClusterRun::note(int node, const char* state, const char* text) {
    if (timeline_)
        timeline_->push_back(
            {toSeconds(now_), node < 0 ? std::string() : (*ids_)[std::size_t(node)], state, text});
}

RunResult ClusterRun::play(std::uint64_t seed, std::uint64_t run, std::vector<TimelineEntry>* timeline,
                           const std::vector<std::string>* ids) {
    timeline_ = timeline;
    ids_ = ids;
    reset(seed, run);
    startCluster();
    std::uint64_t events = 0;
    while (!queue_.empty() && queue_.nextAt() <= scenario_.duration) {
        const Event event = queue_.pop();
        advance(event.at);
        dispatch(event);
        if (changed_)
            settle();
        ++events;
    }
    advance(scenario_.duration);
    return finish(events);
}

void ClusterRun::reset(std::uint64_t seed, std::uint64_t run) {
    queue_.clear();
    nodes_.assign(m_.nodes.size(), NodeState{});
    for (int i = 0; i < m_.count(); ++i)
        at(i).random = RandomStream(seed, run, std::uint64_t(i) + 2);
    etcd_ = RandomStream(seed, run, 0);
    countPhase_ = RandomStream(seed, run, 1).uniform();
    timelines_.assign(1, {-1, 0, 0});
    struck_.assign(scenario_.faults.size(), 0);
    underWay_.assign(scenario_.faults.size(), false);
    blocked_.assign(m_.nodes.size(), 0);
    clientsCut_ = 0;
    etcdLeader_ = -1;
    etcdCore_ = 0;
    etcdElection_ = -1;
    clusterTimeline_ = rolled_ = 0;
    twoPrimaries_ = copiesMissing_ = false;
    now_ = 0;
    changed_ = dcsStopped_ = handover_ = moved_ = false;
    owner_ = candidate_ = syncLeader_ = serving_ = attached_ = leaderAtFault_ = -1;
    statusPosition_ = lostInPlace_ = 0;
    syncMembers_ = 0;
    quorum_ = wakes_ = 0;
    known_ = 0;
    phase_ = OutagePhase::Nobody;
    firstFault_ = -1;
    stolon_ = {};
    result_ = {};
}

/// The first node of the file that may lead.
int ClusterRun::firstLeader() const {
    for (const int i : m_.databases)
        if (!m_.nodes[std::size_t(i)].nofailover)
            return i;
    return m_.databases.front();
}

/// A cluster that has run for long: agents at random points of their loops, standbys streaming, /sync
/// settled.
void ClusterRun::startCluster() {
    const int leader = firstLeader();
    for (const int i : m_.databases) {
        auto& n = at(i);
        n.pg = i == leader ? Pg::Primary : Pg::Standby;
        n.upstream = i == leader ? -1 : leader;
        n.proxyUp = i == leader;
        if (m_.proxied)
            schedule(draw(i, 0, m_.checkInterval), EventKind::ProxyCheck, i);
        if (!m_.managed || m_.stolon.manages)
            continue;
        const Micros loop = draw(i, 0, m_.loopWait);
        n.lastKeepalive = loop - m_.loopWait;
        n.leaseEnd = n.lastKeepalive + m_.ttl;
        n.watchdogKick = n.lastKeepalive;
        n.nextLoop = loop;
        n.leaseTimer = true;
        schedule(loop, EventKind::HaLoop, i, n.loopEpoch);
        schedule(std::max<Micros>(n.leaseEnd, 0), EventKind::LeaseExpire, i);
    }
    owner_ = leader;
    if (m_.etcdMembers > 0) {
        int chosen = int(etcd_.uniform() * m_.etcdMembers);
        for (int i = 0; i < m_.count(); ++i)
            if (m_.nodes[std::size_t(i)].etcd && chosen-- == 0)
                etcdLeader_ = i;
    }
    refreshNetwork(Drain::All);
    note(leader, "leader", "leads");
    if (m_.stolon.manages) {
        startStolon(leader);
    } else if (m_.syncMode != SynchronousMode::Off) {
        manageSync(leader);
        publishSync(leader);
    }
    for (const int i : m_.databases)
        if (i != leader)
            note(i, syncMembers_ & only(i) ? "sync" : "async", "streams from the leader");
    for (std::size_t f = 0; f < scenario_.faults.size(); ++f)
        schedule(scenario_.faults[f].at, EventKind::FaultBegin, int(f));
    attached_ = leader;
    changed_ = true;
    settle();
}

void ClusterRun::dispatch(const Event& e) {
    const int node = e.node;
    const auto current = [&](std::uint32_t epoch) {
        return e.epoch == epoch;
    };
    switch (e.kind) {
    case EventKind::HaLoop:
        return current(at(node).loopEpoch) ? haLoop(node) : void();
    case EventKind::DcsGiveUp:
        return current(at(node).loopEpoch) ? dcsGivesUp(node) : void();
    case EventKind::LeaseExpire:
        return leaseExpires(node);
    case EventKind::KeyDelete:
        return deleteKey(node);
    case EventKind::RaceBegin:
        --wakes_;
        changed_ = true;
        return current(at(node).raceEpoch) ? beginRace(node) : void();
    case EventKind::RaceDecide:
        return current(at(node).raceEpoch) ? decideRace(node) : void();
    case EventKind::Acquire:
        return current(at(node).raceEpoch) ? acquire(node) : void();
    case EventKind::Promoted:
        return current(at(node).pgEpoch) ? promoted(node) : void();
    case EventKind::PostgresUp:
        return current(at(node).pgEpoch) ? postgresUp(node) : void();
    case EventKind::StartTimeout:
        return current(at(node).pgEpoch) ? startTimedOut(node) : void();
    case EventKind::StopPrimary:
        at(node).noticing = false;
        return current(at(node).pgEpoch) && owner_ != node && at(node).pg == Pg::Primary
                   ? demote(node, "notices that its lock is gone")
                   : void();
    case EventKind::StreamUp:
        return current(at(node).streamEpoch) ? streamUp(node) : void();
    case EventKind::SyncPublish:
        return current(at(node).syncEpoch) ? publishSync(node) : void();
    case EventKind::HandoverStop:
        return handoverStops();
    case EventKind::HandoverFree:
        return handoverFrees();
    case EventKind::ProxyCheck:
        return checkProxy(node);
    case EventKind::EtcdElected:
        return etcdElected();
    case EventKind::Watchdog:
        return current(at(node).watchdogEpoch) ? watchdogBites(node) : void();
    case EventKind::Reboot:
        return hostReturns(node);
    case EventKind::RollingStep:
        return restartInTurn(node);
    case EventKind::KeeperLooks:
    case EventKind::KeeperPublishes:
    case EventKind::KeeperMachine:
    case EventKind::KeeperBegins:
    case EventKind::SentinelCheck:
    case EventKind::SentinelLease:
    case EventKind::StolonProxyCheck:
    case EventKind::StolonProxyTimeout:
        return dispatchStolon(e);
    case EventKind::FaultBegin:
        return beginFault(node);
    case EventKind::FaultEnd:
        return endFault(node);
    }
}

/// Moves virtual time: commits flow at their rate, queues grow by what does not fit, waiting is booked.
void ClusterRun::advance(Micros to) {
    const Micros step = to - now_;
    now_ = to;
    if (step <= 0)
        return;
    if (twoPrimaries_)
        result_.twoPrimaries += step;
    if (copiesMissing_)
        result_.redundancyLost += step;
    if (serving_ < 0) {
        result_.outage += step;
        result_.phases[std::size_t(phase_)] += step;
        return;
    }
    const double seconds = toSeconds(step);
    auto& primary = at(serving_);
    primary.written += m_.commitRate * seconds;
    timelines_[std::size_t(primary.timeline)].end = primary.written;
    for (const int i : m_.databases) {
        auto& n = at(i);
        if (n.upstream != serving_ || n.streamLost >= 0)
            continue;
        const double way = m_.rateOf(serving_, i);
        n.sendBacklog = std::max(0.0, n.sendBacklog + (m_.commitRate - way) * seconds);
        const double arriving = std::min(m_.commitRate, way);
        n.replayBacklog =
            std::max(0.0, n.replayBacklog + (arriving - m_.nodes[std::size_t(i)].replayRate) * seconds);
    }
}

/// Acknowledged commits that the surviving history does not hold. The survivor is the timeline of the key's
/// owner; its ancestors count up to where the next one forked, every other timeline is lost from its fork on.
std::uint64_t ClusterRun::lostCommits() const {
    const auto whole = [&](double position) {
        return std::floor(position + countPhase_);
    };
    double lost = lostInPlace_;
    const int survivor = owner_ >= 0 ? owner_ : serving_; // without a manager the key is just the role
    if (survivor < 0)
        return std::uint64_t(lost);
    std::vector<int> child(timelines_.size(), -1);
    std::vector<bool> kept(timelines_.size(), false);
    for (int t = at(survivor).timeline, next = -1; t >= 0; next = t, t = timelines_[std::size_t(t)].parent) {
        kept[std::size_t(t)] = true;
        child[std::size_t(t)] = next;
    }
    for (std::size_t t = 0; t < timelines_.size(); ++t) {
        const auto& line = timelines_[t];
        if (!kept[t])
            lost += std::max(0.0, whole(line.end) - whole(line.start));
        else if (child[t] >= 0)
            lost += std::max(0.0, whole(line.end) - whole(timelines_[std::size_t(child[t])].start));
    }
    return std::uint64_t(lost);
}

RunResult ClusterRun::finish(std::uint64_t events) {
    result_.events = events;
    result_.neverBack = serving_ < 0;
    result_.leader = serving_;
    result_.lost = lostCommits();
    if (firstFault_ >= 0 && serving_ < 0 && !moved_)
        result_.failover = scenario_.duration - firstFault_;
    return result_;
}

} // namespace causeway
