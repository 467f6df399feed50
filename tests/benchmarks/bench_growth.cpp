// SPDX-License-Identifier: GPL-3.0-or-later
#include "../unit/growth/simulated.h"

#include <benchmark/benchmark.h>

using namespace causeway::growth;
using causeway::growth_test::simulate, causeway::growth_test::World;

namespace {

/// Two to five years of each of 10,000 tables, half of them with a season, some with outliers: fit, backtest
/// and two years ahead. The promise: under 1 s.
void forecastTables(benchmark::State& state) {
    std::vector<Series> all;
    for (int i = 0; i < 10000; ++i)
        all.push_back(simulate({Shape(1 + i % 4), 0.1, 0, 0.02, i % 2 == 0}, 24 + i % 37, std::uint64_t(i)));
    for (auto _ : state) {
        double sum = 0;
        for (const auto& fit : fitAll(all))
            sum += predict(*fit, 24).back().total;
        benchmark::DoNotOptimize(sum);
    }
}
BENCHMARK(forecastTables)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
