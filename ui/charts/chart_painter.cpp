// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_painter.h"

#include "ui/charts/chart_series.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

using report::ChartSeries;
using report::ChartSpec;

QString words(const char* text) {
    return QCoreApplication::translate("Chart", text);
}

void drawText(QPainter& painter, const QPointF& place, Qt::Alignment side, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(text);
    double x = place.x();
    if (side & Qt::AlignRight)
        x -= width;
    else if (side & Qt::AlignHCenter)
        x -= width / 2;
    painter.drawText(QPointF(x, place.y()), text);
}

/// Half a line below a place, so that text stands centred on it.
double centred(const QFont& font) {
    return QFontMetricsF(font).capHeight() / 2;
}

void paintHorizontalLabels(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                           const ChartStyle& style) {
    const QFont font = style.labelFont(false);
    painter.setFont(font);
    painter.setPen(style.theme->text);
    const double room = layout.plot.left() - layout.area.left() - style.at(10);
    for (const Tick& tick : layout.y.ticks)
        drawText(painter, {layout.area.left(), layout.yAt(tick.value) + centred(font)}, Qt::AlignLeft,
                 QFontMetricsF(font).elidedText(tick.text, Qt::ElideRight, room));
    painter.setFont(style.axisFont());
    painter.setPen(style.theme->muted);
    const double base = layout.plot.bottom() + QFontMetricsF(style.axisFont()).ascent() + style.at(5);
    for (std::size_t i = 0; i < layout.x.ticks.size(); ++i) {
        const Tick& tick = layout.x.ticks[i];
        const bool last = i + 1 == layout.x.ticks.size();
        const std::string& unit = spec.x.unit.empty() ? spec.y.unit : spec.x.unit;
        const QString text =
            last && !unit.empty() ? tick.text + QChar(0x00a0) + QString::fromStdString(unit) : tick.text;
        drawText(painter, {layout.xAt(tick.value), base}, Qt::AlignHCenter, text);
    }
}

void paintVerticalLabels(QPainter& painter, const ChartLayout& layout, const ChartStyle& style) {
    const QFont font = style.axisFont();
    painter.setFont(font);
    painter.setPen(style.theme->muted);
    for (const Tick& tick : layout.y.ticks)
        drawText(painter, {layout.plot.left() - style.at(6), layout.yAt(tick.value) + centred(font)},
                 Qt::AlignRight, tick.text);
    const double base = layout.plot.bottom() + QFontMetricsF(font).ascent() + style.at(5);
    double taken = layout.area.left() - 1;
    for (const Tick& tick : layout.x.ticks) {
        const double half = QFontMetricsF(font).horizontalAdvance(tick.text) / 2, x = layout.xAt(tick.value);
        if (x - half < taken || x + half > layout.area.right() + style.at(6))
            continue;
        drawText(painter, {x, base}, Qt::AlignHCenter, tick.text);
        taken = x + half + style.at(6);
    }
}

void paintThreshold(QPainter& painter, const ChartSpec& spec, const report::Threshold& threshold,
                    const ChartLayout& layout, const ChartStyle& style) {
    QPen pen(style.theme->critical, style.at(style.thresholdLine));
    pen.setDashPattern({5, 3});
    painter.setPen(pen);
    painter.setFont(style.labelFont(true));
    const QFontMetricsF metrics(painter.font());
    const QString label = QString::fromStdString(threshold.label);
    const bool vertical = threshold.vertical || isHorizontal(spec);
    if (vertical) {
        const double x = layout.xAt(threshold.value);
        if (x < layout.plot.left() - 1 || x > layout.plot.right() + 1)
            return;
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
        painter.setPen(style.theme->critical);
        const bool leftward = x + metrics.horizontalAdvance(label) + style.at(6) > layout.area.right();
        const double y =
            isHorizontal(spec) ? layout.plot.top() - style.at(3) : layout.plot.top() + metrics.ascent();
        drawText(painter, {x + style.at(leftward ? -4 : 4), y}, leftward ? Qt::AlignRight : Qt::AlignLeft,
                 label);
        return;
    }
    const double y = layout.yAt(threshold.value);
    if (y < layout.plot.top() - 1 || y > layout.plot.bottom() + 1)
        return;
    painter.drawLine(QPointF(layout.plot.left(), y), QPointF(layout.plot.right(), y));
    painter.setPen(style.theme->critical);
    // Above its line, unless that is the top of the chart; at the left, unless the crossing is there.
    const bool below = y - style.at(4) - metrics.ascent() < layout.area.top();
    const bool right =
        threshold.crossedAtX && layout.xAt(*threshold.crossedAtX) <
                                    layout.plot.left() + metrics.horizontalAdvance(label) + style.at(16);
    drawText(painter,
             {right ? layout.plot.right() - style.at(4) : layout.plot.left() + style.at(4),
              below ? y + metrics.ascent() + style.at(3) : y - style.at(4)},
             right ? Qt::AlignRight : Qt::AlignLeft, label);
}

