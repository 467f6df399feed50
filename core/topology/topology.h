// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/topology/stolon_spec.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace causeway {

struct Site {
    std::string id, name;
    std::optional<double> monthlyPrice = {}; ///< of standing there at all; else the price list's
    bool operator==(const Site&) const = default;
};

struct Link {
    std::string a, b; ///< site ids
    double rttMs = 0.5, jitterMs = 0, loss = 0, mbitPerSecond = 1000;
    bool operator==(const Link&) const = default;
};

struct Node {
    std::string id, site;
    /// "postgresql", "etcd", "haproxy", "pgbouncer", "client", "stolon-sentinel", "stolon-proxy"; under
    /// Stolon a keeper stands beside every PostgreSQL.
    std::vector<std::string> runs;
    bool nofailover = false, nosync = false; ///< Stolon: --can-be-master, --can-be-synchronous-replica
    int cpus = 4;
    double ramGb = 16;
    double fsyncP50Ms = 0.22, fsyncP99Ms = 0.8, diskMbPerSecond = 400;
    double mtbfHours = 8760, mttrHours = 1;
    double x = 0, y = 0; ///< where it stands on the canvas; no meaning for the simulation
    /// Patroni's tags: among equals the higher priority wins the race (0: never), is picked as synchronous.
    int failoverPriority = 1, syncPriority = 1;
    bool watchdog = false; ///< it has a watchdog device that Patroni may open
    /// Where the others reach it, an IP address or a host name; empty: its id is its host name.
    std::string address;
    bool has(std::string_view role) const;
    bool mayLead() const { return !nofailover && failoverPriority > 0; }
    bool operator==(const Node&) const = default;
};

enum class SynchronousMode { Off, On, Quorum };

/// Patroni's settings under Patroni's names; times in seconds. Stolon's stand apart.
struct Manager {
    std::string kind = "patroni"; ///< "patroni", "stolon" or "none"
    std::string version = "4.0.7";
    std::string dcs = "etcd3"; ///< etcd's interface that Patroni speaks: "etcd3", or "etcd" for the old v2
    double ttl = 30, loopWait = 10, retryTimeout = 10;
    double maximumLagOnFailover = 1048576; ///< bytes
    SynchronousMode synchronousMode = SynchronousMode::Off;
    bool synchronousModeStrict = false;
    int synchronousNodeCount = 1;
    bool failsafeMode = false;
    double primaryStartTimeout = 300;
    double maximumLagOnSyncnode = -1; ///< bytes; not above 0: no limit
    bool checkTimeline = false;
    std::string watchdogMode = "automatic"; ///< off, automatic, required
    double watchdogSafetyMargin = 5;        ///< -1: half of ttl
    StolonSpec stolon;
    /// Seconds without a renewed lease until the device resets the server.
    double watchdogTimeout() const;
    /// Before 3.0.3 the leader's key in etcd 3 is written without looking whose it is (patroni PR 2693); the
    /// v2 interface always compared.
    bool overwritesLeaderKey() const;
    /// What the version makes of synchronous_mode: before 4.0 "quorum" is no word it knows, and counts as
    /// off. Stolon's synchronousReplication counts as on.
    SynchronousMode modeInForce() const;
    /// How many standbys confirm a commit while all is well.
    int confirmingStandbys() const;
    /// Somebody promotes a standby.
    bool managed() const { return kind != "none"; }
    /// What the figures of such a cluster rest on: only Patroni was measured. Empty: measured.
    std::string caveat() const;
    bool operator==(const Manager&) const = default;
};

struct PostgresqlSettings {
    std::string synchronousCommit = "on"; ///< off, local, remote_write, on, remote_apply
    double walSenderTimeout = 60;
    bool operator==(const PostgresqlSettings&) const = default;
};

struct Routing {
    std::string kind = "haproxy"; ///< "haproxy", "stolon-proxy" or "none" (clients know the leader at once)
    double inter = 3;
    int rise = 2, fall = 3;
    bool operator==(const Routing&) const = default;
};

/// What the applications ask of the cluster. With commitsPerSecond 0 every client commits again as soon as
/// its last commit is answered.
struct ClusterLoad {
    int clients = 1;
    double commitsPerSecond = 100, walBytesPerCommit = 600, readShare = 0.8;
    bool operator==(const ClusterLoad&) const = default;
};

/// What the client pays where it differs from the price list (resources/topology/prices.json), by its keys.
struct OwnPrices {
    std::string currency; ///< empty: the price list's
    std::map<std::string, double> values;
    bool operator==(const OwnPrices&) const = default;
};

/// A cluster as a graph: the design's "causeway.topology/1" file, in memory.
struct Topology {
    std::string name, description;
    std::vector<Site> sites;
    std::vector<Link> links;
    std::vector<Node> nodes;
    Manager manager;
    PostgresqlSettings postgresql;
    Routing routing;
    ClusterLoad workload;
    OwnPrices prices;

    const Node* node(std::string_view id) const;
    const Site* site(std::string_view id) const;
    /// Round trip between two sites in ms, over the quickest chain of links; within one site 0.2 ms (same
    /// rack) unless a link from the site to itself says otherwise. Infinite when no chain of links joins
    /// them.
    double rttMs(std::string_view siteA, std::string_view siteB) const;
    std::vector<const Node*> databases() const;
    bool operator==(const Topology&) const = default;
};

/// "3.0.2" as 30002; what cannot be read counts as current.
int patroniVersion(std::string_view version);

/// Throws Error(Input) naming the key and why, for a file that is no topology.
Topology topologyFromJson(const Json& json);
Json toJson(const Topology& topology);

struct TopologyProblem {
    bool fatal = false;  ///< a simulation of it would be meaningless
    std::string element; ///< node, link or setting it is about
    std::string message; ///< what is wrong and what mends it
    bool operator==(const TopologyProblem&) const = default;
};
/// All that is wrong or doubtful; empty for a sound cluster.
std::vector<TopologyProblem> validate(const Topology& topology);

struct StarterTopology {
    std::string id, title, description;
    Topology topology;
};
/// One node; primary + async; primary + sync + async; three sites. From resources/topologies.
std::vector<StarterTopology> starterTopologies();

} // namespace causeway
