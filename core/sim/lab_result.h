// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/outcome.h"

#include <string>

namespace causeway {

/// One topology tried in the lab under one scenario.
struct LabResult {
    std::string title;
    Topology topology;
    Scenario scenario;
    Outcome outcome;
    bool operator==(const LabResult&) const = default;
};

} // namespace causeway
