// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

class QPainter;

namespace causeway::ui {

/// Lines, bands, bars and bins, inside layout.plot. Touches nothing but the painter, so that a report can be
/// drawn in any thread.
void paintSeries(QPainter& painter, const report::ChartSpec& spec, const ChartLayout& layout,
                 const ChartStyle& style);

/// The ground of a band: its series' colour at 16 %, 22 % on dark.
QColor bandColour(QColor series, const Theme& theme);

} // namespace causeway::ui
