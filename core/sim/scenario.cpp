// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/sim/cluster_model.h"
#include "core/topology/object_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr double kLongestRunSeconds = 86400, kAfterLastFaultSeconds = 120, kShortestRunSeconds = 180;
constexpr std::size_t kMostFaults = 200;

/// In the order of FaultAction.
std::vector<FaultKind> makeFaultKinds() {
    const std::vector<std::string> any{"leader", "sync-standby", "standby"};
    return {
        {"kill", "Server's processes die", any, true},
        {"silent", "Server vanishes from the network", any, true},
        {"postgres-kill", "PostgreSQL crashes, its agent lives", any, false},
        {"agent-hang", "The agent freezes, PostgreSQL lives", any, true},
        {"host-hang", "Server freezes (virtual machine paused)", any, true},
        {"cut-dcs", "Server is cut off from etcd", any, true},
        {"cut-all", "Server is cut off from all others", any, true},
        {"dcs-stop", "etcd stops answering", {"dcs"}, true},
        {"site-loss", "A whole site is lost", any, true},
        {"disk-stall", "Server's disk stops answering", any, true},
        {"switchover", "Planned switchover", any, false},
        {"agent-kill", "The agent dies, PostgreSQL lives", any, true},
        {"link-cut", "Server loses its way to the other database servers", any, true},
        {"disk-full", "Server's disk is full", any, true},
        {"clock-back", "Server's clock is set back", any, true},
        {"rolling-restart", "Every server restarts in turn", {"cluster"}, false},
    };
}

std::size_t kindIndex(const std::string& id) {
    const auto& kinds = faultKinds();
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const FaultKind& k) { return k.id == id; });
    return std::size_t(found - kinds.begin());
}

std::vector<std::string> kindIds() {
    std::vector<std::string> ids;
    for (const auto& k : faultKinds())
        ids.push_back(k.id);
    return ids;
}

Fault readFault(const Json& json, const std::string& path) {
    ObjectReader in(json, path);
    Fault f;
    f.atSeconds = in.number("at_s", f.atSeconds, 0, kLongestRunSeconds);
    f.kind = in.choice("kind", "", kindIds());
    const auto& kind = faultKinds()[kindIndex(f.kind)];
    f.target = in.text("target", kind.targets.front());
    f.forSeconds = in.number("for_s", 0, 0, kLongestRunSeconds);
    if (f.forSeconds > 0 && !kind.takesDuration)
        in.fail("for_s", f.kind + " takes no duration");
    f.clientsFollow = in.boolean("clients_follow", true);
    f.direction = in.choice("direction", f.direction, {"both", "to", "from"});
    if (f.direction != "both" && f.kind != "cut-dcs" && f.kind != "cut-all" && f.kind != "link-cut")
        in.fail("direction", f.kind + " cuts no packets");
    f.other = in.text("other");
    if (!f.other.empty() && f.kind != "link-cut")
        in.fail("other", f.kind + " has one end only");
    in.finish();
    return f;
}

double defaultDuration(const std::vector<Fault>& faults) {
    double end = kShortestRunSeconds;
    for (const auto& f : faults)
        end = std::max(end, f.atSeconds + f.forSeconds + kAfterLastFaultSeconds);
    return end;
}

NodeSet nodesNamed(const Topology& t, const std::string& id, FaultAction action) {
    NodeSet set = 0;
    for (std::size_t i = 0; i < t.nodes.size(); ++i) {
        const bool wholeSite =
            action == FaultAction::SiteLoss && t.node(id) && t.node(id)->site == t.nodes[i].site;
        if (t.nodes[i].id == id || t.nodes[i].site == id || wholeSite)
            set |= only(int(i));
    }
    return set;
}

NodeSet otherEnd(const Fault& f, const Topology& t, const std::string& place) {
    NodeSet set = f.other.empty() ? 0 : nodesNamed(t, f.other, FaultAction::LinkCut);
    for (std::size_t i = 0; i < t.nodes.size() && f.other.empty(); ++i)
        set |= t.nodes[i].has("postgresql") ? only(int(i)) : 0;
    if (set == 0)
        throw Error(ErrorCode::Input, place + ".other is not understood",
                    "the cluster has no node or site \"" + printable(f.other, 60) + "\"");
    return set;
}

