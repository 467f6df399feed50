// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/topology.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/topology/paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace causeway {

bool Node::has(std::string_view role) const {
    return std::find(runs.begin(), runs.end(), role) != runs.end();
}

SynchronousMode Manager::modeInForce() const {
    const bool known = synchronousMode != SynchronousMode::Quorum || patroniVersion(version) >= 40000;
    if (kind == "stolon")
        return stolon.synchronousReplication ? SynchronousMode::On : SynchronousMode::Off;
    return kind == "patroni" && known ? synchronousMode : SynchronousMode::Off;
}

int Manager::confirmingStandbys() const {
    return kind == "stolon" ? stolon.maxSynchronousStandbys : synchronousNodeCount;
}

std::string Manager::caveat() const {
    return kind == "stolon" ? "Stolon's behaviour is read from its source and was never measured." : "";
}

bool Manager::overwritesLeaderKey() const {
    return kind == "patroni" && dcs == "etcd3" && patroniVersion(version) < 30003;
}

double Manager::watchdogTimeout() const {
    return watchdogSafetyMargin == -1 ? std::floor(ttl / 2) : ttl - watchdogSafetyMargin;
}

const Node* Topology::node(std::string_view id) const {
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

const Site* Topology::site(std::string_view id) const {
    const auto found = std::find_if(sites.begin(), sites.end(), [&](const Site& s) { return s.id == id; });
    return found == sites.end() ? nullptr : &*found;
}

double Topology::rttMs(std::string_view siteA, std::string_view siteB) const {
    const auto *a = site(siteA), *b = site(siteB);
    if (!a || !b)
        return std::numeric_limits<double>::infinity();
    return sitePaths(*this)[std::size_t(a - sites.data()) * sites.size() + std::size_t(b - sites.data())]
        .rttMs;
}

int patroniVersion(std::string_view version) {
    int number = 0;
    const auto parts = split(version, '.');
    for (std::size_t i = 0; i < 3; ++i) {
        long long part = 0;
        if (i < parts.size() && (!parseNumber(parts[i], part) || part < 0 || part > 99))
            return 990000;
        number = number * 100 + int(part);
    }
    return number;
}

std::vector<const Node*> Topology::databases() const {
    std::vector<const Node*> out;
    for (const auto& n : nodes)
        if (n.has("postgresql"))
            out.push_back(&n);
    return out;
}

std::vector<StarterTopology> starterTopologies() {
    constexpr std::array ids{"one-node", "primary-async", "primary-sync-async", "three-sites", "stolon"};
    std::vector<StarterTopology> out;
    for (const std::string id : ids) {
        auto topology = topologyFromJson(resourceJson("topologies/" + id + ".json"));
        out.push_back({id, topology.name, topology.description, std::move(topology)});
    }
    return out;
}

} // namespace causeway
