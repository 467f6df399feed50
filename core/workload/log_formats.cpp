// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/log_formats.h"

#include "core/base/text.h"
#include "core/workload/general_log.h"
#include "core/workload/pg_record.h"
#include "core/workload/slow_log.h"
#include "core/workload/slow_log_header.h"

#include <algorithm>

namespace causeway {
namespace {

/// Where a slow log's first entry begins; 0 when there is nothing but starts of a server that was never slow
/// (a general log has more); npos when the text is no slow log.
std::size_t slowLogBegins(std::string_view head) {
    bool banner = false, other = false;
    for (std::size_t at = 0; at < head.size();) {
        const auto end = std::min(head.find('\n', at), head.size());
        auto line = head.substr(at, end - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.starts_with(kSlowLogQuery) ||
            (line.starts_with(kSlowLogUser) && line.find('@', kSlowLogUser.size()) != line.npos))
            return at;
        const bool bannerLine =
            line.ends_with("started with:") || line.starts_with("Tcp port:") || line.starts_with("Time");
        banner |= isServerBanner(line);
        other |= !bannerLine && !trim(line).empty() && !line.starts_with('#');
        at = end + 1;
    }
    return banner && !other ? 0 : head.npos;
}

/// A log that was rotated in the middle of a record begins with the rest of it.
std::size_t recordsBegin(const PgRecords& records, std::string_view head) {
    const auto at = records.boundary(head, 0);
    if (at == head.npos)
        return at;
    PgRecord record;
    std::size_t end = 0;
    TextArena arena;
    return records.read(head, at, true, record, end, arena) == PgRecords::Result::Record ? at : head.npos;
}

} // namespace

std::unique_ptr<LogFormat> recogniseLog(std::string_view head, const std::string& linePrefix) {
    // A statement in one log may quote another: what begins first is the log.
    std::size_t first = head.npos;
    std::unique_ptr<LogFormat> found;
    const auto consider = [&](std::size_t begins, auto make) {
        if (begins < first) {
            first = begins;
            found = make();
        }
    };
    consider(slowLogBegins(head), [] { return std::make_unique<SlowLog>(); });
    consider(GeneralLog().boundary(head, 0), [] { return std::make_unique<GeneralLog>(); });
    consider(recordsBegin(*pgJsonRecords(), head), [] { return std::make_unique<PgLog>(pgJsonRecords()); });
    consider(recordsBegin(*pgCsvRecords(), head), [] { return std::make_unique<PgLog>(pgCsvRecords()); });
    const auto prefix = linePrefix.empty() ? guessLogLinePrefix(head) : linePrefix;
    if (prefix)
        consider(pgStderrRecords(*prefix)->boundary(head, 0),
                 [&] { return std::make_unique<PgLog>(pgStderrRecords(*prefix)); });
    return found;
}

} // namespace causeway
