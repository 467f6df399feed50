// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"
#include "core/collect/files/host_unstamped.h"
#include "core/collect/files/stamps.h"

#include <algorithm>

namespace causeway {
namespace {

/// "11/22/26 14:12:54", "11/20/2026 02:12:54 PM", "2026-11-22T14:12:58+0000", "Time: 02:12:54 PM".
std::optional<Stamp> reportTime(std::string_view line, const std::optional<Date>& day) {
    const auto fields = blankFields(line);
    if (fields.empty() || fields.size() > 4)
        return std::nullopt;
    if (fields[0].size() > 10 && fields[0][4] == '-')
        return findStamp(line);
    auto date = parseSysstatDate(fields[0]);
    if (!date && fields[0] == "Time:")
        date = day;
    if (!date || fields.size() < 2)
        return std::nullopt;
    const auto clock = parseClock(fields.size() > 2 ? std::string(fields[1]) + " " + std::string(fields[2])
                                                    : std::string(fields[1]));
    return clock ? std::optional(Stamp{Instant{*date} + *clock, false}) : std::nullopt;
}

/// Mean wait of a device's requests in ms; newer versions give reads and writes apart.
std::optional<double> meanWait(std::optional<double> both, double reads, double writes,
                               std::optional<double> readWait, std::optional<double> writeWait) {
    if (both || !readWait || !writeWait)
        return both;
    return reads + writes > 0 ? (reads * *readWait + writes * *writeWait) / (reads + writes) : 0;
}

class IostatReader {
public:
    explicit IostatReader(HostFile& file) : file_(file) {}

    void line(std::string_view text) {
        if (const auto banner = parseSysstatBanner(text)) {
            flush();
            samples_.beginRun();
            stamp_.reset();
            day_ = banner->date;
            banner_ = banner;
        } else if (const auto stamp = reportTime(text, day_)) {
            flush();
            stamp_ = stamp;
        } else if (text.starts_with("avg-cpu:")) {
            flush();
            cpuColumns(text);
        } else if (text.starts_with("Device") && text.find("%util") != std::string_view::npos) {
            if (hasDevices_)
                flush();
            const auto fields = blankFields(text);
            columns_.assign(fields.begin(), fields.end());
        } else
            figures(blankFields(text));
    }
    void finish() {
        flush();
        if (samples_.empty() || !devicesSeen_)
            return;
        file_.kinds.push_back("iostat");
        if (banner_) {
            file_.metrics.kernel = banner_->kernel;
            if (banner_->cpus)
                file_.metrics.cpus = banner_->cpus;
        }
        if (unzoned_)
            file_.remarks.push_back("the times of iostat name no time zone: taken as UTC");
        samples_.moveTo(file_, "iostat");
    }

private:
    void cpuColumns(std::string_view text) {
        const auto fields = blankFields(text);
        cpu_.assign(fields.begin() + 1, fields.end());
        awaitCpu_ = true;
    }
    void figures(const std::vector<std::string_view>& fields) {
        if (awaitCpu_ && fields.size() == cpu_.size() && !fields.empty())
            return cpuRow(fields);
        if (columns_.empty() || fields.size() != columns_.size())
            return;
        const auto util = number(fields, "%util");
        if (!util)
            return;
        const auto reads = number(fields, "r/s"), writes = number(fields, "w/s");
        const auto wait = meanWait(number(fields, "await"), reads.value_or(0), writes.value_or(0),
                                   number(fields, "r_await"), number(fields, "w_await"));
        if (!current_.diskUtil || *current_.diskUtil * 100 < *util) {
            current_.diskReadsPerSecond = reads;
            current_.diskWritesPerSecond = writes;
        }
        applyDevice(current_, *util, wait);
        hasDevices_ = devicesSeen_ = open_ = true;
    }
    void cpuRow(const std::vector<std::string_view>& fields) {
        awaitCpu_ = false;
        std::optional<double> idle, wait;
        for (std::size_t i = 0; i < cpu_.size(); ++i) {
            if (cpu_[i] == "%idle")
                idle = figure(fields[i]);
            if (cpu_[i] == "%iowait")
                wait = figure(fields[i]);
        }
        if (!idle)
            return;
        current_.cpuBusy = std::clamp((100 - *idle - wait.value_or(0)) / 100, 0.0, 1.0);
        current_.ioWait = std::clamp(wait.value_or(0) / 100, 0.0, 1.0);
        open_ = true;
    }
    std::optional<double> number(const std::vector<std::string_view>& fields, std::string_view name) const {
        const auto i = std::size_t(std::find(columns_.begin(), columns_.end(), name) - columns_.begin());
        return i < fields.size() ? figure(fields[i]) : std::nullopt;
    }
    void flush() {
        if (open_) {
            samples_.add(current_, stamp_ ? std::optional(stamp_->at) : std::nullopt);
            unzoned_ |= stamp_ && !stamp_->zoned;
            stamp_.reset();
        }
        current_ = {};
        columns_.clear();
        open_ = hasDevices_ = awaitCpu_ = false;
    }

    HostFile& file_;
    TimedSamples samples_;
    std::optional<SysstatBanner> banner_;
    std::optional<Date> day_;
    std::optional<Stamp> stamp_;
    std::vector<std::string> cpu_, columns_;
    HostSample current_;
    bool open_ = false, hasDevices_ = false, devicesSeen_ = false, awaitCpu_ = false, unzoned_ = false;
};

} // namespace

void readIostat(std::string_view text, HostFile& file) {
    IostatReader reader(file);
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);)
        reader.line(line);
    reader.finish();
}

} // namespace causeway
