// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"
#include "core/collect/collect.h"
#include "plain_mysql.h"
#include "plain_postgresql.h"
#include "process_measures.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

using namespace causeway;
using namespace causeway::bench;

namespace {

/// A server by the variable that holds its URL without password; the suffix _PASSWORD names the other.
struct Place {
    Target target;
    std::optional<std::string> password;
    std::unique_ptr<PlainClient> connect() const {
        if (target.engine == Engine::PostgreSQL)
            return std::make_unique<PlainPostgresql>(target, password);
        return std::make_unique<PlainMysql>(target, password);
    }
};

std::optional<Place> placeOf(const std::string& variable) {
    const char* url = std::getenv(variable.c_str());
    if (!url)
        return std::nullopt;
    const char* word = std::getenv((variable + "_PASSWORD").c_str());
    return Place{parseTarget(url), word ? std::optional<std::string>(word) : std::nullopt};
}

/// Makes the schemas where they are missing, each by a connection of its own.
void makeTables(const Place& place) {
    if (place.connect()->tablesMade() == kSchemas * kTablesEach)
        return;
    std::vector<std::jthread> makers;
    for (int schema = 0; schema < kSchemas; ++schema)
        makers.emplace_back([&, schema] { place.connect()->makeSchema(schema); });
}

double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

/// The statements that took longest, for whoever wants to know where the time goes.
void printLongest(const ServerEvidence& server) {
    std::vector<const ProbeResult*> probes;
    for (const auto& probe : server.probes)
        probes.push_back(&probe);
    std::sort(probes.begin(), probes.end(),
              [](const auto* a, const auto* b) { return a->elapsedMs > b->elapsedMs; });
    for (std::size_t i = 0; i < std::min<std::size_t>(8, probes.size()); ++i)
        std::fprintf(stderr, "%10.1f ms  %s\n", probes[i]->elapsedMs, probes[i]->id.c_str());
}

/// The whole collection of 8,000 tables and 48,000 columns against the bare reads of the same views, in turns
/// in one run, each on a connection of its own, and the audit after it. "Bare" is the least that tells the
/// schema: `SELECT *` of each view, row by row through the same client library, nothing kept. Limits: ratio
/// 1.5, audit 1 s. On PostgreSQL the bare reads are those of its catalogs; standard_s are the views of
/// information_schema there, which are slower.
void eightThousandTables(benchmark::State& state, const std::string& variable) {
    const auto place = placeOf(variable);
    if (!place) {
        state.SkipWithError(("set " + variable + " to a server's URL").c_str());
        return;
    }
    makeTables(*place);
    place->connect()->widenCaches();
    const auto readAll = [&](const std::vector<std::string>& reads) {
        const auto client = place->connect();
        for (const auto& sql : reads)
            benchmark::DoNotOptimize(client->run(sql));
    };
    const auto bareReads = place->connect()->bareReads(), standardReads = place->connect()->standardReads();
    readAll(bareReads); // the server's own caches are warm for both
    std::vector<double> bare, standard, collected, processor, audited;
    std::size_t columns = 0, findings = 0;
    Snapshot snapshot;
    for (auto _ : state) {
        bare.push_back(secondsOf([&] { readAll(bareReads); }));
        standard.push_back(secondsOf([&] { readAll(standardReads); }));
        Progress progress;
        const double before = processorSeconds();
        collected.push_back(secondsOf([&] {
            snapshot = collect(
                {place->target}, {}, [&](const Target&) { return place->password; }, progress);
        }));
        processor.push_back(processorSeconds() - before);
        audited.push_back(
            secondsOf([&] { findings = audit(snapshot, Criteria(), "en", progress).findings().size(); }));
        state.SetIterationTime(collected.back());
    }
    for (const auto& table : snapshot.servers.at(0).catalog->tables)
        columns += table.columns.size();
    printLongest(snapshot.servers.at(0));
    state.counters["bare_s"] = median(bare);
    state.counters["collect_s"] = median(collected);
    state.counters["ratio"] = median(collected) / median(bare);
    state.counters["own_cpu_s"] = median(processor);
    if (!standardReads.empty())
        state.counters["standard_s"] = median(standard);
    state.counters["audit_s"] = median(audited);
    state.counters["columns"] = double(columns);
    state.counters["findings"] = double(findings);
}
BENCHMARK_CAPTURE(eightThousandTables, MariaDB, "CAUSEWAY_TEST_MARIADB")
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(eightThousandTables, MySQL, "CAUSEWAY_TEST_MYSQL97")
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(eightThousandTables, PostgreSQL, "CAUSEWAY_TEST_PG15")
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

} // namespace
