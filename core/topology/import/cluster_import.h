// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <string>
#include <vector>

namespace causeway {

struct ImportedFile {
    std::string name, text;
    std::string readAs; ///< what it was taken for, for people; set by importCluster
};

/// A live cluster as a topology, and how much of it is really the cluster's.
struct ClusterImport {
    Topology topology;
    std::vector<ImportedFile> files; ///< without their text
    std::vector<std::string>
        notes; ///< what no file says with the value that stands there, and what is left out
};

/// Makes a topology of what a Patroni cluster says about itself: patroni.yml of each member, `patronictl
/// show-config`, `patronictl list` (any format), GET /patroni and /cluster, pg_stat_replication as psql
/// prints it, haproxy.cfg; in any order, at least a list or one patroni.yml. The leader comes first. Sites
/// are made of the members' tags site, datacenter, dc, zone or availability_zone. Replication lags give a
/// link's round trip (write_lag, an upper bound: it holds the standby's scheduling too) and a standby's
/// median fsync (flush_lag − write_lag). Machines, disks and failure rates are in none of these files: they
/// keep a node's defaults, and a note says so. Throws Error(Input) naming the file for what cannot be read,
/// for files of two clusters, and for a member that two files call the same.
ClusterImport importCluster(std::vector<ImportedFile> files);

} // namespace causeway
