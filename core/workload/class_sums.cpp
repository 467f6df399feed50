// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/class_sums.h"

#include "core/base/text.h"
#include "core/workload/fingerprint.h"
#include "core/workload/saturating.h"

#include <algorithm>
#include <cstring>

namespace causeway {
namespace {

constexpr std::size_t kSampleBytes = 2048, kShapeBytes = 4096;

/// "password" in any case, or "identified ".
bool mayHoldPassword(std::string_view shape) {
    for (std::size_t i = 0; i + 8 <= shape.size(); ++i) {
        const char c = char(shape[i] | 32);
        if (c != 'p' && c != 'i')
            continue;
        if (equalsIgnoreCase(shape.substr(i, 8), "password") || shape.substr(i).starts_with("identified "))
            return true;
    }
    return false;
}

void addSquares(ClassSums& sums, unsigned __int128 more) {
    auto all = (static_cast<unsigned __int128>(sums.squaresHigh) << 64) | sums.squaresLow;
    all += more;
    sums.squaresHigh = std::uint64_t(all >> 64);
    sums.squaresLow = std::uint64_t(all);
}

void widen(ClassSums& sums, std::int64_t first, std::int64_t last) {
    if (first == ClassSums::kNever)
        return;
    if (sums.firstMs == ClassSums::kNever || first < sums.firstMs)
        sums.firstMs = first;
    if (sums.lastMs == ClassSums::kNever || last > sums.lastMs)
        sums.lastMs = last;
}

/// Index of dispersion: variance of the times divided by their mean, in seconds.
double dispersion(const ClassSums& sums) {
    if (sums.count < 2 || sums.totalNs == 0)
        return 0;
    const double squares = double(sums.squaresHigh) * 0x1p64 + double(sums.squaresLow);
    const double mean = double(sums.totalNs) / 1e9 / double(sums.count);
    const double variance = squares / 1e12 / double(sums.count) - mean * mean;
    return std::max(0.0, variance) / mean;
}

/// The step of the scale 1, 2, 5, 10... that a time falls into.
std::uint64_t stepOf(std::uint64_t ns) {
    std::uint64_t power = 1;
    while (ns / power >= 10)
        power *= 10;
    const auto first = ns / power;
    return first >= 5 ? 5 * power : first >= 2 ? 2 * power : first * power;
}

/// A bucket of the histogram belongs to the step in which its middle lies: next to a step's edge, executions
/// may be counted one step beside (their times are known to 0.4 %).
std::vector<LatencyStep> latencySteps(const Histogram& times) {
    std::vector<LatencyStep> steps;
    times.forEachValue([&](std::uint64_t ns, std::uint64_t count) {
        const auto from = stepOf(ns);
        if (steps.empty() || steps.back().fromNs != from)
            steps.push_back({from, 0});
        addUpTo(steps.back().count, count);
    });
    return steps;
}

std::vector<NamedLoad> namedLoads(const NameCounts& counts, const NameTable& names) {
    constexpr std::size_t kMostNames = 8;
    std::vector<NamedLoad> list;
    for (const auto& one : counts.counts())
        list.push_back({names.name(one.number), one.times, one.totalNs});
    std::sort(list.begin(), list.end(), NameTable::more);
    if (list.size() > kMostNames)
        list.resize(kMostNames);
    return list;
}

std::optional<Instant> instant(std::int64_t ms) {
    return ms == ClassSums::kNever ? std::nullopt : std::optional(Instant{std::chrono::milliseconds{ms}});
}

bool isPlain(char c) {
    return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t';
}

/// Nothing but isPlain(), eight bytes a step where they all are between the blank and the tilde.
bool allPlain(std::string_view text) {
    constexpr std::uint64_t kOnes = 0x0101010101010101ull, kHighs = 0x80 * kOnes;
    while (text.size() >= 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data(), 8);
        const bool between = (((word - 0x20 * kOnes) | word | (word + kOnes)) & kHighs) == 0;
        if (!between && !std::all_of(text.begin(), text.begin() + 8, isPlain))
            return false;
        text.remove_prefix(8);
    }
    return std::all_of(text.begin(), text.end(), isPlain);
}

/// As printable(), which most texts already are.
void showUpTo(std::string_view text, std::size_t limit, std::string& to) {
    if (text.size() <= limit && allPlain(text))
        to = text;
    else
        to = printable(text, limit);
}

/// A sample as it is shown: logs written by Windows have \r at the ends of lines.
void show(std::string_view sample, std::string& to) {
    if (sample.find('\r') == sample.npos)
        showUpTo(sample, kSampleBytes, to);
    else
        to = printable(replaceAll(std::string(sample), "\r\n", "\n"), kSampleBytes);
}

} // namespace

void ClassSums::begin(std::uint64_t hash, std::string_view fingerprint) {
    id = hash;
    secret = mayHoldPassword(fingerprint);
    shape = fingerprint.size() > kShapeBytes ? printable(fingerprint, kShapeBytes) : std::string(fingerprint);
}

