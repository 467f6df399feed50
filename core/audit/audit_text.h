// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <string>
#include <string_view>

namespace causeway {

/// One row a finding, worst first; RFC 4180, with a header. Cells that a spreadsheet would run as a formula
/// are prefixed with an apostrophe.
std::string auditCsv(const AuditReport& report, std::string_view language);
/// Score with every deduction, the findings with evidence and fix, waived ones, and what was not assessed.
std::string auditMarkdown(const AuditReport& report, std::string_view language);
/// The same for a terminal.
std::string auditPlain(const AuditReport& report, std::string_view language);

/// "151 checks: 23 findings, 100 passed, 28 not assessed. 81 % of the checks that apply could be assessed."
std::string summaryLine(const AuditReport& report, std::string_view language);
/// "Waived by Olena Koval until 1 Mar 2027: …"; empty without a waiver.
std::string waiverLine(const Finding& finding, std::string_view language);

/// "Durability", "Збереженість" for Finding::family "Durability".
std::string familyTitle(std::string_view family, std::string_view language);
/// "Critical", "Критична".
std::string severityTitle(Severity severity, std::string_view language);
/// "measured", "виміряно".
std::string confidenceTitle(Confidence confidence, std::string_view language);

} // namespace causeway
