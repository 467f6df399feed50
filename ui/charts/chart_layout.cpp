// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_layout.h"

#include <QFontMetricsF>

#include <cmath>

namespace causeway::ui {
namespace {

using report::ChartAxis;
using report::ChartSpec;
using Kind = ChartSpec::Kind;

constexpr double kTickGap = 8; ///< between a mark's words and the plot

struct Extent {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    void take(double value) {
        if (!std::isfinite(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool any() const { return low <= high; }
};

const std::vector<std::string>& categoriesOf(const ChartSpec& spec) {
    return spec.x.categories.empty() ? spec.y.categories : spec.x.categories;
}

Extent xExtent(const ChartSpec& spec) {
    Extent extent;
    for (const auto& series : spec.series)
        for (const auto& point : series.points)
            extent.take(point.x);
    for (const auto& threshold : spec.thresholds)
        if (threshold.vertical)
            extent.take(threshold.value);
    return extent;
}

using Span = std::optional<std::pair<double, double>>;

bool within(const Span& span, double x) {
    return !span || (x >= span->first && x <= span->second);
}

/// Of what is shown; a zoom into a part brings its own scale, and keeps of the thresholds those that are
/// near.
Extent yExtent(const ChartSpec& spec, const Span& span) {
    Extent extent;
    double steepest = 0;
    for (const auto& series : spec.series)
        for (const auto& point : series.points) {
            if (!within(span, point.x))
                continue;
            extent.take(point.y);
            steepest = std::max(steepest, point.y);
            if (spec.kind == Kind::Range) {
                extent.take(point.low);
                extent.take(point.high);
            }
        }
    // A band may run out of the plot rather than flatten the line that it belongs to.
    for (const auto& series : spec.series)
        if (series.band)
            for (const auto& point : series.points)
                if (within(span, point.x))
                    extent.take(std::min(point.high, steepest * 1.15));
    for (const auto& threshold : spec.thresholds)
        if (!threshold.vertical && (!span || threshold.value <= extent.high * 1.5))
            extent.take(threshold.value);
    return extent;
}

double leastGap(const ChartSpec& spec) {
    double gap = std::numeric_limits<double>::infinity();
    for (const auto& series : spec.series)
        for (std::size_t i = 1; i < series.points.size(); ++i)
            if (const double step = series.points[i].x - series.points[i - 1].x; step > 0)
                gap = std::min(gap, step);
    return std::isfinite(gap) ? gap : 1;
}

double widest(const std::vector<Tick>& ticks, const QFontMetricsF& metrics) {
    double width = 0;
    for (const Tick& tick : ticks)
        width = std::max(width, metrics.horizontalAdvance(tick.text));
    return width;
}

/// Room at the right for the names that stand at the lines' ends.
double endLabelWidth(const ChartSpec& spec, const ChartStyle& style) {
    if (spec.kind != Kind::Line)
        return style.at(12);
    const QFontMetricsF metrics(style.labelFont(true));
    double width = 0;
    for (const auto& series : spec.series)
        if (series.role == report::ChartSeries::Role::Plain && spec.series.size() > 1)
            width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(series.name)));
    return width > 0 ? std::min(width + style.at(8), style.at(120)) : style.at(14);
}

ChartScale acrossScale(const ChartSpec& spec, const Extent& extent, const Span& span, int maxTicks) {
    if (spec.x.kind == ChartAxis::Kind::Category || !spec.x.categories.empty()) {
        const double shown = span ? span->second - span->first : double(spec.x.categories.size());
        const double part = shown / std::max(1.0, double(spec.x.categories.size()));
        auto scale = categoryScale(spec.x.categories, std::max(1, int(maxTicks / std::max(part, 1e-3))));
        if (span) {
            std::tie(scale.low, scale.high) = *span;
            std::erase_if(scale.ticks, [&](const Tick& tick) { return !within(span, tick.value); });
        }
        return scale;
    }
    if (spec.x.kind == ChartAxis::Kind::Date)
        return dateScale(extent.low, extent.high, maxTicks);
    return spanScale(extent.low, extent.high, spec.x.log, maxTicks);
}

bool isWhole(double value) {
    return value == std::round(value);
}

/// Half a commit is never lost: where all values are whole, so are the marks.
void keepWholeTicks(const ChartSpec& spec, ChartScale& scale) {
    for (const auto& series : spec.series)
        for (const auto& point : series.points)
            if (!isWhole(point.y) || !isWhole(point.low) || !isWhole(point.high))
                return;
    std::erase_if(scale.ticks, [](const Tick& tick) { return !isWhole(tick.value); });
    for (auto& tick : scale.ticks)
        tick.text = valueText(tick.value, {});
}

/// The unit after the topmost mark, where there is room for it.
void nameUnit(const ChartSpec& spec, double room, const QFontMetricsF& metrics, ChartScale& scale) {
    if (spec.y.unit.empty() || scale.ticks.empty())
        return;
    const QString named = scale.ticks.back().text + QChar(0x00a0) + QString::fromStdString(spec.y.unit);
    if (metrics.horizontalAdvance(named) <= room)
        scale.ticks.back().text = named;
}

/// span: of the rows.
void layOutHorizontal(const ChartSpec& spec, const ChartStyle& style, const Span& span, ChartLayout& layout) {
    const QFontMetricsF label(style.labelFont(false)), axis(style.axisFont());
    std::size_t rows = categoriesOf(spec).size();
    for (const auto& series : spec.series)
        for (const auto& point : series.points)
            rows = std::max(rows, std::size_t(std::clamp(point.x, 0.0, 1e4)) + 1);
    auto categories = categoriesOf(spec);
    categories.resize(rows);
    layout.y = categoryScale(categories, int(rows));
    if (span) {
        std::tie(layout.y.low, layout.y.high) = *span;
        std::erase_if(layout.y.ticks, [&](const Tick& tick) { return !within(span, tick.value); });
    }
    std::swap(layout.y.low, layout.y.high); // the first category stands at the top
    Extent extent = yExtent(spec, span);
    for (const auto& threshold : spec.thresholds)
        extent.take(threshold.value);
    const double left = std::min(widest(layout.y.ticks, label) + style.at(12), layout.area.width() * 0.42);
    const double right = label.horizontalAdvance(QStringLiteral("to 00 000 000"));
    layout.plot =
        layout.area.adjusted(left, spec.thresholds.empty() ? style.at(4) : label.height() + style.at(4),
                             -right, -axis.height() - style.at(8));
    const int ticks = int(layout.plot.width() / style.at(style.print ? 50 : 64));
    layout.x = valueScale(extent.any() ? extent.low : 0, extent.any() ? extent.high : 1,
                          spec.x.log || spec.y.log, ticks);
    if (!layout.x.log)
        keepWholeTicks(spec, layout.x);
}

} // namespace

bool isHorizontal(const ChartSpec& spec) {
    return spec.kind == Kind::HorizontalBar || spec.kind == Kind::Range;
}

QPointF ChartLayout::at(double xValue, double yValue) const {
    return {xAt(xValue), yAt(yValue)};
}

double ChartLayout::xValueAt(double place) const {
    const double share = plot.width() > 0 ? (place - plot.left()) / plot.width() : 0;
    return x.unlinear(x.linearLow() + share * (x.linearHigh() - x.linearLow()));
}

ChartLayout layOut(const ChartSpec& spec, const ChartStyle& style, const QRectF& area,
                   std::optional<std::pair<double, double>> span, double leftMargin) {
    if (span && !(span->first < span->second))
        span.reset();
    ChartLayout layout;
    layout.area = area;
    layout.barWidth = leastGap(spec);
    if (isHorizontal(spec)) {
        layOutHorizontal(spec, style, span, layout);
        return layout;
    }
    const QFontMetricsF axis(style.axisFont());
    Extent across = xExtent(spec), up = yExtent(spec, span);
    if (!across.any())
        across = {0, 1};
    if (spec.kind == Kind::Histogram)
        across.high += layout.barWidth;
    else if (spec.kind == Kind::Bar && spec.x.categories.empty()) {
        across.low -= layout.barWidth / 2;
        across.high += layout.barWidth / 2;
    }
    const double heightForTicks = area.height() / style.at(style.print ? 34 : 44);
    layout.y = valueScale(up.any() ? up.low : 0, up.any() ? up.high : 1, spec.y.log,
                          std::clamp(int(heightForTicks), 3, 6));
    if (!style.print)
        nameUnit(spec, leftMargin > 0 ? leftMargin - kTickGap : area.width() / 4, axis, layout.y);
    const double left =
        leftMargin > 0 ? style.at(leftMargin) : widest(layout.y.ticks, axis) + style.at(kTickGap);
    layout.plot =
        area.adjusted(left, style.at(10), -endLabelWidth(spec, style), -axis.height() - style.at(8));
    if (span)
        std::tie(across.low, across.high) = *span;
    const double tickRoom =
        std::max(style.at(style.print ? 44 : 60), axis.horizontalAdvance(QStringLiteral("000 000")));
    layout.x = acrossScale(spec, across, span, std::max(2, int(layout.plot.width() / tickRoom)));
    return layout;
}

} // namespace causeway::ui
