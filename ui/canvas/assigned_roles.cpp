// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/assigned_roles.h"

#include "core/base/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <vector>

namespace causeway::ui {
namespace {

std::vector<const Node*> synchronousOf(const Topology& t, const Node& leader) {
    std::vector<const Node*> candidates;
    if (t.manager.modeInForce() == SynchronousMode::Off)
        return candidates;
    for (const auto* n : t.databases())
        if (n != &leader && !n->nosync)
            candidates.push_back(n);
    if (t.manager.modeInForce() == SynchronousMode::Quorum)
        return candidates;
    std::stable_sort(candidates.begin(), candidates.end(), [&](const Node* a, const Node* b) {
        return t.rttMs(leader.site, a->site) < t.rttMs(leader.site, b->site);
    });
    candidates.resize(std::min(candidates.size(), std::size_t(std::max(0, t.manager.confirmingStandbys()))));
    return candidates;
}

CanvasRole otherRole(const Topology& t, const Node& n) {
    if (n.has("etcd")) {
        const auto databases = t.databases();
        const bool alone =
            std::none_of(databases.begin(), databases.end(), [&](auto* d) { return d->site == n.site; });
        return alone ? CanvasRole::Witness : CanvasRole::Dcs;
    }
    return n.has("haproxy") || n.has("stolon-proxy") ? CanvasRole::Proxy
           : n.has("client")                         ? CanvasRole::Client
                                                     : CanvasRole::Bare;
}

} // namespace

std::map<std::string, CanvasRole> assignedRoles(const Topology& t) {
    std::map<std::string, CanvasRole> roles;
    const auto databases = t.databases();
    for (const auto& n : t.nodes)
        roles[n.id] = n.has("postgresql") ? CanvasRole::Async : otherRole(t, n);
    if (databases.empty())
        return roles;
    auto leader = std::find_if(databases.begin(), databases.end(), [](auto* n) { return !n->nofailover; });
    if (leader == databases.end())
        leader = databases.begin();
    for (const auto* n : synchronousOf(t, **leader))
        roles[n->id] = CanvasRole::Sync;
    roles[(*leader)->id] = CanvasRole::Leader;
    return roles;
}

QString roleName(CanvasRole role) {
    switch (role) {
    case CanvasRole::Leader:
        return QCoreApplication::translate("Canvas", "leader");
    case CanvasRole::Sync:
        return QCoreApplication::translate("Canvas", "sync standby");
    case CanvasRole::Async:
        return QCoreApplication::translate("Canvas", "async standby");
    case CanvasRole::Witness:
        return QCoreApplication::translate("Canvas", "witness, etcd");
    case CanvasRole::Dcs:
        return QCoreApplication::translate("Canvas", "etcd member");
    case CanvasRole::Proxy:
        return QCoreApplication::translate("Canvas", "proxy");
    case CanvasRole::Client:
        return QCoreApplication::translate("Canvas", "client");
    case CanvasRole::Bare:
        break;
    }
    return QCoreApplication::translate("Canvas", "no role");
}

QString commitRateText(double rate) {
    const bool whole = std::abs(rate - std::round(rate)) < 0.05;
    return QCoreApplication::translate("Canvas", "%1 commits/s")
        .arg(QString::fromStdString(formatNumber(rate, whole ? 0 : 1)));
}

QString roleIcon(CanvasRole role) {
    switch (role) {
    case CanvasRole::Leader:
        return "star";
    case CanvasRole::Sync:
        return "check";
    case CanvasRole::Async:
        return "clock";
    case CanvasRole::Witness:
        return "eye";
    case CanvasRole::Dcs:
        return "vote";
    case CanvasRole::Proxy:
        return "readiness";
    case CanvasRole::Client:
        return "workload";
    case CanvasRole::Bare:
        break;
    }
    return "server";
}

} // namespace causeway::ui
