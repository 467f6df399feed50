// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/class_runs.h"

#include "core/base/error.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <optional>

namespace causeway {
namespace {

constexpr std::size_t kMostRuns = 64; ///< more are merged into one, so that files and their buffers stay few
constexpr std::size_t kBuffer = 256 * 1024;

[[noreturn]] void fail(const char* what) {
    throw Error(ErrorCode::Storage, what, std::strerror(errno),
                "Allow more memory (--memory), or let TMPDIR name a folder with more room.");
}

/// Writes and reads queries as bytes, in the machine's own order: the files never leave the process.
class Writer {
public:
    explicit Writer(std::FILE* file) : file_(file) {}
    void put(const void* data, std::size_t size) {
        if (size && std::fwrite(data, 1, size, file_) != size)
            fail("cannot write the temporary file of the digest");
        written_ += size;
    }
    template <class Value> void put(const Value& value) { put(&value, sizeof value); }
    void put(const std::string& text) {
        put(std::uint64_t(text.size()));
        put(text.data(), text.size());
    }
    template <class Value> void put(const std::vector<Value>& list) {
        put(std::uint64_t(list.size()));
        put(list.data(), list.size() * sizeof(Value));
    }
    void put(const Executions& executions);
    void put(const ClassSums& sums);
    std::uint64_t written() const { return written_; }

private:
    std::FILE* file_;
    std::uint64_t written_ = 0;
};

class Reader {
public:
    explicit Reader(std::FILE* file) : file_(file) { std::rewind(file_); }
    /// The next query; false at the end.
    bool next(ClassSums& sums);

private:
    void get(void* data, std::size_t size) {
        if (size && std::fread(data, 1, size, file_) != size)
            fail("cannot read the temporary file of the digest");
    }
    template <class Value> void get(Value& value) { get(&value, sizeof value); }
    void get(std::string& text) {
        std::uint64_t size = 0;
        get(size);
        text.resize(size);
        get(text.data(), size);
    }
    template <class Value> void get(std::vector<Value>& list) {
        std::uint64_t size = 0;
        get(size);
        list.resize(size);
        get(list.data(), size * sizeof(Value));
    }
    void get(Executions& executions);
    std::FILE* file_;
};

/// The numbers, one list for both directions.
constexpr std::uint64_t ClassSums::*kNumbers[] = {
    &ClassSums::count,      &ClassSums::totalNs,    &ClassSums::minNs,         &ClassSums::maxNs,
    &ClassSums::lockNs,     &ClassSums::rowsSent,   &ClassSums::rowsExamined,  &ClassSums::rowsAffected,
    &ClassSums::fullScans,  &ClassSums::tempDisk,   &ClassSums::fullScanKnown, &ClassSums::filesort,
    &ClassSums::longestRun, &ClassSums::squaresLow, &ClassSums::squaresHigh,   &ClassSums::sampleNumber,
};

void Writer::put(const Executions& executions) {
    const auto* many = executions.ifMany();
    put(many != nullptr);
    if (!many) {
        put(executions.first());
        put(executions.others());
        return;
    }
    put(many->times.buckets());
    put(many->load.step());
    put(many->load.buckets());
}

/// What has a fixed size, in one piece.
struct Fixed {
    std::array<std::uint64_t, std::size(kNumbers)> numbers;
    std::uint64_t id;
    std::int64_t firstMs, lastMs;
    std::uint64_t secret;
};

void Writer::put(const ClassSums& sums) {
    Fixed fixed{{}, sums.id, sums.firstMs, sums.lastMs, sums.secret};
    for (std::size_t i = 0; i < fixed.numbers.size(); ++i)
        fixed.numbers[i] = sums.*kNumbers[i];
    put(fixed);
    put(sums.executions);
    put(sums.schemas.counts());
    put(sums.users.counts());
    put(sums.shape);
    put(sums.sample);
}

void Reader::get(Executions& executions) {
    bool isMany = false;
    get(isMany);
    if (!isMany) {
        Executions::One first;
        std::vector<Executions::One> others;
        get(first);
        get(others);
        executions = Executions(first, std::move(others));
        return;
    }
    std::vector<Histogram::Bucket> buckets;
    std::uint32_t step = 0;
    std::vector<ShapeLoad::Bucket> load;
    get(buckets);
    get(step);
    get(load);
    executions =
        Executions(Executions::Many{Histogram(std::move(buckets)), ShapeLoad(step, std::move(load))});
}

bool Reader::next(ClassSums& sums) {
    Fixed fixed;
    if (std::fread(&fixed, sizeof fixed, 1, file_) != 1) {
        if (std::ferror(file_))
            fail("cannot read the temporary file of the digest");
        return false;
    }
    for (std::size_t i = 0; i < fixed.numbers.size(); ++i)
        sums.*kNumbers[i] = fixed.numbers[i];
    sums.id = fixed.id;
    sums.firstMs = fixed.firstMs;
    sums.lastMs = fixed.lastMs;
    sums.secret = fixed.secret != 0;
    get(sums.executions);
    for (NameCounts* names : {&sums.schemas, &sums.users}) {
        std::vector<NameCounts::Count> counts;
        get(counts);
        *names = {};
        for (const auto& one : counts)
            names->add(one.number, one.times, one.totalNs);
    }
    get(sums.shape);
    get(sums.sample);
    return true;
}

/// The queries lie about in memory: brings near the one that comes some places after `at`, and then its
/// texts.
void prefetchAfter(const std::vector<ClassSums*>& list, std::size_t at) {
    constexpr std::size_t kFar = 8, kNear = 4;
    if (at + kFar < list.size())
        list[at + kFar]->prefetch();
    if (at + kNear < list.size())
        list[at + kNear]->prefetchTexts();
}

} // namespace

ClassRuns::File ClassRuns::create() const {
    std::error_code failed;
    const std::string folder =
        folder_.empty() ? std::filesystem::temp_directory_path(failed).string() : folder_;
    int handle = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0) { // a file system that cannot make files without a name
        std::string name = folder + "/causeway-XXXXXX";
        handle = ::mkostemp(name.data(), O_CLOEXEC);
        if (handle >= 0)
            ::unlink(name.c_str());
    }
    if (handle < 0)
        fail("cannot make a temporary file for the digest");
    File file(::fdopen(handle, "w+b"));
    if (!file)
        fail("cannot make a temporary file for the digest");
    std::setvbuf(file.get(), nullptr, _IOFBF, kBuffer);
    return file;
}

