// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

namespace causeway::exporting {
namespace {

std::string packages(const Plan& plan, const Node& node) {
    std::string out;
    const auto add = [&](const std::string& name) {
        out += (out.empty() ? "" : " ") + name;
    };
    if (node.has("postgresql")) {
        add(fmt::format("postgresql-{}", plan.postgresqlVersion));
        add("patroni");
        if (plan.topology.manager.dcs == "etcd")
            add("python3-etcd");
    }
    if (node.has("etcd"))
        add("etcd-server etcd-client");
    if (node.has("haproxy"))
        add("haproxy");
    if (node.has("pgbouncer"))
        add("pgbouncer");
    return out.empty() ? "nothing" : "`" + out + "`";
}

std::string nodeTable(const Plan& plan) {
    std::string out = "| node | address | Debian packages |\n|---|---|---|\n";
    for (const auto& n : plan.topology.nodes)
        out += fmt::format("| {} | {} | {} |\n", n.id,
                           n.address.empty() ? "its name, resolved on every node" : n.address,
                           packages(plan, n));
    return out;
}

std::string routingStep(const Plan& plan) {
    std::string hosts;
    for (const auto* n : plan.topology.databases())
        hosts += (hosts.empty() ? "" : ",") + endpoint(*n, kPostgresqlPort);
    if (plan.topology.routing.kind != "haproxy")
        return fmt::format("Applications name all servers and ask for the writable one: "
                           "`postgresql://{}/DATABASE?target_session_attrs=read-write`.",
                           hosts);
    const std::string where =
        nodesWith(plan.topology, "haproxy").empty()
            ? "No node of the design runs HAProxy: put `applications/etc/haproxy/haproxy.cfg` "
              "beside every application and let it connect to its own machine."
            : "HAProxy: `haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl restart haproxy`.";
    return where + fmt::format(" Writes go to port {}, reads that may be stale to port {}.", kPrimaryPort,
                               kReplicasPort);
}

std::string steps(const Plan& plan) {
    const bool pooled = !nodesWith(plan.topology, "pgbouncer").empty();
    std::string out =
        "1. Copy `NODE/etc` over `/etc` of each node **before** the packages are installed: "
        "Debian then makes no database cluster of its own. Run `systemctl daemon-reload`.\n"
        "2. Install the packages of the table.\n"
        "3. Passwords: on every node make `/etc/patroni/secrets.env` as "
        "`secrets.env.example` says. No file here holds one.\n"
        "4. Start etcd on all its nodes at the same time: `systemctl enable --now etcd`; "
        "`etcdctl member list` shows all.\n"
        "5. Start Patroni on the first node: `systemctl enable --now patroni`. When `patronictl -c "
        "/etc/patroni/config.yml list` shows a leader, start it on the others. patronictl wants the "
        "passwords "
        "in its environment: `set -a; . /etc/patroni/secrets.env; set +a`, in a shell of root.\n6. " +
        routingStep(plan) + "\n";
    if (pooled)
        out += "7. pgbouncer: for each application role a line in `/etc/pgbouncer/userlist.txt` (owner "
               "postgres, "
               "mode 0640) with the role and its SCRAM secret, from `SELECT rolname, rolpassword FROM "
               "pg_authid`.\n";
    out += fmt::format("{}. Run the drills of `drills.md`.\n", pooled ? 8 : 7);
    return out;
}

} // namespace

std::string installGuide(const Plan& plan, const std::vector<std::string>& notes) {
    const auto& m = plan.topology.manager;
    if (m.kind == "stolon") {
        std::string guide = stolonGuide(plan);
        for (const auto& note : notes)
            guide += "- " + note + "\n";
        return guide;
    }
    std::string out = fmt::format("# Cluster {}\n\nPatroni {}, PostgreSQL {}, Debian.\n\n", plan.clusterName,
                                  m.version, plan.postgresqlVersion) +
                      nodeTable(plan) + "\n## Installing\n\n" + steps(plan);
    out +=
        "\n## Before it carries data\n\n"
        "- etcd and Patroni speak without TLS here: their ports (2379, 2380, 8008) belong into a network of "
        "the cluster's own, or behind certificates of yours.\n"
        "- `ttl`, `synchronous_mode` and PostgreSQL's shared settings are read from `config.yml` once, when "
        "the "
        "cluster is made; afterwards change them with `patronictl edit-config`.\n"
        "- Backups are not part of this: set up pgBackRest or Barman and restore once.\n";
    for (const auto& note : notes)
        out += "- " + note + "\n";
    return out;
}

} // namespace causeway::exporting
