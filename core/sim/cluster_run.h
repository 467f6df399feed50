// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/cluster_model.h"
#include "core/sim/etcd_client.h"
#include "core/sim/event_queue.h"
#include "core/sim/stolon/stolon_state.h"

#include <array>
#include <string>
#include <vector>

namespace causeway {

/// What the cluster waits for while no commit is acknowledged; in the order in which causes are listed.
enum class OutagePhase : std::uint8_t {
    LeaseRest,
    LeaseCheck,
    RestTimeout,
    Race,
    Promotion,
    Routing,
    Restart,
    SyncStall,
    DcsLoss,
    Handover,
    Frozen,
    KeeperSilent,
    SentinelLease,
    KeeperLook,
    ProxiesLetGo,
    Nobody,
};
inline constexpr std::size_t kPhases = 16;
const char* phaseName(OutagePhase phase);

/// What one run came to.
struct RunResult {
    Micros outage = 0, failover = 0;
    Micros age = 0; ///< of the leader's last keepalive when the first fault struck
    Micros twoPrimaries = 0, redundancyLost = 0;
    std::uint64_t lost = 0;
    std::uint64_t events = 0;
    bool neverBack = false;
    int leader = -1; ///< who answers the clients at the end; -1: nobody
    std::array<Micros, kPhases> phases{};
};

/// One run of a scenario: the event loop and the state machines of the agents, PostgreSQL, etcd and HAProxy.
/// The object may play many runs one after another; each depends on (seed, run) alone.
class ClusterRun {
public:
    ClusterRun(const ClusterModel& model, const ModelScenario& scenario) : m_(model), scenario_(scenario) {}
    /// `timeline`, when given, receives what happened; `ids` then names the nodes.
    RunResult play(std::uint64_t seed, std::uint64_t run, std::vector<TimelineEntry>* timeline = nullptr,
                   const std::vector<std::string>* ids = nullptr);

private:
    enum class Pg : std::uint8_t { Down, Starting, Standby, Promoting, Primary, Stopping };
    struct NodeState {
        RandomStream random;
        Pg pg = Pg::Down;
        bool hostUp = true, silent = false, hostFrozen = false, agentFrozen = false, diskStalled = false;
        bool agentDead = false, diskFull = false;
        bool dcsCut = false, dcsHears = false; ///< cut off; what it sends still arrives
        bool dcsOk = true, dcsFailing = false, dcsConnected = true;
        bool racing = false, raceSilent = false, startAsPrimary = false, noticing = false;
        std::uint32_t loopEpoch = 0, raceEpoch = 0, pgEpoch = 0, streamEpoch = 0, watchdogEpoch = 0;
        Micros lastKeepalive = 0, leaseEnd = 0, nextLoop = 0, watchdogKick = 0;
        bool leaseTimer = false;
        // PostgreSQL
        int timeline = 0;
        double written = 0;     ///< as primary: WAL position in commits
        double position = 0;    ///< as standby without a live stream: what it has received
        int upstream = -1;      ///< whom it streams from
        Micros streamDue = -1;  ///< when a stream that is being set up will begin
        Micros streamLost = -1; ///< since when its stream is dead without either end knowing
        double sendBacklog = 0, replayBacklog = 0;
        // synchronous replication, as this node applies it while it leads
        NodeSet syncNames = 0;
        int syncNeeded = 0;
        bool strictWait = false;
        bool awaitsFollowers = false; ///< promoted in quorum mode: the set stays for one more cycle
        std::uint32_t syncEpoch = 0;
        // HAProxy's opinion
        bool proxyUp = false;
        int proxyStreak = 0;
    };
    struct Timeline {
        int parent;
        double start, end; ///< in commits: where it forked, what was acknowledged on it
    };
    enum class Drain : std::uint8_t { All, ProcessesDie, HostDies, PathDies };

    NodeState& at(int node) { return nodes_[std::size_t(node)]; }
    const NodeState& at(int node) const { return nodes_[std::size_t(node)]; }
    void schedule(Micros at, EventKind kind, int node, std::uint32_t epoch = 0);
    Micros draw(int node, Micros low, Micros high) { return at(node).random.between(low, high); }

