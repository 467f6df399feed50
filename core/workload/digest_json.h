// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/workload/digest.h"

#include <functional>
#include <string_view>

namespace causeway {

/// What `digest --format json` writes ("schema": "causeway.digest/1"): times in seconds, moments in ISO 8601
/// or null, queries by total time, descending.
Json toJson(const WorkloadDigest& digest);
/// One query of it.
Json toJson(const QueryClass& query);

/// Gives the queries one after the other, so that they are never in memory together.
using QuerySource = std::function<void(const std::function<bool(const QueryClass&)>&)>;

/// The same text as dump(2) of toJson of the digest with all queries, handed out piece by piece. `digest`
/// need not hold any.
void writeJson(const WorkloadDigest& digest, const QuerySource& forEach,
               const std::function<void(std::string_view)>& out);

} // namespace causeway
