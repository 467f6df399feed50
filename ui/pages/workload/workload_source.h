// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>

#include <memory>
#include <vector>

namespace causeway::ui {

/// One digest that the page can show: of a server of a snapshot, by one of its sources.
struct WorkloadSource {
    std::shared_ptr<const Snapshot> snapshot; ///< holds what the pointers point to
    const ServerEvidence* server = nullptr;
    const WorkloadDigest* digest = nullptr;
    bool stored = true; ///< in the engagement; else only looked at
    explicit operator bool() const { return digest != nullptr; }
    bool postgresql() const { return server && server->engine == Engine::PostgreSQL; }
};

/// All digests of the snapshot's servers, each server's main one first.
std::vector<WorkloadSource> workloadSources(std::shared_ptr<const Snapshot> snapshot, bool stored);
/// "shop-db-1: slow log, 6 to 20 Nov 2026".
QString sourceLabel(const WorkloadSource& source);
/// "6 to 20 Nov 2026", "20 Nov 2026, 10:00 to 12:30"; empty when the digest knows no times.
QString periodText(const WorkloadDigest& digest);
/// "20 Nov 2026, 10:00".
QString momentText(Instant at, bool withSeconds = false);

} // namespace causeway::ui
