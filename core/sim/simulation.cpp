// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/simulation.h"

#include "core/base/error.h"
#include "core/sim/commit_latency.h"
#include "core/sim/explain.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::uint64_t kMostRuns = 10000000, kRunsBetweenReports = 256;
constexpr std::size_t kMostBuckets = 100000;

void refuseUnsound(const Topology& topology) {
    for (const auto& problem : validate(topology))
        if (problem.fatal)
            throw Error(ErrorCode::Input, "this cluster cannot be simulated", problem.message);
}

/// All parts as one, in order of their runs.
SimulationPart joined(std::vector<SimulationPart> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const auto& a, const auto& b) { return a.firstRun < b.firstRun; });
    SimulationPart all;
    for (auto& part : parts) {
        if (part.firstRun != all.runs.size())
            throw Error(ErrorCode::Internal, "the parts of a simulation leave a gap");
        all.runs.insert(all.runs.end(), part.runs.begin(), part.runs.end());
        for (std::size_t p = 0; p < kPhases; ++p)
            all.phases[p] += part.phases[p];
        all.events += part.events;
    }
    return all;
}

template <class Value> Distribution distribution(const std::vector<RunFigures>& runs, Value value) {
    std::vector<double> values;
    values.reserve(runs.size());
    for (const auto& r : runs)
        values.push_back(value(r));
    return distributionOf(values);
}

std::uint64_t medianRun(const std::vector<RunFigures>& runs) {
    std::vector<std::uint32_t> order(runs.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = std::uint32_t(i);
    const auto middle = order.begin() + std::ptrdiff_t((order.size() - 1) / 2);
    std::nth_element(order.begin(), middle, order.end(), [&](auto a, auto b) {
        return runs[a].outage != runs[b].outage ? runs[a].outage < runs[b].outage : a < b;
    });
    return *middle;
}

void setCounts(Outcome& out, const std::vector<RunFigures>& runs) {
    std::uint64_t lossy = 0, never = 0;
    for (const auto& r : runs) {
        lossy += r.lost > 0;
        never += r.neverBack;
        const auto bucket = std::min(std::size_t(r.outage / kSecond), kMostBuckets);
        if (bucket >= out.outageHistogram.size())
            out.outageHistogram.resize(bucket + 1);
        ++out.outageHistogram[bucket];
    }
    out.runsWithLoss = double(lossy) / double(runs.size());
    out.runsNeverBack = double(never) / double(runs.size());
}

std::vector<Cause> causes(const SimulationPart& all) {
    std::vector<Cause> out;
    for (std::size_t p = 0; p < kPhases; ++p)
        if (all.phases[p] > 0)
            out.push_back({phaseName(OutagePhase(p)), toSeconds(all.phases[p]) / double(all.runs.size())});
    return out;
}

SimulationPart playRuns(const ClusterModel& model, const ModelScenario& events, std::uint64_t firstRun,
                        std::uint64_t count, std::uint64_t seed, Progress& progress) {
    ClusterRun run(model, events);
    SimulationPart part;
    part.firstRun = firstRun;
    part.runs.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
        progress.throwIfCancelled();
        if (i % kRunsBetweenReports == 0)
            progress.report("simulating", i, count);
        const auto r = run.play(seed, firstRun + i);
        part.runs.push_back({r.outage, r.failover, r.age, r.lost, r.neverBack, r.twoPrimaries,
                             r.phases[std::size_t(OutagePhase::Nobody)], r.redundancyLost});
        part.events += r.events;
        for (std::size_t p = 0; p < kPhases; ++p)
            part.phases[p] += r.phases[p];
    }
    progress.report("simulating", count, count);
    return part;
}

Outcome outcomeOf(const Topology& topology, const CommitFigures& commits, const ModelScenario& events,
                  std::uint64_t seed, const SimulationPart& all) {
    Outcome out;
    out.runs = all.runs.size();
    out.seed = seed;
    out.events = all.events;
    out.outageSeconds = distribution(all.runs, [](const RunFigures& r) { return toSeconds(r.outage); });
    out.failoverSeconds = distribution(all.runs, [](const RunFigures& r) { return toSeconds(r.failover); });
    out.lostCommits = distribution(all.runs, [](const RunFigures& r) { return double(r.lost); });
    out.twoPrimariesSeconds =
        distribution(all.runs, [](const RunFigures& r) { return toSeconds(r.twoPrimaries); });
    out.stuckSeconds = distribution(all.runs, [](const RunFigures& r) { return toSeconds(r.stuck); });
    out.redundancyLostSeconds =
        distribution(all.runs, [](const RunFigures& r) { return toSeconds(r.redundancyLost); });
    out.commitLatencyMs = commits.latencyMs;
    out.throughputTps = commits.throughput;
    setCounts(out, all.runs);
    setAvailability(out, topology);
    out.why = causes(all);
    std::vector<std::string> ids;
    for (const auto& n : topology.nodes)
        ids.push_back(n.id);
    const auto model = clusterModel(topology, commits.throughput);
    out.explanation = explain(ClusterRun(model, events).play(seed, medianRun(all.runs), &out.timeline, &ids));
    return out;
}

void refuseRuns(std::uint64_t count) {
    if (count == 0 || count > kMostRuns)
        throw Error(ErrorCode::Input, "the number of runs is out of range", "1 to 10 000 000 are taken");
}

} // namespace

SimulationPart simulateRuns(const Topology& topology, const Scenario& scenario, std::uint64_t firstRun,
                            std::uint64_t count, std::uint64_t seed, Progress& progress) {
    refuseUnsound(topology);
    refuseRuns(count);
    const auto events = scenarioModel(scenario, topology);
    const auto model = clusterModel(topology, commitFigures(topology, seed).throughput);
    return playRuns(model, events, firstRun, count, seed, progress);
}

Outcome mergeOutcome(const Topology& topology, const Scenario& scenario, std::uint64_t seed,
                     std::vector<SimulationPart> parts) {
    refuseUnsound(topology);
    const auto all = joined(std::move(parts));
    refuseRuns(all.runs.size());
    return outcomeOf(topology, commitFigures(topology, seed), scenarioModel(scenario, topology), seed, all);
}

Outcome simulate(const Topology& topology, const Scenario& scenario, std::uint64_t runs, std::uint64_t seed,
                 Progress& progress) {
    refuseUnsound(topology);
    refuseRuns(runs);
    const auto events = scenarioModel(scenario, topology);
    const auto commits = commitFigures(topology, seed);
    const auto model = clusterModel(topology, commits.throughput);
    return outcomeOf(topology, commits, events, seed, playRuns(model, events, 0, runs, seed, progress));
}

} // namespace causeway
