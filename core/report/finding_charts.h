// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/build.h"

#include <optional>

namespace causeway::report {

/// The one chart that says more than the finding's evidence table: the forecast that meets a limit, the
/// statement among the others, a share against its threshold, a counter over time. Nothing where a chart
/// would only decorate.
std::optional<ChartSpec> findingChart(const Build& b, const Finding& finding);

/// Bars on their side, of which `chosen` stands out.
ChartSpec bars(std::string id, std::string title, std::string subtitle, const std::string& unit,
               const std::vector<std::pair<std::string, double>>& values, std::size_t chosen);

} // namespace causeway::report
