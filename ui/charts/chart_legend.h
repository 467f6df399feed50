// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_layout.h"

#include <set>
#include <string>

class QPainter;

namespace causeway::ui {

/// One entry of the legend above a chart: a series to click, or what the band means.
struct LegendItem {
    std::optional<std::size_t> series; ///< nothing: the band's entry
    QString text;
    QRectF place;
};

/// The legend above a chart, in as many rows as it needs within `width`; empty where direct labels say it
/// all. A hidden series is always listed, for how else would it come back?
struct ChartLegend {
    std::vector<LegendItem> items;
    double height = 0;
};
ChartLegend layOutLegend(const report::ChartSpec& spec, const std::set<std::string>& hidden,
                         const ChartStyle& style, double width, double mostHeight);

/// A hidden series is struck through and its sample hollow, never told by colour alone.
void paintLegend(QPainter& painter, const ChartLegend& legend, const report::ChartSpec& spec,
                 const std::set<std::string>& hidden, const ChartStyle& style);

} // namespace causeway::ui
