// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/detectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

/// Detectors on the cluster manager's settings and its members.
namespace causeway::hazards {
namespace {

constexpr double kWalSegmentBytes = 16.0 * 1024 * 1024;
/// Measured with a frozen or killed agent and no watchdog: how long two primaries took writes.
constexpr double kOverlapLow = 10, kOverlapHigh = 14;
constexpr double kCheckpointSeconds = 300, kReplayBytesPerSecond = 100e6;

const char* const kNoTopology = "needs a topology with Patroni";

bool faultIs(const HazardEvidence& e, std::string_view kind) {
    return e.scenario && e.outcome &&
           std::any_of(e.scenario->faults.begin(), e.scenario->faults.end(),
                       [&](const Fault& f) { return f.kind == kind; });
}

} // namespace

Verdict splitBrain(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (e.outcome && e.outcome->twoPrimariesSeconds.max > 0)
        return found(fmt::format(
            "in this scenario two primaries took writes for up to {:.1f} s; {:.0f} commits lost at most",
            e.outcome->twoPrimariesSeconds.max, e.outcome->lostCommits.max));
    if (ableStandbys(*e.topology) == 0)
        return notHere("no standby may lead");
    std::string bare;
    for (const auto* n : e.topology->databases())
        if (n->mayLead() && (!n->watchdog || m->watchdogMode == "off"))
            bare += (bare.empty() ? "" : ", ") + n->id;
    if (bare.empty())
        return passed("every node that may lead has a watchdog");
    if (synchronous(e))
        return passed("no watchdog on " + bare +
                      ", but a former leader's commits wait for standbys that left it");
    return found(fmt::format(
        "no watchdog on {}; at {:.0f} commits/s an overlap of {:.0f} to {:.0f} s loses {:.0f} to {:.0f}",
        bare, e.topology->workload.commitsPerSecond, kOverlapLow, kOverlapHigh,
        e.topology->workload.commitsPerSecond * kOverlapLow,
        e.topology->workload.commitsPerSecond * kOverlapHigh));
}

Verdict staleLeader(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    const auto text =
        "Patroni " + m->version + (m->dcs == "etcd3" ? " with etcd 3" : " with etcd's v2 interface");
    return m->overwritesLeaderKey() ? found(text) : passed(text);
}

Verdict etcdDisk(const HazardEvidence& e) {
    if (!patroni(e))
        return unknown(kNoTopology);
    std::string shared, slow;
    for (const auto& n : e.topology->nodes) {
        if (!n.has("etcd"))
            continue;
        if (n.has("postgresql"))
            shared += (shared.empty() ? "" : ", ") + n.id;
        if (n.fsyncP99Ms > 10)
            slow += (slow.empty() ? "" : ", ") + fmt::format("{} ({:.0f} ms)", n.id, n.fsyncP99Ms);
    }
    if (!slow.empty())
        return found("99 of 100 flushes take more than 10 ms on " + slow);
    if (!shared.empty())
        return found(
            "etcd shares its machine, and unless it has a disk of its own its disk, with PostgreSQL on " +
            shared);
    return passed("etcd stands on machines of its own, flushes below 10 ms");
}

Verdict failsafeOff(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (m->failsafeMode)
        return passed("failsafe_mode is on");
    if (faultIs(e, "dcs-stop"))
        return found(fmt::format("failsafe_mode is off; in this scenario the outage was {:.1f} s",
                                 e.outcome->outageSeconds.p50));
    return found(fmt::format("failsafe_mode is off: when etcd is gone the leader stops after about {:.0f} s",
                             m->loopWait + m->retryTimeout));
}

Verdict etcdMajority(const HazardEvidence& e) {
    if (!patroni(e))
        return unknown(kNoTopology);
    std::map<std::string, int> bySite;
    int members = 0;
    for (const auto& n : e.topology->nodes)
        if (n.has("etcd")) {
            ++bySite[n.site];
            ++members;
        }
    const auto most = std::max_element(bySite.begin(), bySite.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (members == 0)
        return unknown("the topology has no etcd member");
    if (members % 2 == 0 || members == 1)
        return found(fmt::format("etcd has {} member{}", members, members == 1 ? "" : "s"));
    if (most->second * 2 > members && bySite.size() > 1)
        return found(fmt::format("{} of {} etcd members stand in {}: without it there is no majority",
                                 most->second, members, most->first));
    if (bySite.size() == 1)
        return found(fmt::format("all {} etcd members stand in {}", members, most->first));
    return passed(fmt::format("{} etcd members in {} sites", members, bySite.size()));
}

Verdict syncStall(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (!synchronous(e))
        return notHere("synchronous_mode is off");
    const int eligible = syncStandbys(*e.topology);
    const auto text =
        fmt::format("{} standbys may be synchronous, commits wait for {}", eligible, m->synchronousNodeCount);
    if (m->modeInForce() == SynchronousMode::Quorum && eligible > m->synchronousNodeCount)
        return passed("quorum: " + text);
    return found(fmt::format("{}; a standby that vanishes stops commits for about {:.0f} to {:.0f} s", text,
                             m->ttl - m->loopWait, m->ttl + m->loopWait));
}

Verdict silentDegrade(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (!synchronous(e))
        return notHere("synchronous_mode is off");
    const int eligible = syncStandbys(*e.topology);
    if (m->synchronousModeStrict)
        return passed("synchronous_mode_strict is on");
    if (eligible >= m->synchronousNodeCount + 1)
        return passed(
            fmt::format("{} standbys may be synchronous: one more than commits wait for", eligible));
    return found(fmt::format("{} standby{} may be synchronous; when it is down, commits wait for nobody",
                             eligible, eligible == 1 ? "" : "s"));
}

Verdict cancelledWait(const HazardEvidence& e) {
    if (!patroni(e))
        return unknown(kNoTopology);
    if (!synchronous(e))
        return notHere("synchronous_mode is off");
    return unknown("look for \"canceling wait for synchronous replication\" in the logs, and for drivers "
                   "that cancel a COMMIT");
}

Verdict longRecovery(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    const auto& w = e.topology->workload;
    double slowest = kReplayBytesPerSecond;
    for (const auto* n : e.topology->databases())
        slowest = std::min(slowest, n->diskMbPerSecond * 1e6);
    const double redo = w.commitsPerSecond * w.walBytesPerCommit * kCheckpointSeconds / slowest;
    const auto text = fmt::format("redo of up to {:.0f} s at this load; primary_start_timeout {:.0f} s", redo,
                                  m->primaryStartTimeout);
    return redo > m->ttl && m->primaryStartTimeout > m->ttl ? found(text) : passed(text);
}

Verdict demotedByDelay(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    const double needs = m->loopWait + 2 * m->retryTimeout;
    const auto text = fmt::format("loop_wait + 2 × retry_timeout is {:.0f} s, ttl {:.0f} s", needs, m->ttl);
    return needs > m->ttl ? found(text) : passed(text);
}

Verdict cascade(const HazardEvidence& e) {
    if (!e.topology)
        return unknown(kNoTopology);
    return unknown("needs the tags replicatefrom of the live cluster's members");
}

Verdict clockStep(const HazardEvidence& e) {
    if (faultIs(e, "clock-back"))
        return found(
            fmt::format("in this scenario {:.1f} s without an answer and {:.0f} commits lost at most",
                        e.outcome->outageSeconds.max, e.outcome->lostCommits.max));
    return unknown("needs the clock offset of every node: chronyc tracking");
}

Verdict machinePause(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (faultIs(e, "host-hang"))
        return found(fmt::format("a pause costs {:.1f} s and up to {:.0f} commits here; ttl is {:.0f} s",
                                 e.outcome->outageSeconds.p50, e.outcome->lostCommits.max, m->ttl));
    return unknown(
        fmt::format("needs the longest pause of snapshots and live migrations; ttl is {:.0f} s", m->ttl));
}

Verdict lagLimit(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (synchronous(e) && e.topology->postgresql.synchronousCommit != "off" &&
        e.topology->postgresql.synchronousCommit != "local")
        return passed("a synchronous standby has every commit");
    const auto text = fmt::format("maximum_lag_on_failover is {:.0f} KB", m->maximumLagOnFailover / 1024);
    if (e.outcome && e.outcome->runsNeverBack > 0 && e.outcome->stuckSeconds.max > 0 &&
        m->maximumLagOnFailover < 2 * kWalSegmentBytes)
        return found(text + "; in this scenario nobody could be promoted");
    return m->maximumLagOnFailover < 2 * kWalSegmentBytes
               ? found(text + ", less than two WAL segments of 16 MB: a switch of segments is lag enough")
               : passed(text);
}

Verdict hungDisk(const HazardEvidence& e) {
    if (faultIs(e, "disk-stall"))
        return e.outcome->runsNeverBack > 0
                   ? found("in this scenario the leader kept its lock while its disk stood still")
                   : passed("in this scenario service came back");
    return unknown("needs a drill: Patroni's own connection goes on answering while new ones hang");
}

Verdict syncGap(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (!synchronous(e))
        return notHere("synchronous_mode is off");
    const auto text = fmt::format("synchronous_node_count {}", m->synchronousNodeCount);
    if (m->modeInForce() == SynchronousMode::Quorum)
        return passed("quorum mode keeps several members in /sync");
    if (e.outcome && e.outcome->runsNeverBack > 0)
        return found(fmt::format("{}; in {:.0f} of 100 runs nobody could be promoted", text,
                                 e.outcome->runsNeverBack * 100));
    return m->synchronousNodeCount < 2 ? found(text + ": for about 2 s after a change nobody is in /sync")
                                       : passed(text);
}

Verdict strictSlots(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (!synchronous(e) || !m->synchronousModeStrict)
        return notHere("strict mode is off");
    const auto text = "strict mode on Patroni " + m->version;
    return patroniVersion(m->version) < 40000 ? found(text) : passed(text);
}

Verdict staleCopyFirst(const HazardEvidence& e) {
    const auto* m = patroni(e);
    if (!m)
        return unknown(kNoTopology);
    if (synchronous(e))
        return passed("the /sync key names who may lead");
    if (ableStandbys(*e.topology) == 0)
        return notHere("no standby may lead");
    return found(m->checkTimeline
                     ? "asynchronous: after all nodes were down, the first standby back may lead"
                     : "asynchronous, check_timeline off: after all nodes were down, the first standby "
                       "back may lead");
}

} // namespace causeway::hazards
