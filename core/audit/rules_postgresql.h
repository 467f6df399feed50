// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <vector>

namespace causeway {

/// PostgreSQL's rules of families that hold rules of both kinds of server.
std::vector<Rule> postgresqlReplicationRules();
std::vector<Rule> postgresqlIndexRules();
std::vector<Rule> postgresqlWorkloadRules();
std::vector<Rule> postgresqlConnectionRules();
std::vector<Rule> postgresqlSecurityRules();

} // namespace causeway
