// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace causeway::exporting {
namespace {

/// As Go writes a duration: "20s", "2.5s", "48h0m0s" is "172800s" as well.
std::string duration(double seconds) {
    return fmt::format("{:g}s", seconds);
}

std::string flags(const Plan& plan) {
    std::string endpoints;
    for (const auto* n : nodesWith(plan.topology, "etcd"))
        endpoints += (endpoints.empty() ? "http://" : ",http://") + endpoint(*n, kEtcdClientPort);
    return fmt::format("--cluster-name {} --store-backend etcdv3 --store-endpoints {}", plan.clusterName,
                       endpoints);
}

/// Lower-case letters, digits and the underscore are all that a keeper's id may have.
std::string keeperId(const Node& node) {
    std::string id;
    for (const char c : node.id)
        id += std::isalnum(static_cast<unsigned char>(c)) ? char(std::tolower(static_cast<unsigned char>(c)))
                                                          : '_';
    return id;
}

std::string unit(const char* what, const Node& node, const std::string& user, const std::string& command) {
    return fmt::format(
        "[Unit]\nDescription={}\nWants=network-online.target\nAfter=network-online.target{}\n\n"
        "[Service]\nType=simple\nUser={}\nExecStart={}\n"
        "Restart=always\nRestartSec=5\nLimitNOFILE=65536\n\n"
        "[Install]\nWantedBy=multi-user.target\n",
        what, node.has("etcd") ? " etcd.service" : "", user, command);
}

} // namespace

Json stolonSpec(const Plan& plan) {
    const auto& s = plan.topology.manager.stolon;
    Json out{{"initMode", "new"},
             {"sleepInterval", duration(s.sleepInterval)},
             {"requestTimeout", duration(s.requestTimeout)},
             {"convergenceTimeout", duration(s.convergenceTimeout)},
             {"initTimeout", duration(s.initTimeout)},
             {"syncTimeout", duration(s.syncTimeout)},
             {"dbWaitReadyTimeout", duration(s.dbWaitReadyTimeout)},
             {"failInterval", duration(s.failInterval)},
             {"deadKeeperRemovalInterval", duration(s.deadKeeperRemovalInterval)},
             {"proxyCheckInterval", duration(s.proxyCheckInterval)},
             {"proxyTimeout", duration(s.proxyTimeout)},
             {"maxStandbys", s.maxStandbys},
             {"maxStandbysPerSender", s.maxStandbysPerSender},
             {"maxStandbyLag", std::int64_t(s.maxStandbyLag)},
             {"synchronousReplication", s.synchronousReplication},
             {"minSynchronousStandbys", s.minSynchronousStandbys},
             {"maxSynchronousStandbys", s.maxSynchronousStandbys},
             {"additionalWalSenders", s.additionalWalSenders},
             {"usePgrewind", s.usePgrewind},
             {"automaticPgRestart", s.automaticPgRestart},
             {"mergePgParameters", s.mergePgParameters},
             {"defaultSUReplAccessMode", s.defaultSUReplAccessMode}};
    // pg_rewind needs one of both; checksums are there from the start.
    out["newConfig"] = Json{{"dataChecksums", true}};
    out["pgParameters"] = Json::object();
    const auto shared = sharedSettings(plan);
    for (const auto& [key, value] : shared.items())
        if (!stolonManages(key))
            out["pgParameters"][key] = value.is_string() ? value.get<std::string>() : value.dump();
    out["pgParameters"]["synchronous_commit"] = plan.topology.postgresql.synchronousCommit;
    return out;
}

bool stolonManages(const std::string& parameter) {
    static const std::vector<std::string> own{"unix_socket_directories", "wal_keep_segments",
                                              "wal_keep_size",           "hot_standby",
                                              "listen_addresses",        "port",
                                              "max_replication_slots",   "max_wal_senders",
                                              "wal_log_hints",           "synchronous_standby_names"};
    return std::find(own.begin(), own.end(), parameter) != own.end();
}

