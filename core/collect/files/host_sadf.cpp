// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"
#include "core/collect/files/stamps.h"

namespace causeway {
namespace {

void noteTime(HostFile& file, Instant at) {
    if (!file.captured || *file.captured < at)
        file.captured = at;
}

std::optional<double> numberAt(const Json& object, const char* key) {
    if (!object.is_object())
        return std::nullopt;
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? std::optional(it->get<double>()) : std::nullopt;
}

const Json& part(const Json& object, const char* key) {
    static const Json kNothing;
    if (!object.is_object())
        return kNothing;
    const auto it = object.find(key);
    return it == object.end() ? kNothing : *it;
}

std::string textAt(const Json& object, const char* key) {
    const Json& value = part(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

void applyJsonCpu(const Json& statistic, HostSample& sample) {
    const Json& list = part(statistic, statistic.contains("cpu-load") ? "cpu-load" : "cpu-load-all");
    if (!list.is_array())
        return;
    for (const Json& cpu : list) {
        const auto idle = numberAt(cpu, "idle");
        if (textAt(cpu, "cpu") != "all" || !idle)
            continue;
        const double wait = numberAt(cpu, "iowait").value_or(0);
        sample.cpuBusy = std::clamp((100 - *idle - wait) / 100, 0.0, 1.0);
        sample.ioWait = std::clamp(wait / 100, 0.0, 1.0);
    }
}

void applyJsonMemory(const Json& memory, HostFile& file, HostSample& sample) {
    const auto free = numberAt(memory, "memfree"), used = numberAt(memory, "memused");
    if (!free || !used)
        return;
    const double percent = numberAt(memory, "memused-percent").value_or(0);
    sample.memoryUsedBytes = memoryInUse(*free, *used, percent, numberAt(memory, "buffers").value_or(0),
                                         numberAt(memory, "cached").value_or(0));
    if (percent >= 1)
        file.metrics.ramBytes = *used / percent * 100 * 1024;
}

void applyJsonDisks(const Json& disks, HostSample& sample) {
    if (!disks.is_array())
        return;
    for (const Json& disk : disks)
        if (const auto util = numberAt(disk, "util-percent"))
            applyDevice(sample, *util, numberAt(disk, "await"));
}

void applyStatistic(const Json& statistic, HostFile& file) {
    const Json& stamp = part(statistic, "timestamp");
    const auto at = parseInstant(textAt(stamp, "date") + " " + textAt(stamp, "time"));
    if (!at)
        return;
    HostSample& sample = file.sample(*at);
    noteTime(file, *at);
    applyJsonCpu(statistic, sample);
    applyJsonMemory(part(statistic, "memory"), file, sample);
    applyJsonDisks(part(statistic, "disk"), sample);
    if (const auto n = numberAt(part(statistic, "queue"), "runq-sz"))
        sample.runQueue = n;
    constexpr double kPageBytes = 4096;
    if (const auto n = numberAt(part(statistic, "swap-pages"), "pswpin"))
        sample.swapInPerSecond = *n * kPageBytes;
    if (const auto n = numberAt(part(statistic, "swap-pages"), "pswpout"))
        sample.swapOutPerSecond = *n * kPageBytes;
    const Json& io = part(statistic, "io");
    if (const auto n = numberAt(part(io, "io-reads"), "rtps"))
        sample.diskReadsPerSecond = n;
    if (const auto n = numberAt(part(io, "io-writes"), "wtps"))
        sample.diskWritesPerSecond = n;
}

} // namespace

void readSadfTable(std::string_view text, HostFile& file) {
    std::vector<std::string> columns;
    std::optional<double> ram;
    bool found = false, unzoned = false;
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);) {
        if (line.size() > 8192)
            continue;
        const auto cells = split(line, ';');
        if (line.starts_with("# hostname;interval;timestamp")) {
            columns.assign(cells.begin(), cells.end());
            continue;
        }
        if (columns.empty() || cells.size() != columns.size() || cells.size() < 4)
            continue;
        const auto stamp = findStamp(cells[2]);
        HostSample probe;
        if (!stamp)
            continue;
        if (const auto it = file.samples.find(stamp->at); it != file.samples.end())
            probe = it->second;
        if (!applySysstatRow(columns, cells, probe, ram))
            continue;
        probe.at = stamp->at;
        file.sample(stamp->at) = probe;
        noteTime(file, stamp->at);
        unzoned |= !stamp->zoned;
        found = true;
    }
    if (!found)
        return;
    file.kinds.push_back("sadf");
    if (unzoned)
        file.remarks.push_back("the times of sadf name no time zone: taken as UTC");
    if (ram)
        file.metrics.ramBytes = ram;
}

void readSadfJson(std::string_view text, HostFile& file) {
    const auto head = trim(text.substr(0, 4096));
    if (!head.starts_with('{') || head.find("\"sysstat\"") == std::string_view::npos)
        return;
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        file.kinds.push_back("sadf");
        file.remarks.push_back("the JSON of sadf is not whole: nothing of it was read");
        return;
    }
    const Json& hosts = part(part(json, "sysstat"), "hosts");
    if (!hosts.is_array())
        return;
    for (const Json& host : hosts) {
        if (const auto n = numberAt(host, "number-of-cpus"); n && *n > 0 && *n < 100000)
            file.metrics.cpus = int(*n);
        if (const auto release = textAt(host, "release"); !release.empty())
            file.metrics.kernel = printable(release, 80);
        const Json& statistics = part(host, "statistics");
        if (statistics.is_array())
            for (const Json& statistic : statistics)
                applyStatistic(statistic, file);
    }
    if (!file.samples.empty())
        file.kinds.push_back("sadf");
}

} // namespace causeway
