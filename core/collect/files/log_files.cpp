// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/log_files.h"

#include "core/base/text.h"
#include "core/collect/files/file_log.h"
#include "core/workload/log_formats.h"

namespace causeway {

namespace {

std::unique_ptr<LogFormat> formatOf(const FileLog& log, const std::string& name,
                                    const std::string& linePrefix) {
    auto format = recogniseLog(log.head(), linePrefix);
    if (!format)
        throw Error(ErrorCode::Input, name + " is no log that can be digested",
                    "its first 256 KiB are neither a slow query log or a general log of MySQL or MariaDB "
                    "nor a log of PostgreSQL with statements",
                    "Give the file that the server's variable slow_query_log_file, general_log_file or "
                    "log_directory names; with an unusual log_line_prefix of PostgreSQL, name it. A log of "
                    "PostgreSQL in a language without a translation of its own needs lc_messages = 'C'.");
    return format;
}

} // namespace

LogFilesRead readLogFiles(const std::vector<std::string>& paths, Digester& digester, Progress& progress,
                          const std::string& linePrefix) {
    LogFilesRead result;
    bool any = false;
    for (const auto& path : paths) {
        progress.throwIfCancelled();
        const auto name = path == "-" ? std::string("standard input") : printable(path);
        const auto log = FileLog::open(path == "-" ? "/dev/stdin" : path);
        if (log->head().empty()) { // the server has begun a new one, and nothing was slow since
            result.remarks.push_back(name + " is empty");
            continue;
        }
        any = true;
        const auto read = digester.read(*log, *formatOf(*log, name, linePrefix), progress);
        if (!read.stopped.empty())
            result.remarks.push_back(read.stopped);
        if (log->lost())
            result.remarks.push_back(name + " was cut while it was read: what was gone is not counted");
        result.whole = result.whole && read.stopped.empty() && !log->lost();
    }
    if (!any)
        throw Error(ErrorCode::Input, "there is nothing to digest", join(result.remarks, "; "));
    return result;
}

WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress,
                              const DigestLimits& limits) {
    Digester digester(limits);
    const auto remarks = readLogFiles(paths, digester, progress).remarks;
    WorkloadDigest digest = digester.summary(20'000);
    digest.remarks.insert(digest.remarks.end(), remarks.begin(), remarks.end());
    return digest;
}

} // namespace causeway
