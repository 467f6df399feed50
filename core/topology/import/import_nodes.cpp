// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/import/import_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace causeway::importing {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr double kAcross = 320, kDown = 200; ///< between nodes on the canvas

Node& nodeNamed(Topology& t, const std::string& id) {
    const auto found =
        std::find_if(t.nodes.begin(), t.nodes.end(), [&](const Node& n) { return n.id == id; });
    if (found != t.nodes.end())
        return *found;
    if (id.size() > kLongestName || printable(id, kLongestName) != id)
        throw Error(ErrorCode::Input, "a member is called " + printable(id, 60),
                    "names of at most 200 bytes without control characters are read");
    t.nodes.emplace_back();
    t.nodes.back().id = id;
    t.nodes.back().runs = {"postgresql"};
    return t.nodes.back();
}

/// Tags that name a place are the team's own: Patroni knows none, but keeps and shows all.
std::string siteOf(const Json& tags) {
    for (const char* key : {"site", "datacenter", "data_center", "dc", "availability_zone", "zone", "region"})
        if (const auto site = words(at(tags, {key})); !site.empty())
            return printable(site, 60);
    return {};
}

void readTags(const Json& tags, Node& node, Notes& notes) {
    if (!tags.is_object())
        return;
    const auto flag = [&](const char* key, bool& into) {
        if (const auto* value = at(tags, {key}); value && value->is_boolean())
            into = value->get<bool>();
    };
    const auto priority = [&](const char* key, int& into) {
        const auto* value = at(tags, {key});
        long long number = 0;
        if (value && parseNumber(words(value), number) && number >= -1000000 && number <= 1000000)
            into = int(std::max(0LL, number));
    };
    flag("nofailover", node.nofailover);
    flag("nosync", node.nosync);
    priority("failover_priority", node.failoverPriority);
    priority("sync_priority", node.syncPriority);
    if (const auto site = siteOf(tags); !site.empty())
        node.site = site;
    if (const auto from = words(at(tags, {"replicatefrom"})); !from.empty())
        notes.push_back(
            fmt::format("{} copies from {} (replicatefrom); it is simulated as copying from the leader.",
                        node.id, printable(from, 60)));
}

void readConfig(const MemberConfig& config, Topology& t, Notes& notes) {
    auto& node = nodeNamed(t, config.name);
    const auto* connect = at(config.tree, {"postgresql", "connect_address"});
    if (const auto host = withoutPort(words(connect)); !host.empty() && host != node.id)
        node.address = host;
    if (const auto* tags = at(config.tree, {"tags"}))
        readTags(*tags, node, notes);
    const auto* device = at(config.tree, {"watchdog", "device"});
    const auto mode = words(at(config.tree, {"watchdog", "mode"}));
    node.watchdog = mode == "required" || (device && mode != "off" && !mode.empty());
}

void readRow(const MemberRow& row, Topology& t, Notes& notes) {
    auto& node = nodeNamed(t, row.name);
    if (!row.host.empty() && row.host != node.id && node.address.empty())
        node.address = row.host;
    readTags(row.tags, node, notes);
    if (row.role == "standby leader")
        notes.push_back(node.id + " leads a standby cluster; it is simulated as a primary.");
}

/// etcd's addresses as Patroni's file has them: a list, a text with commas, one host or one URL.
std::vector<std::string> etcdHosts(const Json& section) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view endpoint) {
        endpoint = trim(endpoint);
        if (const auto scheme = endpoint.find("://"); scheme != endpoint.npos)
            endpoint.remove_prefix(scheme + 3);
        const auto host = std::string(withoutPort(endpoint.substr(0, endpoint.find('/'))));
        if (!host.empty() && std::find(out.begin(), out.end(), host) == out.end())
            out.push_back(host);
    };
    if (const auto* hosts = at(section, {"hosts"}); hosts && hosts->is_array())
        for (const auto& host : *hosts)
            add(words(&host));
    else if (const auto listed = words(hosts); !listed.empty())
        for (const auto host : split(listed, ','))
            add(host);
    for (const char* key : {"host", "url"})
        add(words(at(section, {key})));
    return out;
}

Node* nodeAt(Topology& t, const std::string& host) {
    for (auto& node : t.nodes)
        if (node.id == host || node.address == host)
            return &node;
    return nullptr;
}

void addEtcdNode(Topology& t, const std::string& host) {
    Node node;
    node.id = "etcd-" + std::to_string(1 + std::count_if(t.nodes.begin(), t.nodes.end(), [](const Node& n) {
                                           return n.runs == std::vector<std::string>{"etcd"};
                                       }));
    while (t.node(node.id))
        node.id += "-dcs";
    node.address = host;
    node.site = t.nodes.front().site;
    node.runs = {"etcd"};
    t.nodes.push_back(std::move(node));
}