/// KillMode=process is not for a keeper: when it stops it stops its PostgreSQL itself, and one that is killed
/// leaves it running for the next to find.
std::string keeperUnit(const Plan& plan, const Node& node) {
    return unit("Stolon's keeper of this server's PostgreSQL", node, "postgres",
                fmt::format("/usr/local/bin/stolon-keeper {} --uid {} --data-dir /var/lib/stolon "
                            "--pg-bin-path /usr/lib/postgresql/{}/bin --pg-listen-address {} "
                            "--pg-port {} --pg-repl-username replicator "
                            "--pg-repl-passwordfile /etc/stolon/repl-password "
                            "--pg-su-passwordfile /etc/stolon/su-password{}{}",
                            flags(plan), keeperId(node), plan.postgresqlVersion, hostOf(node),
                            kPostgresqlPort, node.mayLead() ? "" : " --can-be-master=false",
                            node.nosync ? " --can-be-synchronous-replica=false" : ""));
}

std::string sentinelUnit(const Plan& plan, const Node& node) {
    return unit(
        "Stolon's sentinel", node, "stolon",
        fmt::format("/usr/local/bin/stolon-sentinel {} --initial-cluster-spec /etc/stolon/cluster-spec.json",
                    flags(plan)));
}

/// Beside a PostgreSQL its usual port is taken.
std::string stolonProxyUnit(const Plan& plan, const Node& node) {
    return unit(
        "Stolon's proxy: the only way to the master", node, "stolon",
        fmt::format("/usr/local/bin/stolon-proxy {} --listen-address {} --port {} --tcp-keepalive-idle 60 "
                    "--tcp-keepalive-interval 10 --tcp-keepalive-count 3",
                    flags(plan), listenHost(node), kPrimaryPort));
}

std::string stolonGuide(const Plan& plan) {
    std::string out = fmt::format(
        "# Cluster {}\n\nStolon {}, PostgreSQL {}. {}\n\n"
        "Debian has no package of Stolon: build or download it (github.com/sorintlab/stolon), put "
        "`stolon-keeper`, `stolon-sentinel`, `stolon-proxy` and `stolonctl` into `/usr/local/bin`. Its last "
        "release, "
        "0.17.0, names PostgreSQL 13 as the newest it works with, the source after it 15: try it on a "
        "scratch "
        "cluster first.\n\n",
        plan.clusterName, plan.topology.manager.version, plan.postgresqlVersion,
        plan.topology.manager.caveat());
    out += "| node | address | programs |\n|---|---|---|\n";
    for (const auto& n : plan.topology.nodes) {
        std::string programs;
        for (const auto& [role, name] : {std::pair{"postgresql", "keeper"},
                                         {"stolon-sentinel", "sentinel"},
                                         {"stolon-proxy", "proxy"},
                                         {"etcd", "etcd"},
                                         {"pgbouncer", "pgbouncer"}})
            if (n.has(role))
                programs += std::string(programs.empty() ? "" : ", ") + name;
        out += fmt::format("| {} | {} | {} |\n", n.id, hostOf(n), programs);
    }
    return out +
           fmt::format(
               "\n## Installing\n\n"
               "1. Copy `NODE/etc` over `/etc` of each node **before** PostgreSQL's packages are installed. "
               "Make the user "
               "`stolon`, the folder `/var/lib/stolon` (owner postgres, mode 0700), and run `systemctl "
               "daemon-reload`.\n"
               "2. Passwords: on every node with a keeper make `/etc/stolon/su-password` and "
               "`/etc/stolon/repl-password` "
               "(owner postgres, mode 0600), the same everywhere. No file here holds one.\n"
               "3. Start etcd on all its nodes at the same time: `systemctl enable --now etcd`.\n"
               "4. Start the sentinels, then the keepers, then the proxies: `systemctl enable --now "
               "stolon-sentinel` and so "
               "on. The first sentinel makes the cluster from `cluster-spec.json`; afterwards change it with "
               "`stolonctl "
               "update --patch`.\n"
               "5. Applications connect to port {} of a proxy and nowhere else: forbid the way past it in "
               "the "
               "specification's `pgHBA`, because a keeper does not stop PostgreSQL when it loses the store.\n"
               "6. Run the drills of `drills.md`.\n"
               "\n## Before it carries data\n\n"
               "- etcd and Stolon speak without TLS here: port 2379 and 2380 belong into a network of the "
               "cluster's own.\n"
               "- Backups are not part of this: set up pgBackRest or Barman and restore once.\n",
               kPrimaryPort);
}

} // namespace causeway::exporting
