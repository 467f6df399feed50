// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/facts.h"
#include "core/base/json.h"

#include <string_view>

namespace causeway::decision {

/// resources/decision/criteria.json and facts.json, with the dates and sources of what stands in them.
const Json& criteriaTable();
const Json& factTable();
/// A planning value of the criteria's table; throws Error(Internal) when it has none.
double value(std::string_view name);
/// The entry of a list whose "id" it is; throws Error(Internal) when there is none.
const Json& entry(const Json& list, std::string_view id);
/// Release series and removed settings.
const Facts& releases();

} // namespace causeway::decision
