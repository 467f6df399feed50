// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

enum class Severity { Critical, High, Medium, Low, Info };
enum class Confidence { Measured, Inferred, Assumed };

/// "critical", "high"...; the word of JSON and of --fail-on.
std::string_view severityName(Severity s);
std::string_view confidenceName(Confidence c);
std::optional<Severity> parseSeverity(std::string_view text);

/// One line of evidence: a measured value, or the formula with its numbers filled in.
struct EvidenceLine {
    std::string label; ///< "innodb_flush_log_at_trx_commit", "miss rate"
    std::string value; ///< "2", "1 - 120 000 / 9 100 000 = 98.7 %"
    std::optional<EvidenceRef> ref;
    std::optional<Instant> at;
    bool operator==(const EvidenceLine&) const = default;
};

/// A defect of one server, with all a DBA needs to judge and mend it.
struct Finding {
    std::string key;    ///< stable between snapshots: "dur.trx_commit@shop-db-1" or with "/object"
    std::string rule;   ///< "dur.trx_commit"
    std::string family; ///< "Durability"
    std::string server;
    std::string object; ///< table, index or account it is about; may be empty
    Severity severity = Severity::Medium;
    Confidence confidence = Confidence::Measured;
    std::string title; ///< the conclusion as a sentence without a full stop
    std::string where; ///< one line under the title: values and server
    std::string why;   ///< what it means for the business, one or two sentences
    std::vector<EvidenceLine> evidence;
    std::string fix;         ///< SQL or configuration; may be several lines
    std::string fixLanguage; ///< "sql", "ini", "sh" or "text"
    std::string risk, rollback, verify, reference;
    Effort effort;
    double scoreCost = 0; ///< points of 100 that it takes off the score
    bool operator==(const Finding&) const = default;
};

enum class CheckState { Found, Passed, NotAssessed, NotApplicable };

/// What one rule said about one server. "Passed" is never assumed: missing evidence is NotAssessed.
struct CheckResult {
    std::string rule, family, server;
    CheckState state = CheckState::NotAssessed;
    std::string title;  ///< what was checked
    std::string reason; ///< why not assessed or not applicable, and what would change it
    std::vector<Finding> findings;
    bool operator==(const CheckResult&) const = default;
};

struct AuditReport {
    std::vector<CheckResult> checks;
    int score = 100;                       ///< 0..100
    std::vector<Finding> findings() const; ///< all, worst first, then by key
    int count(CheckState state) const;
    int count(Severity severity) const;
    bool operator==(const AuditReport&) const = default;
};

} // namespace causeway
