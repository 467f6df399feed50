// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/snapshot.h"

#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

std::optional<double> asNumber(const std::string& text) {
    double value = 0;
    if (parseNumber(trim(text), value))
        return value;
    if (equalsIgnoreCase(text, "ON") || equalsIgnoreCase(text, "YES"))
        return 1;
    if (equalsIgnoreCase(text, "OFF") || equalsIgnoreCase(text, "NO"))
        return 0;
    return std::nullopt;
}

std::optional<double> counterIn(const StatusSample& sample, const std::string& name) {
    const auto it = sample.values.find(name);
    return it == sample.values.end() ? std::nullopt : asNumber(it->second);
}

} // namespace

int ProbeResult::column(std::string_view name) const {
    const auto it = std::find(columns.begin(), columns.end(), name);
    return it == columns.end() ? -1 : int(it - columns.begin());
}

std::optional<std::string> ProbeResult::value(std::size_t row, std::string_view columnName) const {
    const int c = column(columnName);
    if (c < 0 || row >= rows.size() || std::size_t(c) >= rows[row].size())
        return std::nullopt;
    return rows[row][std::size_t(c)];
}

const ProbeResult* ServerEvidence::probe(std::string_view probeId) const {
    const auto it =
        std::find_if(probes.begin(), probes.end(), [&](const auto& p) { return p.id == probeId; });
    return it == probes.end() ? nullptr : &*it;
}

std::optional<std::string> ServerEvidence::variable(std::string_view name) const {
    const auto it = variables.find(std::string(name));
    return it == variables.end() ? std::nullopt : std::optional(it->second);
}

std::optional<double> ServerEvidence::variableNumber(std::string_view name) const {
    const auto text = variable(name);
    return text ? asNumber(*text) : std::nullopt;
}

std::optional<double> ServerEvidence::counter(std::string_view name) const {
    return status.empty() ? std::nullopt : counterIn(status.back(), std::string(name));
}

std::optional<ServerEvidence::Rate> ServerEvidence::rate(std::string_view name) const {
    if (status.empty())
        return std::nullopt;
    const std::string key(name);
    const auto last = counterIn(status.back(), key);
    if (!last)
        return std::nullopt;
    if (status.size() > 1) {
        const auto first = counterIn(status.front(), key);
        const auto firstUptime = counterIn(status.front(), "uptime"),
                   lastUptime = counterIn(status.back(), "uptime");
        const double seconds = std::chrono::duration<double>(status.back().at - status.front().at).count();
        // A restart between the samples, or FLUSH STATUS, makes a counter fall: then the window says nothing.
        const bool restarted = firstUptime && lastUptime && *lastUptime < *firstUptime;
        if (first && seconds > 0 && *last >= *first && !restarted)
            return Rate{(*last - *first) / seconds, seconds, false};
    }
    const auto uptime = counterIn(status.back(), "uptime");
    if (!uptime || *uptime <= 0)
        return std::nullopt;
    return Rate{*last / *uptime, *uptime, true};
}

const ServerEvidence* Snapshot::server(std::string_view serverId) const {
    const auto it =
        std::find_if(servers.begin(), servers.end(), [&](const auto& s) { return s.id == serverId; });
    return it == servers.end() ? nullptr : &*it;
}

const Source* Snapshot::source(std::string_view sourceId) const {
    const auto it =
        std::find_if(sources.begin(), sources.end(), [&](const auto& s) { return s.id == sourceId; });
    return it == sources.end() ? nullptr : &*it;
}

} // namespace causeway
