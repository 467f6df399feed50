// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_hover.h"

#include "ui/theme/theme_manager.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace causeway::ui {
namespace {

using report::ChartSpec;

constexpr double kPadding = 12, kColumnGap = 16;

QString words(const char* text) {
    return QCoreApplication::translate("Chart", text);
}

struct HoverLine {
    QString name, value;
};

const std::string& valueUnit(const ChartSpec& spec) {
    return isHorizontal(spec) && spec.y.unit.empty() ? spec.x.unit : spec.y.unit;
}

QList<HoverLine> hoverLines(const ChartSpec& spec, double cursor) {
    QList<HoverLine> lines;
    const std::string& unit = valueUnit(spec);
    for (const auto& series : spec.series)
        for (const auto& point : series.points) {
            if (point.x != cursor)
                continue;
            lines.push_back({QString::fromStdString(series.name), valueText(point.y, unit)});
            const bool range = spec.kind == ChartSpec::Kind::Range && point.low != point.high;
            if (series.band || range)
                lines.push_back(
                    {range ? words("range") : words("80\u00a0% band"),
                     words("%1 to %2").arg(valueText(point.low, {}), valueText(point.high, unit))});
            for (const auto& threshold : spec.thresholds)
                if (!threshold.vertical && threshold.value > 0)
                    lines.push_back({words("of %1").arg(QString::fromStdString(threshold.label)),
                                     QString::number(100 * point.y / threshold.value, 'f', 0) + "\u00a0%"});
        }
    return lines;
}

void paintCrosshair(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, double cursor) {
    painter.setPen(QPen(theme().text, 1.5, Qt::DotLine));
    const auto upright = [&](double x) {
        painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.plot.bottom()));
    };
    if (isHorizontal(spec)) { // where the row's value meets the axis
        for (const auto& series : spec.series)
            for (const auto& point : series.points)
                if (point.x == cursor)
                    upright(layout.xAt(spec.kind == ChartSpec::Kind::Range ? point.high : point.y));
        return;
    }
    upright(layout.xAt(cursor));
    if (spec.kind == ChartSpec::Kind::Histogram)
        return;
    painter.setPen(QPen(theme().surface, 2));
    painter.setBrush(theme().text);
    painter.setClipRect(layout.area);
    for (const auto& series : spec.series)
        for (const auto& point : series.points)
            if (point.x == cursor)
                painter.drawEllipse(layout.at(point.x, point.y), 5, 5);
    painter.setClipping(false);
}

/// Beside the crosshair, on the side that has room, inside the chart.
QRectF cardPlace(const ChartSpec& spec, const ChartLayout& layout, double cursor, const QSizeF& size) {
    if (isHorizontal(spec)) {
        const double y = layout.yAt(cursor) + 10;
        const bool above = y + size.height() > layout.area.bottom();
        return {QPointF(layout.plot.right() - size.width(), above ? y - 20 - size.height() : y), size};
    }
    const double x = layout.xAt(cursor);
    const bool leftward = x + size.width() + 16 > layout.area.right();
    return {QPointF(leftward ? x - size.width() - 12 : x + 12, layout.plot.top() + 6), size};
}

} // namespace

QString cursorText(const ChartSpec& spec, const ChartLayout& layout, double cursor) {
    const auto& categories = spec.x.categories.empty() ? spec.y.categories : spec.x.categories;
    if (cursor >= 0 && cursor < double(categories.size()))
        return QString::fromStdString(categories[std::size_t(cursor)]);
    if (spec.x.kind == report::ChartAxis::Kind::Date)
        return momentText(cursor);
    if (spec.kind == ChartSpec::Kind::Histogram)
        return words("%1 to %2").arg(valueText(cursor, {}), valueText(cursor + layout.barWidth, spec.x.unit));
    return valueText(cursor, spec.x.unit);
}

void paintHover(QPainter& painter, const ChartSpec& spec, const ChartLayout& layout, double cursor) {
    const double x = layout.xAt(cursor), height = layout.yAt(cursor);
    if (isHorizontal(spec) && (height < layout.plot.top() - 1 || height > layout.plot.bottom() + 1))
        return;
    if (!isHorizontal(spec) && (x < layout.plot.left() - 1 || x > layout.plot.right() + 1))
        return;
    paintCrosshair(painter, spec, layout, cursor);
    const ChartStyle style = ChartStyle::screen();
    const auto lines = hoverLines(spec, cursor);
    const QString head = cursorText(spec, layout, cursor);
    const QFontMetricsF strong(style.labelFont(true)), plain(style.labelFont(false));
    double width = strong.horizontalAdvance(head);
    for (const HoverLine& line : lines)
        width = std::max(width, plain.horizontalAdvance(line.name) + kColumnGap +
                                    strong.horizontalAdvance(line.value));
    const double row = plain.height() + 3;
    const QRectF card =
        cardPlace(spec, layout, cursor, QSizeF(width + 2 * kPadding, row * double(lines.size() + 1) + 14));
    painter.setPen(theme().border);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(card, metrics().radius, metrics().radius);
    double y = card.top() + 7 + strong.ascent();
    const auto write = [&](double place, bool isStrong, const QColor& colour, const QString& text) {
        painter.setFont(style.labelFont(isStrong));
        painter.setPen(colour);
        painter.drawText(QPointF(place, y), text);
    };
    write(card.left() + kPadding, true, theme().text, head);
    for (const HoverLine& line : lines) {
        y += row;
        write(card.left() + kPadding, false, theme().muted, line.name);
        write(card.right() - kPadding - strong.horizontalAdvance(line.value), true, theme().text, line.value);
    }
}

} // namespace causeway::ui
