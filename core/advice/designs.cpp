// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/designs.h"

#include "core/base/resources.h"
#include "core/topology/paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace causeway {
namespace {

constexpr double kColumnWidth = 320, kRowHeight = 110;
constexpr int kEtcdMembers = 3;

/// Database servers in each site.
using Placement = std::vector<int>;

struct Mode {
    SynchronousMode mode = SynchronousMode::Off;
    bool strict = false;
    int count = 1;
    bool nearOnly = false; ///< standbys away from the nearest place are tagged nosync
};

std::vector<Placement> placements(std::size_t sites, std::size_t home, int total) {
    std::vector<Placement> out;
    Placement now(sites, 0);
    const auto fill = [&](auto&& self, std::size_t site, int left) -> void {
        if (site + 1 == sites) {
            now[site] = left;
            if (now[home] > 0)
                out.push_back(now);
            return;
        }
        for (int here = left; here >= 0; --here) {
            now[site] = here;
            self(self, site + 1, left - here);
        }
    };
    fill(fill, 0, total);
    return out;
}

/// The machine that the base has in that site, or else its first.
Node machineFor(const Topology& base, const Site& site) {
    const auto databases = base.databases();
    const auto here =
        std::find_if(databases.begin(), databases.end(), [&](const Node* n) { return n->site == site.id; });
    Node machine = here == databases.end() ? *databases.front() : **here;
    const Node usual;
    machine.site = site.id;
    machine.address.clear();
    machine.nofailover = machine.nosync = false;
    machine.failoverPriority = usual.failoverPriority;
    machine.syncPriority = usual.syncPriority;
    machine.runs = {"postgresql"};
    return machine;
}

/// Sites by their distance from home, home first.
std::vector<std::size_t> byDistance(const Topology& base, std::size_t home) {
    const auto paths = sitePaths(base);
    std::vector<std::size_t> order(base.sites.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        const auto rtt = [&](std::size_t s) {
            return s == home ? -1 : paths[home * base.sites.size() + s].rttMs;
        };
        return rtt(a) < rtt(b);
    });
    return order;
}

/// A vote on a server of its own.
Node witnessIn(const Topology& base, std::size_t site, int number) {
    Node w = machineFor(base, base.sites[site]);
    w.id = fmt::format("w{}", number);
    w.runs = {"etcd"};
    w.cpus = 2;
    w.ramGb = 4;
    w.watchdog = false;
    w.x = double(site) * kColumnWidth;
    w.y = 3 * kRowHeight;
    return w;
}

/// Three votes: first one a site on servers with a database, then on small servers in the sites that have
/// none unless votes stay with the data, then, where sites are few, on what stands nearest to home.
void addEtcd(Topology& t, const Topology& base, const std::vector<std::size_t>& order, bool votesWithData) {
    int votes = 0;
    std::vector<bool> voted(base.sites.size(), false);
    for (const auto site : order)
        for (auto& n : t.nodes)
            if (votes < kEtcdMembers && !voted[site] && n.site == base.sites[site].id &&
                n.has("postgresql")) {
                n.runs.push_back("etcd");
                voted[site] = true;
                ++votes;
            }
    int witnesses = 0;
    for (const auto site : order)
        if (votes < kEtcdMembers && !voted[site] && !votesWithData) {
            t.nodes.push_back(witnessIn(base, site, ++witnesses));
            voted[site] = true;
            ++votes;
        }
    for (auto& n : t.nodes)
        if (votes < kEtcdMembers && !n.has("etcd")) {
            n.runs.push_back("etcd");
            ++votes;
        }
    while (votes < kEtcdMembers) {
        t.nodes.push_back(witnessIn(base, order.front(), ++witnesses));
        ++votes;
    }
}

Topology placed(const Topology& base, const Placement& placement, const std::vector<std::size_t>& order,
                bool votesWithData) {
    Topology t = base;
    t.name.clear();
    t.description.clear();
    t.nodes.clear();
    if (base.manager.kind != "patroni")
        t.manager = {};
    if (base.routing.kind == "stolon-proxy")
        t.routing = {};
    int number = 0;
    for (const auto site : order)
        for (int i = 0; i < placement[site]; ++i) {
            auto n = machineFor(base, base.sites[site]);
            n.id = fmt::format("n{}", ++number);
            n.x = double(site) * kColumnWidth;
            n.y = i * kRowHeight;
            t.nodes.push_back(std::move(n));
        }
    if (number > 1)
        addEtcd(t, base, order, votesWithData);
    else
        t.manager.kind = "none";
    for (const auto& n : base.nodes) // proxies and clients stay
        if (!n.has("postgresql") && !n.has("etcd") && !n.has("stolon-sentinel") && !n.has("stolon-proxy") &&
            !t.node(n.id))
            t.nodes.push_back(n);
    return t;
}

