// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"
#include "core/engagement/engagement.h"
#include "core/snapshot/snapshot.h"

#include <string>

namespace causeway::app {

/// What the commands that work on an engagement read from it.
struct Job {
    Snapshot snapshot;
    Criteria criteria;
    std::vector<LabEntry> lab;
    std::vector<Waiver> waivers;
};

/// Throws Error(Usage) when the engagement holds no snapshot yet.
Job openJob(const std::string& path);
/// The snapshot whose id begins with `id`. Throws Error(Usage) when there is none, or more than one.
Snapshot snapshotNamed(const Engagement& engagement, const std::string& id);

} // namespace causeway::app
