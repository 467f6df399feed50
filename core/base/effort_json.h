// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"
#include "core/base/json.h"

namespace causeway {

/// Reads [low, likely, high] of a data file, or [low, high], whose likely value is its middle. Throws
/// Error(Internal) for anything else and for values out of order.
Effort effortFromJson(const Json& hours);
/// {"low_h", "likely_h", "high_h"}.
Json toJson(const Effort& effort);
/// The same with "expected_h" and the range of 80 %, "low80_h" to "high80_h".
Json toJson(const EffortTotal& total);

} // namespace causeway
