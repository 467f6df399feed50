// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_series.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

using report::ChartSeries;
using report::ChartSpec;

/// Neutral bars: s1 at 40 %, so that the one that matters stands out in full.
constexpr double kNeutralBar = 0.4;
/// Of the room a bar has.
constexpr double kBarShare = 0.72;
/// Dashing a line takes time by its length, so that none may run far beyond the plot.
constexpr double kFarthest = 1e5;

class SeriesPainter {
public:
    SeriesPainter(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                  const ChartStyle& style)
        : painter_(painter), spec_(spec), layout_(layout), style_(style) {}

    void line(std::size_t index) {
        const auto& series = spec_.series[index];
        const SeriesLook look = seriesLook(spec_, index, style_);
        if (series.band && series.points.size() > 1)
            band(series, look.colour);
        QPolygonF line;
        for (const auto& point : series.points)
            if (std::isfinite(point.x) && std::isfinite(point.y))
                line << place(point.x, point.y);
        if (line.size() == 1) { // a line needs two: one value is a dot
            painter_.setPen(Qt::NoPen);
            painter_.setBrush(look.colour);
            painter_.drawEllipse(line.front(), style_.at(style_.print ? 2 : 3.5),
                                 style_.at(style_.print ? 2 : 3.5));
            return;
        }
        painter_.setPen(look.pen);
        painter_.setBrush(Qt::NoBrush);
        painter_.drawPolyline(line);
    }

    /// groups: how many series stand side by side; group: which of them this one is.
    void bars(std::size_t index, std::size_t groups, std::size_t group) {
        const auto& series = spec_.series[index];
        const bool histogram = spec_.kind == ChartSpec::Kind::Histogram;
        const double width = layout_.barWidth * (histogram ? 1 : barShare() / double(groups));
        painter_.setBrush(colourOf(index));
        // Histogram bins stand one pixel apart.
        painter_.setPen(histogram ? QPen(style_.theme->surface, style_.at(style_.print ? 0.5 : 1))
                                  : QPen(Qt::NoPen));
        for (const auto& point : series.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y) ||
                (point.y == 0 && point.low == point.high))
                continue;
            const double left =
                histogram ? point.x : point.x - layout_.barWidth * barShare() / 2 + width * double(group);
            const bool range = spec_.kind == ChartSpec::Kind::Range;
            const double from = range ? point.low : std::min(0.0, point.y), to = range ? point.high : point.y;
            if (isHorizontal(spec_))
                painter_.drawRect(QRectF(place(from, left), place(to, left + width)).normalized());
            else
                painter_.drawRect(QRectF(place(left, from), place(left + width, to)).normalized());
        }
    }

private:
    QPointF place(double x, double y) const {
        const QPointF at = layout_.at(x, y);
        return {std::clamp(at.x(), -kFarthest, kFarthest), std::clamp(at.y(), -kFarthest, kFarthest)};
    }

    /// Bars that lie stay slim, however few they are.
    double barShare() const {
        const double room = std::abs(layout_.yAt(1) - layout_.yAt(0));
        return isHorizontal(spec_) && room > 0 ? std::min(kBarShare, style_.at(style_.print ? 8 : 12) / room)
                                               : kBarShare;
    }

    QColor colourOf(std::size_t index) const {
        if (spec_.series[index].role != ChartSeries::Role::Muted)
            return seriesLook(spec_, index, style_).colour;
        if (isHorizontal(spec_))
            return style_.theme->borderStrong;
        QColor colour = style_.theme->series[0];
        colour.setAlphaF(kNeutralBar);
        return colour;
    }

    void band(const ChartSeries& series, const QColor& colour) {
        QPolygonF upper, lower;
        for (const auto& point : series.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.low) || !std::isfinite(point.high))
                continue;
            upper << place(point.x, point.high);
            lower << place(point.x, point.low);
        }
        std::reverse(lower.begin(), lower.end());
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(bandColour(colour, *style_.theme));
        painter_.drawPolygon(upper + lower);
    }

    QPainter& painter_;
    const ChartSpec& spec_;
    const ChartLayout& layout_;
    const ChartStyle& style_;
};

} // namespace

QColor bandColour(QColor series, const Theme& theme) {
    series.setAlphaF(theme.dark ? 0.22f : 0.16f);
    return series;
}

void paintSeries(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                 const ChartStyle& style) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(layout.plot, Qt::IntersectClip);
    const bool grouped = spec.kind == ChartSpec::Kind::Bar || spec.kind == ChartSpec::Kind::HorizontalBar;
    std::size_t groups = 0;
    for (const auto& series : spec.series)
        groups += series.role == ChartSeries::Role::Plain || series.role == ChartSeries::Role::Measured;
    const bool sideBySide = grouped && groups > 1 && groups == spec.series.size();
    SeriesPainter series(painter, spec, layout, style);
    for (std::size_t i = 0; i < spec.series.size(); ++i) {
        if (spec.kind == ChartSpec::Kind::Line)
            series.line(i);
        else
            series.bars(i, sideBySide ? groups : 1, sideBySide ? i : 0);
    }
    painter.restore();
}

} // namespace causeway::ui
