// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/context.h"
#include "core/roadmap/schedule.h"

namespace causeway::plan {

/// All tasks of the plan before scheduling; also fills the words that phases need.
std::vector<Draft> drafts(Context& context);

void addFindingTasks(std::vector<Draft>& all, const Context& context);
void addLimitTasks(std::vector<Draft>& all, const Context& context);
void addConversionTasks(std::vector<Draft>& all, const Context& context);
void addOperationTasks(std::vector<Draft>& all, Context& context);

inline constexpr const char* kPhaseIds[] = {"stop", "prepare", "rehearse", "cutover", "after"};
int phaseIndex(const std::string& id);

} // namespace causeway::plan
