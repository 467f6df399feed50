// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/commit_latency.h"
#include "core/sim/simulation.h"

#include <benchmark/benchmark.h>

namespace {

using namespace causeway;

Scenario leaderCrash() {
    Scenario s;
    s.faults = {{60, "kill", "leader", 0}};
    return s;
}

/// Target: 10,000 leader crashes of the three-node cluster under 1 s on one core.
void tenThousandCrashes(benchmark::State& state) {
    const auto topology = starterTopologies().at(2).topology;
    Progress progress;
    std::uint64_t events = 0;
    for (auto _ : state) {
        const auto outcome = simulate(topology, leaderCrash(), 10000, 1, progress);
        events += outcome.events;
        benchmark::DoNotOptimize(outcome.outageSeconds.mean);
    }
    state.counters["events/s"] = benchmark::Counter(double(events), benchmark::Counter::kIsRate);
}
BENCHMARK(tenThousandCrashes)->Unit(benchmark::kMillisecond);

/// What a slider of the window asks for while it moves: 200 runs under 50 ms.
void firstEstimate(benchmark::State& state) {
    const auto topology = starterTopologies().at(2).topology;
    Progress progress;
    for (auto _ : state)
        benchmark::DoNotOptimize(simulate(topology, leaderCrash(), 200, 1, progress).outageSeconds.mean);
}
BENCHMARK(firstEstimate)->Unit(benchmark::kMillisecond);

void commitModel(benchmark::State& state) {
    const auto topology = starterTopologies().at(3).topology;
    for (auto _ : state)
        benchmark::DoNotOptimize(commitFigures(topology, 1).throughput);
}
BENCHMARK(commitModel)->Unit(benchmark::kMillisecond);

} // namespace
