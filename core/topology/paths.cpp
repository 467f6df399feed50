// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/paths.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace causeway {
namespace {

/// Within one rack: a switch and two network stacks.
constexpr double kSameSiteRttMs = 0.2;

SitePath chain(const SitePath& a, const SitePath& b) {
    return {a.rttMs + b.rttMs, std::hypot(a.jitterMs, b.jitterMs), 1 - (1 - a.loss) * (1 - b.loss),
            std::min(a.mbitPerSecond, b.mbitPerSecond)};
}

} // namespace

bool SitePath::joined() const {
    return std::isfinite(rttMs);
}

std::vector<SitePath> sitePaths(const Topology& topology) {
    const auto count = topology.sites.size();
    const auto indexOf = [&](const std::string& id) {
        const auto found = std::find_if(topology.sites.begin(), topology.sites.end(),
                                        [&](const Site& s) { return s.id == id; });
        return std::size_t(found - topology.sites.begin());
    };
    std::vector<SitePath> paths(count * count, {std::numeric_limits<double>::infinity(), 0, 0, 0});
    for (std::size_t i = 0; i < count; ++i)
        paths[i * count + i] = {kSameSiteRttMs, 0, 0, 10000};
    for (const auto& link : topology.links) {
        const auto a = indexOf(link.a), b = indexOf(link.b);
        if (a == count || b == count)
            continue;
        const SitePath path{link.rttMs, link.jitterMs, link.loss, link.mbitPerSecond};
        if (a == b || path.rttMs < paths[a * count + b].rttMs)
            paths[a * count + b] = paths[b * count + a] = path;
    }
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t j = 0; j < count; ++j) {
                if (i == j || i == k || j == k)
                    continue;
                const auto candidate = chain(paths[i * count + k], paths[k * count + j]);
                if (candidate.rttMs < paths[i * count + j].rttMs)
                    paths[i * count + j] = candidate;
            }
    return paths;
}

} // namespace causeway
