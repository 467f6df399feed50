// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/cluster_run.h"
#include "core/sim/stolon/stolon_source.h"

#include <algorithm>
#include <utility>

namespace causeway {
namespace {

stolon::Database dropped(const stolon::Database& db) {
    stolon::Database out;
    out.uid = db.uid;
    return out;
}

/// A database for a keeper that has none: it starts as a copy of the master.
stolon::Database copyToBe(int uid) {
    stolon::Database out;
    out.exists = out.resync = true;
    out.uid = uid;
    out.current = 0;
    return out;
}

} // namespace

/// One check of a sentinel; only the one that leads acts.
void ClusterRun::sentinelCheck(int node) {
    if (!stolonHostRuns(node))
        return;
    const bool answered = hasEtcd(node);
    if (answered && stolon_.sentinel == node)
        sentinelActs();
    schedule(now_ + stolonRound(node, m_.stolon.sleepInterval, answered), EventKind::SentinelCheck, node,
             stolon_.sentinelEpochs[std::size_t(node)]);
}

/// Reads what the keepers and proxies wrote, and writes what is wanted of them from now on.
void ClusterRun::sentinelActs() {
    const auto before = stolon_.data.databases;
    if (std::exchange(stolon_.firstCheck, false)) {
        stolon_.memory.reset(m_.nodes.size());
        sentinelNotesConvergence();
        sentinelMeetsKeepers();
    } else {
        sentinelHears();
    }
    sentinelUpdates(sentinelHearsProxies());
    for (const int i : m_.databases) {
        const auto& old = before[std::size_t(i)];
        auto& db = database(i);
        if (db.exists && old.exists && db.uid == old.uid && !db.sameSpec(old))
            ++db.generation;
    }
    sentinelNotesConvergence();
    syncMembers_ = database(stolon_.data.master).statusSync;
    changed_ = true;
}

/// A new leader's first look: it knows no history and judges nobody.
void ClusterRun::sentinelMeetsKeepers() {
    for (const int i : m_.databases)
        if (stolon_.keepers[std::size_t(i)].known)
            stolon_.memory.keepers[std::size_t(i)] = {true, false, stolon_.keepers[std::size_t(i)].infoUid,
                                                      now_};
}

/// Whose information is new, or not older than a sleepInterval; the others are in error.
void ClusterRun::sentinelHears() {
    for (const int i : m_.databases) {
        const auto& k = keeper(i);
        auto& h = stolon_.memory.keepers[std::size_t(i)];
        bool fresh = k.known;
        if (k.known && h.there && h.infoUid == k.infoUid)
            fresh = h.seen && now_ - h.at <= m_.stolon.sleepInterval;
        else if (k.known)
            h = {true, true, k.infoUid, now_};
        sentinelHearsOf(i, fresh);
    }
}

/// A keeper, or its database, that has been in error for longer than failInterval has failed.
void ClusterRun::sentinelHearsOf(int node, bool fresh) {
    const auto slot = std::size_t(node);
    auto& data = stolon_.data;
    const auto& told = keeper(node).published;
    const auto note = [&](std::vector<Micros>& since, bool error) {
        since[slot] = !error ? -1 : since[slot] < 0 ? now_ : since[slot];
        return since[slot] >= 0 && now_ - since[slot] > m_.stolon.failInterval;
    };
    data.keeperHealthy[slot] = !note(stolon_.memory.keeperError, !fresh) && !data.forceFail[slot];
    data.forceFail[slot] = false;
    if (fresh)
        data.boots[slot] = keeper(node).publishedBoot;
    auto& db = database(node);
    if (!db.exists)
        return;
    const bool heard = fresh && told.uid == db.uid;
    if (heard)
        db.current = told.generation;
    if (heard && told.healthy) {
        db.timeline = told.timeline;
        db.position = told.position;
        db.reportedSync = told.inSync;
    }
    db.healthy = !note(stolon_.memory.databaseError, !(heard && told.healthy)) && data.keeperHealthy[slot];
}

/// Proxies that have written within twice their timeout.
NodeSet ClusterRun::sentinelHearsProxies() {
    NodeSet active = 0;
    for (int i = 0; i < m_.count(); ++i) {
        const auto& p = stolon_.proxies[std::size_t(i)];
        auto& h = stolon_.memory.proxies[std::size_t(i)];
        if (!p.published)
            continue;
        if (!h.there || h.infoUid != p.infoUid)
            h = {true, true, p.infoUid, now_};
        if (now_ - h.at <= 2 * m_.stolon.proxyTimeout)
            active |= only(i);
    }
    return active;
}

/// Since when a database's keeper has not reported the generation that is wanted of it.
void ClusterRun::sentinelNotesConvergence() {
    for (const int i : m_.databases) {
        const auto& db = database(i);
        auto& c = stolon_.memory.convergence[std::size_t(i)];
        if (!db.exists || db.current == db.generation)
            c = {};
        else if (c.uid != db.uid || c.generation != db.generation)
            c = {db.uid, db.generation, now_};
    }
}

/// A database that is being copied has syncTimeout for it (0: no limit), others convergenceTimeout.
ClusterRun::Convergence ClusterRun::convergence(int node) const {
    const auto& db = database(node);
    if (db.current == db.generation)
        return Convergence::Done;
    const bool copied = db.resync && db.generation == 1;
    const Micros timeout = copied ? m_.stolon.syncTimeout : m_.stolon.convergenceTimeout;
    const auto& c = stolon_.memory.convergence[std::size_t(node)];
    const bool late = timeout > 0 && c.uid >= 0 && now_ - c.since > timeout;
    return late ? Convergence::Failed : Convergence::UnderWay;
}

/// A database whose timeline left the master's history before where it stands: it cannot follow any more.
bool ClusterRun::sentinelRejects(int node) const {
    const auto& db = database(node);
    const auto& master = database(stolon_.data.master);
    if (db.current == 0 || db.timeline == master.timeline)
        return false;
    if (master.timeline < db.timeline)
        return true;
    for (int t = master.timeline; t > 0; t = timelines_[std::size_t(t)].parent)
        if (timelines_[std::size_t(t)].parent == db.timeline)
            return timelines_[std::size_t(t)].start < db.position;
    return false;
}

/// Good: healthy, converged and on the master's history.
bool ClusterRun::sentinelTrusts(int node) const {
    const auto& db = database(node);
    return db.exists && stolon_.data.keeperHealthy[std::size_t(node)] && db.healthy &&
           !sentinelRejects(node) && convergence(node) == Convergence::Done;
}

/// Good standbys on the master's timeline, in asynchronous mode within maxStandbyLag of what the master last
/// reported; in the order of their reported positions, the lowest first, as the source sorts them.
std::vector<int> ClusterRun::sentinelCandidates() {
    const auto& data = stolon_.data;
    const auto& master = database(data.master);
    std::vector<std::pair<double, int>> sorted; // position; equals come in the order of a hash
    for (const int i : m_.databases) {
        const auto& db = database(i);
        if (i == data.master || !sentinelTrusts(i) || db.timeline != master.timeline)
            continue;
        if (!m_.stolon.synchronous && master.position - db.position > m_.stolon.lagLimit)
            continue;
        sorted.push_back({db.position, i});
    }
    for (std::size_t i = sorted.size(); i > 1; --i)
        std::swap(sorted[i - 1], sorted[std::size_t(at(stolon_.sentinel).random.uniform() * double(i))]);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<int> out;
    for (const auto& [position, node] : sorted)
        out.push_back(node);
    return out;
}

void ClusterRun::sentinelUpdates(NodeSet proxies) {
    auto& data = stolon_.data;
    const int master = data.master;
    const bool sound = database(master).healthy && convergence(master) != Convergence::Failed;
    const int next = sound ? master : sentinelChooses();
    stolon_.nobodyEligible = !sound && next == master;
    if (next != master)
        return sentinelElects(next);
    sentinelTellsProxies(proxies);
    if (database(master).healthy && convergence(master) == Convergence::Done)
        sentinelArrangesStandbys();
    auto& db = database(master);
    db.followers = 0;
    for (const int i : m_.databases)
        if (i != master && database(i).exists && database(i).follows == master)
            db.followers |= only(i);
}

/// Who is to replace the master: in synchronous mode only a standby that is both wanted and was reported in
/// sync.
int ClusterRun::sentinelChooses() {
    const auto& data = stolon_.data;
    const auto& master = database(data.master);
    for (const int i : sentinelCandidates()) {
        const bool inSync = !m_.stolon.synchronous || (master.statusSync & master.sync & only(i));
        if (!m_.nodes[std::size_t(i)].nofailover && inSync)
            return i;
    }
    return data.master;
}

/// The cluster data name another master, and no proxy may forward to anybody until all have let go.
void ClusterRun::sentinelElects(int next) {
    auto& data = stolon_.data;
    auto& old = database(data.master);
    auto& db = database(next);
    old.followers = 0;
    db.master = true;
    db.follows = -1;
    if (m_.stolon.synchronous) {
        // The old master takes the place of the new one among those that must confirm.
        db.sync = (old.sync & ~only(next)) | (old.sync & only(next) ? only(data.master) : 0);
        db.fakeSync = db.sync == 0 && m_.stolon.leastSync > 0;
    }
    data.master = next;
    owner_ = next;
    if (data.proxyMaster >= 0) {
        data.proxyMaster = -1;
        ++data.proxyGeneration;
    }
    changed_ = true;
    note(next, "promoting", "the sentinel chooses it as the new master");
}

/// A master is named to the proxies once every living one has confirmed that it forwards to nobody.
void ClusterRun::sentinelTellsProxies(NodeSet proxies) {
    auto& data = stolon_.data;
    if (data.proxyMaster >= 0) {
        if (data.enabledProxies != proxies) {
            data.enabledProxies = proxies;
            ++data.proxyGeneration;
        }
        return;
    }
    for (int i = 0; i < m_.count(); ++i)
        if ((proxies & only(i)) && stolon_.proxies[std::size_t(i)].generation != data.proxyGeneration)
            return;
    data.proxyMaster = data.master;
    ++data.proxyGeneration;
    changed_ = true;
    note(-1, "refused", "all proxies have let go: the new master is named to them");
}

/// The master is healthy and has done what was asked: whoever cannot follow it is dropped, free keepers get a
/// copy, every standby is to follow, and the confirming ones are chosen.
void ClusterRun::sentinelArrangesStandbys() {
    auto& data = stolon_.data;
    int living = 0, good = 0;
    for (const int i : m_.databases) {
        auto& db = database(i);
        if (i != data.master && db.exists && (db.master || sentinelRejects(i)))
            db = dropped(db);
    }
    for (const int i : m_.databases) {
        auto& db = database(i);
        if (i == data.master || !db.exists)
            continue;
        const bool under =
            data.keeperHealthy[std::size_t(i)] && convergence(i) == Convergence::UnderWay && db.current > 0;
        const bool trusted = sentinelTrusts(i);
        living += trusted || under;
        good += trusted;
        db.resync = db.resync && !trusted;
    }
    if (m_.stolon.synchronous)
        sentinelArrangesSync();
    for (const int i : m_.databases) {
        auto& db = database(i);
        if (!db.exists && living < m_.stolon.mostStandbys && good < m_.stolon.mostStandbys &&
            data.keeperHealthy[std::size_t(i)]) {
            db = copyToBe(++data.nextUid);
            ++living;
            stolon_.memory.databaseError[std::size_t(i)] = -1;
        }
        if (i != data.master && db.exists && !db.master)
            db.follows = data.master;
    }
}

} // namespace causeway