ModelFault modelFault(const Fault& f, const Topology& t, std::size_t position) {
    const auto place = fmt::format("faults[{}]", position);
    const auto kind = kindIndex(f.kind);
    if (kind == faultKinds().size())
        throw Error(ErrorCode::Input, place + " is not understood",
                    "\"" + printable(f.kind, 60) + "\" is none of " + join(kindIds(), ", "));
    ModelFault m;
    m.at = fromSeconds(f.atSeconds);
    m.lasts = fromSeconds(f.forSeconds);
    m.action = FaultAction(kind);
    m.target = TargetKind::Nodes;
    m.clientsFollow = f.clientsFollow;
    m.way = f.direction == "to" ? CutWay::To : f.direction == "from" ? CutWay::From : CutWay::Both;
    if (m.action == FaultAction::LinkCut)
        m.others = otherEnd(f, t, place);
    if (m.action == FaultAction::DcsStop || m.action == FaultAction::RollingRestart)
        m.target = TargetKind::Cluster;
    else if (f.target == "leader" || f.target.empty())
        m.target = TargetKind::Leader;
    else if (f.target == "sync-standby")
        m.target = TargetKind::SyncStandby;
    else if (f.target == "standby")
        m.target = TargetKind::Standby;
    else
        m.nodes = nodesNamed(t, f.target, m.action);
    if (m.target == TargetKind::Nodes && m.nodes == 0)
        throw Error(ErrorCode::Input, place + ".target is not understood",
                    "the cluster has no node or site \"" + printable(f.target, 60) + "\"",
                    "Use leader, sync-standby, standby, or the id of a node or site.");
    if (m.target == TargetKind::SyncStandby && t.manager.modeInForce() == SynchronousMode::Off)
        throw Error(ErrorCode::Input, place + ".target is not understood",
                    "the cluster has no synchronous standby: synchronous_mode is off");
    return m;
}

} // namespace

const std::vector<FaultKind>& faultKinds() {
    static const std::vector<FaultKind> kinds = makeFaultKinds();
    return kinds;
}

Scenario scenarioFromJson(const Json& json) {
    ObjectReader in(json, "");
    readSchema(in, "causeway.scenario/1");
    Scenario s;
    s.name = in.text("name");
    if (const auto* seed = in.value("seed")) {
        if (!seed->is_number_unsigned())
            in.fail("seed", "a whole number of at least 0 is expected");
        s.seed = seed->get<std::uint64_t>();
    }
    const auto faults = in.array("faults");
    if (faults.size() > kMostFaults)
        in.fail("faults", fmt::format("at most {} faults are taken", kMostFaults));
    for (std::size_t i = 0; i < faults.size(); ++i)
        s.faults.push_back(readFault(*faults[i], fmt::format("faults[{}]", i)));
    s.durationSeconds = in.number("duration_s", defaultDuration(s.faults), 1, 2 * kLongestRunSeconds);
    in.finish();
    return s;
}

Json toJson(const Scenario& s) {
    Json out{{"schema", "causeway.scenario/1"}};
    if (!s.name.empty())
        out["name"] = s.name;
    out["seed"] = s.seed;
    out["duration_s"] = s.durationSeconds;
    out["faults"] = Json::array();
    for (const auto& f : s.faults) {
        Json fault{{"at_s", f.atSeconds}, {"kind", f.kind}, {"target", f.target}};
        if (f.forSeconds > 0)
            fault["for_s"] = f.forSeconds;
        if (!f.clientsFollow)
            fault["clients_follow"] = false;
        if (f.direction != "both")
            fault["direction"] = f.direction;
        if (!f.other.empty())
            fault["other"] = f.other;
        out["faults"].push_back(std::move(fault));
    }
    return out;
}

ModelScenario scenarioModel(const Scenario& scenario, const Topology& topology) {
    ModelScenario m;
    m.duration = fromSeconds(std::clamp(scenario.durationSeconds, 1.0, 2 * kLongestRunSeconds));
    if (scenario.faults.size() > kMostFaults)
        throw Error(ErrorCode::Input, "the scenario has too many faults",
                    fmt::format("at most {} are taken", kMostFaults));
    for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
        const auto& f = scenario.faults[i];
        if (!(f.atSeconds >= 0 && f.atSeconds <= kLongestRunSeconds && f.forSeconds >= 0 &&
              f.forSeconds <= kLongestRunSeconds))
            throw Error(ErrorCode::Input, fmt::format("faults[{}] is not understood", i),
                        "its times are out of range");
        m.faults.push_back(modelFault(f, topology, i));
    }
    std::stable_sort(m.faults.begin(), m.faults.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    return m;
}

} // namespace causeway
