// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <optional>

namespace causeway {

/// Nothing when all evidence the rule needs is there; else NotAssessed with what is missing and what would
/// change it, or NotApplicable where this server cannot have it.
std::optional<RuleVerdict> missingEvidence(const RuleContext& context, const Rule& rule);

} // namespace causeway
