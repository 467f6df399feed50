// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <QString>

#include <map>
#include <string>

namespace causeway::ui {

/// What a node is to the eye: a database by the part the manager gives it, others by what they run.
enum class CanvasRole { Leader, Sync, Async, Witness, Dcs, Proxy, Client, Bare };

/// The role of every node of a cluster that has run for long, by node id. The first database of the file that
/// may lead leads; synchronous are the standbys that Patroni chooses: in quorum mode all that may be, else
/// the synchronous_node_count nearest ones.
std::map<std::string, CanvasRole> assignedRoles(const Topology& topology);

inline bool isDatabase(CanvasRole role) {
    return role <= CanvasRole::Async;
}
/// "leader", "sync standby", "witness"...
QString roleName(CanvasRole role);
/// "20 commits/s", "45.2 commits/s".
QString commitRateText(double commitsPerSecond);
/// The icon of resources/icons that stands for it.
QString roleIcon(CanvasRole role);

} // namespace causeway::ui
