// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/topology/topology.h"

#include <string>
#include <vector>

namespace causeway {

struct PriceEntry {
    std::string key, label, unit; ///< unit: "month" or "GB"
    double value = 0;
    std::string source;
};
struct PriceList {
    std::string date, currency;
    std::vector<PriceEntry> entries;
    /// By key; throws Error(Internal) for a key that the list lacks.
    double of(std::string_view key) const;
};

/// The planning values of resources/topology/prices.json.
const PriceList& planningPrices();
/// The same with the topology's own prices in place; their source is then the topology file.
PriceList pricesOf(const Topology& topology);

struct CostItem {
    std::string what;
    double perMonth = 0;
};
struct MonthlyCost {
    std::vector<CostItem> items; ///< none of them zero
    double total = 0;
    std::string currency;
};

/// What the cluster costs a month: database servers by cores, memory and disk; small servers; every used site
/// after the first; the WAL that the leader (the first node that may lead) sends to standbys in other sites
/// at the load's commits_per_s. `volumeGb`: data on each database server, 0 when it is not known.
MonthlyCost monthlyCost(const Topology& topology, const PriceList& prices, double volumeGb);

} // namespace causeway
