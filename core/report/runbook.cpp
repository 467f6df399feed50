// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/runbook.h"

#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {

std::vector<RunbookStep> runbook(const plan::Context& c) {
    const auto copy = c.copySeconds();
    if (!c.migrating || !copy)
        return {};
    const auto window = c.in.criteria.number("cutover_window");
    const bool fits = window && *copy <= *window / 2;
    const auto& server = c.word("server");
    const auto target = fmt::format("PostgreSQL {}", c.target);
    const std::string assumed = "assumed, timed in the rehearsal";
    // One count a second and table is an assumption; the largest table decides and is timed in the rehearsal.
    const double counting = std::max(30.0, double(c.tables));
    std::vector<RunbookStep> steps;
    steps.push_back(
        {fmt::format("Stop writes on {}: maintenance page, read_only = ON, last sessions ended", server),
         "Developer", 60, assumed});
    if (fits)
        steps.push_back({fmt::format("Load {} into {}", c.word("volume"), target), "DBA", *copy,
                         fmt::format("{} / {}", c.word("volume"), c.word("copy_rate"))});
    else
        steps.push_back({fmt::format("Wait until the last change of {} has reached {}", server, target),
                         "DBA", 120, assumed});
    steps.push_back({fmt::format("Set the identity sequences of {} past {}'s last keys",
                                 plan::counted(c.tables, "table"), server),
                     "DBA", 20, assumed});
    steps.push_back({fmt::format("Compare row counts of {} and checksums of the largest",
                                 plan::counted(c.tables, "table")),
                     "DBA", counting, assumed + ", 1 s a table"});
    steps.push_back(
        {fmt::format("Start reverse replication from {} to {}", target, server), "DBA", 30, assumed});
    steps.push_back(
        {fmt::format("Point the application{} at {}",
                     c.in.criteria.text("app_language") ? " (" + *c.in.criteria.text("app_language") + ")"
                                                        : "",
                     c.word("cluster")),
         "Operations", 60, assumed});
    steps.push_back({fmt::format("Go or no go: one record written, read and found again on {}; after this {} "
                                 "is no longer the truth",
                                 c.word("cluster"), server),
                     "Sponsor", 120, assumed});
    return steps;
}

} // namespace causeway::report
