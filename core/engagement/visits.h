// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engagement/engagement.h"
#include "core/growth/forecast.h"

namespace causeway {

/// What the engagement's snapshots up to `last` say of the servers' sizes, oldest first; reads each of them.
std::vector<Visit> storedVisits(const Engagement& engagement, Instant last);

} // namespace causeway
