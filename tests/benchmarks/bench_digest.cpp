// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_builder.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstring>
#include <ctime>
#include <random>
#include <string>

using namespace causeway;

namespace {

/// A slow log as MariaDB writes it: 40 shapes of a shop's queries, their values drawn with a fixed seed.
std::string generateLog(std::size_t bytes) {
    std::mt19937 random(42);
    std::string log;
    log.reserve(bytes + 8192);
    long long second = 1'795'000'000;
    while (log.size() < bytes) {
        const unsigned shape = random() % 40, id = random() % 1'000'000;
        second += random() % 20 == 0;
        fmt::format_to(
            std::back_inserter(log),
            "# User@Host: shop[shop] @ web{} [10.0.0.{}]\n# Thread_id: {}  Schema: shop  QC_hit: No\n"
            "# Query_time: {}.{:06}  Lock_time: 0.000{:03}  Rows_sent: {}  Rows_examined: {}\n"
            "# Rows_affected: 0  Bytes_sent: {}\n# Full_scan: {}  Full_join: No  Tmp_table: No  "
            "Tmp_table_on_disk: No\n# Filesort: No  Filesort_on_disk: No  Merge_passes: 0  Priority_queue: "
            "No\n"
            "SET timestamp={};\n",
            id % 4, id % 250, 100 + id % 50, id % 3, id, id % 1000, id % 100, id, id % 9000,
            shape % 5 ? "No" : "Yes", second);
        if (shape % 4 == 0)
            fmt::format_to(std::back_inserter(log),
                           "INSERT INTO order_line_{} (order_id, sku, qty, note) VALUES ({}, 'SKU-{}', {}, "
                           "'it''s fine'), "
                           "({}, 'SKU-{}', 1, NULL);\n",
                           shape, id, id, id % 9, id, id + 1);
        else
            fmt::format_to(std::back_inserter(log),
                           "SELECT o.id, o.total, c.name, c.email FROM orders o JOIN customer_{} c ON c.id = "
                           "o.customer_id\n"
                           "WHERE o.status IN ({}, {}, {}) AND o.created >= '2026-01-{:02} 00:00:00' AND "
                           "c.city = 'Kyiv'\n"
                           "ORDER BY o.created DESC LIMIT {};\n",
                           shape, id % 7, id % 5, id % 3, 1 + id % 28, id % 100);
    }
    return log;
}

const std::string& log100() {
    static const std::string log = generateLog(100'000'000);
    return log;
}

/// Processor time of this thread in seconds: other work on the machine does not count.
double processorSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// Seconds to read every byte of the log once, in words: what memory allows at most.
double readSeconds(const std::string& log) {
    const double start = processorSeconds();
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i + 8 <= log.size(); i += 8) {
        std::uint64_t word;
        std::memcpy(&word, log.data() + i, 8);
        sum += word;
    }
    benchmark::DoNotOptimize(sum);
    return processorSeconds() - start;
}

/// Digests 100 MB in the chunks that TextSource gives. Counters: MB/s, the speed of merely reading the same
/// memory in the same run, and the ratio of the two.
void digestSlowLog100MB(benchmark::State& state) {
    const std::string& log = log100();
    double reading = 0, digesting = 0;
    std::uint64_t entries = 0;
    for (auto _ : state) {
        state.PauseTiming();
        reading += readSeconds(log);
        state.ResumeTiming();
        const double start = processorSeconds();
        SlowLogDigester digester;
        for (std::size_t at = 0; at < log.size(); at += 256 * 1024)
            digester.feed(std::string_view(log).substr(at, 256 * 1024));
        digester.endOfLog();
        entries = digester.result().entries;
        digesting += processorSeconds() - start;
    }
    const double megabytes = double(log.size()) / 1e6 * double(state.iterations());
    state.counters["entries"] = double(entries);
    state.counters["digest_MB_s"] = megabytes / digesting;
    state.counters["read_MB_s"] = megabytes / reading;
    state.counters["read_over_digest"] = digesting / reading;
}
BENCHMARK(digestSlowLog100MB)->Unit(benchmark::kMillisecond)->Iterations(5);

} // namespace
