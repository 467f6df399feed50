// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"

#include <cstddef>
#include <string>

namespace causeway {

/// What `digest` prints: the whole, what the source can see, load over time, by schema and by user, and the
/// `top` queries with the most time (as far as the digest holds them).
std::string digestText(const WorkloadDigest& digest, std::size_t top);

} // namespace causeway
