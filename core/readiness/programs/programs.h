// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/notes.h"
#include "core/readiness/target_model.h"

#include <vector>

namespace causeway {

/// Functions and procedures; functions that were converted are added to the model, for the views that call
/// them.
std::vector<Conversion> convertRoutines(TargetModel& model);
/// Views in an order in which each finds those it reads; their columns are added to the model.
std::vector<Conversion> convertViews(TargetModel& model);
std::vector<Conversion> convertTriggers(TargetModel& model);
std::vector<Conversion> convertEvents(TargetModel& model);

} // namespace causeway
