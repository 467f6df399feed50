// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/log_files.h"

#include "core/base/text.h"
#include "core/collect/files/file_log.h"
#include "core/workload/log_formats.h"

namespace causeway {

std::vector<std::string> readLogFiles(const std::vector<std::string>& paths, Digester& digester,
                                      Progress& progress, const std::string& linePrefix) {
    std::vector<std::string> remarks;
    for (const auto& path : paths) {
        progress.throwIfCancelled();
        const auto log = FileLog::open(path);
        const auto format = recogniseLog(log->head(), linePrefix);
        if (!format)
            throw Error(ErrorCode::Input, printable(path) + " is no log that can be digested",
                        "its first 256 KiB are neither a slow query log or a general log of MySQL or MariaDB "
                        "nor a log of PostgreSQL with statements",
                        "Give the file that the server's variable slow_query_log_file, general_log_file or "
                        "log_directory names; with an unusual log_line_prefix of PostgreSQL, name it.");
        const auto read = digester.read(*log, *format, progress);
        if (!read.stopped.empty())
            remarks.push_back(read.stopped);
        if (log->lost())
            remarks.push_back(printable(path) + " was cut while it was read: what was gone is not counted");
    }
    return remarks;
}

WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress,
                              const DigestLimits& limits) {
    Digester digester(limits);
    const auto remarks = readLogFiles(paths, digester, progress);
    WorkloadDigest digest = digester.summary(20'000);
    digest.remarks.insert(digest.remarks.end(), remarks.begin(), remarks.end());
    return digest;
}

} // namespace causeway
