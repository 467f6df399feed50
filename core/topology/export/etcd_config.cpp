// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::exporting {
namespace {

constexpr double kLeastHeartbeatMs = 100, kLongestElectionMs = 50000;

int heartbeatMs(const Topology& t) {
    double longest = 0;
    const auto members = nodesWith(t, "etcd");
    for (const auto* a : members)
        for (const auto* b : members)
            longest = std::max(longest, a == b ? 0 : t.rttMs(a->site, b->site));
    return int(std::clamp(std::ceil(longest * 1.5), kLeastHeartbeatMs, kLongestElectionMs / 10));
}

std::string url(const Node& node, int port) {
    return "http://" + endpoint(node, port);
}

} // namespace

Json etcdConfig(const Plan& plan, const Node& node) {
    std::string members;
    for (const auto* member : nodesWith(plan.topology, "etcd"))
        members += (members.empty() ? "" : ",") + member->id + "=" + url(*member, kEtcdPeerPort);
    const auto listen = listenHost(node);
    const auto local = listen == "0.0.0.0" ? "" : fmt::format(",http://127.0.0.1:{}", kEtcdClientPort);
    const int heartbeat = heartbeatMs(plan.topology);
    Json out{{"name", node.id},
             {"data-dir", "/var/lib/etcd/" + plan.clusterName},
             {"listen-peer-urls", fmt::format("http://{}:{}", listen, kEtcdPeerPort)},
             {"listen-client-urls", fmt::format("http://{}:{}{}", listen, kEtcdClientPort, local)},
             {"initial-advertise-peer-urls", url(node, kEtcdPeerPort)},
             {"advertise-client-urls", url(node, kEtcdClientPort)},
             {"initial-cluster", members},
             {"initial-cluster-token", plan.clusterName},
             {"initial-cluster-state", "new"},
             {"heartbeat-interval", heartbeat},
             {"election-timeout", heartbeat * 10},
             {"auto-compaction-mode", "periodic"},
             {"auto-compaction-retention", "1h"}};
    // Patroni speaks HTTP. etcd 3.4 leaves the gateway off when it is started from a file that does not ask
    // for it.
    if (plan.topology.manager.dcs == "etcd")
        out["enable-v2"] = true;
    else
        out["enable-grpc-gateway"] = true;
    return out;
}

} // namespace causeway::exporting
