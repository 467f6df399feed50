// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/topology/paths.h"
#include "core/topology/topology.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {
namespace {

using Problems = std::vector<TopologyProblem>;

/// The engine keeps sets of nodes in one machine word.
constexpr std::size_t kMostNodes = 64;

void add(Problems& out, bool fatal, std::string element, std::string message) {
    out.push_back({fatal, std::move(element), std::move(message)});
}

std::vector<const Node*> running(const Topology& t, std::string_view role) {
    std::vector<const Node*> out;
    for (const auto& n : t.nodes)
        if (n.has(role))
            out.push_back(&n);
    return out;
}

void checkNames(const Topology& t, Problems& out) {
    std::set<std::string> sites, nodes;
    for (const auto& s : t.sites)
        if (!sites.insert(s.id).second)
            add(out, true, s.id, "Two sites are called " + s.id + "; give one of them another id.");
    for (const auto& n : t.nodes) {
        if (!nodes.insert(n.id).second || sites.count(n.id))
            add(out, true, n.id, "The id " + n.id + " is used twice; a node needs an id of its own.");
        if (!t.site(n.site))
            add(out, true, n.id, "Node " + n.id + " stands in site " + n.site + ", which does not exist.");
        if (n.runs.empty())
            add(out, false, n.id, "Node " + n.id + " runs nothing; give it a role or remove it.");
    }
    for (const auto& l : t.links)
        for (const auto& end : {l.a, l.b})
            if (!t.site(end))
                add(out, true, l.a + "–" + l.b, "A link ends in site " + end + ", which does not exist.");
    if (t.nodes.size() > kMostNodes)
        add(out, true, "nodes",
            fmt::format("The cluster has {} nodes; at most {} can be simulated.", t.nodes.size(),
                        kMostNodes));
}

void checkLinks(const Topology& t, Problems& out) {
    const auto paths = sitePaths(t);
    const auto used = [&](const Site& s) {
        return std::any_of(t.nodes.begin(), t.nodes.end(), [&](const Node& n) { return n.site == s.id; });
    };
    const auto first = std::find_if(t.sites.begin(), t.sites.end(), used);
    if (first == t.sites.end())
        return;
    const auto from = std::size_t(first - t.sites.begin());
    for (std::size_t i = from + 1; i < t.sites.size(); ++i)
        if (used(t.sites[i]) && !paths[from * t.sites.size() + i].joined())
            add(out, true, t.sites[i].id,
                "No chain of links joins site " + t.sites[i].id + " to site " + first->id + "; add a link.");
}

void checkEtcd(const Topology& t, Problems& out) {
    if (!t.manager.managed())
        return;
    const auto members = running(t, "etcd");
    if (members.empty()) {
        add(out, true, "etcd",
            t.manager.kind == "stolon"
                ? "No node runs etcd, so Stolon has nowhere to keep its cluster data."
                : "No node runs etcd, so Patroni has nowhere to keep the leader's lock.");
        return;
    }
    if (members.size() % 2 == 0)
        add(out, false, "etcd",
            fmt::format("etcd has {0} members: it survives no more failures than with {1}; use {1} or {2}.",
                        members.size(), members.size() - 1, members.size() + 1));
    if (members.size() == 1)
        add(out, false, members[0]->id,
            "etcd has one member: while node " + members[0]->id +
                " is down, no leader can be elected or renewed.");
    std::set<std::string> sites, databaseSites;
    for (const auto* m : members)
        sites.insert(m->site);
    for (const auto* d : t.databases())
        databaseSites.insert(d->site);
    if (members.size() > 1 && sites.size() == 1 && databaseSites.size() > 1)
        add(out, false, members[0]->site,
            "All etcd members stand in site " + members[0]->site + ": its loss stops the whole cluster.");
    for (const auto& site : sites) {
        const auto here =
            std::count_if(members.begin(), members.end(), [&](auto* m) { return m->site == site; });
        if (sites.size() > 1 && std::size_t(here) * 2 >= members.size())
            add(out, false, site,
                "Without site " + site + " etcd has no majority; spread its members over three sites.");
    }
}

void checkSync(const Topology& t, Problems& out) {
    const auto& m = t.manager;
    if (m.synchronousMode == SynchronousMode::Off || m.kind != "patroni")
        return;
    const auto databases = t.databases();
    const auto candidates =
        std::count_if(databases.begin(), databases.end(), [](const Node* n) { return !n->nosync; });
    if (databases.size() < 2 || candidates == 0 || (candidates == 1 && !databases.front()->nosync))
        add(out, false, "synchronous_mode",
            "synchronous_mode is on, but no standby may be synchronous; add one or clear its nosync tag.");
    else if (m.synchronousNodeCount >= int(databases.size()))
        add(out, false, "synchronous_node_count",
            fmt::format("synchronous_node_count is {}, but there are only {} standbys.",
                        m.synchronousNodeCount, databases.size() - 1));
    if (m.synchronousModeStrict && databases.size() == 2)
        add(out, false, "synchronous_mode_strict",
            "Strict mode with one standby: when either node is down, no commit is answered. Add a second "
            "standby.");
    if (t.postgresql.synchronousCommit == "off" || t.postgresql.synchronousCommit == "local")
        add(out, false, "synchronous_commit",
            "synchronous_commit = " + t.postgresql.synchronousCommit +
                " does not wait for the synchronous standby; set it to on.");
}

/// What Patroni enforces since 3.2; before, it accepts shorter times.
void checkTimes(const Topology& t, Problems& out) {
    const auto& m = t.manager;
    if (m.kind != "patroni")
        return;
    const bool enforced = patroniVersion(m.version) >= 30200;
    const std::string who =
        enforced ? "Patroni does not accept it" : "Patroni will not accept it from 3.2 on";
    const auto least = [&](const char* key, double value, double limit) {
        if (value < limit)
            add(out, false, key, fmt::format("{} is {} s, below {} s: {}.", key, value, limit, who));
    };
    least("ttl", m.ttl, 20);
    least("loop_wait", m.loopWait, 1);
    least("retry_timeout", m.retryTimeout, 3);
    if (m.loopWait + 2 * m.retryTimeout > m.ttl)
        add(out, false, "ttl",
            fmt::format("loop_wait + 2 × retry_timeout is {} s, above ttl {} s: {}.",
                        m.loopWait + 2 * m.retryTimeout, m.ttl, who));
}

void checkWatchdog(const Topology& t, Problems& out) {
    const auto& m = t.manager;
    if (m.kind != "patroni" || m.watchdogMode == "off")
        return;
    std::size_t devices = 0;
    const auto databases = t.databases();
    for (const auto* n : databases) {
        devices += n->watchdog;
        if (m.watchdogMode == "required" && !n->watchdog)
            add(out, false, n->id,
                "watchdog.mode is required, but node " + n->id +
                    " has no watchdog device: it can never lead.");
    }
    if (m.watchdogMode == "required" && devices == 0 && !databases.empty())
        add(out, true, "watchdog",
            "watchdog.mode is required and no database node has a device: nobody can lead.");
    if (devices > 0 && m.watchdogTimeout() < m.loopWait)
        add(out, false, "watchdog",
            fmt::format(
                "The watchdog would reset the server after {} s, before the next loop at {} s: Patroni "
                "does not use it. Lower loop_wait or safety_margin.",
                m.watchdogTimeout(), m.loopWait));
}

/// What Stolon refuses itself, and what its parts need.
void checkStolon(const Topology& t, Problems& out) {
    const bool stolon = t.manager.kind == "stolon";
    if (!stolon && t.routing.kind == "stolon-proxy")
        add(out, true, "routing", "Stolon's proxy works with Stolon only; choose haproxy.");
    for (const auto& n : t.nodes)
        if (!stolon && (n.has("stolon-sentinel") || n.has("stolon-proxy")))
            add(out, false, n.id,
                "Node " + n.id + " runs a part of Stolon, but Stolon does not manage this cluster.");
    if (!stolon)
        return;
    const auto& s = t.manager.stolon;
    const auto sentinels = running(t, "stolon-sentinel");
    if (sentinels.empty())
        add(out, true, "stolon-sentinel", "No node runs a sentinel, so nobody replaces a failed master.");
    else if (sentinels.size() == 1)
        add(out, false, sentinels[0]->id,
            "There is one sentinel: while node " + sentinels[0]->id +
                " is down, nobody replaces a failed master.");
    if (t.routing.kind == "haproxy")
        add(out, true, "routing",
            "A keeper answers no health checks, so HAProxy cannot find Stolon's master; choose "
            "stolon-proxy.");
    if (t.routing.kind == "stolon-proxy" && running(t, "stolon-proxy").empty())
        add(out, true, "stolon-proxy", "Clients are to come through Stolon's proxy, but no node runs one.");
    if (t.routing.kind == "none")
        add(out, false, "routing",
            "Clients that pass by Stolon's proxy are not fenced: a keeper never stops PostgreSQL because the "
            "store is "
            "gone, so a master that is cut off goes on taking their writes.");
    if (s.proxyCheckInterval >= s.proxyTimeout)
        add(out, true, "proxyCheckInterval", "Stolon wants proxyCheckInterval below proxyTimeout.");
    if (s.sleepInterval <= 0 || s.proxyCheckInterval <= 0)
        add(out, true, "sleepInterval", "sleepInterval and proxyCheckInterval must be above 0.");
    if (s.maxSynchronousStandbys < s.minSynchronousStandbys)
        add(out, true, "maxSynchronousStandbys",
            "Stolon wants maxSynchronousStandbys not below minSynchronousStandbys.");
    if (s.synchronousReplication && int(t.databases().size()) <= s.minSynchronousStandbys + 1)
        add(out, false, "minSynchronousStandbys",
            "After a failover fewer standbys are left than minSynchronousStandbys: no commit is answered "
            "until one is "
            "back. Add a standby.");
}

/// Settings that some versions of Patroni do not know.
void checkVersion(const Topology& t, Problems& out) {
    const auto& m = t.manager;
    if (m.kind != "patroni")
        return;
    const int version = patroniVersion(m.version);
    if (m.synchronousMode == SynchronousMode::Quorum && version < 40000)
        add(out, false, "synchronous_mode",
            "synchronous_mode: quorum needs Patroni 4.0 or later; " + m.version + " takes it for off.");
    const auto prioritized = [](const Node& n) {
        return n.failoverPriority != Node().failoverPriority;
    };
    if (version < 30200 && std::any_of(t.nodes.begin(), t.nodes.end(), prioritized))
        add(out, false, "failover_priority",
            "The tag failover_priority needs Patroni 3.2 or later; " + m.version + " ignores it.");
    if (m.overwritesLeaderKey())
        add(out, false, "version",
            "Before Patroni 3.0.3 a leader that was frozen longer than ttl can overwrite the new leader's "
            "key in "
            "etcd 3 and lose acknowledged commits, in synchronous mode too; install 3.0.3 or later, "
            "or let Patroni speak etcd's v2 interface.");
}

void checkFailover(const Topology& t, Problems& out) {
    const auto databases = t.databases();
    if (databases.empty()) {
        add(out, true, "nodes", "No node runs PostgreSQL.");
        return;
    }
    if (databases.size() == 1)
        add(out, false, databases[0]->id,
            "There is one database node: every failure lasts until it is repaired, and what was not backed "
            "up is lost.");
    else if (t.manager.kind == "none")
        add(out, false, "manager",
            "Nobody promotes a standby: without a manager every failure waits for a person.");
    const auto able =
        std::count_if(databases.begin(), databases.end(), [](const Node* n) { return n->mayLead(); });
    if (able == 0)
        add(out, false, "nofailover",
            "Every database node has the nofailover tag, so nobody can be promoted.");
    else if (databases.size() > 1 && able == 1)
        add(out, false, "nofailover", "Only one database node may lead; clear nofailover on another.");
    if (databases.size() > 1) {
        const bool oneSite = std::all_of(databases.begin(), databases.end(),
                                         [&](const Node* n) { return n->site == databases[0]->site; });
        if (oneSite)
            add(out, false, databases[0]->site,
                "All database nodes stand in site " + databases[0]->site +
                    ": its loss takes every copy at once.");
    }
}

} // namespace

std::vector<TopologyProblem> validate(const Topology& topology) {
    Problems out;
    checkNames(topology, out);
    checkLinks(topology, out);
    checkFailover(topology, out);
    checkEtcd(topology, out);
    checkSync(topology, out);
    checkTimes(topology, out);
    checkWatchdog(topology, out);
    checkVersion(topology, out);
    checkStolon(topology, out);
    return out;
}

} // namespace causeway
