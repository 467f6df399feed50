// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

class QPainter;

namespace causeway::ui {

/// What is written at the cursor's head: the date or moment, the category, the bin, the number with its unit.
QString cursorText(const report::ChartSpec& spec, const ChartLayout& layout, double cursor);

/// The crosshair with a dot on each series, and the raised card with every value there. cursor: x of a point,
/// or the row where bars lie on their side.
void paintHover(QPainter& painter, const report::ChartSpec& spec, const ChartLayout& layout, double cursor);

} // namespace causeway::ui
