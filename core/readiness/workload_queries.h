// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/readiness/readiness.h"

#include <vector>

namespace causeway {

struct WorkloadQueries {
    std::vector<Conversion> queries; ///< of the shapes that have a whole statement, heaviest first
    std::vector<Obstacle> obstacles; ///< tells of those that have none
};

/// Converts the SQL strings of an application's source (source_scan.h): kind "application query", named by
/// their place. A string whose table or columns are computed is counted, never judged.
WorkloadQueries convertApplication(const ProbeResult& strings, const Catalog& catalog,
                                   const ConversionOptions& options, Progress& progress);
/// Converts an example of every query shape of the workload. A shape whose example is missing or cut is
/// counted, never called converted or manual.
WorkloadQueries convertWorkload(const WorkloadDigest& workload, const Catalog& catalog,
                                const ConversionOptions& options, Progress& progress);

/// A statement that ran on the server and stands in the source is one piece of work, done in the source:
/// where a "query" has the fingerprint of an "application query", only the latter counts.
void countOnce(std::vector<Conversion>& queries);

} // namespace causeway
