// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/roadmap.h"

namespace causeway::plan {

/// A task before it has an id and dates.
struct Draft {
    std::string key; ///< names it to others: "cluster", "finding:dur.trx_commit"
    Task task;
    std::vector<std::string> after; ///< keys of drafts that must be done before
    int phase = 0;                  ///< index of its phase
    std::optional<Date> deadline;   ///< a limit's day; earlier ones go first
    double days = 0;                ///< working days that pass at least, such as a time of watching
};

struct Team {
    int dbas = 1, developers = 1, operations = 1;
    double hoursPerDay = 8; ///< each person's, for the project
    int testers = 1;
    int of(const std::string& role) const;
};
Team teamOf(const Criteria& criteria);

/// Which of a task's efforts is planned.
enum class EffortPoint { Low, Expected, High };

/// Dates, ids, dependencies and the critical path. Each task is done by one person of its role; one of more
/// than 80 h is shared by more, as far as there are any. Throws Error(Internal) for a cycle.
std::vector<Task> schedule(std::vector<Draft> drafts, const Team& team, Date start,
                           const std::vector<std::pair<Date, Date>>& freezes,
                           EffortPoint point = EffortPoint::Expected);

} // namespace causeway::plan
