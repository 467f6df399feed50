// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/workload/digest.h"

#include <set>
#include <string>
#include <vector>

namespace causeway::ui {

/// The audit's open findings of this server that are about this shape: those by its id, and the missing
/// indexes that it wants. Worst first.
std::vector<const Finding*> findingsOf(const AuditReport& report, const std::string& server,
                                       const QueryClass& shape);
/// Ids of the shapes that the audit takes for one query in a loop.
std::set<std::string> loopsOf(const AuditReport& report, const std::string& server);

/// What missing indexes cost: how many of them there are, and the share of the digest's time (0..1) of the
/// shapes that want any.
struct MissingIndexes {
    std::size_t indexes = 0;
    double share = 0;
};
MissingIndexes missingIndexes(const AuditReport& report, const std::string& server,
                              const WorkloadDigest& digest);

/// The columns that a missing index's finding names, in lower case.
std::vector<std::string> indexColumns(const Finding& finding);

} // namespace causeway::ui
