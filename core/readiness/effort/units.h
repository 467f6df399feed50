// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Who tests what the others did.
inline constexpr std::string_view kTesterRole = "Tester";

/// One unit of work of resources/readiness/effort.json.
struct EffortUnit {
    Effort work;          ///< without its test
    std::string role;     ///< who does the work; empty for a unit that an obstacle names
    double testShare = 0; ///< hours of test for each hour of work
    int lines = 0;        ///< of a body that the unit stands for; 0: size does not count

    Effort whole() const { return work * (1 + testShare); }
};

/// The unit that an obstacle names. Throws Error(Internal) for one that effort.json lacks.
const EffortUnit& effortUnit(std::string_view name);
/// The unit to look over one converted object of a kind ("table", "query"), before its obstacles; null for a
/// kind that takes none.
const EffortUnit* baseUnit(std::string_view kind);
/// "DBA", "Developer" and "Tester", in the order of effort.json.
const std::vector<std::string>& effortRoles();
/// The role of a kind of obstacle that names none: that of its family, the first part of its id.
const std::string& roleOfFamily(std::string_view obstacleId);
/// What all of `occurrences` take together, in units of the first: the learning curve of effort.json, summed.
double learnedOccurrences(double occurrences);

} // namespace causeway
