// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// A finding that the client lives with, for a reason and for a time.
struct Waiver {
    std::string key; ///< Finding::key
    std::string reason, author;
    Instant made{};
    Date until{}; ///< the last day on which it holds; the snapshot's day is compared
    bool operator==(const Waiver&) const = default;
};

struct AuditReport;

/// Throws Error(Usage) for a key, reason or author that is empty, longer than 2,000 bytes, or holds control
/// characters.
void checkWaiver(const Waiver& waiver);

/// Marks the findings that a waiver names and computes the score anew. A waiver that ended before `day`
/// leaves its finding open and is shown beside it.
void applyWaivers(AuditReport& report, const std::vector<Waiver>& waivers, Date day);

/// What became of a waiver in a report.
enum class WaiverState { InForce, Expired, NothingToWaive };
WaiverState stateOf(const Waiver& waiver, const AuditReport& report, Date day);
/// "in-force", "expired", "nothing-to-waive".
std::string_view waiverStateName(WaiverState state);

} // namespace causeway
