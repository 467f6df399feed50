// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/readiness.h"

#include <string>
#include <vector>

namespace causeway::app {

/// Writes what moves one server's schema and rows into `folder`, which is made: plan.csv, before-load.sql,
/// copy.sh, a pgloader file for each database, after-load.sql, two scripts that compare both sides, the rows
/// that the counts in the data found, two connectors of Debezium, and README.txt, which tells their order.
/// Returns their names. Throws Error(Storage).
std::vector<std::string> writeMoveFiles(const std::string& folder, const ServerEvidence& server,
                                        const Criteria& criteria, const ConversionOptions& given,
                                        const ReadinessReport& report);

} // namespace causeway::app
