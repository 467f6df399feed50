// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {
namespace {

constexpr const char* kCtl = "patronictl -c /etc/patroni/config.yml";
/// Longer than any lease, so that the cluster must decide.
double outlast(const Manager& m) {
    return 2 * m.ttl;
}

Drill drill(std::string id, std::string title, std::string steps, std::string fault, std::string target,
            double seconds = 0) {
    return {
        std::move(id), std::move(title), std::move(steps), std::move(fault), std::move(target), seconds, {}};
}

void addPlanned(std::vector<Drill>& out, const std::string& name) {
    out.push_back(drill("switchover", "Planned switchover",
                        fmt::format("`{} switchover {} --force`, then `{} list`.", kCtl, name, kCtl),
                        "switchover", "leader"));
    out.push_back(drill(
        "rolling-restart", "Restart of every server in turn",
        fmt::format("`{} restart {} --role replica --force`, a switchover, then the old leader.", kCtl, name),
        "rolling-restart", "cluster"));
}

void addCrashes(std::vector<Drill>& out, const Manager& m) {
    out.push_back(
        drill("postgres-crash", "PostgreSQL crashes on the leader",
              "On the leader: `kill -9 $(head -1 DATA/postmaster.pid)` with the cluster's data folder. "
              "Patroni starts it again in place.",
              "postgres-kill", "leader"));
    out.push_back(
        drill("leader-dies", "The leader's server dies",
              "Power the leader off hard. A standby takes over when the lease has run out; start the "
              "server again and see it rejoin as a standby.",
              "kill", "leader"));
    out.push_back(
        drill("agent-dies", "Patroni dies, PostgreSQL goes on",
              "On the leader: `systemctl kill -s KILL patroni; systemctl mask --runtime patroni`. "
              "Look for two servers that take writes; undo with `systemctl unmask --runtime patroni; "
              "systemctl start patroni`.",
              "agent-kill", "leader"));
    out.push_back(
        drill("leader-freezes", "The leader's machine stands still and comes back",
              fmt::format("Pause the leader's virtual machine for {:.0f} s, then let it go on. It must "
                          "not write after it wakes.",
                          outlast(m)),
              "host-hang", "leader", outlast(m)));
}

void addCuts(std::vector<Drill>& out, const Manager& m) {
    out.push_back(
        drill("leader-without-etcd", "The leader is cut off from etcd",
              fmt::format("On the leader, for {:.0f} s: drop what goes to port 2379 of the other servers "
                          "(`nft`) and stop etcd if it runs there.",
                          outlast(m)),
              "cut-dcs", "leader", outlast(m)));
    out.push_back(
        drill("etcd-stops", "etcd stops everywhere",
              fmt::format("Stop etcd on a majority of its servers for {:.0f} s, then start it.", outlast(m)),
              "dcs-stop", "dcs", outlast(m)));
}

void addStolonDrills(std::vector<Drill>& out, const std::string& name) {
    out.push_back(
        drill("failkeeper", "Planned change of the master",
              fmt::format("`stolonctl --cluster-name {} --store-backend etcdv3 failkeeper UID` with the "
                          "master's keeper, then `stolonctl ... status`.",
                          name),
              "switchover", "leader"));
    out.push_back(
        drill("postgres-crash", "PostgreSQL crashes on the master",
              "On the master: `kill -9 $(head -1 /var/lib/stolon/postgres/postmaster.pid)`. Its keeper "
              "starts it again on its next look.",
              "postgres-kill", "leader"));
    out.push_back(
        drill("leader-dies", "The master's server dies",
              "Power the master off hard. The sentinel replaces it when its keeper has been silent for "
              "failInterval.",
              "kill", "leader"));
    out.push_back(
        drill("keeper-dies", "The keeper dies, PostgreSQL goes on",
              "On the master: `systemctl kill -s KILL stolon-keeper; systemctl mask --runtime "
              "stolon-keeper`. Clients of the proxies must reach the new master only, while the old one "
              "still runs.",
              "agent-kill", "leader"));
    out.push_back(
        drill("etcd-stops", "etcd stops everywhere",
              "Stop etcd on a majority of its servers for 60 s, then start it. The proxies close after "
              "proxyTimeout; PostgreSQL goes on.",
              "dcs-stop", "dcs", 60));
}

} // namespace

