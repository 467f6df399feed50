// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_scale.h"
#include "ui/charts/chart_style.h"

#include <QRectF>

#include <optional>
#include <utility>

namespace causeway::ui {

/// Bars lie on their side: categories down, values across.
bool isHorizontal(const report::ChartSpec& spec);

/// Where a chart's plot stands in its rectangle, and how values become places there.
struct ChartLayout {
    QRectF area, plot;
    ChartScale x, y;
    double barWidth = 1; ///< of bars and bins, in values of the category or bin axis

    QPointF at(double xValue, double yValue) const;
    double xAt(double value) const { return plot.left() + x.fraction(value) * plot.width(); }
    double yAt(double value) const { return plot.bottom() - y.fraction(value) * plot.height(); }
    double xValueAt(double place) const;
};

/// span: the part of x that is shown, for zooming; all of it when there is none. leftMargin: a fixed margin
/// that makes stacked charts align; 0 takes what the labels need.
ChartLayout layOut(const report::ChartSpec& spec, const ChartStyle& style, const QRectF& area,
                   std::optional<std::pair<double, double>> span = std::nullopt, double leftMargin = 0);

} // namespace causeway::ui
