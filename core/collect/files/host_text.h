// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Lines of a text, without their ends, one by one.
class LineCursor {
public:
    explicit LineCursor(std::string_view text) : text_(text) {}
    bool next(std::string_view& line);

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

/// The words of a line between blanks; at most 64.
std::vector<std::string_view> blankFields(std::string_view line);
/// A figure as the sysstat and procps programs print it, also with a decimal comma; finite and not negative.
std::optional<double> figure(std::string_view text);

/// A size with its unit as df -h and free -h print it ("252G", "1,5T", "8.7Mi", "0B"), in bytes.
std::optional<double> unitFigure(std::string_view text);

/// "Linux 5.10.0 (db1) 	11/20/2026 	_x86_64_	(4 CPU)", the first line of sar and iostat.
struct SysstatBanner {
    std::string kernel;
    std::optional<Date> date;
    std::optional<int> cpus;
};
std::optional<SysstatBanner> parseSysstatBanner(std::string_view line);

/// Puts one row of sar or of sadf -d into a sample; the column names tell which report the row belongs to.
/// Sets ram to the machine's memory in bytes where the row allows it. False when no column is of use.
bool applySysstatRow(const std::vector<std::string>& columns, const std::vector<std::string_view>& cells,
                     HostSample& sample, std::optional<double>& ram);
/// A device's load: the busiest one of each moment is kept.
void applyDevice(HostSample& sample, double util, std::optional<double> awaitMs);
/// Memory in use without the page cache, in bytes, from sar's kilobytes. Old versions count buffers and cache
/// as used, new ones do not: their percentage tells which.
double memoryInUse(double freeKb, double usedKb, double usedPercent, double buffersKb, double cachedKb);

} // namespace causeway
