// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/trial.h"

#include "core/base/resources.h"
#include "core/base/units.h"
#include "core/sim/cluster_run.h"

#include <algorithm>
#include <set>

namespace causeway {
namespace {

/// A leader that fewer runs than this share ended with is an accident of the random numbers.
constexpr double kLeastShare = 0.05;

const Json& assumptions() {
    return resourceJson("advice/faults.json");
}

double volumeOf(const Criteria& criteria) {
    return criteria.number("disk").value_or(criteria.number("volume").value_or(0)) / kGiB;
}

/// What commit latency depends on, as a key: everything but Patroni's times.
std::string latencyKey(const Topology& t) {
    std::string key;
    for (const auto* n : t.databases())
        key += n->site + (n->nosync ? "-" : "+");
    return key + std::to_string(int(t.manager.modeInForce())) +
           std::to_string(t.manager.synchronousNodeCount);
}

/// The cluster that is left: `leader` leads, the first leader is gone.
Topology after(const Topology& design, int leader) {
    Topology t = design;
    std::swap(t.nodes[0], t.nodes[std::size_t(leader)]);
    t.nodes.erase(t.nodes.begin() + leader);
    return t;
}

std::size_t usedSites(const Topology& t) {
    std::set<std::string> sites;
    for (const auto& n : t.nodes)
        if (n.has("postgresql") || n.has("etcd"))
            sites.insert(n.site);
    return sites.size();
}

bool copyOutsideArea(const Topology& t) {
    const double nearby = assumptions().at("area").at("same_area_rtt_ms");
    const auto databases = t.databases();
    return std::any_of(databases.begin(), databases.end(), [&](const Node* n) {
        return n->site != databases[0]->site && t.rttMs(databases[0]->site, n->site) > nearby;
    });
}

} // namespace

DesignTrial::DesignTrial(const AdviceRequest& request)
    : request_(request), prices_(pricesOf(request.base)), volumeGb_(volumeOf(request.criteria)) {
    for (const auto& f : assumptions().at("faults")) {
        WeighedFault fault;
        fault.title = f.at("title");
        fault.kind = f.at("kind");
        fault.target = f.at("target");
        fault.per = f.at("per");
        fault.source = f.at("source");
        fault.forSeconds = f.value("for_s", 0.0);
        fault.share = f.value("share", 1.0);
        fault.rate = f.value("rate", 0.0);
        fault.repairHours = f.value("repair_h", 0.0);
        fault.site = f.at("scope") == "site";
        fault.failover = f.value("failover", false);
        faults_.push_back(std::move(fault));
    }
}

bool DesignTrial::covered(const WeighedFault& fault) const {
    return !fault.site || request_.survival == Survival::Site;
}

double DesignTrial::perYear(const WeighedFault& fault, const Topology& design) const {
    if (fault.per == "year")
        return fault.rate;
    const auto databases = design.databases();
    double rate = 0;
    for (const auto* n : databases)
        if ((n == databases[0]) == (fault.per == "leader"))
            rate += DesignFigures::kHoursPerYear / n->mtbfHours;
    return rate * fault.share;
}

const CommitFigures& DesignTrial::commits(const Topology& design) {
    const auto key = latencyKey(design);
    const auto known = commits_.find(key);
    if (known != commits_.end())
        return known->second;
    return commits_.emplace(key, commitFigures(design, request_.seed)).first->second;
}

double DesignTrial::afterFailover(const Topology& design, int leader) {
    return commits(after(design, leader)).latencyMs.p95;
}

DesignTrial::Played DesignTrial::play(const Topology& design, const WeighedFault& fault, double throughput,
                                      std::uint64_t runs, Progress& progress) {
    const double at = assumptions().at("first_fault_s"), rest = assumptions().at("after_s");
    const bool confirms = fault.target == "standby" && designKind(design) != "asynchronous";
    Scenario scenario;
    scenario.faults = {{at, fault.kind, confirms ? "sync-standby" : fault.target, fault.forSeconds}};
    scenario.durationSeconds = at + fault.forSeconds + 2 * design.manager.ttl + rest;
    const auto model = clusterModel(design, throughput);
    const auto events = scenarioModel(scenario, design);
    ClusterRun run(model, events);
    Played out;
    std::vector<double> outages;
    for (std::uint64_t i = 0; i < runs; ++i) {
        progress.throwIfCancelled();
        const auto r = run.play(request_.seed, i);
        out.meanLost += double(r.lost) / double(runs);
        out.mostLost = std::max(out.mostLost, double(r.lost));
        if (r.neverBack) {
            out.neverBack += 1 / double(runs);
            continue;
        }
        outages.push_back(toSeconds(r.outage));
        ++out.leaders[r.leader];
    }
    played_ += runs;
    const auto d = distributionOf(outages);
    out.meanOutage = d.mean;
    out.p95Outage = d.p95;
    return out;
}

void DesignTrial::add(DesignFigures& f, const Topology& design, const WeighedFault& fault,
                      const Played& played) const {
    const double rate = perYear(fault, design);
    const double repair = fault.repairHours > 0 ? fault.repairHours : design.databases()[0]->mttrHours;
    const double stuck = played.neverBack * repair;
    f.downtimeHours += rate * ((1 - played.neverBack) * played.meanOutage / 3600 + stuck);
    f.downtimeHoursHigh += rate * ((1 - played.neverBack) * played.p95Outage / 3600 + stuck);
    f.lostPerYear += rate * played.meanLost;
    if (!covered(fault))
        return;
    if (f.worstFault.empty() || played.p95Outage > f.outageP95Seconds) {
        f.outageP95Seconds = played.p95Outage;
        f.worstFault = fault.title;
    }
    if (played.neverBack > f.neverBack) {
        f.neverBack = played.neverBack;
        f.stuckFault = fault.title;
    }
    f.lostMost = std::max(f.lostMost, played.mostLost);
}

void DesignTrial::addAreaLoss(DesignFigures& f, const Topology& design) const {
    const auto& area = assumptions().at("area");
    f.copyElsewhere = copyOutsideArea(design);
    const double rate = area.at("rate");
    const double hours = area.at(f.copyElsewhere ? "hours_with_copy" : "hours_without_copy");
    f.downtimeHours += rate * hours;
    f.downtimeHoursHigh += rate * hours;
    if (!f.copyElsewhere)
        f.lostPerYear += rate * area.at("commits_lost_hours").get<double>() * 3600 * f.throughputTps;
}

DesignFigures DesignTrial::figures(const Topology& design, std::uint64_t runs, Progress& progress,
                                   const std::function<bool(const DesignFigures&)>& hopeless) {
    DesignFigures f;
    f.runs = runs;
    f.sites = int(usedSites(design));
    f.costPerMonth = monthlyCost(design, prices_, volumeGb_).total;
    const auto commit = commits(design);
    f.commitP50Ms = commit.latencyMs.p50;
    f.commitP95Ms = commit.latencyMs.p95;
    f.throughputTps = commit.throughput;
    addAreaLoss(f, design);
    const bool alone = design.databases().size() < 2;
    for (const auto& fault : faults_) {
        if (alone && (fault.target == "standby" || fault.target == "dcs" || fault.kind == "switchover"))
            continue;
        if (hopeless && hopeless(f))
            return f;
        const auto played = play(design, fault, commit.throughput, runs, progress);
        add(f, design, fault, played);
        for (const auto& [leader, count] : played.leaders)
            if (fault.failover && covered(fault) && leader > 0 && double(count) >= kLeastShare * double(runs))
                f.commitAfterP95Ms = std::max(f.commitAfterP95Ms, afterFailover(design, leader));
    }
    const auto cost = [&](const char* key) {
        return request_.criteria.number(key).value_or(0);
    };
    f.riskPerMonth =
        (f.downtimeHours * cost("downtime_cost") + f.lostPerYear * cost("lost_commit_cost")) / 12;
    return f;
}

std::vector<AdviceFaultRate> DesignTrial::rates(const Topology& design) const {
    std::vector<AdviceFaultRate> out;
    for (const auto& fault : faults_)
        if (const double rate = perYear(fault, design); rate > 0)
            out.push_back({fault.title, rate, fault.source});
    const auto& area = assumptions().at("area");
    out.push_back({"the leader's whole area is lost", area.at("rate"), area.at("source")});
    return out;
}

} // namespace causeway
