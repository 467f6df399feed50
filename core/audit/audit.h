// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/criteria/criteria.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Runs every rule of the registry on every server of the snapshot. Deterministic: "today" is the
/// snapshot's own day. language: "en" or "uk", for titles, reasons and fixes.
AuditReport audit(const Snapshot& snapshot, const Criteria& criteria, std::string_view language,
                  Progress& progress);
/// The same with waivers applied, judged by the snapshot's own day.
AuditReport audit(const Snapshot& snapshot, const Criteria& criteria, const std::vector<Waiver>& waivers,
                  std::string_view language, Progress& progress);
/// "causeway.audit/1": score with every deduction, open and waived findings, every check.
Json toJson(const AuditReport& report);

} // namespace causeway