void importEtcd(const Sources& sources, Topology& t, Notes& notes) {
    std::vector<std::string> hosts;
    bool named = false;
    for (const auto& config : sources.configs)
        for (const char* key : {"etcd3", "etcd"})
            if (const auto* section = at(config.tree, {key})) {
                named = true;
                for (auto& host : etcdHosts(*section))
                    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
                        hosts.push_back(std::move(host));
            }
    const bool local = std::any_of(hosts.begin(), hosts.end(), [](const auto& h) {
        return h == "localhost" || h == "127.0.0.1" || h == "::1";
    });
    if (hosts.empty() || local) {
        int members = 0;
        for (auto& node : t.nodes)
            if (node.has("postgresql") && members < 3) {
                node.runs.push_back("etcd");
                ++members;
            }
        notes.push_back(
            local   ? "Patroni asks etcd on its own machine: every database machine, three at most, is "
                      "taken for a member of etcd."
            : named ? "Patroni finds etcd by a service record; its members stand on the database machines."
                    : "No file says where etcd stands: it is drawn on the database machines.");
        return;
    }
    std::size_t apart = 0;
    for (const auto& host : hosts) {
        if (auto* node = nodeAt(t, host)) {
            node->runs.push_back("etcd");
        } else {
            addEtcdNode(t, host);
            ++apart;
        }
    }
    if (apart > 0)
        notes.push_back(
            fmt::format("{} of {} members of etcd stand on machines of their own, drawn beside the leader: "
                        "no file says in which site.",
                        apart, hosts.size()));
}

void sortByRole(const Sources& sources, Topology& t) {
    if (!sources.members)
        return;
    const auto rank = [&](const Node& node) {
        for (const auto& row : sources.members->rows)
            if (row.name == node.id)
                return row.role == "leader" || row.role == "master" || row.role == "primary" ||
                               row.role == "standby leader"
                           ? 0
                       : row.role == "sync standby" || row.role == "quorum standby" ? 1
                                                                                    : 2;
        return 3;
    };
    std::stable_sort(t.nodes.begin(), t.nodes.end(),
                     [&](const Node& a, const Node& b) { return rank(a) < rank(b); });
}

void makeSites(Topology& t, Notes& notes) {
    static constexpr const char* kOnly = "site-1";
    bool unsaid = false;
    for (auto& node : t.nodes)
        if (node.site.empty()) {
            node.site = kOnly;
            unsaid = true;
        }
    for (const auto& node : t.nodes)
        if (!t.site(node.site))
            t.sites.push_back({node.site, node.site == kOnly ? "Site 1" : node.site});
    for (std::size_t a = 0; a < t.sites.size(); ++a)
        for (std::size_t b = a + 1; b < t.sites.size(); ++b)
            t.links.push_back({t.sites[a].id, t.sites[b].id});
    if (unsaid)
        notes.push_back("No tag (site, dc, zone) says where " +
                        std::string(t.sites.size() == 1
                                        ? "the members stand: they share one site."
                                        : "some members stand: they share a site of their own."));
}

} // namespace

void importNodes(const Sources& sources, Topology& t, Notes& notes) {
    std::set<std::string> names;
    for (const auto& config : sources.configs) {
        if (config.name.empty())
            throw Error(ErrorCode::Input, "a patroni.yml has no name",
                        "the member's name is given elsewhere (PATRONI_NAME)",
                        "Add it to the file's copy as \"name\".");
        if (!names.insert(config.name).second)
            throw Error(ErrorCode::Input, "two files configure member " + printable(config.name, 80));
        readConfig(config, t, notes);
    }
    if (sources.members)
        for (const auto& row : sources.members->rows)
            readRow(row, t, notes);
    sortByRole(sources, t);
    makeSites(t, notes);
    importEtcd(sources, t, notes);
    if (!sources.members)
        notes.push_back("No list of members says who leads: the first file's member does.");
    notes.push_back(
        fmt::format("Machines ({} CPUs, {} GB), disks and failure rates are in none of these files: enter "
                    "what the client's are.",
                    Node().cpus, Node().ramGb));
}

void place(Topology& t) {
    if (t.sites.size() == 1) {
        for (std::size_t i = 0; i < t.nodes.size(); ++i)
            t.nodes[i].x = kAcross * double(i);
        return;
    }
    for (std::size_t s = 0; s < t.sites.size(); ++s) {
        double y = 0;
        for (auto& node : t.nodes)
            if (node.site == t.sites[s].id) {
                node.x = kAcross * double(s);
                node.y = y;
                y += kDown;
            }
    }
}

} // namespace causeway::importing
