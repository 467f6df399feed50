// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <string_view>
#include <vector>

namespace causeway {

/// One family: its name in reports and JSON, its text files resources/rules/<file>*.json, its rules.
struct RuleFamily {
    std::string_view name, file;
    std::vector<Rule> (*rules)();
};

/// All families, in the order in which reports show them.
const std::vector<RuleFamily>& ruleFamilies();

std::vector<Rule> configurationRules();
std::vector<Rule> innodbRules();
std::vector<Rule> durabilityRules();
std::vector<Rule> replicationRules();
std::vector<Rule> schemaRules();
std::vector<Rule> indexRules();
std::vector<Rule> workloadRules();
std::vector<Rule> connectionRules();
std::vector<Rule> securityRules();
std::vector<Rule> versionRules();
std::vector<Rule> growthRules();
std::vector<Rule> hostRules();

} // namespace causeway
