// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/log_files.h"

#include "core/base/text.h"
#include "core/collect/files/host_text.h"
#include "core/collect/files/text_source.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

bool looksLikeSlowLog(std::string_view head) {
    bool banner = false, other = false;
    LineCursor lines(head);
    for (std::string_view line; lines.next(line);) {
        if (line.starts_with("# Query_time: ") ||
            (line.starts_with("# User@Host: ") && line.find('@', 12) != line.npos))
            return true;
        const bool bannerLine =
            line.ends_with("started with:") || line.starts_with("Tcp port:") || line.starts_with("Time");
        banner |= line.ends_with("started with:") && line.find(", Version: ") != std::string_view::npos;
        other |= !bannerLine && !trim(line).empty() && !line.starts_with('#');
    }
    return banner && !other; // nothing but starts: a server that was never slow; a general log has more
}

std::string feedLog(TextSource& source, SlowLogDigester& digester, Progress& progress) {
    std::string stopped;
    try {
        for (auto chunk = source.read(); !chunk.empty(); chunk = source.read()) {
            digester.feed(chunk);
            progress.report("reading the slow log", source.bytesRead(), source.size());
        }
    } catch (const Error& error) {
        if (error.code() != ErrorCode::Input)
            throw;
        stopped = error.what();
    }
    digester.endOfLog();
    return stopped;
}

WorkloadDigest digestLogFiles(const std::vector<std::string>& paths, Progress& progress) {
    SlowLogDigester digester;
    std::vector<std::string> remarks;
    for (const auto& path : paths) {
        progress.throwIfCancelled();
        TextSource source = TextSource::open(path);
        const auto head = source.read();
        if (!looksLikeSlowLog(head))
            throw Error(
                ErrorCode::Input, printable(path) + " is no slow query log",
                "no line of its first 256 KiB begins an entry (\"# User@Host:\" or \"# Query_time:\")",
                "Give the file that the server's variable slow_query_log_file names.");
        digester.feed(head);
        const auto stopped = feedLog(source, digester, progress);
        if (!stopped.empty())
            remarks.push_back(stopped);
    }
    WorkloadDigest digest = digester.result();
    digest.remarks.insert(digest.remarks.end(), remarks.begin(), remarks.end());
    return digest;
}

} // namespace causeway