void ClassSums::add(const LogEvent& event, const std::optional<Instant>& at, std::uint64_t number) {
    const std::uint64_t ns = event.timeNs.value_or(0), n = event.standsFor;
    if (!secret && (count == 0 || ns > maxNs)) {
        const auto text =
            event.text.substr(0, kSampleBytes + 4); // more than is shown, to tell that it is cut
        if (text.size() > sample.capacity())
            sample = std::string(text); // no more room than it needs
        else
            sample = text;
        sampleNumber = number;
    }
    addUpTo(count, n);
    addUpTo(totalNs, multiplied(ns, n));
    addUpTo(lockNs, multiplied(event.lockNs, n));
    addUpTo(rowsExamined, multiplied(event.rowsExamined, n));
    addUpTo(rowsSent, multiplied(event.rowsSent, n));
    addUpTo(rowsAffected, multiplied(event.rowsAffected, n));
    minNs = std::min(minNs, ns);
    maxNs = std::max(maxNs, ns);
    if (event.fullScan) {
        fullScanKnown += n;
        fullScans += *event.fullScan ? n : 0;
    }
    tempDisk += event.tempDisk ? n : 0;
    filesort += event.filesort ? n : 0;
    const unsigned __int128 microseconds = ns / 1000;
    addSquares(*this, microseconds * microseconds * n);
    if (at)
        widen(*this, at->time_since_epoch().count(), at->time_since_epoch().count());
    executions.add({ns, n,
                    at ? std::chrono::floor<std::chrono::seconds>(*at).time_since_epoch().count()
                       : Executions::kNoSecond});
}

void ClassSums::merge(ClassSums&& other) {
    if (other.sampleNumber != kMost && (sampleNumber == kMost || other.maxNs > maxNs ||
                                        (other.maxNs == maxNs && other.sampleNumber < sampleNumber))) {
        sample = std::move(other.sample);
        sampleNumber = other.sampleNumber;
    }
    for (auto sum : {&ClassSums::count, &ClassSums::totalNs, &ClassSums::lockNs, &ClassSums::rowsExamined,
                     &ClassSums::rowsSent, &ClassSums::rowsAffected, &ClassSums::fullScans,
                     &ClassSums::fullScanKnown, &ClassSums::tempDisk, &ClassSums::filesort})
        addUpTo(this->*sum, other.*sum);
    minNs = std::min(minNs, other.minNs);
    maxNs = std::max(maxNs, other.maxNs);
    longestRun = std::max(longestRun, other.longestRun);
    addSquares(*this, (static_cast<unsigned __int128>(other.squaresHigh) << 64) | other.squaresLow);
    widen(*this, other.firstMs, other.lastMs);
    executions.merge(other.executions);
    schemas.merge(other.schemas);
    users.merge(other.users);
}

void ClassSums::prefetch() const {
    const auto* const from = reinterpret_cast<const char*>(this);
    for (std::size_t i = 0; i < sizeof(ClassSums); i += 64)
        __builtin_prefetch(from + i);
}

void ClassSums::prefetchTexts() const {
    constexpr std::size_t kMost = 256;
    for (const std::string* text : {&shape, &sample})
        for (std::size_t i = 0; i < std::min(text->size(), kMost); i += 64)
            __builtin_prefetch(text->data() + i);
    executions.prefetch();
}

std::size_t ClassSums::variableBytes() const {
    constexpr std::size_t kAllocation = 16; // what the heap adds to each piece
    const auto text = [](const std::string& s) {
        return s.capacity() > 15 ? s.capacity() + kAllocation : 0;
    };
    return text(shape) + text(sample) + executions.bytes() + schemas.bytes() + users.bytes();
}

void ClassSums::finishInto(QueryClass& q, const NameTable& schemaNames, const NameTable& userNames,
                           bool detailed) const {
    const auto commonest = [](const NameCounts& counts, const NameTable& names) -> std::string_view {
        return counts.empty() ? std::string_view{} : names.name(counts.commonest(names));
    };
    q.id = hexId(id);
    showUpTo(shape.empty() ? std::string_view("(no statement but a comment)") : shape, kShapeBytes + 4,
             q.fingerprint);
    if (secret)
        q.sample = std::string_view(q.fingerprint).substr(0, kSampleBytes);
    else
        show(sample, q.sample);
    q.schema = commonest(schemas, schemaNames);
    q.user = commonest(users, userNames);
    q.count = count;
    q.totalNs = totalNs;
    q.minNs = minNs;
    q.maxNs = maxNs;
    Executions::Many room;
    const auto& many = executions.many(room);
    const auto quantile = [&](double fraction) {
        return std::clamp(many.times.quantile(fraction), minNs, maxNs);
    };
    q.p50Ns = quantile(0.50);
    q.p95Ns = quantile(0.95);
    q.p99Ns = quantile(0.99);
    q.lockNs = lockNs;
    q.varianceToMean = dispersion(*this);
    q.rowsExamined = rowsExamined;
    q.rowsSent = rowsSent;
    q.rowsAffected = rowsAffected;
    q.fullScans = fullScans;
    q.fullScanKnown = fullScanKnown;
    q.tempDisk = tempDisk;
    q.filesort = filesort;
    q.longestRunSameThread = longestRun;
    q.first = instant(firstMs);
    q.last = instant(lastMs);
    q.latency.clear();
    q.timeline.clear();
    q.fromSchemas.clear();
    q.fromUsers.clear();
    q.bucketSeconds = 0;
    if (!detailed)
        return;
    q.latency = latencySteps(many.times);
    q.bucketSeconds = many.load.bucketSeconds();
    q.timeline = many.load.points();
    q.fromSchemas = namedLoads(schemas, schemaNames);
    q.fromUsers = namedLoads(users, userNames);
}

} // namespace causeway