std::vector<Drill> drillsFor(const Topology& t, const std::string& clusterName) {
    std::vector<Drill> out;
    const auto& m = t.manager;
    const auto databases = t.databases();
    if (m.kind == "stolon" && databases.size() > 1)
        addStolonDrills(out, clusterName);
    if (m.kind == "patroni" && databases.size() > 1) {
        addPlanned(out, clusterName);
        addCrashes(out, m);
        if (m.modeInForce() != SynchronousMode::Off)
            out.push_back(
                drill("sync-standby-vanishes", "The synchronous standby vanishes",
                      fmt::format("Cut the network cable of the synchronous standby (`{} list` names it) "
                                  "for {:.0f} s.",
                                  kCtl, outlast(m)),
                      "silent", "sync-standby", outlast(m)));
        addCuts(out, m);
        std::set<std::string> sites;
        for (const auto* n : databases)
            sites.insert(n->site);
        if (sites.size() > 1)
            out.push_back(drill("site-loss", "The leader's site is lost",
                                "Cut or power off everything in the leader's site.", "site-loss", "leader"));
    }
    out.push_back(
        drill("restore", "Restore from the backup",
              "Restore last night's backup on a scratch server, start it, count the rows of the largest "
              "tables, and note how long it took.",
              "", ""));
    return out;
}

namespace exporting {
namespace {

std::string expected(const Drill& d) {
    if (!d.prediction)
        return "- Expected: not simulated\n";
    const auto& p = *d.prediction;
    auto text =
        fmt::format("- Expected without an answer: {:.1f} s in the median, {:.1f} s in 95 of 100 runs\n"
                    "- Expected lost commits: {:.0f} in the median, {:.0f} at most\n",
                    p.outageP50, p.outageP95, p.lostP50, p.lostMax);
    if (p.neverBack > 0)
        text += fmt::format("- In {:.1f} of 100 runs nobody could be promoted\n", p.neverBack * 100);
    if (!p.explanation.empty())
        text += "- Made of: " + p.explanation + "\n";
    return text;
}

} // namespace

std::string drillList(const Plan& plan, const std::vector<Drill>& drills) {
    std::string text = fmt::format(
        "# Drills for {}\n\nRun them on the new cluster before it carries data, in this order, with the "
        "application's load or a client that commits numbered rows through the proxy and writes down "
        "each number that was answered. Afterwards every answered number must be in the table. Wait "
        "until `{} list` shows all members streaming before the next drill, in synchronous mode one of them "
        "as Sync Standby: before that a switchover is refused and a failover finds nobody to promote. "
        "patronictl wants `set -a; . /etc/patroni/secrets.env; set +a` first.\n",
        plan.clusterName, kCtl);
    if (plan.topology.manager.kind == "stolon")
        text = fmt::format(
            "# Drills for {}\n\nRun them on the new cluster before it carries data, in this order, with a "
            "client "
            "that commits numbered rows through the proxy and writes down each number that was answered. "
            "Afterwards every answered number must be in the table. Wait until `stolonctl status` shows "
            "every "
            "keeper healthy before the next drill. The expected figures come from reading Stolon's source; "
            "nobody "
            "has measured them, so these drills are the first measurement.\n",
            plan.clusterName);
    int number = 0;
    for (const auto& d : drills)
        text += fmt::format("\n## {}. {}\n\n{}\n\n{}- Measured without an answer: ______ s\n- Measured lost "
                            "commits: ______\n- Date, by whom: ______\n",
                            ++number, d.title, d.steps, expected(d));
    return text;
}

} // namespace exporting
} // namespace causeway