    // cluster_run.cpp: start, the loop, the end
    void reset(std::uint64_t seed, std::uint64_t run);
    void startCluster();
    int firstLeader() const;
    void dispatch(const Event& event);
    void advance(Micros to);
    RunResult finish(std::uint64_t events);
    std::uint64_t lostCommits() const;
    void note(int node, const char* state, const char* text);

    // run_network.cpp: who reaches whom, what a standby has
    bool packetsPass(int from, int to) const { return !(blocked_[std::size_t(from)] & only(to)); }
    bool reachable(int a, int b) const;
    void rebuildCuts();
    void cut(NodeSet targets, NodeSet others, CutWay way);
    bool restAnswers(int from, int node) const;
    bool agentRuns(int node) const;
    bool clientsReach(int node) const;
    void refreshNetwork(Drain drain);
    bool etcdMemberRuns(int member) const;
    NodeSet etcdFollowers(int member) const;
    bool isMajority(NodeSet members) const;
    void refreshEtcd();
    void etcdElected();
    bool hasEtcd(int node) const;
    EtcdWays etcdWays(int node);
    bool etcdAlive() const { return etcdCore_ != 0; }
    double trailSeconds(int standby) const;
    double received(int node) const;
    void freezeStream(int standby, Drain drain);
    bool streamsFrom(int standby, int primary) const;
    bool walSenderLists(int primary, int standby) const;
    void startStream(int standby, Micros delay);
    void streamUp(int standby);

    // run_agent.cpp: Patroni's loop
    void haLoop(int node);
    void nextLoop(int node, Micros at);
    void keepAlive(int node);
    void dcsFails(int node);
    void dcsGivesUp(int node);
    bool failsafeHolds(int node) const;
    bool namedInSync(int node) const;
    void armWatchdog(int node);
    void watchdogBites(int node);
    void leaderCycle(int node);
    void followerCycle(int node);
    void demote(int node, const char* why);
    void recoverPostgres(int node);
    void postgresUp(int node);
    void startFails(int node);
    void startTimedOut(int node);
    void leaseExpires(int node);
    void deleteKey(int node);

    // run_race.cpp: leader race, promotion, switchover
    void wakeStandbys();
    bool mayRace(int node) const;
    bool polls(int node, int other) const;
    bool outranks(int other, int node) const;
    void followNewLeader(int leader);
    void applySyncAtPromotion(int leader, NodeSet followers);
    void beginRace(int node);
    void decideRace(int node);
    void acquire(int node);
    void promote(int node);
    void promoted(int node);
    void startHandover(TargetKind target, NodeSet nodes);
    int switchoverCandidate(TargetKind target, NodeSet nodes) const;
    void handoverStops();
    void handoverFrees();

    // run_sync.cpp: synchronous replication
    void manageSync(int leader);
    NodeSet syncCandidates(int leader) const;
    NodeSet nearest(int leader, NodeSet candidates, int count) const;
    NodeSet wantedSync(int leader, NodeSet candidates) const;
    void publishSync(int leader);
    void applySync(int leader, NodeSet names, int needed);
    bool acknowledges(int primary) const;
    bool hasVotes(int node) const;

    // run_clients.cpp: who answers the applications, and what they wait for
    void settle();
    void watchCopies();
    bool serves(int node) const;
    bool routed(int node) const;
    OutagePhase waitingFor() const;
    void checkProxy(int node);

    // stolon/run_stolon.cpp: start, the sentinels' election, proxies, hosts
    void startStolon(int leader);
    void startStolonSync(int leader);
    void startSentinels();
    void dispatchStolon(const Event& event);
    bool stolonHostRuns(int node) const;
    void watchSentinel();
    void sentinelLeaseBegins(int node);
    void sentinelLeaseEnds(int node);
    void electSentinel();
    void stolonProxyCheck(int node);
    void stolonProxyTimesOut(int node);
    bool stolonForwards(int node) const;
    OutagePhase stolonWaitsFor() const;
    void stolonHostGone(int node);
    void stolonHostBack(int node);
    void stolonHostThaws(int node);
    void stolonKeeperGoesOn(int node);
    void failKeeper();

