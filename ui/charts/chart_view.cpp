// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_series.h"
#include "ui/theme/theme_manager.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace causeway::ui {
namespace {

constexpr double kKeyHeight = 18;

} // namespace

ChartView::ChartView(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &ChartView::rebuild);
}

void ChartView::setSpec(const report::ChartSpec& spec) {
    if (spec.id != spec_.id || spec.kind != spec_.kind)
        span_.reset();
    spec_ = spec;
    setAccessibleName(QString::fromStdString(spec.title));
    QStringList said{QString::fromStdString(spec.subtitle)};
    for (const auto& threshold : spec.thresholds) {
        said << QString::fromStdString(threshold.label);
        if (threshold.crossedAtX && spec.x.kind == report::ChartAxis::Kind::Date)
            said.back() += ": " + dateText(*threshold.crossedAtX);
    }
    setAccessibleDescription(said.join(". "));
    rebuild();
}

void ChartView::setLeftMargin(double pixels) {
    leftMargin_ = pixels;
    rebuild();
}

void ChartView::setCursorX(std::optional<double> x) {
    cursor_ = x;
    update();
}

void ChartView::rebuild() {
    const ChartStyle style = ChartStyle::screen();
    const auto below = [&](double key) {
        return layOut(spec_, style, QRectF(0, key, width(), height() - key), span_, leftMargin_);
    };
    layout_ = below(kKeyHeight);
    key_ = needsKey(spec_, style, layout_.plot.width());
    if (!key_)
        layout_ = below(0);
    update();
}

