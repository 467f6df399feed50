// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/base/json.h"

#include <string>
#include <string_view>

namespace causeway {

/// The report as a SARIF 2.1.0 log: every rule that was asked with its help, a result a finding with a
/// fingerprint that is stable between snapshots, waivers as accepted suppressions, and what was not assessed
/// as results of the kind "open". toolVersion: this program's.
Json auditSarif(const AuditReport& report, std::string_view language, const std::string& toolVersion);

} // namespace causeway
