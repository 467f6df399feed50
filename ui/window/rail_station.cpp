// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/rail_station.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QPainterPath>

namespace causeway::ui {
namespace {

constexpr int kOuter = 8;    ///< between the rail's edge and the row's ground
constexpr int kCircleX = 31; ///< the path's x in the wide rail
constexpr int kTextX = 54;
constexpr int kRight = 18;

QString stateWord(StationState::State state) {
    switch (state) {
    case StationState::State::Open:
        return QObject::tr("not built yet");
    case StationState::State::Working:
        return QObject::tr("working");
    case StationState::State::Built:
        return QObject::tr("built");
    case StationState::State::Stale:
        return QObject::tr("older than its inputs");
    }
    return {};
}

} // namespace

RailStation::RailStation(const Page* page, bool onPath, QWidget* parent)
    : QAbstractButton(parent), page_(page), onPath_(onPath) {
    setCheckable(true);
    setText(page->title());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFixedHeight(metrics().station);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setObjectName("station-" + page->id());
}

void RailStation::setState(const StationState& state) {
    state_ = state;
    setAccessibleName(page_->title());
    setAccessibleDescription(onPath_ ? stateWord(state.state) + ", " + state.value : QString());
    setToolTip(onPath_
                   ? page_->title() + ": " + (state.value.isEmpty() ? stateWord(state.state) : state.value)
                   : page_->title());
    update();
}

void RailStation::setStretches(bool above, bool aboveSolid, bool below, bool belowSolid) {
    above_ = above;
    aboveSolid_ = aboveSolid;
    below_ = below;
    belowSolid_ = belowSolid;
    update();
}

void RailStation::setNarrow(bool narrow) {
    narrow_ = narrow;
    update();
}

QSize RailStation::sizeHint() const {
    return {narrow_ ? metrics().railNarrow : metrics().rail, metrics().station};
}

void RailStation::paintPath(QPainter& painter, QPointF centre) const {
    const double radius = metrics().stationCircle / 2.0;
    const auto stretch = [&](bool solid, double from, double to) {
        QPen pen(solid ? theme().accent : theme().borderStrong, 1.5);
        if (!solid)
            pen.setDashPattern({1.5, 2.5});
        painter.setPen(pen);
        painter.drawLine(QPointF(centre.x(), from), QPointF(centre.x(), to));
    };
    if (above_)
        stretch(aboveSolid_, 0, centre.y() - radius);
    if (below_)
        stretch(belowSolid_, centre.y() + radius, height());
}

void RailStation::paintCircle(QPainter& painter, QPointF centre) const {
    const auto& t = theme();
    const double radius = metrics().stationCircle / 2.0 - 0.75;
    const bool built =
        state_.state == StationState::State::Built || state_.state == StationState::State::Stale;
    const bool current = isChecked();
    painter.setPen(QPen(built || current ? t.accent : t.borderStrong, 1.5));
    painter.setBrush(current ? t.accent : t.surface);
    painter.drawEllipse(centre, radius, radius);
    const int size = metrics().iconButton;
    paintIcon(painter, QRectF(centre.x() - size / 2.0, centre.y() - size / 2.0, size, size),
              page_->iconName(),
              current ? t.onAccent
              : built ? t.accent
                      : t.muted);
    if (state_.state == StationState::State::Working) {
        painter.setPen(QPen(t.accent, 2.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawArc(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 90 * 16,
                        -100 * 16);
    }
    if (state_.state == StationState::State::Stale) {
        painter.setPen(QPen(t.surface, 1.5));
        painter.setBrush(t.medium);
        painter.drawEllipse(centre + QPointF(radius * 0.78, -radius * 0.78), 4.5, 4.5);
    }
}

void RailStation::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme();
    const QRectF ground(kOuter, 3, width() - 2 * kOuter, height() - 6);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? t.accentSoft : t.hover);
        painter.drawRoundedRect(ground, metrics().radius, metrics().radius);
    }
    const QPointF centre(narrow_ ? width() / 2.0 : kCircleX, height() / 2.0);
    if (onPath_) {
        paintPath(painter, centre);
        paintCircle(painter, centre);
    } else {
        const int size = metrics().iconTool;
        paintIcon(painter, QRectF(centre.x() - size / 2.0, centre.y() - size / 2.0, size, size),
                  page_->iconName(), isChecked() ? t.accentText : t.muted);
    }
    if (!narrow_) {
        painter.setPen(isChecked() ? t.accentText : t.text);
        painter.setFont(textFont(isChecked() ? TextRole::BodyStrong : TextRole::BodyMedium));
        painter.drawText(QRectF(kTextX, 0, width() - kTextX - kRight, height()),
                         Qt::AlignVCenter | Qt::AlignLeft, text());
        painter.setPen(isChecked() ? t.accentText : t.muted);
        painter.setFont(textFont(TextRole::Caption));
        painter.drawText(QRectF(kTextX, 0, width() - kTextX - kRight, height()),
                         Qt::AlignVCenter | Qt::AlignRight, state_.value);
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), metrics().radius, metrics().radius);
    }
}

} // namespace causeway::ui
