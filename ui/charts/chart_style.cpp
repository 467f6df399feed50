// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_style.h"

#include "ui/theme/theme_manager.h"

namespace causeway::ui {
namespace {

using Role = report::ChartSeries::Role;

/// In widths of the pen, for series 1 to 8 (look, 3).
const QList<qreal> kDashes[8] = {{}, {6, 3}, {2, 2}, {8, 2, 2, 2}, {}, {4, 4}, {1, 2.5}, {10, 3}};

/// Series whose colour reaches 4.5 on the surface and may colour its own label.
bool colourReadsAsText(bool dark, int order) {
    return dark ? order != 6 && order != 7 : order != 1 && order != 5 && order != 6;
}

} // namespace

ChartStyle ChartStyle::screen() {
    ChartStyle style;
    style.theme = &causeway::ui::theme();
    const double scale = textFont(TextRole::Body).pixelSize() / 13.0;
    style.axisText *= scale;
    style.labelText *= scale;
    return style;
}

ChartStyle ChartStyle::forPrint(double unit) {
    ChartStyle style;
    style.theme = &printTheme();
    style.unit = unit;
    style.axisText = style.labelText = 8;
    style.measuredLine = style.forecastLine = style.plainLine = 1.2;
    style.thresholdLine = 0.8;
    style.print = true;
    return style;
}

QFont ChartStyle::axisFont() const {
    return ThemeManager::instance().type().sized(TextRole::Axis, at(axisText));
}

QFont ChartStyle::labelFont(bool strong) const {
    return ThemeManager::instance().type().sized(strong ? TextRole::CaptionStrong : TextRole::Caption,
                                                 at(labelText));
}

SeriesLook seriesLook(const report::ChartSpec& spec, std::size_t index, const ChartStyle& style) {
    int order = -1;
    for (std::size_t i = 0; i <= index; ++i) {
        const bool continues = spec.series[i].role == Role::Forecast && order >= 0;
        if (spec.series[i].role != Role::Muted && !continues)
            ++order;
    }
    const Role role = spec.series[index].role;
    SeriesLook look;
    look.order = std::max(order, 0) % 8;
    look.colour =
        role == Role::Muted ? style.theme->borderStrong : style.theme->series[std::size_t(look.order)];
    look.label = role != Role::Muted && colourReadsAsText(style.theme->dark, look.order) ? look.colour
                                                                                         : style.theme->text;
    const double width = role == Role::Measured   ? style.measuredLine
                         : role == Role::Forecast ? style.forecastLine
                                                  : style.plainLine;
    look.pen = QPen(look.colour, style.at(width), Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (role == Role::Forecast)
        look.pen.setDashPattern({4, 2.4});
    else if (role == Role::Plain && !kDashes[look.order].isEmpty())
        look.pen.setDashPattern(kDashes[look.order]);
    return look;
}

} // namespace causeway::ui
