// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <string>
#include <string_view>

namespace causeway {

/// One row a finding, worst first; RFC 4180, with a header. Cells that a spreadsheet would run as a formula
/// are prefixed with an apostrophe.
std::string auditCsv(const AuditReport& report, std::string_view language);
/// Score, the findings with evidence and fix, and what was not assessed.
std::string auditMarkdown(const AuditReport& report, std::string_view language);

/// "Durability", "Збереженість" for Finding::family "Durability".
std::string familyTitle(std::string_view family, std::string_view language);
/// "Critical", "Критична".
std::string severityTitle(Severity severity, std::string_view language);
/// "measured", "виміряно".
std::string confidenceTitle(Confidence confidence, std::string_view language);

} // namespace causeway