std::vector<Mode> modesFor(const Topology& t) {
    const auto databases = t.databases();
    const int standbys = int(databases.size()) - 1;
    std::vector<Mode> modes{{}};
    if (standbys < 1)
        return modes;
    const auto near = std::count_if(databases.begin() + 1, databases.end(), [&](const Node* n) {
        return t.rttMs(databases[0]->site, n->site) <= t.rttMs(databases[0]->site, databases[1]->site);
    });
    const bool quorum = patroniVersion(t.manager.version) >= 40000;
    for (const bool nearOnly : {false, true}) {
        const int eligible = nearOnly ? int(near) : standbys;
        if (nearOnly && eligible == standbys)
            continue;
        for (int count = 1; count <= std::min(2, eligible); ++count) {
            modes.push_back({SynchronousMode::On, false, count, nearOnly});
            modes.push_back({SynchronousMode::On, true, count, nearOnly});
            if (quorum && eligible > count)
                modes.push_back({SynchronousMode::Quorum, false, count, nearOnly});
        }
    }
    return modes;
}

void apply(Topology& t, const Mode& mode) {
    t.manager.synchronousMode = mode.mode;
    t.manager.synchronousModeStrict = mode.strict;
    t.manager.synchronousNodeCount = mode.count;
    if (mode.mode != SynchronousMode::Off &&
        (t.postgresql.synchronousCommit == "off" || t.postgresql.synchronousCommit == "local"))
        t.postgresql.synchronousCommit = "on";
    if (!mode.nearOnly)
        return;
    const auto databases = t.databases();
    const auto nearest = t.rttMs(databases[0]->site, databases[1]->site);
    const auto leaderSite = databases[0]->site;
    for (auto& n : t.nodes)
        n.nosync = n.has("postgresql") && t.rttMs(leaderSite, n.site) > nearest && n.id != databases[0]->id;
}

/// Patroni 3.2 and later takes no times below its limits; the list's own order is kept.
std::vector<Manager> timesFor(const Manager& base) {
    std::vector<Manager> out;
    for (const auto& times : resourceJson("advice/faults.json").at("times")) {
        Manager m = base;
        m.ttl = times.at("ttl");
        m.loopWait = times.at("loop_wait");
        m.retryTimeout = times.at("retry_timeout");
        out.push_back(m);
    }
    const bool own = std::any_of(out.begin(), out.end(), [&](const Manager& m) { return m == base; });
    if (!own)
        out.push_back(base);
    return out;
}

void addTimes(std::vector<Topology>& out, const Topology& design) {
    if (design.manager.kind == "none") {
        out.push_back(design);
        return;
    }
    for (const auto& times : timesFor(design.manager)) {
        auto t = design;
        t.manager = times;
        for (const double lag : resourceJson("advice/faults.json").at("maximum_lag_on_failover")) {
            t.manager.maximumLagOnFailover = lag;
            // A standby that confirms every commit has no lag to be limited.
            if (lag == Manager().maximumLagOnFailover || t.manager.modeInForce() == SynchronousMode::Off)
                out.push_back(t);
        }
    }
}

} // namespace

std::size_t homeSite(const Topology& base) {
    const auto databases = base.databases();
    const auto able =
        std::find_if(databases.begin(), databases.end(), [](const Node* n) { return n->mayLead(); });
    const auto& leader = able == databases.end() ? *databases.front() : **able;
    return std::size_t(base.site(leader.site) - base.sites.data());
}

std::vector<Topology> allDesigns(const AdviceRequest& request) {
    const auto home = homeSite(request.base);
    const auto order = byDistance(request.base, home);
    // Votes in a site without data make it survive a site's loss; where that is not asked for, or sites are
    // few, they may stay with the data.
    const bool few = request.survival == Survival::Server ||
                     request.criteria.number("sites").value_or(1e9) < double(request.base.sites.size());
    std::vector<Topology> out;
    const auto addModes = [&](const Topology& bare) {
        for (const auto& mode : modesFor(bare)) {
            auto design = bare;
            apply(design, mode);
            addTimes(out, design);
        }
    };
    for (int total = 1; total <= request.mostDatabases; ++total)
        for (const auto& placement : placements(request.base.sites.size(), home, total)) {
            const auto spread = placed(request.base, placement, order, false);
            addModes(spread);
            const auto together = placed(request.base, placement, order, true);
            if (few && together != spread)
                addModes(together);
        }
    return out;
}

} // namespace causeway
