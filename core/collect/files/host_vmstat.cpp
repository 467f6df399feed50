// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"
#include "core/collect/files/host_unstamped.h"
#include "core/collect/files/stamps.h"

#include <algorithm>

namespace causeway {
namespace {

/// Columns of vmstat by name; the count of columns before the time stamp.
struct Layout {
    std::vector<std::string> names;
    std::size_t figures = 0;
    bool stamped = false;
    bool utc = false;
};

std::optional<Layout> layoutOf(const std::vector<std::string_view>& fields) {
    if (fields.size() < 16 || fields[0] != "r" || fields[1] != "b" || fields[2] != "swpd")
        return std::nullopt;
    Layout layout;
    layout.names.assign(fields.begin(), fields.end());
    const auto it = std::find_if(layout.names.begin(), layout.names.end(), [](const auto& n) {
        return n.size() > 2 && n[0] >= 'A' && n[0] <= 'Z'; // the zone's name heads the times of vmstat -t
    });
    layout.figures = std::size_t(it - layout.names.begin());
    layout.stamped = it != layout.names.end();
    layout.utc = layout.stamped && (*it == "UTC" || *it == "GMT");
    return layout;
}

std::optional<double> cell(const Layout& layout, const std::vector<std::string_view>& fields,
                           std::string_view name) {
    const auto end = layout.names.begin() + std::ptrdiff_t(layout.figures);
    const auto it = std::find(layout.names.begin(), end, name);
    const auto i = std::size_t(it - layout.names.begin());
    return it == end || i >= fields.size() ? std::nullopt : figure(fields[i]);
}

std::optional<HostSample> sampleOf(const Layout& layout, const std::vector<std::string_view>& fields) {
    const auto idle = cell(layout, fields, "id"), wait = cell(layout, fields, "wa"),
               run = cell(layout, fields, "r");
    if (!idle || !run || *idle > 100)
        return std::nullopt;
    HostSample sample;
    sample.cpuBusy = std::clamp((100 - *idle - wait.value_or(0)) / 100, 0.0, 1.0);
    if (wait)
        sample.ioWait = std::clamp(*wait / 100, 0.0, 1.0);
    sample.runQueue = run;
    // vmstat counts swapping in kibibytes a second unless asked otherwise.
    if (const auto in = cell(layout, fields, "si"))
        sample.swapInPerSecond = *in * 1024;
    if (const auto out = cell(layout, fields, "so"))
        sample.swapOutPerSecond = *out * 1024;
    return sample;
}

} // namespace

void readVmstat(std::string_view text, HostFile& file) {
    std::optional<Layout> layout;
    TimedSamples samples;
    bool unzoned = false;
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);) {
        const auto fields = blankFields(line);
        if (const auto found = layoutOf(fields)) {
            if (!layout) // the heading is repeated every screen; a run begins with the first
                samples.beginRun();
            layout = found;
            continue;
        }
        if (line.starts_with("Linux "))
            layout.reset();
        if (!layout || fields.size() < layout->figures)
            continue;
        auto sample = sampleOf(*layout, fields);
        if (!sample)
            continue;
        std::optional<Instant> at;
        if (layout->stamped && fields.size() >= layout->figures + 2)
            at = parseInstant(std::string(fields[layout->figures]) + " " +
                              std::string(fields[layout->figures + 1]));
        unzoned |= at && !layout->utc;
        samples.add(*sample, at);
    }
    if (samples.empty())
        return;
    file.kinds.push_back("vmstat");
    if (unzoned)
        file.remarks.push_back("the times of vmstat are local: taken as UTC");
    samples.moveTo(file, "vmstat");
}

} // namespace causeway
