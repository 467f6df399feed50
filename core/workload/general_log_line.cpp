// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/general_log.h"

#include <algorithm>
#include <charconv>

namespace causeway {
namespace {

/// The commands that servers write: MySQL's and MariaDB's tables of command names (sql_parse.cc).
constexpr std::string_view kCommands[] = {
    "Query",
    "Execute",
    "Prepare",
    "Connect",
    "Quit",
    "Init DB",
    "Close stmt",
    "Reset stmt",
    "Long Data",
    "Field List",
    "Statistics",
    "Ping",
    "Change user",
    "Binlog Dump",
    "Fetch",
    "Shutdown",
    "Debug",
    "Processlist",
    "Kill",
    "Refresh",
    "Create DB",
    "Drop DB",
    "Sleep",
    "Connect Out",
    "Table Dump",
    "Set option",
    "Daemon",
    "Time",
    "Delayed insert",
    "Register Slave",
    "Error",
    "Binlog Dump GTID",
    "Register Replica",
    "Reset Connection",
    "Clone",
    "Bulk_execute",
    "Slave_worker",
    "Slave_IO",
    "Slave_SQL",
};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

/// "2026-11-22T17:00:00.123456Z", "261122 17:00:00" or "261122  7:00:00".
bool isTime(std::string_view text) {
    if (text.size() >= 19 && text.size() <= 40)
        return digit(text[0]) && text[4] == '-' && text[10] == 'T' && text[13] == ':';
    return text.size() == 15 && digit(text[0]) && digit(text[5]) && text[6] == ' ' && text[9] == ':' &&
           text[12] == ':';
}

} // namespace

std::optional<GeneralLogLine> generalLogLine(std::string_view line) {
    GeneralLogLine result;
    const auto tab = line.substr(0, 48).find('\t');
    if (tab == line.npos)
        return std::nullopt;
    result.time = line.substr(0, tab);
    if (!result.time.empty() && !isTime(result.time))
        return std::nullopt;
    auto rest = line.substr(tab + 1);
    if (result.time.empty()) { // a second tab stands for the time
        if (!rest.starts_with('\t'))
            return std::nullopt;
        rest.remove_prefix(1);
    }
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), result.thread);
    const auto size = std::size_t(end - rest.data());
    if (error != std::errc{} || size >= rest.size() || rest[size] != ' ')
        return std::nullopt;
    rest.remove_prefix(size + 1);
    const auto stop = std::min(rest.substr(0, 24).find('\t'), rest.size());
    result.command = rest.substr(0, stop);
    if (std::find(std::begin(kCommands), std::end(kCommands), result.command) == std::end(kCommands))
        return std::nullopt;
    result.argument = rest.substr(std::min(stop + 1, rest.size()));
    return result;
}

} // namespace causeway
