// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// What one failover drill is expected to cost, by the simulator; the caller computes it.
struct DrillPrediction {
    double outageP50 = 0, outageP95 = 0; ///< seconds without an answered commit
    double lostP50 = 0, lostMax = 0;     ///< acknowledged commits
    double neverBack = 0;                ///< fraction of runs, 0..1
    std::string explanation;             ///< what the median outage is made of
    bool operator==(const DrillPrediction&) const = default;
};

/// One thing to try on the cluster before it is trusted.
struct Drill {
    std::string id, title;
    std::string steps; ///< commands and what to look at, Markdown
    /// The fault of the scenario that predicts it (core/sim's names); empty: it cannot be simulated.
    std::string faultKind, faultTarget;
    double faultSeconds = 0;
    std::optional<DrillPrediction> prediction;
    bool operator==(const Drill&) const = default;
};

/// The drills that this cluster calls for, in the order to run them: from the planned to the destructive.
std::vector<Drill> drillsFor(const Topology& topology, const std::string& clusterName);

struct ExportOptions {
    std::string clusterName = "cluster1"; ///< Patroni's scope: letters, digits, - and _
    int postgresqlVersion = 0;            ///< 0: what Debian ships beside the topology's Patroni
    bool operator==(const ExportOptions&) const = default;
};

struct ExportedFile {
    std::string path; ///< below the export's folder; "n1/etc/patroni/config.yml" belongs to /etc/… of node n1
    std::string text;
    bool operator==(const ExportedFile&) const = default;
};

struct ClusterExport {
    std::vector<ExportedFile> files;
    std::vector<std::string> notes; ///< doubts about the design, worth reading before it is installed
};

/// Configuration of every node, as Debian's packages expect it, and how to install it. No file holds a
/// password. Throws Error(Input) for a topology with fatal problems, names that are no host names, settings
/// that its version of Patroni does not take, and for etcd's v3 interface before Patroni 3.0.3.
ClusterExport exportCluster(const Topology& topology, const ExportOptions& options,
                            const std::vector<Drill>& drills);

/// 0 resolved: PostgreSQL 15 before Patroni 4 (Debian 12), else 17 (Debian 13).
int postgresqlVersionFor(const Topology& topology, const ExportOptions& options);

} // namespace causeway
