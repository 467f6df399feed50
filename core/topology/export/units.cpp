// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

namespace causeway::exporting {

/// KillMode=process: systemd must not shoot PostgreSQL when only the agent stops; Patroni itself stops it in
/// order.
std::string patroniUnit(const Plan& plan, const Node& node) {
    const bool device = node.watchdog && plan.topology.manager.watchdogMode != "off";
    const std::string wait = node.has("etcd") ? " etcd.service" : "";
    return fmt::format(
        "[Unit]\nDescription=Patroni, keeper of the PostgreSQL cluster {}\n"
        "Wants=network-online.target\nAfter=network-online.target{}\n"
        "ConditionPathExists=/etc/patroni/config.yml\n\n"
        "[Service]\nType=simple\nUser=postgres\nGroup=postgres\n"
        "EnvironmentFile=/etc/patroni/secrets.env\n{}"
        "ExecStart=/usr/bin/patroni /etc/patroni/config.yml\nExecReload=/bin/kill -s HUP $MAINPID\n"
        "KillMode=process\nTimeoutStopSec=120\nRestart=on-failure\nRestartSec=5\n"
        "# The postmaster is spared when memory runs out, its sessions are not.\n"
        "OOMScoreAdjust=-900\n"
        "Environment=PG_OOM_ADJUST_FILE=/proc/self/oom_score_adj PG_OOM_ADJUST_VALUE=0\n"
        "LimitNOFILE=65536\n\n"
        "[Install]\nWantedBy=multi-user.target\n",
        plan.clusterName, wait,
        device ? "# The leader's watchdog: see /etc/udev/rules.d/61-patroni-watchdog.rules.\n" : "");
}

/// Its flushes go before those of PostgreSQL: a late one costs the cluster its leader.
std::string etcdUnit() {
    return "[Unit]\nDescription=etcd, keeper of the leader's lock\n"
           "Wants=network-online.target\nAfter=network-online.target\n\n"
           "[Service]\nType=notify\nUser=etcd\nExecStart=/usr/bin/etcd --config-file /etc/etcd/etcd.yml\n"
           "Restart=always\nRestartSec=2\nLimitNOFILE=65536\nNice=-10\nIOSchedulingClass=best-effort\n"
           "IOSchedulingPriority=0\nOOMScoreAdjust=-900\n\n"
           "[Install]\nWantedBy=multi-user.target\n";
}

std::string secretsExample() {
    return "# Copy to /etc/patroni/secrets.env, the same on every node:\n"
           "#   install -o root -g postgres -m 0640 secrets.env.example /etc/patroni/secrets.env\n"
           "# and give each line a value of its own, for example from: openssl rand -hex 24\n"
           "PATRONI_SUPERUSER_PASSWORD=\nPATRONI_REPLICATION_PASSWORD=\nPATRONI_REWIND_PASSWORD=\n"
           "PATRONI_RESTAPI_PASSWORD=\n";
}

std::string watchdogRule() {
    return "# Patroni runs as postgres and must open the device.\n"
           "KERNEL==\"watchdog\", OWNER=\"postgres\", GROUP=\"postgres\", MODE=\"0660\"\n";
}

} // namespace causeway::exporting
