// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <set>
#include <string>
#include <vector>

namespace causeway::ui {

/// Where a node is put: its middle on the canvas and the site it then stands in.
struct Placement {
    std::string node, site;
    double x = 0, y = 0;
};

/// The name of a link as the validation gives it: "kyiv–lviv".
std::string linkId(const Link& link);

/// Each of these changes a topology as one step of the user. New ids are the lowest that are free: "pg-3".

/// what: "postgresql", "etcd" or "haproxy", through which clients go from then on. Returns the node's id.
std::string addNode(Topology& topology, const std::string& what, const std::string& site, double x, double y);
/// Returns the site's id; it is joined to nothing yet.
std::string addSite(Topology& topology);
/// Nodes, sites (with what stands in them and their links) and links, by id.
void removeElements(Topology& topology, const std::set<std::string>& ids);
/// Copies of the nodes among `ids`, 32 right and below. Returns the new ids.
std::set<std::string> duplicateNodes(Topology& topology, const std::set<std::string>& ids);
void placeNodes(Topology& topology, const std::vector<Placement>& placements);
/// Joins two sites with 1 ms of round trip. Returns why not, or nothing when it is done.
std::string connectSites(Topology& topology, const std::string& a, const std::string& b);

} // namespace causeway::ui
