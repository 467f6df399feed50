// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// What the client plans beside its steady growth: a step that stays (a new market), or a bump between two
/// days (a campaign).
struct GrowthEvent {
    Date from{};
    std::optional<Date> until; ///< the last day of a bump; nothing: it stays
    double factor = 1;         ///< of what is added and asked: 1.3 for +30 %
    std::string name;
    bool operator==(const GrowthEvent&) const = default;
};
/// Reads "2027-03-01 +30 % second market; 2027-11-20..2027-12-02 +80 % Black Friday". Nothing on bad input:
/// days that do not exist, less than -100 %, more than +10,000 %.
std::optional<std::vector<GrowthEvent>> parseGrowthEvents(std::string_view text);

/// Rows of a table that are older go.
struct ArchivePolicy {
    std::string table; ///< "shop.orders", or the bare name
    int months = 0;
    bool operator==(const ArchivePolicy&) const = default;
};
/// Reads "shop.orders 24 months; page_views 3 months": 1 to 600 months. Nothing on bad input.
std::optional<std::vector<ArchivePolicy>> parseArchivePolicies(std::string_view text);

} // namespace causeway
