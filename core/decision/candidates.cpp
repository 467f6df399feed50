// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/candidates.h"

#include <algorithm>
#include <tuple>

namespace causeway::plan {
namespace {

void absorb(Candidate& c, const LabResult& result, std::size_t index) {
    const auto& o = result.outcome;
    c.results.push_back(index);
    c.runs += o.runs;
    if (c.results.size() == 1 || o.outageSeconds.p95 > c.outageP95) {
        c.outageP95 = o.outageSeconds.p95;
        c.outageP50 = o.outageSeconds.p50;
        c.worstScenario = result.scenario.name.empty() ? result.title : result.scenario.name;
    }
    c.outageMax = std::max(c.outageMax, o.outageSeconds.max);
    c.lostMax = std::max(c.lostMax, o.lostCommits.max);
    c.lossShare = std::max(c.lossShare, o.runsWithLoss);
    c.neverBack = std::max(c.neverBack, o.runsNeverBack);
    c.latencyP95 = std::max(c.latencyP95, o.commitLatencyMs.p95);
    c.throughput = c.results.size() == 1 ? o.throughputTps : std::min(c.throughput, o.throughputTps);
    c.availabilityLow = std::min(c.availabilityLow, o.availabilityLow);
}

void judge(Candidate& c, const Criteria& criteria) {
    // An RPO of s seconds allows the commits of s seconds to be lost; zero allows none.
    if (const auto rpo = criteria.number("rpo"))
        c.meetsRpo = c.lostMax <= *rpo * c.topology->workload.commitsPerSecond + 1e-9;
    if (const auto rto = criteria.number("rto"))
        c.meetsRto = c.outageP95 <= *rto && c.neverBack <= 0;
    if (const auto commit = criteria.number("max_commit_ms"))
        c.meetsCommit = c.latencyP95 <= *commit;
}

} // namespace

std::vector<Candidate> candidates(const std::vector<LabResult>& lab, const Criteria& criteria) {
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < lab.size(); ++i) {
        const auto& result = lab[i];
        if (result.outcome.runs == 0)
            continue;
        auto it = std::find_if(all.begin(), all.end(),
                               [&](const auto& c) { return *c.topology == result.topology; });
        if (it == all.end()) {
            all.emplace_back();
            it = all.end() - 1;
            it->title = result.topology.name.empty() ? result.title : result.topology.name;
            it->topology = &result.topology;
        }
        absorb(*it, result, i);
    }
    for (auto& c : all)
        judge(c, criteria);
    const auto rank = [](const Candidate& c) {
        return std::tuple(c.meetsRpo == false, c.meetsRto == false, c.meetsCommit == false, c.neverBack,
                          c.lostMax, c.outageP95, c.latencyP95, c.machines(), c.title);
    };
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return all;
}

} // namespace causeway::plan
