// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/context.h"

namespace causeway::plan {

/// The planned end at three efforts, to hold against a deadline.
struct Dates {
    Date low{}, expected{}, high{};
};

/// The day the move (or, without one, the last task) is done.
Date moveDone(const std::vector<Task>& tasks, bool migrating);
/// Money of an effort; absent without a day rate.
std::optional<double> cost(const Context& context, double hours);

std::vector<CriterionVerdict> criterionVerdicts(const Context& context, const Roadmap& roadmap,
                                                const Dates& dates);
std::vector<Risk> risks(const Context& context, const Roadmap& roadmap, const Dates& dates);
/// Sets verdict, headline, lead, conditions and the ask; needs tasks, risks and criteria.
void decide(Roadmap& roadmap, const Context& context, const Dates& dates);

} // namespace causeway::plan
