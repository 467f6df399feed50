// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/live/session.h"
#include "core/snapshot/snapshot.h"

namespace causeway::growth_probe {

struct Budget {
    double seconds = 60;              ///< for all tables; what is not reached is told
    double tableSeconds = 5;          ///< for each
    std::uint64_t wholeRows = 200000; ///< tables of at most so many rows are counted as a whole
    int months = 120;                 ///< are looked back at most
    int keySamples = 240;             ///< keys that are asked for their day where the time has no index
    std::uint64_t sampleRows = 50000; ///< that PostgreSQL reads of a table without a key or index that helps
};

/// Reads how many rows each month added to the tables of the catalog, the largest tables first, by the
/// cheapest way that each allows: all rows of a small one; the key at each month's start where the time has
/// an index; the day of keys spread over the whole range where only the key has one; a count of each month
/// over the time's index; PostgreSQL's sample of pages. Only counts, keys and days are returned. `day`: the
/// visit's; its month is left out.
ProbeResult readHistory(const ServerEvidence& server, const std::string& sourceId, Date day,
                        const Budget& budget, live::Session& session, Progress& progress);

} // namespace causeway::growth_probe
