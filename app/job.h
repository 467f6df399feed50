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
};

/// Throws Error(Usage) when the engagement holds no snapshot yet.
Job openJob(const std::string& path);

} // namespace causeway::app
