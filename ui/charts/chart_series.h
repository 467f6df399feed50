// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

class QChart;

namespace causeway::ui {

/// Puts the spec's series on the chart and its plot at layout.plot. Axes, grid, legend and titles of Qt
/// Charts stay off: chart_painter draws them.
void dressChart(QChart& chart, const report::ChartSpec& spec, const ChartLayout& layout,
                const ChartStyle& style);

/// The ground of a band: its series' colour at 16 %, 22 % on dark.
QColor bandColour(QColor series, const Theme& theme);

} // namespace causeway::ui
