// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/cluster_model.h"

#include <vector>

/// What Stolon's three programs know, after sorintlab/stolon, commit bcea7a75: read, never run.
namespace causeway::stolon {

/// PostgreSQL as its keeper last saw it.
struct PostgresReport {
    int uid = 0, generation = 0; ///< of the database the keeper has converged to
    bool healthy = false;
    double position = 0;
    int timeline = 0;
    NodeSet inSync = 0;
};

/// One keeper: its local state and what it last wrote into the store.
struct Keeper {
    PostgresReport seen;       ///< looked up every half sleepInterval
    PostgresReport published;  ///< written every sleepInterval
    std::uint32_t infoUid = 0; ///< changes with every write
    std::uint32_t boot = 0, publishedBoot = 0;
    bool known = false;          ///< it has written at all
    int uid = 0, generation = 0; ///< of its database
    int goalGeneration = 0;      ///< of the work under way
    bool busy = false;           ///< its state machine waits for PostgreSQL
    bool closedToUsers = false;  ///< synchronous: only internal connections until the standbys are in sync
    int follows = -1;            ///< whom its PostgreSQL is set to follow
    std::uint32_t epoch = 0;     ///< of its three loops
};

/// One proxy: whom it forwards to, and what it last wrote into the store.
struct Proxy {
    int target = -1;
    Micros lastGood = 0;
    std::uint32_t infoUid = 0;
    int generation = 0;
    bool published = false;
    std::uint32_t epoch = 0, timeoutEpoch = 0;
};

/// One database of the cluster data: what the sentinel wants of it and has heard of it. There is at most one
/// for each keeper.
struct Database {
    // spec
    bool exists = false, master = false, resync = false, fakeSync = false;
    int follows = -1;
    NodeSet sync = 0, followers = 0;
    int generation = 1;
    int uid = 0;
    // status
    int current = 1; ///< the generation that its keeper reports
    bool healthy = true;
    double position = 0;
    int timeline = 0;
    NodeSet statusSync = 0, reportedSync = 0;

    bool sameSpec(const Database& o) const {
        return master == o.master && resync == o.resync && fakeSync == o.fakeSync && follows == o.follows &&
               sync == o.sync && followers == o.followers;
    }
};

/// The one document in the store that only the leading sentinel writes.
struct ClusterData {
    std::vector<Database> databases;
    std::vector<bool> keeperHealthy, forceFail;
    std::vector<std::uint32_t> boots; ///< of each keeper, as the sentinel has heard
    int master = -1;
    int proxyMaster = -1, proxyGeneration = 1;
    NodeSet enabledProxies = 0;
    int nextUid = 0;
};

/// What the leading sentinel remembers between its checks; forgotten when another takes over.
struct SentinelMemory {
    struct History {
        bool there = false, seen = false;
        std::uint32_t infoUid = 0;
        Micros at = 0;
    };
    std::vector<History> keepers, proxies;
    std::vector<Micros> keeperError, databaseError; ///< since when; -1: not
    struct Convergence {
        int uid = -1, generation = 0;
        Micros since = 0;
    };
    std::vector<Convergence> convergence;
    void reset(std::size_t nodes) {
        keepers.assign(nodes, {});
        proxies.assign(nodes, {});
        keeperError.assign(nodes, -1);
        databaseError.assign(nodes, -1);
        convergence.assign(nodes, {});
    }
};

/// Everything of one run.
struct State {
    ClusterData data;
    std::vector<Keeper> keepers;
    std::vector<Proxy> proxies;
    std::vector<std::uint32_t> sentinelEpochs;
    SentinelMemory memory;
    int sentinel = -1;       ///< who leads
    bool firstCheck = false; ///< its timers begin anew
    bool renews = true;      ///< its session is being renewed
    Micros leaseEnd = 0;     ///< while it is not
    Micros leasePhase = 0;   ///< when the leader's session was renewed, modulo a third of its lease
    std::uint32_t leaseEpoch = 0;
    bool nobodyEligible = false;
};

} // namespace causeway::stolon
