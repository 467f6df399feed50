// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/export/cluster_export.h"

#include <string>
#include <vector>

/// The parts of an export, each one file's text; inputs have been checked by exportCluster.
namespace causeway::exporting {

constexpr int kPostgresqlPort = 5432, kRestPort = 8008, kEtcdClientPort = 2379, kEtcdPeerPort = 2380,
              kPrimaryPort = 5000, kReplicasPort = 5001, kPgbouncerPort = 6432;

/// What every part needs to know.
struct Plan {
    const Topology& topology;
    std::string clusterName;
    int postgresqlVersion = 17;
};

/// The node's address or, without one, its id.
const std::string& hostOf(const Node& node);
/// "10.0.0.1:5432", "[fd00::1]:5432".
std::string endpoint(const Node& node, int port);
/// What a daemon of this node binds to: its address, or all when only its name is known (Debian maps a
/// machine's own name to 127.0.1.1).
std::string listenHost(const Node& node);
std::vector<const Node*> nodesWith(const Topology& topology, std::string_view role);
/// A whole number without a point, so that Patroni takes it; others as they are.
Json plainNumber(double value);

/// patroni.yml as a tree; no password is in it.
Json patroniConfig(const Plan& plan, const Node& node);

/// PostgreSQL's settings that all nodes share (Patroni keeps them in etcd) and those sized for one machine.
/// shared_buffers 25 % of the memory and effective_cache_size 75 % (PostgreSQL's documentation and wiki);
/// maintenance_work_mem a sixteenth, at most 2 GB; work_mem: what shared_buffers leaves, over 3 ×
/// max_connections (three sorts or hashes a session at once); max_wal_size: the WAL of one checkpoint_timeout
/// at the topology's load × (1 + checkpoint_completion_target), the distance at which PostgreSQL starts a
/// checkpoint early; max_slot_wal_keep_size: the WAL of twice the longest repair, so that a standby comes
/// back without a rebuild.
Json sharedSettings(const Plan& plan);
Json machineSettings(const Plan& plan, const Node& node);

/// heartbeat 1.5 × the longest round trip between members, election ten heartbeats, with etcd's defaults as
/// the least (etcd's tuning guide).
Json etcdConfig(const Plan& plan, const Node& node);

std::string haproxyConfig(const Plan& plan);
/// Pool size: 2 × CPUs of the smallest database server + 1 disk (PostgreSQL wiki, Number Of Database
/// Connections).
std::string pgbouncerConfig(const Plan& plan, const Node& node);

std::string patroniUnit(const Plan& plan, const Node& node);
std::string etcdUnit();
/// Names of the environment variables without values; the client fills in a copy.
std::string secretsExample();
std::string watchdogRule();

/// Stolon's cluster specification for `stolonctl init`; durations as Go writes them.
Json stolonSpec(const Plan& plan);
/// Parameters that a keeper sets itself; a value of the specification's for them is ignored.
bool stolonManages(const std::string& parameter);
std::string keeperUnit(const Plan& plan, const Node& node);
std::string sentinelUnit(const Plan& plan, const Node& node);
std::string stolonProxyUnit(const Plan& plan, const Node& node);
std::string stolonGuide(const Plan& plan);

std::string installGuide(const Plan& plan, const std::vector<std::string>& notes);
std::string drillList(const Plan& plan, const std::vector<Drill>& drills);

} // namespace causeway::exporting
