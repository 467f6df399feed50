// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/workload/digest.h"

namespace causeway {

/// What `digest --format json` writes ("schema": "causeway.digest/1"): times in seconds, moments in ISO 8601
/// or null, queries by total time, descending.
Json toJson(const WorkloadDigest& digest);

} // namespace causeway
