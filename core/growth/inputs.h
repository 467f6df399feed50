// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/forecast.h"
#include "core/growth/history.h"
#include "core/growth/model.h"

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
    History history;
    bool fitted = false;       ///< the history's fit is what growth rests on
    PathPtr size, load;        ///< where growth is no constant rate
    std::vector<Visit> visits; ///< of the server, oldest first
    std::optional<GrowthInput> requests, peak, cpus, cpuBusy, ram, pool, hot;
    std::optional<GrowthInput> diskSize, diskUsed, connections, maxConnections, backupRate, restoreRate,
        backupWindow;
    std::vector<std::string> notAssessed;

    /// All that are present, in the order in which a page shows them.
    std::vector<GrowthInput> list() const;
};

/// Throws Error(Usage) when no volume is known.
Inputs readInputs(const Criteria& criteria, const Snapshot* snapshot, Date start, int months,
                  const std::vector<Visit>& visits);

/// What grows with the data, and what grows with the rows that are added.
Growing growingSize(const Inputs& in, double value, Basis level, double offset = 0);
Growing growingLoad(const Inputs& in, double value, Basis level);

} // namespace causeway::growth
