// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/main_server.h"

namespace causeway {

const ServerEvidence* mainServer(const Snapshot* snapshot, const std::vector<ReadinessReport>& readiness) {
    if (!snapshot)
        return nullptr;
    for (const auto& r : readiness)
        if (const auto* s = snapshot->server(r.server))
            return s;
    const ServerEvidence* best = nullptr;
    const auto rank = [](const ServerEvidence& s) {
        const double bytes = s.catalog ? double(s.catalog->totalBytes().value_or(0)) : 0;
        return std::pair(s.environment == "production", bytes);
    };
    for (const auto& s : snapshot->servers)
        if (!best || rank(*best) < rank(s))
            best = &s;
    return best;
}

} // namespace causeway
