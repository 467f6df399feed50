// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/context.h"
#include "core/roadmap/schedule.h"

namespace causeway::plan {

/// Fills the words that the texts of resources/roadmap/plan.en.json need, from this engagement's evidence.
void addWords(Context& context);

} // namespace causeway::plan
