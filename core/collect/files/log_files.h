// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workload/digest_builder.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

class TextSource;

/// Digests slow query logs, plain, gzip or zstd, one after the other. Throws Error(Input) when a file cannot
/// be read or is no slow log; a log that is damaged further on counts up to there, and a remark says so.
WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress);

/// Feeds what is left of a source into the digester and ends the log. Returns why reading stopped early, or
/// nothing.
std::string feedLog(TextSource& source, SlowLogDigester& digester, Progress& progress);

/// Does the beginning of a text look like a slow query log?
bool looksLikeSlowLog(std::string_view head);

} // namespace causeway
