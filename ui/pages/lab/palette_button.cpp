// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/palette_button.h"

#include "ui/canvas/node_look.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QPainterPath>

namespace causeway::ui {

PaletteButton::PaletteButton(const QString& word, CanvasRole role, bool site, QWidget* parent)
    : QAbstractButton(parent), role_(role), site_(site) {
    setText(word);
    setAccessibleName(tr("Add: %1").arg(word));
    setToolTip(tr("Add a %1").arg(word));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFixedWidth(sizeHint().width());
    setMaximumHeight(sizeHint().height());
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
}

void PaletteButton::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown())
        painter.fillRect(rect(), isDown() ? theme().sunken : theme().hover);
    const QRectF place(width() / 2.0 - 15, 4, 30, 20);
    if (site_) {
        QPen pen(theme().borderStrong, 1.25);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawRoundedRect(place, 4, 4);
    } else {
        painter.setPen(QPen(role_ == CanvasRole::Sync ? theme().accent : theme().borderStrong, 1.25));
        painter.setBrush(role_ == CanvasRole::Sync ? theme().accentSoft : theme().surface);
        painter.drawPath(roleShape(role_, place));
    }
    if (height() >= 42) {
        painter.setPen(theme().muted);
        painter.setFont(textFont(TextRole::Caption));
        painter.drawText(QRectF(0, 27, width(), 18), Qt::AlignHCenter | Qt::AlignTop, text());
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().focus, metrics().focusRing));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace causeway::ui
