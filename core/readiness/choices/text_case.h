// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/readiness.h"

#include <string>
#include <vector>

namespace causeway {

/// How one column of text that ignores case is taken over, and why.
struct TextCaseDecision {
    std::string schema, table, column;
    std::string choice; ///< a value of the choice "text_case": "fold", "lower", "citext" or "icu"
    std::string reason; ///< one sentence
};

/// Decides, for every column that ignores case, is part of an index and is left to its use by the choices,
/// from what the workload, the application's statements, the views and the stored programs do with it.
/// Nothing without a workload: then nobody knows.
std::vector<TextCaseDecision> decideTextCase(const ServerEvidence& server, const ConversionOptions& options);

/// The options with the decisions as choices of single columns.
ConversionOptions withTextCase(ConversionOptions options, const std::vector<TextCaseDecision>& decisions);
/// Says each decision at its table.
void noteTextCase(ReadinessReport& report, const std::vector<TextCaseDecision>& decisions);

} // namespace causeway
