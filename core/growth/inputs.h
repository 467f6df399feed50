// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/forecast.h"

namespace causeway::growth {

/// What the forecast rests on, each with its basis; an absent value is explained in notAssessed.
struct Inputs {
    const ServerEvidence* server = nullptr; ///< the server that is forecast, or null
    /// False when the client states more than twice the volume that was measured: then the server that was
    /// read is not the one to plan for, and its load and machine figures are left aside.
    bool representative = false;
    /// How many times larger the client's server is than the copy that was read.
    double captureScale = 1;
    GrowthInput volume, growth;
    std::optional<GrowthInput> requests, peak, cpus, cpuBusy, ram, pool, hot;
    std::optional<GrowthInput> diskSize, diskUsed, connections, maxConnections, backupRate, restoreRate,
        backupWindow;
    std::vector<std::string> notAssessed;

    /// All that are present, in the order in which a page shows them.
    std::vector<GrowthInput> list() const;
};

/// Throws Error(Usage) when no volume is known.
Inputs readInputs(const Criteria& criteria, const Snapshot* snapshot);

} // namespace causeway::growth
