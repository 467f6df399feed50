// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/cluster_export.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/export/node_files.h"
#include "core/topology/export/patroni_check.h"
#include "core/topology/export/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace causeway {
namespace exporting {

const std::string& hostOf(const Node& node) {
    return node.address.empty() ? node.id : node.address;
}

std::string endpoint(const Node& node, int port) {
    const auto& host = hostOf(node);
    const bool six = host.find(':') != std::string::npos;
    return six ? fmt::format("[{}]:{}", host, port) : fmt::format("{}:{}", host, port);
}

std::string listenHost(const Node& node) {
    if (node.address.empty())
        return "0.0.0.0";
    return node.address.find(':') == std::string::npos ? node.address : "[" + node.address + "]";
}

std::vector<const Node*> nodesWith(const Topology& topology, std::string_view role) {
    std::vector<const Node*> out;
    for (const auto& n : topology.nodes)
        if (n.has(role))
            out.push_back(&n);
    return out;
}

} // namespace exporting

namespace {

using namespace exporting;

/// Names become file names, keys and words of four configuration languages, so only plain ones pass.
bool isName(const std::string& text, const char* besides, std::size_t limit) {
    const std::string_view allowed = besides;
    return !text.empty() && text.size() <= limit && std::isalnum(static_cast<unsigned char>(text[0])) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return std::isalnum(static_cast<unsigned char>(c)) ||
                      allowed.find(c) != std::string_view::npos;
           });
}

[[noreturn]] void refuse(const std::string& why, const std::string& next = {}) {
    throw Error(ErrorCode::Input, "the topology cannot be exported", why, next);
}

void checkNames(const Topology& t, const ExportOptions& options) {
    if (!isName(options.clusterName, "_-", 40))
        refuse("\"" + printable(options.clusterName, 60) + "\" is no name for a cluster",
               "Use up to 40 letters, digits, - and _.");
    for (const auto& n : t.nodes) {
        if (!isName(n.id, "-.", 63) || n.id == "applications")
            refuse("node \"" + printable(n.id, 60) + "\" has an id that is no host name",
                   "Use letters, digits, - and dots.");
        if (!n.address.empty() && !isName(n.address, "-.:", 253) && n.address.rfind("::", 0) != 0)
            refuse("node " + n.id + " has the address \"" + printable(n.address, 60) +
                   "\", which is neither an IP address nor a host name");
        if (n.address == "127.0.0.1" || n.address == "::1" || n.address == "localhost")
            refuse("node " + n.id + " has an address that only it can reach",
                   "Patroni wants one that the other nodes reach.");
    }
}

void checkManager(const Topology& t) {
    const auto& m = t.manager;
    if (!m.managed() && t.databases().size() > 1)
        refuse("it has several database nodes and nobody who manages them",
               "Choose Patroni or Stolon as its manager.");
    if (m.kind == "patroni" && m.overwritesLeaderKey())
        refuse(
            "Patroni " + m.version +
                " with etcd's v3 interface can lose acknowledged commits: a leader that was frozen "
                "overwrites the "
                "new leader's key",
            "Install Patroni 3.0.3 or later, or use etcd's v2 interface (\"dcs\": \"etcd\" in the manager).");
    if (m.kind == "patroni" && m.dcs == "etcd" && patroniVersion(m.version) >= 40000)
        refuse("Patroni " + m.version + " is to speak etcd's v2 interface, which etcd 3.6 no longer has",
               "Use etcd3.");
}

void checkSettings(const Json& config, const Topology& t) {
    const auto problems = checkPatroniConfig(config, t.manager.version);
    if (problems.empty())
        return;
    std::string all;
    for (const auto& p : problems)
        all += (all.empty() ? "" : "; ") + p.key + " " + p.message;
    refuse(all, "Change the settings in the topology, or its version of Patroni.");
}

