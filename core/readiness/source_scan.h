// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/place.h"
#include "core/base/progress.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Id of the probe that keeps the SQL that was found in an application's source.
inline constexpr std::string_view kApplicationProbe = "application.statements";

/// A string of a program's source that is an SQL statement. What is put in while the program runs stands as
/// ?.
struct SourceStatement {
    std::string file; ///< below the scanned folder, with /
    Place place;      ///< where the string begins
    std::string sql;
    bool operator==(const SourceStatement&) const = default;
};

/// SQL strings of one file in PHP, Python, Java, JavaScript, TypeScript, C#, Go, Ruby, Perl, Kotlin, Scala, C
/// or C++: literals that are joined by + or . are one string, and interpolations, %s and :name become ?.
/// Comments are passed over. Never throws for what the text holds.
std::vector<SourceStatement> statementsIn(std::string_view text, const std::string& file);

struct SourceScan {
    std::vector<SourceStatement> statements; ///< by file name, then by place
    std::uint64_t files = 0;                 ///< read
    std::uint64_t skipped = 0;               ///< too large, or not to be read
    bool cut = false;                        ///< the bounds on files or statements were passed
};

/// Scans a folder's source files by their endings; version control, dependencies and links are passed over.
/// Throws Error(Input) when the folder cannot be read.
SourceScan scanSourceTree(const std::string& folder, Progress& progress);

/// The statements as evidence for a snapshot.
ProbeResult applicationProbe(const SourceScan& scan, const std::string& folderName);

/// The snapshot with the statements in it, sealed anew: the folder as a source, and the probe with each of
/// the servers, in place of an earlier one.
Snapshot withApplication(Snapshot snapshot, const std::vector<std::string>& serverIds, const SourceScan& scan,
                         const std::string& folderName, Instant at);

} // namespace causeway
