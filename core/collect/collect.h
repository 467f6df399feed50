// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/target.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace causeway {

struct CollectOptions {
    int samples = 1;          ///< status samples, 1 or more
    double everySeconds = 10; ///< between samples
    bool countInData = false; ///< also count, in the tables, what PostgreSQL would refuse
    double dataSeconds = 60;  ///< for all those counts of a server together
    bool readHistory = false; ///< also read, in the tables, how many rows each month added
    double historySeconds = 60, historyTableSeconds = 5; ///< for all tables of a server; for each
};

/// What a connection test found, step by step, for the window.
struct ConnectionTest {
    bool ok = false;
    std::string versionText, cipher;
    double latencyMs = 0;
    std::string failedStep; ///< "name", "port", "tls", "login", "privilege" or empty
    std::string message, hint;
    std::vector<std::string> missingPrivileges;
};
ConnectionTest testConnection(const Target& target, const SecretProvider& secret, Progress& progress);

/// Reads all targets, status first and catalog after, in read-only sessions with timeouts, and returns one
/// sealed snapshot. Throws Error(Connection) when a server is not reached; what a reached server refuses is
/// data (ProbeResult::State).
Snapshot collect(const std::vector<Target>& targets, const CollectOptions& options,
                 const SecretProvider& secret, Progress& progress);

/// A snapshot of files: dumps (.sql, .sql.gz, .sql.zst), SHOW output, slow logs, host figures; folders are
/// read one level deep. All files describe one server, called serverName. Throws Error(Input) when a file
/// cannot be read or none is recognised; a file that is partly bad is data (Source::remark).
Snapshot importFiles(const std::vector<std::string>& paths, const std::string& serverName,
                     Progress& progress);

/// The snapshot with logs digested for one of its servers (for a new one when it has none of that name):
/// the digest becomes the server's workload, an earlier one stays beside it. What the snapshot says of the
/// server tells how much of its work the logs can see. Throws Error(Input) for a file that is no log, or that
/// the snapshot holds already.
Snapshot addLogs(const Snapshot& base, const std::string& serverId, const std::vector<std::string>& paths,
                 Progress& progress);

} // namespace causeway
