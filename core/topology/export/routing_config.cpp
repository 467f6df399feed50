// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::exporting {
namespace {

constexpr int kLeastClients = 1000;

/// The primary answers 200 on /primary, a streaming replica on /replica; others 503.
std::string listener(const Plan& plan, const char* name, int port, const char* check) {
    const auto& r = plan.topology.routing;
    std::string text =
        fmt::format("\nlisten {}\n    bind *:{}\n    option httpchk\n"
                    "    http-check send meth OPTIONS uri {}\n    http-check expect status 200\n"
                    "    default-server inter {:.0f}ms fall {} rise {} on-marked-down "
                    "shutdown-sessions\n",
                    name, port, check, r.inter * 1000, r.fall, r.rise);
    for (const auto* node : plan.topology.databases())
        text += fmt::format("    server {} {} check port {}\n", node->id, endpoint(*node, kPostgresqlPort),
                            kRestPort);
    return text;
}

} // namespace

std::string haproxyConfig(const Plan& plan) {
    const int clients = std::max(kLeastClients, plan.topology.workload.clients * 2);
    std::string text = fmt::format("# {0}: writes go to port {1}, reads that may be stale to port {2}.\n"
                                   "global\n    maxconn {3}\n\n"
                                   "defaults\n    mode tcp\n    retries 2\n    maxconn {3}\n"
                                   "    option clitcpka\n    option srvtcpka\n"
                                   "    timeout connect 4s\n    timeout check 5s\n"
                                   "    timeout client 30m\n    timeout server 30m\n",
                                   plan.clusterName, kPrimaryPort, kReplicasPort, clients);
    text += "\nlisten status\n    bind 127.0.0.1:7000\n    mode http\n    stats enable\n    stats uri /\n";
    text += listener(plan, "primary", kPrimaryPort, "/primary");
    text += listener(plan, "replicas", kReplicasPort, "/replica");
    return text;
}

std::string pgbouncerConfig(const Plan& plan, const Node& node) {
    const auto proxies = nodesWith(plan.topology, "haproxy");
    const bool beside = node.has("haproxy") || proxies.empty();
    const auto databases = plan.topology.databases();
    const auto smallest = *std::min_element(databases.begin(), databases.end(),
                                            [](const Node* a, const Node* b) { return a->cpus < b->cpus; });
    const int pool = 2 * smallest->cpus + 1;
    std::string target;
    if (plan.topology.routing.kind == "haproxy")
        target =
            fmt::format("host={} port={}", beside ? "127.0.0.1" : hostOf(*proxies.front()), kPrimaryPort);
    else
        target = fmt::format("host={} port={}", hostOf(*databases.front()), kPostgresqlPort);
    return fmt::format(
        "; In transaction mode a session's SET, advisory locks and LISTEN do not outlive a "
        "transaction.\n"
        "[databases]\n* = {}\n\n[pgbouncer]\n"
        "listen_addr = {}\nlisten_port = {}\n"
        "unix_socket_dir = /var/run/postgresql\nlogfile = /var/log/postgresql/pgbouncer.log\n"
        "pidfile = /var/run/postgresql/pgbouncer.pid\n"
        "auth_type = scram-sha-256\nauth_file = /etc/pgbouncer/userlist.txt\n"
        "pool_mode = transaction\nmax_client_conn = {}\n"
        "default_pool_size = {}\nreserve_pool_size = {}\n"
        "server_lifetime = 3600\nserver_check_delay = 5\ntcp_keepalive = 1\ntcp_keepidle = 60\n"
        "server_login_retry = 2\nignore_startup_parameters = extra_float_digits\n",
        target, node.address.empty() ? "*" : node.address + ",127.0.0.1", kPgbouncerPort,
        std::max(kLeastClients, plan.topology.workload.clients * 2), pool, std::max(2, pool / 4));
}

} // namespace causeway::exporting
