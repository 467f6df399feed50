// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/criteria/criteria.h"
#include "core/readiness/conversion.h"

#include <functional>
#include <string>
#include <vector>

namespace causeway::ui {

/// What the window needs of the collectors. The program's main file wires the real ones in; the window never
/// sees a database driver.
struct Services {
    std::function<Snapshot(const std::vector<Target>&, const CollectOptions&, const SecretProvider&,
                           Progress&)>
        collect;
    std::function<Snapshot(const std::vector<std::string>&, const std::string&, Progress&)> importFiles;
    /// The snapshot with logs digested for one of its servers: (snapshot, server, paths).
    std::function<Snapshot(const Snapshot&, const std::string&, const std::vector<std::string>&, Progress&)>
        addLogs;
    std::function<ConnectionTest(const Target&, const SecretProvider&, Progress&)> testConnection;
    /// The snapshot with what the scratch servers said to the conversion of one of its servers.
    std::function<Snapshot(const Snapshot&, const std::string&, const Criteria&, const ScratchServers&,
                           const SecretProvider&, Progress&)>
        verify;
    /// Writes what moves a server's schema and rows into a folder, which is made; returns the files' names.
    std::function<std::vector<std::string>(const std::string&, const ServerEvidence&, const Criteria&,
                                           const ReadinessReport&)>
        moveFiles;
    std::string sampleFolder; ///< the captured files of the sample engagement; empty when not installed
};

} // namespace causeway::ui
