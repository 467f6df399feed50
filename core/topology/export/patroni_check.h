// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace causeway {

/// One setting that this version of Patroni does not take as it stands.
struct ConfigProblem {
    std::string key;     ///< "bootstrap.dcs.ttl"
    std::string message; ///< what is wrong, with the range or the version that is needed
    bool operator==(const ConfigProblem&) const = default;
};

/// Checks the parsed patroni.yml against the facts of resources/topology/patroni_keys.json: unknown keys,
/// types, ranges, keys newer or older than `version`, and the rule loop_wait + 2 × retry_timeout <= ttl.
/// Patroni's own
/// --validate-config passes unknown keys, and before 3.2 any number. Names of PostgreSQL's parameters are
/// not judged here. Throws Error(Input) for a version before the oldest of the facts.
std::vector<ConfigProblem> checkPatroniConfig(const Json& config, const std::string& version);

} // namespace causeway
