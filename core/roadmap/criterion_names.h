// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/context.h"

namespace causeway::plan {

/// What the report calls a criterion that the client has stated: "RPO 0 s", "Machine 4 CPUs, 16 GB". The key
/// is a fact's, or "machine" for CPUs and memory together. Nothing for one that is not stated ("volume": not
/// known).
std::optional<std::string> criterionName(const Context& context, std::string_view key);

/// `base`, and which of the stated criteria it is for: "Durability, 9 points of the score, for RPO 0 s".
std::string serving(const Context& context, std::string base, const std::vector<std::string>& keys);

} // namespace causeway::plan