void paintCrossing(QPainter& painter, const ChartSpec& spec, const report::Threshold& threshold,
                   const ChartLayout& layout, const ChartStyle& style) {
    const double x = layout.xAt(*threshold.crossedAtX);
    if (x < layout.plot.left() - 1 || x > layout.plot.right() + 1)
        return;
    const QPointF dot = {x, layout.yAt(threshold.value)};
    if (dot.y() < layout.plot.top() - 1)
        return;
    painter.setPen(QPen(style.theme->critical, style.at(style.thresholdLine)));
    painter.drawLine(dot, QPointF(x, layout.plot.bottom()));
    painter.setPen(QPen(style.theme->surface, style.at(style.print ? 1 : 2)));
    painter.setBrush(style.theme->critical);
    const double radius = style.at(style.print ? 3.2 : 6);
    painter.drawEllipse(dot, radius, radius);
    painter.setFont(style.labelFont(true));
    painter.setPen(style.theme->critical);
    const QString text = spec.x.kind == report::ChartAxis::Kind::Date
                             ? dateText(*threshold.crossedAtX)
                             : valueText(*threshold.crossedAtX, spec.x.unit);
    const bool rightward =
        x - QFontMetricsF(painter.font()).horizontalAdvance(text) - style.at(8) < layout.plot.left();
    drawText(painter,
             {x + style.at(rightward ? 6 : -6),
              layout.plot.bottom() - style.at(8) - QFontMetricsF(painter.font()).height()},
             rightward ? Qt::AlignLeft : Qt::AlignRight, text);
}

/// "Measured up to here", where measured turns into forecast.
void paintMeasuredEnd(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                      const ChartStyle& style) {
    const bool forecast =
        std::ranges::any_of(spec.series, [](const auto& s) { return s.role == ChartSeries::Role::Forecast; });
    double last = -std::numeric_limits<double>::infinity();
    for (const auto& series : spec.series)
        if (series.role == ChartSeries::Role::Measured)
            for (const auto& point : series.points)
                last = std::max(last, point.x);
    const double x = layout.xAt(last);
    if (!forecast || !std::isfinite(last) || x < layout.plot.left() || x > layout.plot.right())
        return;
    painter.setPen(QPen(style.theme->borderStrong, style.at(style.print ? 0.5 : 1)));
    painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
    const bool room = layout.plot.width() >= style.at(style.print ? 240 : 420) &&
                      x - layout.plot.left() > layout.plot.width() / 20;
    if (spec.x.kind != report::ChartAxis::Kind::Date || !room)
        return;
    painter.setFont(style.labelFont(false));
    painter.setPen(style.theme->muted);
    const QString text = words("%1, measured up to here").arg(dateText(last));
    const bool leftward =
        x + style.at(8) + QFontMetricsF(painter.font()).horizontalAdvance(text) > layout.area.right();
    drawText(painter, {x + style.at(leftward ? -4 : 4), layout.plot.bottom() - style.at(6)},
             leftward ? Qt::AlignRight : Qt::AlignLeft, text);
}

