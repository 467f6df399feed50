// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QPen>

namespace causeway::ui {

/// Colours and sizes of one drawing of a chart. `unit` is the length of a look's pixel (screen) or point
/// (print) in the painter's coordinates: print draws at 10 units a point, since a QFont takes whole pixels
/// only.
struct ChartStyle {
    const Theme* theme = nullptr;
    double unit = 1;
    double axisText = 11, labelText = 11, measuredLine = 2.5, forecastLine = 2.25, plainLine = 2,
           thresholdLine = 1.25;
    bool print = false;

    static ChartStyle screen();
    static ChartStyle forPrint(double unit);

    QFont axisFont() const;
    QFont labelFont(bool strong) const;
    double at(double lookUnits) const { return lookUnits * unit; }
};

/// Colour, dash and width of series `index` of a chart: a forecast takes those of the measured series before
/// it.
struct SeriesLook {
    QColor colour;
    QColor label; ///< the series' colour where it can be read on the ground, else the text's
    QPen pen;
    int order = 0; ///< 0-based place in the row of series colours
};
SeriesLook seriesLook(const report::ChartSpec& spec, std::size_t index, const ChartStyle& style);

} // namespace causeway::ui
