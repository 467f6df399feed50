// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/audit/rule_context.h"

#include <string_view>
#include <utility>
#include <vector>

namespace causeway {

/// One finding as a rule sees it, before texts, fix and score are added.
struct Draft {
    Severity severity = Severity::Medium;
    Confidence confidence = Confidence::Measured;
    std::string object = {};  ///< table, index or account; empty for the whole server
    std::string variant = {}; ///< chooses "title.<variant>" and the remedy's variant where they exist
    Holes holes = {};
    std::vector<EvidenceLine> evidence = {};
};

/// What a rule says once its evidence is there.
struct RuleVerdict {
    CheckState state = CheckState::Passed;
    std::string reason = {}; ///< for NotAssessed and NotApplicable, in the report's language
    std::vector<Draft> findings = {};
};

inline RuleVerdict passed() {
    return {};
}
inline RuleVerdict found(Draft draft) {
    RuleVerdict v{CheckState::Found, {}, {}};
    v.findings.push_back(std::move(draft));
    return v;
}
inline RuleVerdict foundAll(std::vector<Draft> drafts) {
    if (drafts.empty())
        return {};
    return {CheckState::Found, {}, std::move(drafts)};
}
inline RuleVerdict notAssessed(std::string reason) {
    return {CheckState::NotAssessed, std::move(reason), {}};
}
inline RuleVerdict notApplicable(std::string reason) {
    return {CheckState::NotApplicable, std::move(reason), {}};
}

/// The evidence without which a rule says "not assessed". "a|b" means either name.
struct Needs {
    std::vector<std::string_view> variables = {};
    std::vector<std::string_view> numbers = {}; ///< variables whose value must be a number
    std::vector<std::string_view> status = {};
    std::vector<std::string_view> probes = {};
    bool catalog = false, sizes = false, workload = false, ram = false, host = false;
    double uptimeSeconds = 0; ///< counters since boot mean nothing before
};

inline constexpr unsigned kMySql = 1, kMariaDb = 2, kPostgreSql = 4;
inline constexpr unsigned kMySqlFamily = kMySql | kMariaDb;
inline constexpr unsigned kAllEngines = kMySqlFamily | kPostgreSql;

/// One row of the registry.
struct Rule {
    std::string_view id;
    unsigned engines = kAllEngines;
    Needs needs = {};
    RuleVerdict (*check)(const RuleContext&) = nullptr;
    Version from = {};  ///< first version it applies to
    Version below = {}; ///< first version it no longer applies to; unknown: no end
};

} // namespace causeway
