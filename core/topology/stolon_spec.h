// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace causeway {

/// Stolon's cluster specification under its own names, with its defaults (internal/cluster/cluster.go of
/// sorintlab/stolon, commit bcea7a75); times in seconds. Without initMode and what only it reads,
/// pgParameters, pgHBA and additional slots: they say nothing about availability.
struct StolonSpec {
    double sleepInterval = 5, requestTimeout = 10, convergenceTimeout = 30, initTimeout = 300,
           syncTimeout = 0, dbWaitReadyTimeout = 60, failInterval = 20, deadKeeperRemovalInterval = 172800,
           proxyCheckInterval = 5, proxyTimeout = 15;
    int maxStandbys = 20, maxStandbysPerSender = 3, additionalWalSenders = 5;
    /// Bytes. The documentation says 1 MiB; the source says 1024 * 1204.
    double maxStandbyLag = 1232896;
    bool synchronousReplication = false;
    int minSynchronousStandbys = 1, maxSynchronousStandbys = 1;
    bool usePgrewind = false, automaticPgRestart = false, mergePgParameters = true;
    std::string defaultSUReplAccessMode = "all"; ///< all, strict
    bool operator==(const StolonSpec&) const = default;
};

} // namespace causeway
