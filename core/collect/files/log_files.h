// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workload/digester.h"

#include <string>
#include <vector>

namespace causeway {

/// Digests log files, plain, gzip or zstd, one after the other. Throws Error(Input) when a file cannot be read
/// or is no log that is known; a log that is damaged further on counts up to there. `linePrefix` is PostgreSQL's
/// log_line_prefix; empty: the one among usual ones that fits. Returns what was odd with the files.
std::vector<std::string> readLogFiles(const std::vector<std::string>& paths, Digester& digester,
                                      Progress& progress, const std::string& linePrefix = {});

/// The digest of log files with at most 20,000 queries in its list, the remarks of the files among its own.
WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress,
                              const DigestLimits& limits = {});

} // namespace causeway
