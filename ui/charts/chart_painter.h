// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

class QPainter;

namespace causeway::ui {

/// What lies under the series: grid and axes with their labels.
void paintUnderSeries(QPainter& painter, const report::ChartSpec& spec, const ChartLayout& layout,
                      const ChartStyle& style);
/// What lies over them: thresholds with their labels, crossings with dates, names at the lines' ends, values
/// of bars.
void paintOverSeries(QPainter& painter, const report::ChartSpec& spec, const ChartLayout& layout,
                     const ChartStyle& style);

/// Where a series is named at its line's end; what the eye reads there can be clicked.
struct EndLabel {
    std::size_t series = 0;
    double y = 0; ///< of its line's end, moved where labels would cover each other
    QRectF place;
    QString text;
};
std::vector<EndLabel> endLabels(const report::ChartSpec& spec, const ChartLayout& layout,
                                const ChartStyle& style);

/// The key above a forecast chart: measured, forecast, 80 % band. Returns the height it took; 0 when none is
/// needed or it would not fit.
double paintKey(QPainter& painter, const report::ChartSpec& spec, const QRectF& place,
                const ChartStyle& style);
/// There is a forecast to explain, and room to do it.
bool needsKey(const report::ChartSpec& spec, const ChartStyle& style, double width);

/// The whole chart (without title and source) as vectors, in the light theme, for print.
/// unit: painter units to a point. span: the part of x that is shown; all of it when there is none.
void paintChart(QPainter& painter, const QRectF& place, const report::ChartSpec& spec, double unit,
                std::optional<std::pair<double, double>> span = std::nullopt);

} // namespace causeway::ui
