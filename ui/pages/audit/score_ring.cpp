// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/score_ring.h"

#include "ui/theme/theme_manager.h"

#include <QPainter>

namespace causeway::ui {
namespace {
constexpr int kSize = 68;
constexpr double kStroke = 7;
} // namespace

ScoreRing::ScoreRing(QWidget* parent) : QWidget(parent) {
    setFixedSize(kSize, kSize);
}

void ScoreRing::setScore(int score) {
    score_ = score;
    setAccessibleName(tr("Health score %1 of 100").arg(score));
    update();
}

void ScoreRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring = QRectF(rect()).adjusted(kStroke / 2, kStroke / 2, -kStroke / 2, -kStroke / 2);
    painter.setPen(QPen(theme().sunken, kStroke));
    painter.drawEllipse(ring);
    QPen pen(theme().accent, kStroke);
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawArc(ring, 90 * 16, -int(score_ * 3.6 * 16));
    painter.setPen(theme().text);
    painter.setFont(textFont(TextRole::Figure));
    painter.drawText(rect(), Qt::AlignCenter, QString::number(score_));
}

} // namespace causeway::ui
