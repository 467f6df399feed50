// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/timeline_bar.h"

#include "ui/pages/lab/lab_words.h"
#include "ui/theme/theme_manager.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kMarksHeight = 22, kTrackHeight = 22, kAxisHeight = 20, kInset = 10;

struct StretchInk {
    QColor ground, ink;
};

StretchInk inkOf(ClientMoment state) {
    switch (state) {
    case ClientMoment::Writing:
        return {theme().okSoft, theme().ok};
    case ClientMoment::Waiting:
        return {theme().mediumSoft, theme().medium};
    case ClientMoment::Refused:
        break;
    }
    return {theme().criticalSoft, theme().critical};
}

QString secondsWords(double seconds) {
    return QString::number(seconds, 'f', 1) + "\u00a0s";
}

} // namespace

TimelineBar::TimelineBar(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the median run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(sizeHint().height());
    setCursor(Qt::PointingHandCursor);
}

void TimelineBar::setTimeline(RunTimeline timeline) {
    const bool inside = at_ >= timeline.begin && at_ <= timeline.end && !timeline_.stretches.empty();
    timeline_ = std::move(timeline);
    QStringList said;
    for (const auto& s : timeline_.stretches)
        said << tr("%1 from %2").arg(s.words, secondsWords(s.from - timeline_.fault));
    setAccessibleDescription(said.join("; "));
    setAt(inside ? at_ : timeline_.begin);
}

void TimelineBar::setAt(double seconds) {
    at_ = std::clamp(seconds, timeline_.begin, std::max(timeline_.begin, timeline_.end));
    update();
    emit moved(at_);
}

bool TimelineBar::step(bool forward) {
    std::vector<double> stops{timeline_.begin, timeline_.end};
    for (const auto& s : timeline_.stretches)
        stops.push_back(s.from);
    for (const auto& m : timeline_.marks)
        stops.push_back(m.at);
    std::sort(stops.begin(), stops.end());
    double next = at_;
    for (const double s : stops)
        if (s >= timeline_.begin && s <= timeline_.end) {
            if (forward && s > at_ + 0.01) {
                next = s;
                break;
            }
            if (!forward && s < at_ - 0.01)
                next = s;
        }
    const bool moves = next != at_;
    if (moves)
        setAt(next);
    return moves;
}

QRectF TimelineBar::track() const {
    return {kInset, kMarksHeight, width() - 2 * kInset, kTrackHeight};
}

double TimelineBar::xAt(double seconds) const {
    const double span = std::max(1e-9, timeline_.end - timeline_.begin);
    return track().left() + std::clamp((seconds - timeline_.begin) / span, 0.0, 1.0) * track().width();
}

double TimelineBar::secondsAt(double x) const {
    return timeline_.begin + (x - track().left()) / track().width() * (timeline_.end - timeline_.begin);
}

void TimelineBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (timeline_.stretches.empty()) {
        painter.setPen(theme().muted);
        painter.setFont(textFont(TextRole::Body));
        painter.drawText(rect(), Qt::AlignCenter, tr("The median run appears here once there is a result"));
        return;
    }
    paintStretches(painter);
    paintMarks(painter);
    paintAxis(painter);
    paintPlayhead(painter);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().focus, metrics().focusRing));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void TimelineBar::paintStretches(QPainter& painter) const {
    painter.setFont(textFont(TextRole::CaptionStrong));
    const QFontMetricsF font(painter.font());
    for (const auto& s : timeline_.stretches) {
        const double left = xAt(s.from), right = xAt(s.to);
        if (s.to < timeline_.begin || s.from > timeline_.end || right - left < 0.5)
            continue;
        const auto ink = inkOf(s.state);
        const QRectF part(left, track().top(), right - left, kTrackHeight);
        painter.fillRect(part, ink.ground);
        painter.fillRect(QRectF(left, part.bottom() - 3, right - left, 3), ink.ink);
        QString words = s.words;
        const bool last = s.to >= timeline_.end;
        if (s.state != ClientMoment::Writing && !last)
            words += ", " + secondsText(s.to - s.from);
        if (font.horizontalAdvance(words) > part.width() - 8)
            words = s.words;
        painter.setPen(ink.ink);
        painter.drawText(part.adjusted(4, 0, -4, -3), Qt::AlignCenter,
                         font.elidedText(words, Qt::ElideRight, part.width() - 8));
    }
}

/// From left to right, as many as have room.
void TimelineBar::paintMarks(QPainter& painter) const {
    painter.setFont(textFont(TextRole::Caption));
    const QFontMetricsF font(painter.font());
    double taken = 0;
    for (const auto& m : timeline_.marks) {
        const auto words = secondsWords(m.at - timeline_.fault) + "  " + m.words;
        const double width = font.horizontalAdvance(words), x = xAt(m.at);
        const double left = std::min(x, track().right() - width);
        if (m.at > timeline_.end || left < taken)
            continue;
        painter.setPen(QPen(theme().muted, 1));
        painter.drawLine(QPointF(x, kMarksHeight - 6), QPointF(x, track().bottom()));
        painter.setPen(theme().text);
        painter.drawText(QPointF(left, font.ascent() + 1), words);
        taken = left + width + 16;
    }
}

void TimelineBar::paintAxis(QPainter& painter) const {
    painter.setFont(textFont(TextRole::Axis));
    const QFontMetricsF font(painter.font());
    const double span = timeline_.end - timeline_.begin;
    double step = 5;
    while (span / step > 8)
        step *= step == 5 ? 3 : 2;
    painter.setPen(theme().muted);
    const double first = std::ceil((timeline_.begin - timeline_.fault) / step) * step;
    for (double t = first; t + timeline_.fault <= timeline_.end + 1e-6; t += step) {
        QString text = QString::number(t, 'f', 0);
        if (t == 0)
            text = tr("0, fault");
        const double width = font.horizontalAdvance(text);
        const double x = std::clamp(xAt(t + timeline_.fault) - width / 2, 0.0, this->width() - width);
        painter.drawText(QPointF(x, track().bottom() + kAxisHeight - 4), text);
    }
}

void TimelineBar::paintPlayhead(QPainter& painter) const {
    const double x = xAt(at_);
    painter.setPen(QPen(theme().accent, 2));
    painter.drawLine(QPointF(x, track().top() - 3), QPointF(x, track().bottom() + 3));
    painter.setPen(QPen(theme().surface, 2));
    painter.setBrush(theme().accent);
    painter.drawEllipse(QPointF(x, track().bottom() + 3), 6, 6);
}

void TimelineBar::mousePressEvent(QMouseEvent* event) {
    setAt(secondsAt(event->position().x()));
}

void TimelineBar::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        setAt(secondsAt(event->position().x()));
}

void TimelineBar::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        step(event->key() == Qt::Key_Right);
    else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)
        setAt(event->key() == Qt::Key_Home ? timeline_.begin : timeline_.end);
    else
        QWidget::keyPressEvent(event);
}

void TimelineBar::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}
void TimelineBar::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace causeway::ui
