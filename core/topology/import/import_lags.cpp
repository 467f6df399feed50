// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/topology/import/import_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::importing {
namespace {

/// Below a millisecond's hundredth a lag is the clock's grain, above a minute it is a backlog, no round trip.
constexpr double kLeastMs = 0.01, kMostMs = 60000;

Link& linkBetween(Topology& t, const std::string& a, const std::string& b) {
    const auto found = std::find_if(t.links.begin(), t.links.end(), [&](const Link& l) {
        return (l.a == a && l.b == b) || (l.a == b && l.b == a);
    });
    if (found != t.links.end())
        return *found;
    t.links.push_back({a, b});
    return t.links.back();
}

} // namespace

void importLags(const StandbyList& standbys, Topology& t, Notes& notes) {
    const auto leader = t.nodes.front();
    std::map<std::pair<std::string, std::string>, double>
        seen; // the least of several standbys is nearest to the link
    for (const auto& row : standbys.rows) {
        const auto node =
            std::find_if(t.nodes.begin(), t.nodes.end(), [&](const Node& n) { return n.id == row.name; });
        if (node == t.nodes.end()) {
            notes.push_back(
                fmt::format("{} copies from the leader, but is no member of the cluster; it is left out.",
                            printable(row.name, 80)));
            continue;
        }
        if (!row.writeLagMs || *row.writeLagMs < kLeastMs || *row.writeLagMs > kMostMs)
            continue;
        const auto pair = std::minmax(leader.site, node->site);
        const auto [link, first] = seen.try_emplace({pair.first, pair.second}, *row.writeLagMs);
        link->second = first ? link->second : std::min(link->second, *row.writeLagMs);
        if (row.flushLagMs && *row.flushLagMs - *row.writeLagMs >= kLeastMs && *row.flushLagMs <= kMostMs) {
            node->fsyncP50Ms = *row.flushLagMs - *row.writeLagMs;
            node->fsyncP99Ms = std::max(node->fsyncP99Ms, 3 * node->fsyncP50Ms);
            notes.push_back(fmt::format("{}: an fsync of {:.2f} ms, by flush_lag − write_lag of one moment.",
                                        node->id, node->fsyncP50Ms));
        }
    }
    for (const auto& [sites, ms] : seen) {
        linkBetween(t, sites.first, sites.second).rttMs = ms;
        notes.push_back(
            sites.first == sites.second
                ? fmt::format("A round trip within {} of {:.2f} ms, by write_lag of one moment.", sites.first,
                              ms)
                : fmt::format("A round trip between {} and {} of {:.2f} ms, by write_lag of one moment.",
                              sites.first, sites.second, ms));
    }
    if (seen.empty())
        notes.push_back(
            "pg_stat_replication shows no lags (nothing was written then): round trips keep their defaults.");
}

} // namespace causeway::importing
