// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "core/workload/digest.h"

#include <optional>

namespace causeway::ui {

/// The bucket with the most executions; null when there is none.
const LoadPoint* peakOf(const std::vector<LoadPoint>& timeline);

/// Whether p95 is known of every bucket.
bool knowsP95(const std::vector<LoadPoint>& timeline);

/// Executions a second over time, buckets without any as zero, the peak marked.
report::ChartSpec rateChart(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds);
/// How long an execution takes over time, in milliseconds: p95 where it is known, else the mean.
report::ChartSpec responseChart(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds);
/// How many executions took how long, on the scale 1, 2, 5, 10...; those beyond p95 are set apart.
report::ChartSpec latencyChart(const QueryClass& shape);

} // namespace causeway::ui
