// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

namespace causeway {

/// What packets meet between two sites, over the quickest chain of links.
struct SitePath {
    double rttMs = 0, jitterMs = 0;
    double loss = 0;              ///< fraction of packets, each way
    double mbitPerSecond = 10000; ///< the narrowest link
    bool joined() const;
};

/// All pairs of sites: element [a * sites + b], in the order of `topology.sites` (at most 1000 sites).
std::vector<SitePath> sitePaths(const Topology& topology);

} // namespace causeway
