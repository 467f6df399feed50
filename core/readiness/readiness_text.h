// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <string>
#include <vector>

namespace causeway {

/// For a terminal: the totals, then what is not simply automatic, with its reasons.
std::string readinessText(const ReadinessReport& report);
/// A head, then a row for each obstacle of an object, a query or the server, and for each object without any:
/// server, kind, schema, name, verdict, proof, obstacle, its verdict, message, question, line, occurrences,
/// and hours of its effort.
std::string readinessCsv(const std::vector<ReadinessReport>& reports);
/// For a wiki or a merge request: totals, the questions to answer, what stays manual and why, changed names.
std::string readinessMarkdown(const ReadinessReport& report);

} // namespace causeway
