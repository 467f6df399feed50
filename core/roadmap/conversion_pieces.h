// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/effort/breakdown.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace causeway::plan {

/// Work of one role that becomes one task.
struct Work {
    std::vector<std::string> objects; ///< "shop.orders", "query 1f0a..."
    std::set<std::string> obstacles;  ///< ids
    std::string message, question;    ///< the first obstacle's
    Effort effort;
};
void addObject(Work& work, const std::string& object);
void noteObstacle(Work& work, const std::string& object, const Obstacle& obstacle);

/// All conversion work, each piece with the one role that does it: their sum is the readiness report's.
struct Pieces {
    using Key = std::pair<std::string, std::string>; ///< obstacle or kind of object; role
    std::map<std::string, Work> lookedOver;          ///< by role: bases, and what rules settle
    std::map<Key, Work> manual, assisted;
    Work tested;
};
/// Puts `parts` where they belong: the test to the tests, the work to `to(role)`.
void shareParts(Pieces& all, const RoleEfforts& parts, const std::string& object,
                const std::function<Work&(const std::string& role)>& to);
/// Takes an object or a query apart.
void addPieces(Pieces& all, const Conversion& conversion, bool query);

} // namespace causeway::plan
