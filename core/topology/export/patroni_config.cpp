// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <cmath>

namespace causeway::exporting {
namespace {

Json synchronousMode(const Manager& m) {
    if (m.synchronousMode == SynchronousMode::Quorum)
        return "quorum";
    return m.synchronousMode == SynchronousMode::On;
}

Json dynamicSettings(const Plan& plan) {
    const auto& m = plan.topology.manager;
    Json dcs{{"ttl", plainNumber(m.ttl)},
             {"loop_wait", plainNumber(m.loopWait)},
             {"retry_timeout", plainNumber(m.retryTimeout)},
             {"maximum_lag_on_failover", plainNumber(m.maximumLagOnFailover)},
             {"maximum_lag_on_syncnode", plainNumber(m.maximumLagOnSyncnode)},
             {"primary_start_timeout", plainNumber(m.primaryStartTimeout)},
             {"synchronous_mode", synchronousMode(m)},
             {"synchronous_mode_strict", m.synchronousModeStrict},
             {"synchronous_node_count", m.synchronousNodeCount},
             {"failsafe_mode", m.failsafeMode},
             {"check_timeline", m.checkTimeline}};
    dcs["postgresql"] =
        Json{{"use_pg_rewind", true}, {"use_slots", true}, {"parameters", sharedSettings(plan)}};
    return dcs;
}

/// pg_hba's word for one host: an address with its mask, or the name.
std::string hbaHost(const Node& node) {
    if (node.address.empty() ||
        node.address.find_first_not_of("0123456789.:abcdefABCDEF") != std::string::npos)
        return hostOf(node);
    return node.address + (node.address.find(':') == std::string::npos ? "/32" : "/128");
}

/// Applications come through HAProxy or from networks the server is part of; only members replicate, and
/// Patroni asks its own server for the timeline over a replication connection.
Json accessRules(const Plan& plan) {
    Json rules = Json::array(
        {"local all postgres peer", "local all all scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256",
         "host replication replicator 127.0.0.1/32 scram-sha-256", "host all all samenet scram-sha-256"});
    for (const auto& node : plan.topology.nodes) {
        if (node.has("postgresql")) {
            rules.push_back("host replication replicator " + hbaHost(node) + " scram-sha-256");
            rules.push_back("host all all " + hbaHost(node) + " scram-sha-256");
        } else if (node.has("haproxy") || node.has("pgbouncer") || node.has("client")) {
            rules.push_back("host all all " + hbaHost(node) + " scram-sha-256");
        }
    }
    return rules;
}

Json postgresqlSection(const Plan& plan, const Node& node) {
    Json out;
    const auto host = listenHost(node);
    out["listen"] = host == "0.0.0.0" ? fmt::format("{}:{}", host, kPostgresqlPort)
                                      : fmt::format("{},127.0.0.1:{}", host, kPostgresqlPort);
    out["connect_address"] = endpoint(node, kPostgresqlPort);
    out["data_dir"] = fmt::format("/var/lib/postgresql/{}/{}", plan.postgresqlVersion, plan.clusterName);
    out["bin_dir"] = fmt::format("/usr/lib/postgresql/{}/bin", plan.postgresqlVersion);
    out["pgpass"] = "/var/lib/postgresql/.pgpass_patroni";
    out["use_unix_socket"] = true;
    out["authentication"] = Json{{"superuser", Json{{"username", "postgres"}}},
                                 {"replication", Json{{"username", "replicator"}}},
                                 {"rewind", Json{{"username", "rewind_user"}}}};
    out["parameters"] = machineSettings(plan, node);
    out["pg_hba"] = accessRules(plan);
    return out;
}

/// Patroni takes only one of each pair.
Json tags(const Node& node) {
    Json out;
    const Node usual;
    if (node.nofailover || node.failoverPriority == usual.failoverPriority)
        out["nofailover"] = node.nofailover;
    else
        out["failover_priority"] = node.failoverPriority;
    if (node.nosync || node.syncPriority == usual.syncPriority)
        out["nosync"] = node.nosync;
    else
        out["sync_priority"] = node.syncPriority;
    return out;
}

} // namespace

Json plainNumber(double value) {
    const bool whole = std::floor(value) == value && std::fabs(value) < 9e15;
    return whole ? Json(static_cast<long long>(value)) : Json(value);
}

Json patroniConfig(const Plan& plan, const Node& node) {
    Json out{{"scope", plan.clusterName}, {"name", node.id}};
    out["restapi"] = Json{{"listen", listenHost(node) + fmt::format(":{}", kRestPort)},
                          {"connect_address", endpoint(node, kRestPort)},
                          {"authentication", Json{{"username", "patroni"}}}};
    Json hosts = Json::array();
    for (const auto* member : nodesWith(plan.topology, "etcd"))
        hosts.push_back(endpoint(*member, kEtcdClientPort));
    out[plan.topology.manager.dcs] = Json{{"hosts", hosts}};
    Json initdb = Json::array({Json{{"encoding", "UTF8"}}, Json{{"locale", "C.UTF-8"}}, "data-checksums",
                               Json{{"auth-local", "peer"}}, Json{{"auth-host", "scram-sha-256"}}});
    out["bootstrap"] = Json{{"dcs", dynamicSettings(plan)}, {"initdb", initdb}};
    out["postgresql"] = postgresqlSection(plan, node);
    const auto& m = plan.topology.manager;
    out["watchdog"] = Json{{"mode", m.watchdogMode},
                           {"device", "/dev/watchdog"},
                           {"safety_margin", plainNumber(m.watchdogSafetyMargin)}};
    out["tags"] = tags(node);
    return out;
}

} // namespace causeway::exporting
