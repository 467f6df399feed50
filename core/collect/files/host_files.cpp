// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_files.h"

#include <algorithm>

namespace causeway {
namespace {

template <class T> void fill(std::optional<T>& known, const std::optional<T>& added) {
    if (!known)
        known = added;
}

void fillSample(HostSample& known, const HostSample& added) {
    fill(known.cpuBusy, added.cpuBusy);
    fill(known.ioWait, added.ioWait);
    fill(known.runQueue, added.runQueue);
    fill(known.memoryUsedBytes, added.memoryUsedBytes);
    fill(known.swapInPerSecond, added.swapInPerSecond);
    fill(known.swapOutPerSecond, added.swapOutPerSecond);
    fill(known.diskReadsPerSecond, added.diskReadsPerSecond);
    fill(known.diskWritesPerSecond, added.diskWritesPerSecond);
    fill(known.diskUtil, added.diskUtil);
    fill(known.diskAwaitMs, added.diskAwaitMs);
}

} // namespace

HostSample& HostFile::sample(Instant at) {
    HostSample& found = samples[at];
    found.at = at;
    return found;
}

HostFile readHostFile(std::string_view text, std::string name, Instant fileTime) {
    HostFile file;
    file.name = std::move(name);
    file.fileTime = fileTime;
    readSadfJson(text, file);
    if (file.recognised())
        return file;
    readSar(text, file);
    readSadfTable(text, file);
    readVmstat(text, file);
    readIostat(text, file);
    readDf(text, file);
    readSystemFacts(text, file);
    return file;
}

void mergeHost(HostMetrics& known, const HostFile& file) {
    const HostMetrics& added = file.metrics;
    fill(known.cpus, added.cpus);
    fill(known.ramBytes, added.ramBytes);
    if (known.kernel.empty())
        known.kernel = added.kernel;
    for (const auto& fs : added.filesystems) {
        const auto same =
            std::find_if(known.filesystems.begin(), known.filesystems.end(),
                         [&](const Filesystem& f) { return f.device == fs.device && f.mount == fs.mount; });
        if (same == known.filesystems.end())
            known.filesystems.push_back(fs);
    }
    known.settings.insert(added.settings.begin(), added.settings.end());
    std::map<Instant, HostSample> samples = file.samples;
    for (const HostSample& sample : known.samples) {
        const auto [it, isNew] = samples.try_emplace(sample.at, sample);
        if (!isNew) {
            HostSample both = sample;
            fillSample(both, it->second);
            it->second = both;
        }
    }
    known.samples.clear();
    for (const auto& [at, sample] : samples)
        known.samples.push_back(sample);
}

} // namespace causeway
