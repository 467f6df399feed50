// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/file_log.h"
#include "core/workload/digester.h"
#include "core/workload/slow_log.h"
#include "log_generator.h"
#include "process_measures.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <string>

using namespace causeway;
using bench::peakMegabytes, bench::processorSeconds, bench::resetPeak;

namespace {

/// A generated log in the folder for temporary files; gone when the program ends.
class LogFile {
public:
    LogFile(const char* name, std::uint64_t bytes, std::uint64_t shapes)
        : path_(
              (std::filesystem::temp_directory_path() / (std::to_string(::time(nullptr)) + name)).string()) {
        bench::writeLog(path_, bytes, shapes);
    }
    ~LogFile() { std::filesystem::remove(path_); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

double wallSeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Seconds to map the log and read every byte of it once, in words: what the machine allows at most.
double readSeconds(const std::string& path) {
    const double start = processorSeconds();
    const auto log = FileLog::open(path);
    const auto text = log->whole();
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i + 8 <= text.size(); i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + i, 8);
        sum += word;
    }
    benchmark::DoNotOptimize(sum);
    return processorSeconds() - start;
}

struct Run {
    double processor = 0, wall = 0;
    std::uint64_t entries = 0, queries = 0, bytes = 0, spilled = 0;
};

/// Digests the file and goes through all its queries, as `digest --format json` does.
Run digest(const std::string& path, const DigestLimits& limits) {
    Run run;
    const double processor = processorSeconds(), wall = wallSeconds();
    const auto log = FileLog::open(path);
    Digester digester(limits);
    Progress progress;
    digester.read(*log, SlowLog(), progress);
    run.entries = digester.summary(0).entries;
    digester.forEachQuery([&](const QueryClass&) {
        ++run.queries;
        return true;
    });
    run.processor = processorSeconds() - processor;
    run.wall = wallSeconds() - wall;
    run.bytes = log->size();
    run.spilled = digester.spilledBytes();
    return run;
}

/// One thread. Counters: MB/s of processor time, the speed of merely reading the same file in the same run,
/// and the ratio of the two.
void measure(benchmark::State& state, const LogFile& file, std::uint64_t memoryBytes) {
    DigestLimits limits;
    limits.threads = 1;
    limits.memoryBytes = memoryBytes;
    double reading = 0, digesting = 0, megabytes = 0, peak = 0;
    Run run;
    for (auto _ : state) {
        state.PauseTiming();
        reading += readSeconds(file.path());
        resetPeak();
        state.ResumeTiming();
        run = digest(file.path(), limits);
        digesting += run.processor;
        megabytes += double(run.bytes) / 1e6;
        peak = std::max(peak, peakMegabytes());
    }
    state.counters["entries"] = double(run.entries);
    state.counters["queries"] = double(run.queries);
    state.counters["digest_MB_s"] = megabytes / digesting;
    state.counters["read_MB_s"] = megabytes / reading;
    state.counters["read_over_digest"] = digesting / reading;
    state.counters["peak_MB"] = peak;
    state.counters["spilled_MB"] = double(run.spilled) / 1e6;
}

/// 200 MB of sysbench's statements: the goal is 300 MB/s.
void digestSysbench200MB(benchmark::State& state) {
    static const LogFile file("-sysbench.log", 200'000'000, 0);
    measure(state, file, std::uint64_t(256) << 20);
}
BENCHMARK(digestSysbench200MB)->Unit(benchmark::kMillisecond)->Iterations(5);

/// 220,000 different queries: the goal is 150 MB/s in less than 300 MB.
void digest220000Shapes200MB(benchmark::State& state) {
    static const LogFile file("-shapes.log", 200'000'000, 220'000);
    measure(state, file, std::uint64_t(256) << 20);
}
BENCHMARK(digest220000Shapes200MB)->Unit(benchmark::kMillisecond)->Iterations(3);

/// A million different queries within 128 MB, by way of the disk.
void digestMillionShapes(benchmark::State& state) {
    static const LogFile file("-million.log", 450'000'000, 1'000'000);
    measure(state, file, std::uint64_t(128) << 20);
}
BENCHMARK(digestMillionShapes)->Unit(benchmark::kMillisecond)->Iterations(1);

/// All processors against one, by the clock: meaningful on a machine that does nothing else.
void digestByAllProcessors(benchmark::State& state) {
    static const LogFile file("-threads.log", 200'000'000, 0);
    DigestLimits one;
    one.threads = 1;
    double single = 0, all = 0;
    for (auto _ : state) {
        state.PauseTiming();
        single += digest(file.path(), one).wall;
        state.ResumeTiming();
        all += digest(file.path(), DigestLimits()).wall;
    }
    state.counters["speedup"] = single / all;
}
BENCHMARK(digestByAllProcessors)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

} // namespace
