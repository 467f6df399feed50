// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <map>
#include <string>
#include <vector>

namespace causeway {

/// An effort by who does it: the work's role and, for its test, the tester.
using RoleEfforts = std::map<std::string, Effort, std::less<>>;

/// The obstacle's effort, shared between its role and the tester.
RoleEfforts effortParts(const Obstacle& obstacle);
/// The same of what the object takes beyond its obstacles: looking it over.
RoleEfforts baseEffortParts(const Conversion& conversion);

/// One row of a table of efforts.
struct EffortRow {
    std::string name;          ///< "assisted", "mysql.enum", "table", "DBA"
    double count = 0;          ///< objects, or occurrences of an obstacle
    std::vector<Effort> roles; ///< in the order of effortRoles()
    Effort sum;                ///< of the roles
    void add(const RoleEfforts& parts);
    bool operator==(const EffortRow&) const = default;
};

/// The same effort, cut in several ways; each way adds up to the whole.
struct EffortBreakdown {
    EffortRow all; ///< count: objects and queries
    std::vector<EffortRow>
        classes; ///< objects by verdict, "queries", "server and workload"; none without effort
    std::vector<EffortRow> obstacles; ///< by id, the largest expected effort first; none without effort
    std::vector<EffortRow> bases;     ///< looking over, by kind of object; with `obstacles` the whole
    /// The whole with its range of 80 %: all occurrences of one kind of obstacle, and all objects of one
    /// kind, are estimated well or badly together; different kinds are independent.
    EffortTotal total;
};
EffortBreakdown effortBreakdown(const ReadinessReport& report);

/// "DBA 12 h, Developer 40 h, Tester 9 h": expected hours that add up to the expected total; those of no
/// hours left out. Empty where nothing is to be done.
std::string roleHours(const EffortBreakdown& breakdown);

} // namespace causeway
