// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/cost.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/units.h"

#include <algorithm>
#include <set>

namespace causeway {
namespace {

constexpr double kSecondsPerMonth = kDaysPerMonth * 86400;

PriceList loadPrices() {
    const auto& json = resourceJson("topology/prices.json");
    PriceList list{json.at("date"), json.at("currency"), {}};
    for (const auto& [key, p] : json.at("prices").items())
        list.entries.push_back({key, p.at("label"), p.at("unit"), p.at("value"), p.at("source")});
    return list;
}

/// The first used site comes with its servers, unless it names a price of its own.
double sitesPerMonth(const Topology& t, const PriceList& prices) {
    double sum = 0;
    bool first = true;
    for (const auto& site : t.sites) {
        const bool used = std::any_of(t.nodes.begin(), t.nodes.end(),
                                      [&](const Node& n) { return n.site == site.id && !n.runs.empty(); });
        if (!used)
            continue;
        sum += site.monthlyPrice.value_or(first ? 0 : prices.of("site_month"));
        first = false;
    }
    return sum;
}

/// GB of WAL a month that standbys in other sites than the leader's receive.
double trafficGb(const Topology& t) {
    const auto databases = t.databases();
    const auto leader =
        std::find_if(databases.begin(), databases.end(), [](const Node* n) { return n->mayLead(); });
    if (leader == databases.end())
        return 0;
    const auto away = std::count_if(databases.begin(), databases.end(),
                                    [&](const Node* n) { return n->site != (*leader)->site; });
    return double(away) * t.workload.commitsPerSecond * t.workload.walBytesPerCommit * kSecondsPerMonth /
           kGiB;
}

} // namespace

double PriceList::of(std::string_view key) const {
    for (const auto& entry : entries)
        if (entry.key == key)
            return entry.value;
    throw Error(ErrorCode::Internal, "the price list lacks " + std::string(key));
}

const PriceList& planningPrices() {
    static const auto prices = loadPrices();
    return prices;
}

PriceList pricesOf(const Topology& topology) {
    auto list = planningPrices();
    if (!topology.prices.currency.empty())
        list.currency = topology.prices.currency;
    for (auto& entry : list.entries)
        if (const auto own = topology.prices.values.find(entry.key); own != topology.prices.values.end()) {
            entry.value = own->second;
            entry.source = "stated in the topology";
        }
    return list;
}

MonthlyCost monthlyCost(const Topology& topology, const PriceList& prices, double volumeGb) {
    double servers = 0, disks = 0, small = 0;
    for (const auto& n : topology.nodes) {
        if (n.has("postgresql")) {
            servers += n.cpus * prices.of("core_month") + n.ramGb * prices.of("ram_gb_month");
            disks += volumeGb * prices.of("disk_gb_month");
        } else if (!n.runs.empty() && !n.has("client")) {
            small += prices.of("small_server_month");
        }
    }
    MonthlyCost cost{{}, 0, prices.currency};
    for (auto& item :
         {CostItem{"database servers", servers}, CostItem{"their disks", disks},
          CostItem{"servers without a database", small}, CostItem{"sites", sitesPerMonth(topology, prices)},
          CostItem{"traffic between sites", trafficGb(topology) * prices.of("traffic_gb")}})
        if (item.perMonth > 0) {
            cost.total += item.perMonth;
            cost.items.push_back(item);
        }
    return cost;
}

} // namespace causeway
