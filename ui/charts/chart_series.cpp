// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_series.h"

#include <QGraphicsLayout>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QChart>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <cmath>

namespace causeway::ui {
namespace {

using report::ChartSeries;
using report::ChartSpec;

/// Neutral bars: s1 at 40 %, so that the one that matters stands out in full.
constexpr double kNeutralBar = 0.4;
/// Of the room a bar has.
constexpr double kBarShare = 0.72;

struct Axes {
    QValueAxis* x;
    QValueAxis* y;
};

void attach(QChart& chart, QAbstractSeries* series, const Axes& axes) {
    chart.addSeries(series);
    series->attachAxis(axes.x);
    series->attachAxis(axes.y);
}

/// Lines and areas take values as the plot uses them: logarithms on a log axis.
class Plotter {
public:
    Plotter(QChart& chart, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style,
            Axes axes)
        : chart_(chart), spec_(spec), layout_(layout), style_(style), axes_(axes) {}

    void line(std::size_t index) {
        const auto& series = spec_.series[index];
        const SeriesLook look = seriesLook(spec_, index, style_);
        if (series.band && series.points.size() > 1)
            band(series, look.colour);
        auto* line = new QLineSeries;
        for (const auto& point : series.points)
            if (std::isfinite(point.x) && std::isfinite(point.y))
                line->append(layout_.x.linear(point.x), layout_.y.linear(point.y));
        line->setPen(look.pen);
        attach(chart_, line, axes_);
    }

    /// One area a bar: Qt's bar series know neither bins of their own width nor one bar in another colour.
    void bars(std::size_t index, std::size_t groups, std::size_t group) {
        const auto& series = spec_.series[index];
        const bool histogram = spec_.kind == ChartSpec::Kind::Histogram;
        const double share = histogram ? 1 : barShare() / double(groups);
        for (const auto& point : series.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.y) ||
                (point.y == 0 && point.low == point.high))
                continue;
            const double left = histogram ? point.x
                                          : point.x - layout_.barWidth * barShare() / 2 +
                                                layout_.barWidth * share * double(group);
            const double right = left + layout_.barWidth * share;
            if (isHorizontal(spec_))
                rectangle(spec_.kind == ChartSpec::Kind::Range ? point.low : std::min(0.0, point.y),
                          spec_.kind == ChartSpec::Kind::Range ? point.high : point.y, left, right,
                          colourOf(index));
            else
                rectangle(left, right, std::min(0.0, point.y), point.y, colourOf(index));
        }
    }

private:
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
        auto* upper = new QLineSeries;
        auto* lower = new QLineSeries;
        for (const auto& point : series.points) {
            if (!std::isfinite(point.x) || !std::isfinite(point.low) || !std::isfinite(point.high))
                continue;
            upper->append(layout_.x.linear(point.x), layout_.y.linear(point.high));
            lower->append(layout_.x.linear(point.x), layout_.y.linear(point.low));
        }
        area(upper, lower, bandColour(colour, *style_.theme), Qt::NoPen);
    }

    void rectangle(double left, double right, double bottom, double top, const QColor& colour) {
        auto* upper = new QLineSeries;
        auto* lower = new QLineSeries;
        const double low = layout_.y.log ? layout_.y.linearLow() : bottom;
        for (const double x : {layout_.x.linear(left), layout_.x.linear(right)}) {
            upper->append(x, layout_.y.linear(top));
            lower->append(x, low);
        }
        // Histogram bins stand one pixel apart.
        const QPen gap(style_.theme->surface, style_.at(style_.print ? 0.5 : 1));
        area(upper, lower, colour, spec_.kind == ChartSpec::Kind::Histogram ? gap : QPen(Qt::NoPen));
    }

    void area(QLineSeries* upper, QLineSeries* lower, const QColor& colour, const QPen& pen) {
        auto* area = new QAreaSeries(upper, lower);
        upper->setParent(area);
        lower->setParent(area);
        area->setBrush(colour);
        area->setPen(pen);
        attach(chart_, area, axes_);
    }

    QChart& chart_;
    const ChartSpec& spec_;
    const ChartLayout& layout_;
    const ChartStyle& style_;
    Axes axes_;
};

QValueAxis* hiddenAxis(QChart& chart, Qt::Alignment side, double low, double high) {
    auto* axis = new QValueAxis;
    axis->setRange(std::min(low, high), std::max(low, high));
    axis->setReverse(low > high);
    axis->setVisible(false);
    chart.addAxis(axis, side);
    return axis;
}

} // namespace

QColor bandColour(QColor series, const Theme& theme) {
    series.setAlphaF(theme.dark ? 0.22f : 0.16f);
    return series;
}

void dressChart(QChart& chart, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    chart.removeAllSeries();
    const auto old = chart.axes();
    for (QAbstractAxis* axis : old) {
        chart.removeAxis(axis);
        delete axis;
    }
    chart.setBackgroundVisible(false);
    chart.setPlotAreaBackgroundVisible(false);
    chart.legend()->hide();
    chart.setAnimationOptions(QChart::NoAnimation);
    chart.setMargins({});
    chart.layout()->setContentsMargins(0, 0, 0, 0);
    const Axes axes{hiddenAxis(chart, Qt::AlignBottom, layout.x.linearLow(), layout.x.linearHigh()),
                    hiddenAxis(chart, Qt::AlignLeft, layout.y.linearLow(), layout.y.linearHigh())};
    Plotter plotter(chart, spec, layout, style, axes);
    const bool grouped = spec.kind == ChartSpec::Kind::Bar || spec.kind == ChartSpec::Kind::HorizontalBar;
    std::size_t groups = 0;
    for (const auto& series : spec.series)
        groups += series.role == ChartSeries::Role::Plain || series.role == ChartSeries::Role::Measured;
    const bool sideBySide = grouped && groups > 1 && groups == spec.series.size();
    for (std::size_t i = 0; i < spec.series.size(); ++i) {
        if (spec.kind == ChartSpec::Kind::Line)
            plotter.line(i);
        else
            plotter.bars(i, sideBySide ? groups : 1, sideBySide ? i : 0);
    }
    // The plot area counts from the chart's own corner, which therefore stays at the scene's origin.
    chart.setGeometry(QRectF(0, 0, layout.area.right(), layout.area.bottom()));
    chart.setPlotArea(layout.plot);
    chart.layout()->invalidate();
    chart.layout()->activate();
}

} // namespace causeway::ui