void ClassRuns::add(const std::vector<ClassSums*>& sorted) {
    File file = create();
    Writer writer(file.get());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        prefetchAfter(sorted, i);
        writer.put(*sorted[i]);
    }
    if (std::fflush(file.get()) != 0)
        fail("cannot write the temporary file of the digest");
    bytes_ += writer.written();
    runs_.push_back(std::move(file));
    if (runs_.size() > kMostRuns)
        compact();
}

void ClassRuns::compact() {
    File file = create();
    Writer writer(file.get());
    std::optional<ClassSums> held; // equals become one
    merge([&](ClassSums&& sums) {
        if (held && held->id == sums.id) {
            held->merge(std::move(sums));
            return true;
        }
        if (held)
            writer.put(*held);
        held = std::move(sums);
        return true;
    });
    if (held)
        writer.put(*held);
    if (std::fflush(file.get()) != 0)
        fail("cannot write the temporary file of the digest");
    runs_.clear();
    bytes_ = writer.written();
    runs_.push_back(std::move(file));
}

void ClassRuns::merge(const std::function<bool(ClassSums&&)>& take) const {
    struct Head {
        ClassSums sums;
        Reader reader;
        std::size_t run;
    };
    std::vector<std::unique_ptr<Head>> heads;
    const auto later = [this](const std::unique_ptr<Head>& a, const std::unique_ptr<Head>& b) {
        return less_(b->sums, a->sums) || (!less_(a->sums, b->sums) && b->run < a->run);
    };
    for (std::size_t run = 0; run < runs_.size(); ++run) {
        auto head = std::make_unique<Head>(Head{{}, Reader(runs_[run].get()), run});
        if (head->reader.next(head->sums))
            heads.push_back(std::move(head));
    }
    std::make_heap(heads.begin(), heads.end(), later);
    while (!heads.empty()) {
        std::pop_heap(heads.begin(), heads.end(), later);
        if (!take(std::move(heads.back()->sums)))
            return;
        heads.back()->sums = {};
        if (heads.back()->reader.next(heads.back()->sums))
            std::push_heap(heads.begin(), heads.end(), later);
        else
            heads.pop_back();
    }
}

} // namespace causeway
