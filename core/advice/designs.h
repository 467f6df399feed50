// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"

namespace causeway {

/// Every design to be tried, simplest first: placements by number of servers, then modes, then times. The
/// leader is the first node; standbys follow by their distance.
std::vector<Topology> allDesigns(const AdviceRequest& request);

/// Index of the site in which clients and the first leader stand.
std::size_t homeSite(const Topology& base);

} // namespace causeway
