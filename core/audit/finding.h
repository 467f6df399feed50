// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/waiver.h"
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
    /// Set when the rules were never tried on a server of this release: they follow its documentation. The
    /// reference says so as well.
    std::string note;
    Effort effort;
    double scoreCost = 0;         ///< points of 100 that it takes off the score; 0 when waived
    std::optional<Waiver> waiver; ///< the waiver made for it, in force or expired
    bool waived = false;          ///< the waiver is in force: shown, but costs nothing
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

/// What one finding takes off the score, and how that comes about (see score.h).
struct Deduction {
    std::string key; ///< Finding::key
    double severityPoints = 0, confidenceFactor = 0;
    int rank = 0;            ///< 0 for the heaviest of its family
    double weight = 0;       ///< severityPoints × confidenceFactor × 0.7^rank
    double points = 0;       ///< off the overall score
    double familyPoints = 0; ///< off the family's score
    bool operator==(const Deduction&) const = default;
};

/// How one family of rules stands. What was not assessed lowers the coverage, never the score.
struct FamilyScore {
    std::string family;
    std::optional<int> score; ///< 0..100; nothing when no check of the family could be assessed
    int found = 0, passed = 0, notAssessed = 0, notApplicable = 0; ///< checks
    double weight = 0;                                             ///< sum of its deductions' weights
    std::vector<Deduction> deductions;                             ///< heaviest first
    /// The share of the checks that apply and could be assessed, 0..1; 1 when none applies.
    double coverage() const;
    double points() const; ///< off the overall score
    bool operator==(const FamilyScore&) const = default;
};

struct AuditReport {
    std::vector<CheckResult> checks;
    int score = 100;                             ///< 0..100
    std::vector<FamilyScore> families;           ///< in the order of the checks
    std::vector<Finding> findings() const;       ///< all that are open, worst first, then by key
    std::vector<Finding> waivedFindings() const; ///< in the same order
    int count(CheckState state) const;
    int count(Severity severity) const; ///< open findings
    /// The share of the checks that apply and could be assessed, 0..1; 1 when none applies.
    double coverage() const;
    bool operator==(const AuditReport&) const = default;
};

} // namespace causeway
