// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/collect/files/host_files.h"
#include "core/collect/files/host_text.h"

#include <fmt/format.h>

namespace causeway {
namespace {

struct DfLayout {
    bool hasType = false;
    double unit = 1; ///< bytes of a bare number
};

std::optional<DfLayout> dfLayout(const std::vector<std::string_view>& fields) {
    if (fields.size() < 6 || fields[0] != "Filesystem" || fields[fields.size() - 2] != "Mounted")
        return std::nullopt;
    DfLayout layout;
    layout.hasType = fields[1] == "Type";
    const auto size = fields[layout.hasType ? 2 : 1];
    if (size == "Size")
        return layout;
    const auto dash = size.find("-blocks");
    const auto unit = dash == std::string_view::npos ? std::nullopt : parseBytes(size.substr(0, dash));
    if (!unit)
        return std::nullopt; // df -i counts inodes
    layout.unit = *unit;
    return layout;
}

std::optional<double> dfBytes(std::string_view text, double unit) {
    if (const auto n = figure(text))
        return *n * unit;
    return unitFigure(text);
}

bool isPercent(std::string_view text) {
    return text == "-" || (text.ends_with('%') && figure(text.substr(0, text.size() - 1)));
}

/// Taken apart from the percentage, because device and mount point may hold blanks.
std::optional<Filesystem> dfRow(std::string_view line, const DfLayout& layout) {
    const auto fields = blankFields(line);
    const std::size_t before = layout.hasType ? 5 : 4; // device, [type,] size, used, available
    for (std::size_t i = before; i + 1 < fields.size(); ++i) {
        const auto size = dfBytes(fields[i - 3], layout.unit), used = dfBytes(fields[i - 2], layout.unit);
        if (!isPercent(fields[i]) || !size || !used)
            continue;
        Filesystem fs;
        const auto deviceEnd = fields[i - before];
        const auto deviceLength = std::size_t(deviceEnd.data() + deviceEnd.size() - line.data());
        fs.device = printable(trim(line.substr(0, deviceLength)));
        if (layout.hasType)
            fs.type = printable(fields[i - 4]);
        fs.mount = printable(trim(line.substr(std::size_t(fields[i + 1].data() - line.data()))));
        fs.sizeBytes = *size;
        fs.usedBytes = *used;
        return fs;
    }
    return std::nullopt;
}

} // namespace

void readDf(std::string_view text, HostFile& file) {
    std::optional<DfLayout> layout;
    std::string wrapped; // old versions put the figures of a long device on a line of their own
    std::size_t found = 0, odd = 0;
    LineCursor lines(text);
    for (std::string_view line; lines.next(line);) {
        const auto fields = blankFields(line);
        if (const auto heading = dfLayout(fields)) {
            layout = heading;
            continue;
        }
        if (!layout)
            continue;
        if (fields.empty()) {
            layout.reset();
            continue;
        }
        const std::string whole = wrapped + std::string(line);
        wrapped.clear();
        if (const auto fs = dfRow(whole, *layout); fs && file.metrics.filesystems.size() < 10'000) {
            file.metrics.filesystems.push_back(*fs);
            ++found;
        } else if (fields.size() == 1)
            wrapped = std::string(line) + " ";
        else {
            ++odd;
            layout.reset();
        }
    }
    if (found)
        file.kinds.push_back("df");
    if (found && odd)
        file.remarks.push_back(fmt::format("{} lines of df could not be read", odd));
}

} // namespace causeway
