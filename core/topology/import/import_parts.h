// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/import/cluster_files.h"
#include "core/topology/topology.h"

#include <string>
#include <vector>

/// The parts of importCluster().
namespace causeway::importing {

/// All files, by what they are.
struct Sources {
    std::vector<MemberConfig> configs;
    std::optional<DynamicConfig> dynamic;
    std::optional<MemberList> members;
    std::optional<MemberStatus> status;
    std::optional<StandbyList> standbys;
    std::optional<ProxyChecks> proxy;
};

using Notes = std::vector<std::string>;

/// Patroni's settings and the two of PostgreSQL that are simulated: those in force, else those that the
/// cluster began with.
void importSettings(const Sources& sources, Topology& topology, Notes& notes);
/// Members, where they stand, and etcd's members.
void importNodes(const Sources& sources, Topology& topology, Notes& notes);
/// Round trips and fsync times out of replication lags.
void importLags(const StandbyList& standbys, Topology& topology, Notes& notes);
/// Sites side by side, the nodes of one below each other; a single site's nodes in a row.
void place(Topology& topology);

/// The value at a path of keys; null when it is not there.
const Json* at(const Json& tree, std::initializer_list<const char*> path);
/// Text, or a number as text; empty for anything else.
std::string words(const Json* value);

} // namespace causeway::importing
