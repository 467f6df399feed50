// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/outcome.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace causeway {

enum class HazardState { Found, Passed, NotAssessed, NotApplicable };
/// "found", "passed", "not_assessed", "not_applicable".
std::string_view hazardStateName(HazardState state);

/// What one detector said, with the known issue it looks for and what to do about it.
struct HazardCheck {
    int number = 0; ///< 1..40 in the list of known issues
    std::string id, title;
    HazardState state = HazardState::NotAssessed;
    std::string evidence; ///< the settings and figures it rests on, or what would have to be known
    std::string dataEffect, serviceEffect;
    std::string action; ///< what mends it
    std::string check;  ///< how to look at a live cluster
    bool operator==(const HazardCheck&) const = default;
};

/// What there is to judge by; any part may be absent. `scenario` and `outcome` belong together.
struct HazardEvidence {
    const Topology* topology = nullptr;
    const Scenario* scenario = nullptr;
    const Outcome* outcome = nullptr;
    const Snapshot* snapshot = nullptr;
};

/// All 40 known issues of PostgreSQL clusters, in order. "Passed" is never assumed: without the evidence a
/// detector needs it says "not assessed" and what is missing.
std::vector<HazardCheck> checkHazards(const HazardEvidence& evidence);
/// Only what was found: for the window and the report.
std::vector<HazardCheck> foundHazards(const HazardEvidence& evidence);
Json toJson(const std::vector<HazardCheck>& checks);

} // namespace causeway
