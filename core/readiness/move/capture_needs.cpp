// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/move/change_capture.h"

#include <fmt/format.h>

#include <array>

namespace causeway {

namespace {

constexpr double kDay = 86400;
constexpr double kShortestRetention = 2 * kDay; ///< an estimate: a copy, a failure and a night in between

struct Setting {
    std::string_view name, wanted;
};
/// Debezium's documentation, Setting up MySQL and Setting up MariaDB.
constexpr std::array kSettings{Setting{"binlog_format", "ROW"}, Setting{"binlog_row_image", "FULL"}};

bool isOff(const std::string& value) {
    return equalsIgnoreCase(value, "OFF") || value == "0";
}

void addRetention(const ServerEvidence& server, std::vector<std::string>& objections) {
    if (const auto purge = server.variable("binlog_expire_logs_auto_purge"); purge && isOff(*purge))
        return;
    auto seconds = server.variableNumber("binlog_expire_logs_seconds");
    if (!seconds || *seconds <= 0)
        if (const auto days = server.variableNumber("expire_logs_days"))
            seconds = *days * kDay;
    if (seconds && *seconds > 0 && *seconds < kShortestRetention)
        objections.push_back(fmt::format("the binary log is kept for {:.1f} days only", *seconds / kDay));
}

} // namespace

std::vector<std::string> changeCaptureObjections(const ServerEvidence& server) {
    std::vector<std::string> objections;
    if (const auto log = server.variable("log_bin"); log && isOff(*log))
        objections.emplace_back("log_bin is OFF");
    for (const Setting& setting : kSettings)
        if (const auto value = server.variable(setting.name);
            value && !equalsIgnoreCase(*value, setting.wanted))
            objections.push_back(std::string(setting.name) + " is " + *value);
    if (const auto value = server.variable("binlog_row_value_options"); value && !value->empty())
        objections.push_back("binlog_row_value_options is " + *value);
    if (const auto value = server.variable("log_bin_compress"); value && !isOff(*value))
        objections.push_back("log_bin_compress is " + *value);
    if (const auto value = server.variable("server_id"); value && *value == "0")
        objections.emplace_back("server_id is 0");
    addRetention(server, objections);
    return objections;
}

} // namespace causeway
