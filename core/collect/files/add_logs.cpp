// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/collect.h"
#include "core/collect/files/file_log.h"
#include "core/collect/files/log_digests.h"
#include "core/collect/workload_coverage.h"
#include "core/snapshot/snapshot_json.h"
#include "core/workload/log_formats.h"

#include <algorithm>

namespace causeway {
namespace {

std::unique_ptr<LogFormat> formatOf(const InputFile& file) {
    auto format = recogniseLog(FileLog::open(file.path)->head());
    if (!format)
        throw Error(ErrorCode::Input, printable(file.label) + " is no log that can be digested",
                    "its first 256 KiB are neither a slow query log or a general log of MySQL or MariaDB "
                    "nor a log of PostgreSQL with statements",
                    "Give the file that the server's variable slow_query_log_file, general_log_file or "
                    "log_directory names. Dumps and SHOW output are imported at Sources.");
    return format;
}

/// "S3": the first number that no source has.
std::string freeId(const std::vector<Source>& sources) {
    auto number = sources.size();
    const auto taken = [&](const std::string& id) {
        return std::any_of(sources.begin(), sources.end(), [&](const Source& s) { return s.id == id; });
    };
    while (taken("S" + std::to_string(++number))) {
    }
    return "S" + std::to_string(number);
}

ServerEvidence& serverOf(Snapshot& snapshot, const std::string& id) {
    for (auto& server : snapshot.servers)
        if (server.id == id)
            return server;
    snapshot.servers.emplace_back().id = id;
    return snapshot.servers.back();
}

} // namespace

Snapshot addLogs(const Snapshot& base, const std::string& serverId, const std::vector<std::string>& paths,
                 Progress& progress) {
    Snapshot snapshot = base;
    LogDigests logs;
    for (const InputFile& file : listInputFiles(paths)) {
        progress.report("reading " + file.label);
        const auto format = formatOf(file);
        Source source;
        source.id = freeId(snapshot.sources);
        source.label = file.label;
        source.captured = file.modified;
        source.sha256 = fileSha256(file.path);
        for (const Source& known : snapshot.sources)
            if (known.sha256 == source.sha256 && known.kind.ends_with("log"))
                throw Error(ErrorCode::Input, printable(file.label) + " is in the snapshot already",
                            "its bytes are those of " + known.label, "Choose another log.");
        logs.add(source, file, *format, progress);
        snapshot.sources.push_back(std::move(source));
    }
    ServerEvidence& server = serverOf(snapshot, serverId);
    auto digests = logs.finish(snapshot.sources);
    for (WorkloadDigest& digest : digests)
        stateCoverage(server, digest);
    if (server.workload)
        digests.push_back(std::move(*server.workload));
    server.workload = std::move(digests.front());
    server.otherWorkloads.insert(server.otherWorkloads.begin(), std::make_move_iterator(digests.begin() + 1),
                                 std::make_move_iterator(digests.end()));
    seal(snapshot);
    return snapshot;
}

} // namespace causeway
