// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/topology.h"

namespace causeway {
namespace {

const char* modeName(SynchronousMode mode) {
    switch (mode) {
    case SynchronousMode::On:
        return "on";
    case SynchronousMode::Quorum:
        return "quorum";
    case SynchronousMode::Off:
        break;
    }
    return "off";
}

Json siteJson(const Site& s) {
    Json out{{"id", s.id}};
    if (!s.name.empty())
        out["name"] = s.name;
    if (s.monthlyPrice)
        out["price_month"] = *s.monthlyPrice;
    return out;
}

Json pricesJson(const OwnPrices& p) {
    Json out = Json::object();
    if (!p.currency.empty())
        out["currency"] = p.currency;
    for (const auto& [key, value] : p.values)
        out[key] = value;
    return out;
}

Json linkJson(const Link& l) {
    Json out;
    out["between"] = Json::array({l.a, l.b});
    out["rtt_ms"] = l.rttMs;
    out["jitter_ms"] = l.jitterMs;
    out["loss"] = l.loss;
    out["mbit_s"] = l.mbitPerSecond;
    return out;
}

Json nodeJson(const Node& n) {
    Json out{{"id", n.id}, {"site", n.site}};
    if (!n.address.empty())
        out["address"] = n.address;
    out["runs"] = n.runs;
    out["tags"] = Json{{"nofailover", n.nofailover}, {"nosync", n.nosync}};
    const Node usual;
    if (n.failoverPriority != usual.failoverPriority)
        out["tags"]["failover_priority"] = n.failoverPriority;
    if (n.syncPriority != usual.syncPriority)
        out["tags"]["sync_priority"] = n.syncPriority;
    out["machine"] = Json{{"cpus", n.cpus}, {"ram_gb", n.ramGb}};
    if (n.watchdog)
        out["machine"]["watchdog"] = true;
    out["disk"] =
        Json{{"fsync_ms", Json{{"p50", n.fsyncP50Ms}, {"p99", n.fsyncP99Ms}}}, {"mb_s", n.diskMbPerSecond}};
    out["mtbf_h"] = n.mtbfHours;
    out["mttr_h"] = n.mttrHours;
    if (n.x != 0 || n.y != 0)
        out["at"] = Json{{"x", n.x}, {"y", n.y}};
    return out;
}

Json stolonJson(const StolonSpec& s) {
    return Json{{"sleepInterval", s.sleepInterval},
                {"requestTimeout", s.requestTimeout},
                {"convergenceTimeout", s.convergenceTimeout},
                {"initTimeout", s.initTimeout},
                {"syncTimeout", s.syncTimeout},
                {"dbWaitReadyTimeout", s.dbWaitReadyTimeout},
                {"failInterval", s.failInterval},
                {"deadKeeperRemovalInterval", s.deadKeeperRemovalInterval},
                {"proxyCheckInterval", s.proxyCheckInterval},
                {"proxyTimeout", s.proxyTimeout},
                {"maxStandbys", s.maxStandbys},
                {"maxStandbysPerSender", s.maxStandbysPerSender},
                {"maxStandbyLag", s.maxStandbyLag},
                {"synchronousReplication", s.synchronousReplication},
                {"minSynchronousStandbys", s.minSynchronousStandbys},
                {"maxSynchronousStandbys", s.maxSynchronousStandbys},
                {"additionalWalSenders", s.additionalWalSenders},
                {"usePgrewind", s.usePgrewind},
                {"automaticPgRestart", s.automaticPgRestart},
                {"mergePgParameters", s.mergePgParameters},
                {"defaultSUReplAccessMode", s.defaultSUReplAccessMode}};
}

Json managerJson(const Manager& m) {
    if (m.kind == "stolon")
        return Json{{"kind", m.kind}, {"version", m.version}, {"spec", stolonJson(m.stolon)}};
    Json out{{"kind", m.kind},
             {"version", m.version},
             {"ttl", m.ttl},
             {"loop_wait", m.loopWait},
             {"retry_timeout", m.retryTimeout},
             {"maximum_lag_on_failover", m.maximumLagOnFailover},
             {"synchronous_mode", modeName(m.synchronousMode)},
             {"synchronous_mode_strict", m.synchronousModeStrict},
             {"synchronous_node_count", m.synchronousNodeCount},
             {"failsafe_mode", m.failsafeMode},
             {"primary_start_timeout", m.primaryStartTimeout}};
    const Manager usual;
    if (m.dcs != usual.dcs)
        out["dcs"] = m.dcs;
    if (m.maximumLagOnSyncnode != usual.maximumLagOnSyncnode)
        out["maximum_lag_on_syncnode"] = m.maximumLagOnSyncnode;
    if (m.checkTimeline)
        out["check_timeline"] = true;
    if (m.watchdogMode != usual.watchdogMode || m.watchdogSafetyMargin != usual.watchdogSafetyMargin)
        out["watchdog"] = Json{{"mode", m.watchdogMode}, {"safety_margin", m.watchdogSafetyMargin}};
    return out;
}

} // namespace

Json toJson(const Topology& t) {
    Json out{{"schema", "causeway.topology/1"}};
    if (!t.name.empty())
        out["name"] = t.name;
    if (!t.description.empty())
        out["description"] = t.description;
    out["sites"] = Json::array();
    for (const auto& s : t.sites)
        out["sites"].push_back(siteJson(s));
    out["links"] = Json::array();
    for (const auto& l : t.links)
        out["links"].push_back(linkJson(l));
    out["nodes"] = Json::array();
    for (const auto& n : t.nodes)
        out["nodes"].push_back(nodeJson(n));
    out["manager"] = managerJson(t.manager);
    out["postgresql"] = Json{{"synchronous_commit", t.postgresql.synchronousCommit},
                             {"wal_sender_timeout_s", t.postgresql.walSenderTimeout}};
    out["routing"] = Json{{"kind", t.routing.kind},
                          {"inter_s", t.routing.inter},
                          {"rise", t.routing.rise},
                          {"fall", t.routing.fall}};
    out["workload"] = Json{{"clients", t.workload.clients},
                           {"commits_per_s", t.workload.commitsPerSecond},
                           {"wal_bytes_per_commit", t.workload.walBytesPerCommit},
                           {"read_share", t.workload.readShare}};
    if (t.prices != OwnPrices())
        out["prices"] = pricesJson(t.prices);
    return out;
}

} // namespace causeway
