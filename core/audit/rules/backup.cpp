// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

/// A statement that only backups send.
bool isBackupStatement(std::string_view text) {
    static constexpr std::array marks{"SQL_NO_CACHE * FROM",         "SQL_NO_CACHE */ *",
                                      "FLUSH TABLES WITH READ LOCK", "LOCK INSTANCE FOR BACKUP",
                                      "LOCK TABLES FOR BACKUP",      "BACKUP STAGE"};
    return std::any_of(marks.begin(), marks.end(),
                       [&](const char* mark) { return containsIgnoreCase(text, mark); });
}

/// What shows a backup: a statement of the workload, or a counter; empty when nothing does.
std::optional<EvidenceLine> trace(const RuleContext& c) {
    if (c.server.workload)
        for (const auto& q : c.server.workload->queries)
            if (isBackupStatement(q.fingerprint) || isBackupStatement(q.sample))
                return c.workloadLine(c.label("query"), printable(q.fingerprint, 200));
    for (const auto name : {"com_lock_instance", "com_backup", "com_backup_lock"})
        if (c.counter(name).value_or(0) > 0)
            return c.counterLine(name);
    return std::nullopt;
}

/// Seconds in which a backup would have left a trace.
double window(const RuleContext& c) {
    const auto& work = c.server.workload;
    if (work && work->origin != "performance_schema" && work->first && work->last)
        return std::chrono::duration<double>(*work->last - *work->first).count();
    return c.uptime();
}

RuleVerdict backupSeen(const RuleContext& c) {
    if (trace(c))
        return passed();
    const double seconds = window(c);
    if (seconds < c.limit("seconds") || !c.server.workload)
        return askFor(c);
    // Snapshots of disks and backups of replicas leave no trace: what the client says counts.
    if (const auto method = c.criteria.text("backup_method"))
        return passed();
    Draft d{Severity::Medium, Confidence::Assumed};
    d.holes = {{"span", c.words.seconds(seconds)}};
    d.evidence = {c.workloadLine(c.label("backup_statements"),
                                 c.words.phrase("none_in", {{"span", c.words.seconds(seconds)}}))};
    return found(d);
}

} // namespace

std::vector<Rule> backupRules() {
    return {{.id = "dur.backup_seen", .engines = kMySqlFamily, .check = backupSeen}};
}

} // namespace causeway
