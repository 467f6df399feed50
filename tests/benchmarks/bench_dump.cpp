// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump.h"
#include "dump_generator.h"
#include "process_measures.h"

#include <benchmark/benchmark.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

using namespace causeway;

namespace {

constexpr std::size_t kBytes = 400'000'000, kLine = 1'040'000;

/// Bytes in the folder for temporary files; gone with the object.
class TemporaryFile {
public:
    TemporaryFile(const char* name, const std::string& bytes)
        : path_(
              (std::filesystem::temp_directory_path() / (std::to_string(::time(nullptr)) + name)).string()) {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string gzip(const std::string& plain) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        std::abort();
    std::string out(deflateBound(&stream, plain.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

std::string zstd(const std::string& plain) {
    std::string out(ZSTD_compressBound(plain.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3));
    return out;
}

/// Counters: MB/s of dump text and processor time, the same for merely reading (and unpacking) the file, and
/// the ratio of the two in this run.
void stream(benchmark::State& state, const TemporaryFile& file) {
    double reading = 0, streaming = 0, megabytes = 0, peak = 0;
    std::uint64_t rows = 0;
    for (auto _ : state) {
        reading += bench::processorSecondsOf([&] {
            auto source = TextSource::open(file.path());
            while (!source.read().empty()) {
            }
            megabytes += double(source.bytesGiven()) / 1e6;
        });
        bench::resetPeak();
        streaming += bench::processorSecondsOf([&] {
            Progress progress;
            auto source = TextSource::open(file.path());
            rows = readDump(source, progress).data.at(0).rows;
        });
        peak = std::max(peak, bench::peakMegabytes());
    }
    state.counters["rows"] = double(rows);
    state.counters["stream_MB_s"] = megabytes / streaming;
    state.counters["read_MB_s"] = megabytes / reading;
    state.counters["stream_over_read"] = streaming / reading;
    state.counters["peak_MB"] = peak;
}

/// Goal: 1 GB/s.
void streamDump(benchmark::State& state) {
    static const TemporaryFile file("-plain.sql", bench::DumpGenerator().dump(kBytes, kLine));
    stream(state, file);
}
void streamRowByRow(benchmark::State& state) {
    static const TemporaryFile file("-rows.sql", bench::DumpGenerator().dump(kBytes / 4, 0));
    stream(state, file);
}
/// Goal for both: the speed of unpacking.
void streamGzip(benchmark::State& state) {
    static const TemporaryFile file("-dump.sql.gz", gzip(bench::DumpGenerator().dump(kBytes / 4, kLine)));
    stream(state, file);
}
void streamZstd(benchmark::State& state) {
    static const TemporaryFile file("-dump.sql.zst", zstd(bench::DumpGenerator().dump(kBytes / 4, kLine)));
    stream(state, file);
}

BENCHMARK(streamDump)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(streamRowByRow)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(streamGzip)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(streamZstd)->Unit(benchmark::kMillisecond)->Iterations(5);

} // namespace
