// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/figure_tile.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>

namespace causeway::ui {

FigureTile::FigureTile(const QString& value, const QString& label, std::string toneWord, QWidget* parent)
    : QAbstractButton(parent), value_(value), label_(label), tone_(std::move(toneWord)) {
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void FigureTile::setValue(const QString& value) {
    value_ = value;
    describe();
}

void FigureTile::setNote(const QString& note) {
    note_ = note;
    describe();
}

void FigureTile::setFilter(bool on) {
    setCheckable(on);
    setFocusPolicy(on ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(on ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void FigureTile::describe() {
    setAccessibleName(label_ + ": " + value_);
    setAccessibleDescription(note_);
    updateGeometry();
    update();
}

QSize FigureTile::sizeHint() const {
    const QFontMetrics figure(textFont(TextRole::Figure)), small(textFont(TextRole::SmallMedium));
    const int icon = tone(theme(), tone_).icon.isEmpty() ? 0 : 26;
    const int lines = figure.height() + small.height() + (note_.isEmpty() ? 0 : small.height()) + 4;
    return {std::max({figure.horizontalAdvance(value_) + icon, small.horizontalAdvance(label_),
                      small.horizontalAdvance(note_)}) +
                2 * metrics().gap,
            lines + 16};
}

QSize FigureTile::minimumSizeHint() const {
    return sizeHint() - QSize(metrics().gap, 0);
}

void FigureTile::paintEvent(QPaintEvent*) {
    const Tone look = tone(theme(), tone_);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool framed = isChecked() || hasFocus();
    if (framed || (isCheckable() && underMouse())) {
        painter.setPen(framed ? QPen(hasFocus() ? theme().focus : theme().accent, hasFocus() ? 2 : 1)
                              : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? theme().accentSoft : framed ? theme().surface : theme().hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics().radiusControl,
                                metrics().radiusControl);
    }
    const QColor ground = isChecked() ? theme().accentSoft : theme().surface;
    int x = metrics().gap;
    const QFontMetrics figure(textFont(TextRole::Figure)), small(textFont(TextRole::SmallMedium));
    if (!look.icon.isEmpty()) {
        painter.drawPixmap(x, 8 + (figure.height() - 18) / 2,
                           iconPixmap(look.icon, look.colour, 18, devicePixelRatioF(), ground));
        x += 26;
    }
    painter.setFont(textFont(TextRole::Figure));
    painter.setPen(theme().text);
    painter.drawText(QRect(x, 8, width() - x, figure.height()), Qt::AlignVCenter, value_);
    painter.setFont(textFont(TextRole::SmallMedium));
    painter.setPen(look.icon.isEmpty() ? theme().muted : look.colour);
    const int width2 = width() - 2 * metrics().gap, y = 12 + figure.height();
    painter.drawText(QRect(metrics().gap, y, width2, small.height()), Qt::AlignVCenter,
                     small.elidedText(label_, Qt::ElideRight, width2));
    painter.setFont(textFont(TextRole::Small));
    painter.setPen(theme().muted);
    painter.drawText(QRect(metrics().gap, y + small.height(), width2, small.height()), Qt::AlignVCenter,
                     small.elidedText(note_, Qt::ElideRight, width2));
}

} // namespace causeway::ui
