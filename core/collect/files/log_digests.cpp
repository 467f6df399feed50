// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/log_digests.h"

#include "core/base/text.h"
#include "core/collect/files/file_log.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostStoredQueries = 20'000;

void remark(Source& source, const std::string& text) {
    if (!source.remark.empty())
        source.remark += "; ";
    source.remark += text;
}

} // namespace

LogDigests::Kind& LogDigests::kind(const LogFormat& format) {
    const auto known = std::find_if(digesters_.begin(), digesters_.end(),
                                    [&](const Kind& k) { return k.name == format.name(); });
    if (known != digesters_.end())
        return *known;
    return digesters_.emplace_back(
        Kind{std::string(format.name()), format.timed(), std::make_unique<Digester>(), {}});
}

LogRead LogDigests::add(Source& source, const InputFile& file, const LogFormat& format, Progress& progress) {
    source.kind = replaceAll(toLower(format.name()), " ", "-"); // "slow-log", "postgresql-csvlog"
    Kind& of = kind(format);
    of.sources.push_back(source.id);
    const auto log = FileLog::open(file.path);
    LogRead read = of.digester->read(*log, format, progress);
    remark(source, fmt::format("{} {}", read.entries, read.entries == 1 ? "entry" : "entries"));
    if (read.skipped)
        remark(source, fmt::format("{} not whole", read.skipped));
    if (!read.stopped.empty())
        remark(source, read.stopped);
    if (log->lost())
        remark(source, "cut while it was read: what was gone is not counted");
    return read;
}

std::vector<WorkloadDigest> LogDigests::finish(std::vector<Source>& sources) {
    std::stable_sort(digesters_.begin(), digesters_.end(),
                     [](const Kind& a, const Kind& b) { return a.timed > b.timed; });
    std::vector<WorkloadDigest> digests;
    for (Kind& of : digesters_) {
        digests.push_back(of.digester->summary(kMostStoredQueries));
        of.digester.reset();
        const auto& last = digests.back().last;
        if (!last || of.sources.size() != 1)
            continue;
        for (Source& source : sources)
            if (source.id == of.sources.front())
                source.captured = *last;
    }
    return digests;
}

} // namespace causeway