void paintEndLabels(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                    const ChartStyle& style) {
    painter.setFont(style.labelFont(true));
    for (const EndLabel& label : endLabels(spec, layout, style)) {
        painter.setPen(seriesLook(spec, label.series, style).label);
        drawText(painter, {label.place.left(), label.y + centred(painter.font())}, Qt::AlignLeft, label.text);
    }
}

/// What a bar or range is worth, beside it; zero is a dot, never nothing.
void paintBarValues(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                    const ChartStyle& style) {
    const QFont font = style.labelFont(true);
    painter.setFont(font);
    const std::string& unit = spec.y.unit.empty() ? spec.x.unit : spec.y.unit;
    const bool range = spec.kind == ChartSpec::Kind::Range;
    for (std::size_t i = 0; i < spec.series.size(); ++i)
        for (const auto& point : spec.series[i].points) {
            if (!std::isfinite(point.y))
                continue;
            const double end = range ? std::max(point.high, point.y) : point.y;
            const double y = layout.yAt(point.x);
            if (y < layout.plot.top() || y > layout.plot.bottom())
                continue; // a row that the zoom leaves out
            if (end == 0 || (range && point.low == point.high)) {
                painter.setPen(Qt::NoPen);
                painter.setBrush(seriesLook(spec, i, style).colour);
                const double radius = style.at(style.print ? 3 : 5);
                painter.drawEllipse(QPointF(layout.xAt(end), y), radius, radius);
            }
            painter.setPen(style.theme->text);
            const QString text =
                range && point.low != point.high
                    ? words("%1 to %2").arg(valueText(point.low, {}), valueText(point.high, unit))
                    : valueText(end, unit);
            drawText(painter, {layout.xAt(end) + style.at(8), y + centred(font)}, Qt::AlignLeft, text);
        }
}

/// An axis that does not begin at zero says so.
void sayLog(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    if (!(isHorizontal(spec) ? layout.x.log : layout.y.log))
        return;
    painter.setFont(style.axisFont());
    painter.setPen(style.theme->muted);
    const double down = QFontMetricsF(painter.font()).ascent() + style.at(2);
    drawText(painter, {layout.plot.right() - style.at(4), layout.plot.top() + down}, Qt::AlignRight,
             words("log scale"));
}

} // namespace

std::vector<EndLabel> endLabels(const ChartSpec& spec, const ChartLayout& layout, const ChartStyle& style) {
    std::vector<EndLabel> labels;
    for (std::size_t i = 0; i < spec.series.size(); ++i) {
        const auto& series = spec.series[i];
        if (series.role != ChartSeries::Role::Plain || spec.series.size() < 2 || series.points.empty())
            continue;
        const auto* end = &series.points.front(); // the last that is shown
        for (const auto& point : series.points)
            if (point.x <= layout.x.high)
                end = &point;
        labels.push_back({i,
                          std::clamp(layout.yAt(end->y), layout.plot.top(), layout.plot.bottom()),
                          {},
                          QString::fromStdString(series.name)});
    }
    std::ranges::stable_sort(labels, {}, &EndLabel::y);
    const QFontMetricsF metrics(style.labelFont(true));
    const double left = layout.plot.right() + style.at(6), room = layout.area.right() - left + style.at(2);
    double free = layout.plot.top() - metrics.height();
    for (EndLabel& label : labels) {
        label.y = std::max(label.y, free);
        free = label.y + metrics.height();
        label.text = metrics.elidedText(label.text, Qt::ElideRight, room);
        label.place = QRectF(left, label.y - metrics.height() / 2, metrics.horizontalAdvance(label.text),
                             metrics.height());
    }
    return labels;
}

