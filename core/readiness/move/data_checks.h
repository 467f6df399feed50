// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/snapshot/snapshot.h"

namespace causeway {

/// Id of the probe that counted in the client's data.
inline constexpr std::string_view kDataChecksProbe = "mysql.data_checks";

/// Lowers the obstacles that the counted data do not have, as far as every row was counted, and adds those
/// that they have, with their numbers. Verdicts follow.
void applyDataChecks(ReadinessReport& report, const ProbeResult& probe);

} // namespace causeway
