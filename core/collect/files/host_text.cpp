// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_text.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/collect/files/stamps.h"

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

constexpr double kPageBytes = 4096; // of x86-64 and, as usually built, of arm64

class Row {
public:
    Row(const std::vector<std::string>& columns, const std::vector<std::string_view>& cells)
        : columns_(columns), cells_(cells) {}

    bool has(std::string_view name) const { return index(name) < columns_.size(); }
    std::string_view text(std::string_view name) const {
        const auto i = index(name);
        return i < cells_.size() ? cells_[i] : std::string_view{};
    }
    std::optional<double> number(std::string_view name) const { return figure(text(name)); }
    double numberOr(std::string_view name, double otherwise) const {
        return number(name).value_or(otherwise);
    }

private:
    std::size_t index(std::string_view name) const {
        return std::size_t(std::find(columns_.begin(), columns_.end(), name) - columns_.begin());
    }
    const std::vector<std::string>& columns_;
    const std::vector<std::string_view>& cells_;
};

bool applyCpu(const Row& row, HostSample& sample) {
    const auto cpu = row.text("CPU");
    const auto idle = row.number("%idle");
    if ((cpu != "all" && cpu != "-1") || !idle)
        return false;
    const double wait = row.numberOr("%iowait", 0);
    sample.cpuBusy = std::clamp((100 - *idle - wait) / 100, 0.0, 1.0);
    sample.ioWait = std::clamp(wait / 100, 0.0, 1.0);
    return true;
}

bool applyMemory(const Row& row, HostSample& sample, std::optional<double>& ram) {
    const auto free = row.number("kbmemfree"), used = row.number("kbmemused"),
               percent = row.number("%memused");
    if (!free || !used)
        return false;
    const double buffers = row.numberOr("kbbuffers", 0), cached = row.numberOr("kbcached", 0);
    sample.memoryUsedBytes = memoryInUse(*free, *used, percent.value_or(0), buffers, cached);
    // The percentage has two decimals: from 1 % on it gives the machine's memory to half a percent.
    if (const auto slab = row.number("kbslab"))
        ram = (*free + *used + buffers + cached + *slab) * 1024;
    else if (percent && *percent >= 1)
        ram = *used / *percent * 100 * 1024;
    return true;
}

} // namespace

bool LineCursor::next(std::string_view& line) {
    if (at_ >= text_.size())
        return false;
    const auto end = std::min(text_.find('\n', at_), text_.size());
    line = text_.substr(at_, end - at_);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    at_ = end + 1;
    return true;
}

std::vector<std::string_view> blankFields(std::string_view line) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0; at < line.size() && fields.size() < 64;) {
        at = line.find_first_not_of(" \t", at);
        if (at == std::string_view::npos)
            break;
        const auto end = std::min(line.find_first_of(" \t", at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = end;
    }
    return fields;
}

std::optional<double> figure(std::string_view text) {
    double value = 0;
    if (text.size() > 32)
        return std::nullopt;
    std::string plain(text);
    std::replace(plain.begin(), plain.end(), ',', '.');
    if (!parseNumber(plain, value) || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

std::optional<double> unitFigure(std::string_view text) {
    if (text.empty() || text.size() > 32)
        return std::nullopt;
    std::string plain = replaceAll(std::string(text), ",", ".");
    if (plain.back() == 'i')
        plain += 'B';
    return parseBytes(plain);
}

std::optional<SysstatBanner> parseSysstatBanner(std::string_view line) {
    if (!line.starts_with("Linux ") || line.find(" (") == std::string_view::npos)
        return std::nullopt;
    SysstatBanner banner;
    const auto fields = blankFields(line);
    if (fields.size() < 4 || !fields[2].starts_with('('))
        return std::nullopt;
    banner.kernel = printable(fields[1], 80);
    banner.date = parseSysstatDate(fields[3]);
    for (std::size_t i = 4; i + 1 < fields.size(); ++i)
        if (long long n = 0; fields[i].starts_with('(') && fields[i + 1].starts_with("CPU") &&
                             parseNumber(fields[i].substr(1), n) && n > 0 && n < 100000)
            banner.cpus = int(n);
    return banner.date || banner.cpus ? std::optional(banner) : std::nullopt;
}

double memoryInUse(double freeKb, double usedKb, double usedPercent, double buffersKb, double cachedKb) {
    const double asOld = freeKb + usedKb > 0 ? usedKb / (freeKb + usedKb) * 100 : 0;
    const bool withCache = std::abs(asOld - usedPercent) < 0.01;
    return (withCache ? std::max(0.0, usedKb - buffersKb - cachedKb) : usedKb) * 1024;
}

void applyDevice(HostSample& sample, double util, std::optional<double> awaitMs) {
    const double fraction = std::clamp(util / 100, 0.0, 1.0);
    if (sample.diskUtil && *sample.diskUtil >= fraction)
        return;
    sample.diskUtil = fraction;
    sample.diskAwaitMs = awaitMs;
}

bool applySysstatRow(const std::vector<std::string>& columns, const std::vector<std::string_view>& cells,
                     HostSample& sample, std::optional<double>& ram) {
    const Row row(columns, cells);
    if (row.has("CPU") && row.has("%idle"))
        return applyCpu(row, sample);
    if (row.has("kbmemfree") && row.has("kbmemused"))
        return applyMemory(row, sample, ram);
    if (row.has("DEV") && row.has("%util")) {
        const auto util = row.number("%util");
        if (util)
            applyDevice(sample, *util, row.number("await"));
        return util.has_value();
    }
    bool used = false;
    const auto set = [&](std::string_view name, std::optional<double>& field, double factor) {
        if (const auto value = row.number(name)) {
            field = *value * factor;
            used = true;
        }
    };
    set("runq-sz", sample.runQueue, 1);
    set("pswpin/s", sample.swapInPerSecond, kPageBytes);
    set("pswpout/s", sample.swapOutPerSecond, kPageBytes);
    set("rtps", sample.diskReadsPerSecond, 1);
    set("wtps", sample.diskWritesPerSecond, 1);
    return used;
}

} // namespace causeway
