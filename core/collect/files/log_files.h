// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workload/digester.h"

#include <string>
#include <vector>

namespace causeway {

/// What was odd with log files themselves.
struct LogFilesRead {
    std::vector<std::string> remarks;
    bool whole = true; ///< false: one was damaged, or cut while it was read, and counts up to there
};

/// Digests log files, plain, gzip or zstd, one after the other; "-" is standard input. Throws Error(Input)
/// when one cannot be read or is no log that is known, or all are empty. `linePrefix` is PostgreSQL's
/// log_line_prefix; empty: the one among usual ones that fits.
LogFilesRead readLogFiles(const std::vector<std::string>& paths, Digester& digester, Progress& progress,
                          const std::string& linePrefix = {});

/// The digest of log files with at most 20,000 queries in its list, the remarks of the files among its own.
WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress,
                              const DigestLimits& limits = {});

} // namespace causeway
