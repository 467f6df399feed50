// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/criterion_names.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

namespace causeway::plan {
namespace {

constexpr std::size_t kMostNames = 2; ///< a step serves these above all

std::string seconds(double s) {
    return s == 0 ? "0\u00a0s" : formatSeconds(s);
}

std::optional<std::string> machineName(const Criteria& criteria) {
    const auto cpus = criteria.number("cpus"), ram = criteria.number("ram");
    if (!cpus && !ram)
        return std::nullopt;
    return fmt::format("Machine {}{}{}", cpus ? formatNumber(*cpus) + " CPUs" : "", cpus && ram ? ", " : "",
                       ram ? formatBytes(*ram) : "");
}

std::string nameOf(std::string_view key, double value) {
    if (key == "growth")
        return fmt::format("Growth {} a quarter", formatPercent(value - 1));
    if (key == "rps")
        return fmt::format("Throughput {} requests/s", formatNumber(value));
    if (key == "downtime_budget")
        return "Downtime " + seconds(value) + " a year";
    if (key == "idle_time_budget")
        return "Idle time " + seconds(value) + " a day";
    if (key == "rpo")
        return "RPO " + seconds(value);
    if (key == "rto")
        return "RTO " + seconds(value);
    if (key == "max_commit_ms")
        return "Commit within " + seconds(value / 1000);
    if (key == "cutover_window")
        return "Cutover within " + seconds(value);
    return "Budget " + formatNumber(value);
}

} // namespace

std::optional<std::string> criterionName(const Context& c, std::string_view key) {
    if (key == "volume")
        return c.volume ? std::optional("Volume " + formatBytes(*c.volume)) : std::nullopt;
    if (key == "machine")
        return machineName(c.in.criteria);
    if (key == "deadline") {
        const auto day = c.in.criteria.date("deadline");
        return day ? std::optional("Deadline " + longDate(*day)) : std::nullopt;
    }
    const auto value = c.in.criteria.number(key);
    return value ? std::optional(nameOf(key, *value)) : std::nullopt;
}

std::string serving(const Context& c, std::string base, const std::vector<std::string>& keys) {
    std::vector<std::string> names;
    for (const auto& key : keys)
        if (auto name = criterionName(c, key); name && names.size() < kMostNames)
            names.push_back(std::move(*name));
    return names.empty() ? base : base + ", for " + join(names, " and ");
}

} // namespace causeway::plan
