// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/context.h"

namespace causeway::plan {

struct RunbookStep {
    std::string text, who;
    double seconds = 0;
    std::string basis; ///< what the duration rests on
};

/// The steps of the cutover with their durations, from resources/roadmap/runbook.en.json; empty where neither
/// volume nor rate is known. When a full copy fits the window it is part of it; else changes are replicated
/// and only the rest is waited for. The context needs its words.
std::vector<RunbookStep> runbook(const Context& context);
/// How long all of it takes: so long the application's writes wait.
double runbookSeconds(const Context& context);

} // namespace causeway::plan
