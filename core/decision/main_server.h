// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/snapshot/snapshot.h"

namespace causeway {

/// The server that is decided on: the first whose readiness was assessed, else a production server before
/// others and the larger before the smaller. Null without a snapshot or in an empty one.
const ServerEvidence* mainServer(const Snapshot* snapshot, const std::vector<ReadinessReport>& readiness);

} // namespace causeway