void paintUnderSeries(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                      const ChartStyle& style) {
    painter.save();
    painter.setPen(QPen(style.theme->grid, style.at(style.print ? 0.4 : 1)));
    const auto half = [&](double place) {
        return style.print ? place : std::floor(place) + 0.5;
    };
    if (isHorizontal(spec)) {
        for (const Tick& tick : layout.x.ticks)
            painter.drawLine(QPointF(half(layout.xAt(tick.value)), layout.plot.top()),
                             QPointF(half(layout.xAt(tick.value)), layout.plot.bottom()));
        paintHorizontalLabels(painter, spec, layout, style);
    } else {
        for (const Tick& tick : layout.y.ticks)
            painter.drawLine(QPointF(layout.plot.left(), half(layout.yAt(tick.value))),
                             QPointF(layout.plot.right(), half(layout.yAt(tick.value))));
        painter.setPen(QPen(style.theme->borderStrong, style.at(style.print ? 0.5 : 1)));
        painter.drawLine(QPointF(layout.plot.left(), half(layout.plot.bottom())),
                         QPointF(layout.plot.right(), half(layout.plot.bottom())));
        paintVerticalLabels(painter, layout, style);
    }
    sayLog(painter, spec, layout, style);
    painter.restore();
}

void paintOverSeries(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout,
                     const ChartStyle& style) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (spec.kind == ChartSpec::Kind::Line) {
        paintMeasuredEnd(painter, spec, layout, style);
        paintEndLabels(painter, spec, layout, style);
    }
    for (const auto& threshold : spec.thresholds)
        if (std::isfinite(threshold.value))
            paintThreshold(painter, spec, threshold, layout, style);
    for (const auto& threshold : spec.thresholds)
        if (threshold.crossedAtX && !threshold.vertical)
            paintCrossing(painter, spec, threshold, layout, style);
    if (isHorizontal(spec))
        paintBarValues(painter, spec, layout, style);
    painter.restore();
}

bool needsKey(const ChartSpec& spec, const ChartStyle& style, double width) {
    if (spec.kind != ChartSpec::Kind::Line || std::ranges::none_of(spec.series, [](const auto& s) {
            return s.role == ChartSeries::Role::Forecast;
        }))
        return false;
    const QFontMetricsF metrics(style.labelFont(false));
    const double sample = style.at(39); // its line and the gaps around it
    double needed = 0;
    bool band = false;
    for (const auto& series : spec.series)
        if (series.role == ChartSeries::Role::Measured || series.role == ChartSeries::Role::Forecast) {
            needed += sample + metrics.horizontalAdvance(QString::fromStdString(series.name));
            band = band || series.band;
        }
    if (band)
        needed += sample + metrics.horizontalAdvance(words("80\u00a0% band"));
    return needed <= width + style.at(14);
}

double paintKey(QPainter& painter, const ChartSpec& spec, const QRectF& place, const ChartStyle& style) {
    if (!needsKey(spec, style, place.width()))
        return 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = style.labelFont(false);
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    const double middle = place.top() + metrics.height() / 2, sample = style.at(20), gap = style.at(5);
    double x = place.left();
    const auto write = [&](const QString& text) {
        painter.setPen(style.theme->muted);
        painter.drawText(QPointF(x + sample + gap, middle + centred(font)), text);
        x += sample + gap + metrics.horizontalAdvance(text) + style.at(14);
    };
    bool band = false;
    for (std::size_t i = 0; i < spec.series.size(); ++i) {
        if (spec.series[i].role != ChartSeries::Role::Measured &&
            spec.series[i].role != ChartSeries::Role::Forecast)
            continue;
        painter.setPen(seriesLook(spec, i, style).pen);
        painter.drawLine(QPointF(x, middle), QPointF(x + sample, middle));
        write(QString::fromStdString(spec.series[i].name));
        band = band || spec.series[i].band;
    }
    if (band) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(bandColour(style.theme->series[0], *style.theme));
        painter.drawRect(QRectF(x, middle - style.at(4), sample, style.at(8)));
        write(words("80\u00a0% band"));
    }
    painter.restore();
    return metrics.height() + style.at(4);
}

void paintChart(QPainter& painter, const QRectF& place, const ChartSpec& spec, double unit,
                std::optional<std::pair<double, double>> span) {
    const ChartStyle style = ChartStyle::forPrint(unit);
    const double key = paintKey(painter, spec, place, style);
    const ChartLayout layout = layOut(spec, style, place.adjusted(0, key, 0, 0), span);
    paintUnderSeries(painter, spec, layout, style);
    paintSeries(painter, spec, layout, style);
    paintOverSeries(painter, spec, layout, style);
}

} // namespace causeway::ui
