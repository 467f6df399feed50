// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/target.h"

#include <string>
#include <vector>

namespace causeway {

/// One thing that a collection will ask.
struct PlannedStatement {
    std::string title; ///< "Configuration in force"
    std::string sql;   ///< with the target's database and time limits filled in, laid out for reading
    std::string cost;  ///< "low" or "medium"
    std::vector<std::string> privileges;
};

/// What collect() will send to a target, for reading before it runs: first the settings that make the session
/// read-only and bounded in time, then each probe as the newest version of the engine is asked.
std::vector<PlannedStatement> plannedStatements(const Target& target);

} // namespace causeway
