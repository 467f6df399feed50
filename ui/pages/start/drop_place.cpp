// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/drop_place.h"

#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QPainter>

namespace causeway::ui {

DropPlace::DropPlace(const QString& title, const QString& text, QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 24, 24, 24);
    row->setSpacing(20);
    row->addWidget(new IconMark("download", "accent", metrics().iconEmpty, this));
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(title, TextRole::BodyStrong, "text", this));
    words->addWidget(makeLabel(text, TextRole::Body, "muted", this));
    row->addLayout(words, 1);
}

void DropPlace::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(theme().borderStrong, 1.5);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(theme().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics().radius, metrics().radius);
}

} // namespace causeway::ui
