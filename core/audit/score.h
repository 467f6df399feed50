// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <string>
#include <string_view>

namespace causeway {

/// Sets report.score, report.families and every Finding::scoreCost.
///
/// A finding weighs severity × confidence: critical 16, high 8, medium 3, low 1, info 0; measured 1,
/// inferred 0.7, assumed 0.4. Within a family the heaviest counts in full, the next 0.7 of its weight, the
/// next 0.49 and so on: the tenth duplicate index says less about a server than the first. The sum W of
/// all families becomes the loss 100 × (1 − e^(−W/100)), so that a bad server never falls below 0 and mending
/// a finding always helps. Costs are the loss, rounded to whole points, shared in proportion to the weights
/// in hundredths of a point: their sum is exactly 100 − score. A family's own score is made the same way from
/// its own weights. A waived finding weighs nothing; what was not assessed costs nothing and lowers the
/// coverage that stands beside the score.
void setScore(AuditReport& report);

/// "critical 16 × measured 1 × 0.7^2 = 7.84; 7.84 of 31.2 × 27 points lost = 6.78", in the language.
std::string deductionFormula(const Deduction& deduction, const Finding& finding, const AuditReport& report,
                             std::string_view language);

} // namespace causeway
