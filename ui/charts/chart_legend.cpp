// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_legend.h"

#include "ui/charts/chart_series.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace causeway::ui {
namespace {

using report::ChartSeries;
using report::ChartSpec;

constexpr double kSample = 20, kGap = 5, kBetween = 14, kRow = 18;

QString bandWords() {
    return QCoreApplication::translate("Chart", "80\u00a0% band");
}

bool hasForecast(const ChartSpec& spec) {
    return std::ranges::any_of(spec.series,
                               [](const auto& s) { return s.role == ChartSeries::Role::Forecast; });
}

/// Bars of several series side by side have no line's end to be named at.
bool standSideBySide(const ChartSpec& spec) {
    const bool bars = spec.kind == ChartSpec::Kind::Bar || spec.kind == ChartSpec::Kind::HorizontalBar;
    return bars && spec.series.size() > 1 && std::ranges::none_of(spec.series, [](const auto& s) {
               return s.role == ChartSeries::Role::Muted;
           });
}

bool isListed(const ChartSpec& spec, const ChartSeries& series, const std::set<std::string>& hidden) {
    return !hidden.empty() || standSideBySide(spec) || series.role == ChartSeries::Role::Measured ||
           series.role == ChartSeries::Role::Forecast;
}

} // namespace

ChartLegend layOutLegend(const ChartSpec& spec, const std::set<std::string>& hidden, const ChartStyle& style,
                         double width, double mostHeight) {
    ChartLegend legend;
    const bool line = spec.kind == ChartSpec::Kind::Line && hasForecast(spec);
    if (!line && !standSideBySide(spec) && hidden.empty())
        return legend;
    bool band = false;
    for (std::size_t i = 0; i < spec.series.size(); ++i)
        if (isListed(spec, spec.series[i], hidden)) {
            legend.items.push_back({i, QString::fromStdString(spec.series[i].name), {}});
            band = band || spec.series[i].band;
        }
    if (band)
        legend.items.push_back({std::nullopt, bandWords(), {}});
    const QFontMetricsF metrics(style.labelFont(false));
    const double row = std::max(style.at(kRow), metrics.height() + style.at(2));
    double x = 0, y = 0;
    for (LegendItem& item : legend.items) {
        const double length = style.at(kSample + kGap) + metrics.horizontalAdvance(item.text);
        if (x > 0 && x + length > width) {
            x = 0;
            y += row;
        }
        item.place = QRectF(x, y, std::min(length, width), row);
        x += length + style.at(kBetween);
    }
    legend.height = y + row;
    if (legend.height > mostHeight && hidden.empty())
        return {};
    return legend;
}

void paintLegend(QPainter& painter, const ChartLegend& legend, const ChartSpec& spec,
                 const std::set<std::string>& hidden, const ChartStyle& style) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const LegendItem& item : legend.items) {
        const bool off = item.series && hidden.contains(spec.series[*item.series].name);
        const double middle = item.place.center().y(), left = item.place.left();
        const QRectF box(left, middle - style.at(4), style.at(kSample), style.at(8));
        if (!item.series || spec.kind != ChartSpec::Kind::Line) {
            const QColor colour = item.series ? seriesLook(spec, *item.series, style).colour
                                              : bandColour(style.theme->series[0], *style.theme);
            painter.setPen(off ? QPen(style.theme->muted, style.at(1)) : QPen(Qt::NoPen));
            painter.setBrush(off ? QBrush(Qt::NoBrush) : QBrush(colour));
            painter.drawRect(box);
        } else {
            QPen pen = seriesLook(spec, *item.series, style).pen;
            if (off)
                pen = QPen(style.theme->muted, style.at(1), Qt::DotLine);
            painter.setPen(pen);
            painter.drawLine(QPointF(left, middle), QPointF(box.right(), middle));
        }
        QFont font = style.labelFont(false);
        font.setStrikeOut(off);
        painter.setFont(font);
        painter.setPen(style.theme->muted);
        const QFontMetricsF metrics(font);
        painter.drawText(QPointF(box.right() + style.at(kGap), middle + metrics.capHeight() / 2),
                         metrics.elidedText(item.text, Qt::ElideRight,
                                            item.place.right() - box.right() - style.at(kGap) + 1));
    }
    painter.restore();
}

} // namespace causeway::ui
