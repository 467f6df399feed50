// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planted_support.h"

/// What the tests on PostgreSQL servers of their own share.
namespace causeway::live_test {

/// Runs one statement on an unprotected session and does not mind when it fails.
inline void attempt(const Server& server, const std::string& sql) {
    Progress progress;
    connect(server)->run("setup", sql, {}, progress);
}

inline Snapshot readPostgresql(const Server& server) {
    Progress progress;
    return collect({server.target}, {}, server.secret(), progress);
}

inline void sayCheck(const AuditReport& report, const std::string& rule) {
    const auto& check = checkOf(report, rule);
    qWarning("%s: %s", rule.c_str(),
             check.findings.empty() ? (check.reason.empty() ? "passed" : check.reason.c_str())
                                    : (check.findings[0].title + " | " + check.findings[0].where).c_str());
}

/// How many of the rules no report finds; each is named.
inline int notFound(const std::vector<const AuditReport*>& reports, const std::vector<std::string>& rules) {
    int missing = 0;
    for (const auto& rule : rules)
        if (std::none_of(reports.begin(), reports.end(),
                         [&](const auto* r) { return checkOf(*r, rule).state == CheckState::Found; })) {
            for (const auto* report : reports)
                sayCheck(*report, rule);
            ++missing;
        }
    return missing;
}

/// How many of the rules a report still finds; each is named.
inline int stillFound(const std::vector<const AuditReport*>& reports, const std::vector<std::string>& rules) {
    int left = 0;
    for (const auto& rule : rules)
        for (const auto* report : reports)
            if (checkOf(*report, rule).state == CheckState::Found) {
                sayCheck(*report, rule);
                ++left;
                break;
            }
    return left;
}

/// A fix with what it leaves to its reader filled in.
inline std::string filledForPostgresql(std::string fix) {
    fix = replaceAll(fix, "<new password>", "Cw-test-2 pass");
    return replaceAll(fix, "pgbackrest --stanza=main archive-push %p", "/bin/true");
}

/// Runs the fixes of these rules, each statement in a session of its own, as ALTER SYSTEM and VACUUM want it,
/// and in the database that a remark before it names.
inline void applyOnPostgresql(const Server& server, const std::vector<const AuditReport*>& reports,
                              const std::vector<std::string>& rules) {
    static const std::string kIn = "-- in database ";
    std::set<std::string> keys, done; // two rules may ask for the same
    for (const auto& rule : rules)
        for (const auto* report : reports)
            for (const auto& finding : checkOf(*report, rule).findings) {
                if (!keys.insert(finding.key).second || finding.fixLanguage != "sql")
                    continue;
                auto there = server;
                const auto fix = filledForPostgresql(finding.fix);
                for (const auto line : split(fix, '\n')) {
                    if (line.starts_with(kIn))
                        there.target.database = line.substr(kIn.size());
                    for (const auto& sql : statementsOf(std::string(line)))
                        if (done.insert(there.target.database + sql).second ||
                            sql.find("pg_reload_conf") != std::string::npos)
                            execute(there, {sql});
                }
            }
}

} // namespace causeway::live_test
