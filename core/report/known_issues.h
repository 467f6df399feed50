// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/build.h"

namespace causeway::report {

/// The known issues of such clusters that were found in the chosen one, under any of its faults, each with
/// what mends it; before them for how long two nodes took writes and nobody could be promoted.
void addKnownIssues(Section& section, const plan::Candidate& chosen, Build& b);

} // namespace causeway::report
