// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace causeway::plan {

/// What an obstacle is called in a report: its title in resources/readiness/obstacles.json, else its id's
/// last part as words.
std::string obstacleTitle(const std::string& id);

} // namespace causeway::plan
