// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/forecast.h"
#include "core/report/document.h"

namespace causeway::report {

/// One curve of the forecast: measured points, the forecast with its 80 % band, and its limits with the days
/// they are crossed. Page and print draw the same.
ChartSpec curveChart(const Forecast& forecast, const Curve& curve);

} // namespace causeway::report