    // stolon/run_keeper.cpp
    enum class Round : std::uint8_t { Done, Busy, Failed };
    void keeperLater(int node, EventKind kind, Micros delay);
    Micros stolonRound(int node, Micros interval, bool answered);
    void keeperLooks(int node);
    void keeperPublishes(int node);
    void keeperMachine(int node);
    Round keeperObeys(int node);
    Round keeperLeads(int node);
    Round keeperStands(int node);
    Round keeperResyncs(int node);
    NodeSet inSync(int node) const;
    void keeperAppliesSync(int node);
    void keeperStarts(int node, bool asPrimary, Micros takes, const char* why);
    void keeperStops(int node, const char* why);
    void stolonPostgresUp(int node);
    void keeperDone(int node);
    void keeperBegins(int node);
    void keeperRuns(int node);

    // stolon/run_sentinel.cpp, stolon/sentinel_sync.cpp
    enum class Convergence : std::uint8_t { Done, UnderWay, Failed };
    void sentinelCheck(int node);
    void sentinelActs();
    void sentinelMeetsKeepers();
    void sentinelHears();
    void sentinelHearsOf(int node, bool fresh);
    NodeSet sentinelHearsProxies();
    void sentinelNotesConvergence();
    Convergence convergence(int node) const;
    bool sentinelRejects(int node) const;
    bool sentinelTrusts(int node) const;
    std::vector<int> sentinelCandidates();
    void sentinelUpdates(NodeSet proxies);
    int sentinelChooses();
    void sentinelElects(int next);
    void sentinelTellsProxies(NodeSet proxies);
    void sentinelArrangesStandbys();
    void sentinelArrangesSync();
    NodeSet sentinelWantsSync(NodeSet there, NodeSet good);

    // run_faults.cpp
    void beginFault(int index);
    void endFault(int index);
    NodeSet targets(const ModelFault& fault) const;
    void strike(const ModelFault& fault, int node);
    void relieve(const ModelFault& fault, int node);
    void hostFails(int node, bool silent, Drain drain);
    void hostReturns(int node);
    void postgresCrashes(int node);
    void agentResumes(int node);
    void restartInTurn(int index);

    stolon::Database& database(int node) { return stolon_.data.databases[std::size_t(node)]; }
    const stolon::Database& database(int node) const { return stolon_.data.databases[std::size_t(node)]; }
    stolon::Keeper& keeper(int node) { return stolon_.keepers[std::size_t(node)]; }

    const ClusterModel& m_;
    const ModelScenario& scenario_;
    EventQueue queue_;
    std::vector<NodeState> nodes_;
    std::vector<Timeline> timelines_;
    std::vector<NodeSet> struck_;  ///< whom each fault hit
    std::vector<bool> underWay_;   ///< which faults last
    std::vector<NodeSet> blocked_; ///< [from]: nodes that its packets do not reach
    NodeSet clientsCut_ = 0;       ///< nodes that the clients do not reach
    RandomStream etcd_;
    Micros now_ = 0;
    bool changed_ = false;
    double countPhase_ = 0; ///< commits are whole; where between two of them the run began

    // etcd
    bool dcsStopped_ = false;
    int etcdLeader_ = -1;
    NodeSet etcdCore_ = 0;     ///< members that serve: they and their leader are a majority
    Micros etcdElection_ = -1; ///< when the election under way will be over
    int owner_ = -1;           ///< of the leader key
    int clusterTimeline_ = 0;  ///< of the last leader
    double statusPosition_ = 0;
    int syncLeader_ = -1;
    NodeSet syncMembers_ = 0;
    int quorum_ = 0;
    int candidate_ = -1; ///< of a switchover
    bool handover_ = false;
    NodeSet known_ = 0; ///< members when the leader key was last held
    int wakes_ = 0;     ///< standbys whose watch has been told of a free key

    stolon::State stolon_;

    // clients
    int serving_ = -1, attached_ = -1;
    OutagePhase phase_ = OutagePhase::Nobody;
    Micros firstFault_ = -1;
    int leaderAtFault_ = -1;
    bool moved_ = false;
    double lostInPlace_ = 0;
    bool twoPrimaries_ = false, copiesMissing_ = false;
    int rolled_ = 0; ///< servers that a rolling restart has restarted
    RunResult result_;
    std::vector<TimelineEntry>* timeline_ = nullptr;
    const std::vector<std::string>* ids_ = nullptr;
};

} // namespace causeway
