// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace causeway::ui {
namespace {

constexpr double kLeastDrag = 6;        ///< pixels; less is a click
constexpr double kMostZoom = 1.0 / 500; ///< of the whole range
constexpr double kStep = 0.7;           ///< of the range, for + and −

} // namespace

bool ChartView::canZoom() const {
    return stops_.size() > 2;
}

ChartScale ChartView::along() const {
    if (!isHorizontal(shown_))
        return layout_.x;
    ChartScale rows = layout_.y;
    rows.low = std::min(layout_.y.low, layout_.y.high);
    rows.high = std::max(layout_.y.low, layout_.y.high);
    return rows;
}

double ChartView::shareAlong(const QPointF& place) const {
    const QRectF& plot = layout_.plot;
    return std::clamp(isHorizontal(shown_) ? (place.y() - plot.top()) / plot.height()
                                           : (place.x() - plot.left()) / plot.width(),
                      0.0, 1.0);
}

void ChartView::setSpan(const Span& span) {
    if (span == span_)
        return;
    span_ = span;
    rebuild();
    emit spanChanged();
}

/// place: where along the axis, in its linear values (logarithms on a log axis), stays under the pointer.
void ChartView::zoomAround(double place, double factor) {
    if (!canZoom())
        return;
    const auto x = along();
    const double wholeLow = x.log ? std::log10(whole_.first) : whole_.first,
                 wholeHigh = x.log ? std::log10(whole_.second) : whole_.second;
    const double low = std::max(wholeLow, place - (place - x.linearLow()) * factor);
    const double high = std::min(wholeHigh, place + (x.linearHigh() - place) * factor);
    const double slack = (wholeHigh - wholeLow) * 1e-9;
    if (low <= wholeLow + slack && high >= wholeHigh - slack)
        setSpan(std::nullopt);
    else if (high - low > (wholeHigh - wholeLow) * kMostZoom)
        setSpan(std::pair(x.unlinear(low), x.unlinear(high)));
}

void ChartView::zoom(double factor) {
    const auto x = along();
    const bool seen = cursor_ && *cursor_ >= x.low && *cursor_ <= x.high;
    zoomAround(seen ? x.linear(*cursor_) : (x.linearLow() + x.linearHigh()) / 2, factor);
}

/// Whole categories; a drag that covers less than one zooms to that.
void ChartView::zoomToDrag() {
    const auto axis = along();
    const auto value = [&](double share) {
        return axis.unlinear(axis.linearLow() + share * (axis.linearHigh() - axis.linearLow()));
    };
    const double pressed = shareAlong(*press_), now = shareAlong(*drag_);
    double from = value(std::min(pressed, now)), to = value(std::max(pressed, now));
    if (!shown_.x.categories.empty() || isHorizontal(shown_)) {
        from = std::floor(from + 0.5) - 0.5;
        to = std::ceil(to + 0.5) - 0.5;
    }
    if (to - from > (whole_.second - whole_.first) * kMostZoom)
        setSpan(std::pair(from, to));
}

void ChartView::moveCursor(double x) {
    if (stops_.empty())
        return;
    auto next = std::ranges::lower_bound(stops_, x);
    if (next == stops_.end() || (next != stops_.begin() && x - *std::prev(next) < *next - x))
        --next;
    if (cursor_ == *next)
        return;
    setCursorX(*next);
    emit cursorMoved(*next);
}

void ChartView::moveCursorTo(const QPointF& place) {
    if (!layout_.plot.contains(place))
        return;
    if (isHorizontal(shown_)) {
        const double share = (layout_.plot.bottom() - place.y()) / layout_.plot.height();
        moveCursor(layout_.y.low + share * (layout_.y.high - layout_.y.low));
    } else {
        double x = layout_.xValueAt(place.x());
        if (shown_.kind == report::ChartSpec::Kind::Histogram)
            x -= layout_.barWidth / 2; // a bin is named by its left edge
        moveCursor(x);
    }
}

void ChartView::enterEvent(QEnterEvent* event) {
    more_->show();
    QWidget::enterEvent(event);
}

void ChartView::leaveEvent(QEvent* event) {
    more_->hide();
    setCursorX(std::nullopt);
    emit cursorMoved(std::numeric_limits<double>::quiet_NaN());
    QWidget::leaveEvent(event);
}

void ChartView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        press_ = event->position();
    QWidget::mousePressEvent(event);
    event->accept(); // or the release would go to the parent
}

void ChartView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    const double dragged = !press_                ? 0
                           : isHorizontal(shown_) ? std::abs(place.y() - press_->y())
                                                  : std::abs(place.x() - press_->x());
    if (press_ && canZoom() && layout_.plot.contains(*press_) && (drag_ || dragged >= kLeastDrag)) {
        drag_ = place;
        update();
    } else {
        setCursor(seriesAt(place) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        moveCursorTo(place);
    }
    QWidget::mouseMoveEvent(event);
}

void ChartView::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && press_) {
        if (drag_)
            zoomToDrag();
        else if (const auto series = seriesAt(event->position()); series && series == seriesAt(*press_))
            setHidden(*series, !isHidden(*series));
        press_.reset();
        drag_.reset();
        update();
    }
    QWidget::mouseReleaseEvent(event);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent*) {
    setSpan(std::nullopt);
}

void ChartView::wheelEvent(QWheelEvent* event) {
    if (!canZoom() || !layout_.plot.contains(event->position())) {
        event->ignore();
        return;
    }
    const auto axis = along();
    const double share = shareAlong(event->position());
    zoomAround(axis.linearLow() + share * (axis.linearHigh() - axis.linearLow()),
               std::pow(0.999, event->angleDelta().y()));
}

void ChartView::keyPressEvent(QKeyEvent* event) {
    const bool lying = isHorizontal(shown_);
    const int forward = lying ? Qt::Key_Down : Qt::Key_Right, back = lying ? Qt::Key_Up : Qt::Key_Left;
    if ((event->key() == forward || event->key() == back) && !stops_.empty()) {
        const auto here = std::ranges::lower_bound(stops_, cursor_.value_or(stops_.front()));
        const int step = !cursor_ ? 0 : event->key() == forward ? 1 : -1;
        const auto index =
            std::clamp<std::ptrdiff_t>(here - stops_.begin() + step, 0, std::ssize(stops_) - 1);
        return moveCursor(stops_[std::size_t(index)]);
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(kStep);
    case Qt::Key_Minus:
        return zoom(1 / kStep);
    case Qt::Key_0:
        return setSpan(std::nullopt);
    case Qt::Key_L:
        return setLog(!isLog());
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace causeway::ui
