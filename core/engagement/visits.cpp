// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engagement/visits.h"

namespace causeway {

std::vector<Visit> storedVisits(const Engagement& engagement, Instant last) {
    std::vector<Visit> visits;
    for (const auto& info : engagement.snapshots())
        if (info.taken <= last)
            if (const auto snapshot = engagement.snapshot(info.id))
                for (auto& visit : visitsOf(*snapshot))
                    visits.push_back(std::move(visit));
    return visits;
}

} // namespace causeway
