// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway::plan {

/// A figure of resources/roadmap/values.json. Throws Error(Internal) for a name that it lacks.
double planningValue(std::string_view name);
/// Person-hours to answer a limit of that kind.
Effort limitEffort(std::string_view kind);

/// Keys of the client's criteria that something serves, the most important first; empty where none is named.
std::vector<std::string> criteriaOfRule(std::string_view rule);
std::vector<std::string> criteriaOfLimit(std::string_view limitId);
std::vector<std::string> criteriaOfTask(std::string_view templateId);
std::vector<std::string> criteriaOfConversion();

} // namespace causeway::plan
