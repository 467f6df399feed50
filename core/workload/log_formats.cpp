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

bool looksLikeSlowLog(std::string_view head) {
    bool banner = false, other = false;
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size());
        auto line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.starts_with(kSlowLogQuery) ||
            (line.starts_with(kSlowLogUser) && line.find('@', kSlowLogUser.size()) != line.npos))
            return true;
        const bool bannerLine =
            line.ends_with("started with:") || line.starts_with("Tcp port:") || line.starts_with("Time");
        banner |= isServerBanner(line);
        other |= !bannerLine && !trim(line).empty() && !line.starts_with('#');
    }
    return banner && !other; // nothing but starts: a server that was never slow; a general log has more
}

/// A log that was rotated in the middle of a record begins with the rest of it.
bool beginsWithRecord(const PgRecords& records, std::string_view head) {
    const auto at = records.boundary(head, 0);
    if (at == head.npos)
        return false;
    PgRecord record;
    std::size_t end = 0;
    TextArena arena;
    return records.read(head, at, true, record, end, arena) == PgRecords::Result::Record;
}

} // namespace

std::unique_ptr<LogFormat> recogniseLog(std::string_view head, const std::string& linePrefix) {
    if (looksLikeSlowLog(head))
        return std::make_unique<SlowLog>();
    if (auto json = pgJsonRecords(); json->boundary(head, 0) != head.npos)
        return std::make_unique<PgLog>(std::move(json));
    if (auto csv = pgCsvRecords(); beginsWithRecord(*csv, head))
        return std::make_unique<PgLog>(std::move(csv));
    if (GeneralLog().boundary(head, 0) != head.npos)
        return std::make_unique<GeneralLog>();
    const auto prefix = linePrefix.empty() ? guessLogLinePrefix(head) : linePrefix;
    if (auto records = prefix ? pgStderrRecords(*prefix) : nullptr;
        records && records->boundary(head, 0) != head.npos)
        return std::make_unique<PgLog>(std::move(records));
    return nullptr;
}

} // namespace causeway