void ChartView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ChartStyle style = ChartStyle::screen();
    if (key_)
        paintKey(painter, spec_, QRectF(layout_.plot.left(), 0, layout_.plot.width(), kKeyHeight), style);
    paintUnderSeries(painter, spec_, layout_, style);
    paintSeries(painter, spec_, layout_, style);
    paintOverSeries(painter, spec_, layout_, style);
    if (cursor_)
        paintHoverCard(painter);
    if (hasFocus()) {
        painter.setPen(QPen(theme().focus, metrics().focusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    rebuild();
}

void ChartView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    rebuild();
}

std::vector<double> ChartView::stops() const {
    std::vector<double> places;
    for (const auto& series : spec_.series)
        for (const auto& point : series.points)
            places.push_back(point.x);
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    return places;
}

void ChartView::moveCursor(double x) {
    const auto places = stops();
    const auto nearest =
        std::ranges::min_element(places, {}, [x](double place) { return std::abs(place - x); });
    if (nearest == places.end() || cursor_ == *nearest)
        return;
    setCursorX(*nearest);
    emit cursorMoved(*nearest);
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    if (!isHorizontal(spec_) && layout_.plot.contains(event->position()))
        moveCursor(layout_.xValueAt(event->position().x()));
    QWidget::mouseMoveEvent(event);
}

void ChartView::leaveEvent(QEvent* event) {
    setCursorX(std::nullopt);
    emit cursorMoved(std::numeric_limits<double>::quiet_NaN());
    QWidget::leaveEvent(event);
}

void ChartView::wheelEvent(QWheelEvent* event) {
    if (spec_.kind != report::ChartSpec::Kind::Line || layout_.x.log ||
        !layout_.plot.contains(event->position())) {
        event->ignore();
        return;
    }
    const auto places = stops();
    if (places.size() < 2)
        return;
    const double factor = std::pow(0.999, event->angleDelta().y()),
                 at = layout_.xValueAt(event->position().x());
    const double low = std::max(places.front(), at - (at - layout_.x.low) * factor);
    const double high = std::min(places.back(), at + (layout_.x.high - at) * factor);
    if (high - low > (places.back() - places.front()) / 200)
        span_ = {low, high};
    if (low <= places.front() && high >= places.back())
        span_.reset();
    rebuild();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent*) {
    span_.reset();
    rebuild();
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const auto places = stops();
    if (step == 0 || places.empty() || isHorizontal(spec_))
        return QWidget::keyPressEvent(event);
    const auto here = std::ranges::lower_bound(places, cursor_.value_or(places.front()));
    const auto index =
        std::clamp<std::ptrdiff_t>(here - places.begin() + (cursor_ ? step : 0), 0, std::ssize(places) - 1);
    moveCursor(places[std::size_t(index)]);
}

QList<ChartView::HoverLine> ChartView::hoverLines() const {
    QList<HoverLine> lines;
    for (const auto& series : spec_.series)
        for (const auto& point : series.points) {
            if (point.x != *cursor_)
                continue;
            lines.push_back({QString::fromStdString(series.name), valueText(point.y, spec_.y.unit)});
            if (series.band)
                lines.push_back(
                    {tr("80\u00a0% band"),
                     tr("%1 to %2").arg(valueText(point.low, {}), valueText(point.high, spec_.y.unit))});
            for (const auto& threshold : spec_.thresholds)
                if (!threshold.vertical && threshold.value > 0)
                    lines.push_back({tr("of %1").arg(QString::fromStdString(threshold.label)),
                                     QString::number(100 * point.y / threshold.value, 'f', 0) + "\u00a0%"});
        }
    return lines;
}

QString ChartView::cursorText() const {
    if (spec_.x.kind == report::ChartAxis::Kind::Date)
        return dateText(*cursor_);
    if (*cursor_ >= 0 && *cursor_ < double(spec_.x.categories.size()))
        return QString::fromStdString(spec_.x.categories[std::size_t(*cursor_)]);
    return valueText(*cursor_, spec_.x.unit);
}

void ChartView::paintCursor(QPainter& painter) const {
    const double x = layout_.xAt(*cursor_);
    painter.setPen(QPen(theme().text, 1.5, Qt::DotLine));
    painter.drawLine(QPointF(x, layout_.plot.top()), QPointF(x, layout_.plot.bottom()));
    painter.setPen(QPen(theme().surface, 2));
    painter.setBrush(theme().text);
    for (const auto& series : spec_.series)
        for (const auto& point : series.points)
            if (point.x == *cursor_)
                painter.drawEllipse(layout_.at(point.x, point.y), 5, 5);
}

void ChartView::paintHoverCard(QPainter& painter) const {
    const double x = layout_.xAt(*cursor_);
    if (x < layout_.plot.left() - 1 || x > layout_.plot.right() + 1)
        return;
    paintCursor(painter);
    const ChartStyle style = ChartStyle::screen();
    const auto lines = hoverLines();
    const QString head = cursorText();
    const QFontMetricsF strong(style.labelFont(true)), plain(style.labelFont(false));
    double width = strong.horizontalAdvance(head);
    for (const HoverLine& line : lines)
        width =
            std::max(width, plain.horizontalAdvance(line.name) + 16 + strong.horizontalAdvance(line.value));
    const double row = plain.height() + 3, height = row * double(lines.size() + 1) + 14;
    const bool leftward = x + width + 40 > layout_.area.right();
    const QRectF card(leftward ? x - width - 36 : x + 12, layout_.plot.top() + 6, width + 24, height);
    painter.setPen(theme().border);
    painter.setBrush(theme().raised);
    painter.drawRoundedRect(card, metrics().radius, metrics().radius);
    double y = card.top() + 7 + strong.ascent();
    const auto write = [&](double place, bool isStrong, const QColor& colour, const QString& text) {
        painter.setFont(style.labelFont(isStrong));
        painter.setPen(colour);
        painter.drawText(QPointF(place, y), text);
    };
    write(card.left() + 12, true, theme().text, head);
    for (const HoverLine& line : lines) {
        y += row;
        write(card.left() + 12, false, theme().muted, line.name);
        write(card.right() - 12 - strong.horizontalAdvance(line.value), true, theme().text, line.value);
    }
}

} // namespace causeway::ui