void addDatabaseFiles(const Plan& plan, const Node& node, std::vector<ExportedFile>& out) {
    const auto etc = node.id + "/etc/";
    out.push_back({etc + "postgresql-common/createcluster.d/patroni.conf",
                   "# Patroni makes the cluster, not the package.\ncreate_main_cluster = false\n"});
    if (plan.topology.manager.kind == "stolon") {
        out.back() = {etc + "postgresql-common/createcluster.d/stolon.conf",
                      "# Stolon makes the cluster, not the package.\ncreate_main_cluster = false\n"};
        out.push_back({etc + "systemd/system/stolon-keeper.service", keeperUnit(plan, node)});
        return;
    }
    if (plan.topology.manager.kind != "patroni") {
        std::string settings = "# Sized for this machine.\n";
        for (const auto& part : {sharedSettings(plan), machineSettings(plan, node)})
            for (const auto& [key, value] : part.items())
                settings += key + " = " +
                            (value.is_string() ? "'" + value.get<std::string>() + "'" : value.dump()) + "\n";
        out.back() = {fmt::format("{}postgresql/{}/main/conf.d/sized.conf", etc, plan.postgresqlVersion),
                      settings};
        return;
    }
    const auto config = patroniConfig(plan, node);
    checkSettings(config, plan.topology);
    out.push_back({etc + "patroni/config.yml", toYaml(config)});
    out.push_back({etc + "patroni/secrets.env.example", secretsExample()});
    out.push_back({etc + "systemd/system/patroni.service", patroniUnit(plan, node)});
    if (node.watchdog && plan.topology.manager.watchdogMode != "off")
        out.push_back({etc + "udev/rules.d/61-patroni-watchdog.rules", watchdogRule()});
}

std::vector<ExportedFile> nodeFiles(const Plan& plan, const Node& node) {
    std::vector<ExportedFile> out;
    const auto etc = node.id + "/etc/";
    if (node.has("postgresql"))
        addDatabaseFiles(plan, node, out);
    if (node.has("stolon-sentinel")) {
        out.push_back({etc + "systemd/system/stolon-sentinel.service", sentinelUnit(plan, node)});
        out.push_back({etc + "stolon/cluster-spec.json", stolonSpec(plan).dump(2) + "\n"});
    }
    if (node.has("stolon-proxy"))
        out.push_back({etc + "systemd/system/stolon-proxy.service", stolonProxyUnit(plan, node)});
    if (node.has("etcd") && plan.topology.manager.managed()) {
        out.push_back({etc + "etcd/etcd.yml", toYaml(etcdConfig(plan, node))});
        out.push_back({etc + "systemd/system/etcd.service", etcdUnit()});
    }
    if (node.has("haproxy") && plan.topology.routing.kind == "haproxy")
        out.push_back({etc + "haproxy/haproxy.cfg", haproxyConfig(plan)});
    if (node.has("pgbouncer"))
        out.push_back({etc + "pgbouncer/pgbouncer.ini", pgbouncerConfig(plan, node)});
    return out;
}

} // namespace

int postgresqlVersionFor(const Topology& topology, const ExportOptions& options) {
    if (options.postgresqlVersion != 0)
        return options.postgresqlVersion;
    return patroniVersion(topology.manager.version) < 40000 ? 15 : 17;
}

ClusterExport exportCluster(const Topology& topology, const ExportOptions& options,
                            const std::vector<Drill>& drills) {
    ClusterExport out;
    for (const auto& problem : validate(topology)) {
        if (problem.fatal)
            refuse(problem.message);
        out.notes.push_back(problem.message);
    }
    checkNames(topology, options);
    checkManager(topology);
    const Plan plan{topology, options.clusterName, postgresqlVersionFor(topology, options)};
    out.files.push_back({"README.md", installGuide(plan, out.notes)});
    out.files.push_back({"drills.md", drillList(plan, drills)});
    for (const auto& node : topology.nodes)
        for (auto& file : nodeFiles(plan, node))
            out.files.push_back(std::move(file));
    if (topology.manager.kind == "patroni" && topology.routing.kind == "haproxy" &&
        nodesWith(topology, "haproxy").empty())
        out.files.push_back({"applications/etc/haproxy/haproxy.cfg", haproxyConfig(plan)});
    return out;
}

} // namespace causeway
