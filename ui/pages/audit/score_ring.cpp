// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/score_ring.h"

#include "ui/theme/theme_manager.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <QStandardItemModel>

namespace causeway::ui {
namespace {
constexpr int kSize = 68;
constexpr double kStroke = 7;
} // namespace

ScoreRing::ScoreRing(QWidget* parent) : QWidget(parent) {
    setFixedSize(kSize, kSize);
}

void ScoreRing::setReport(const AuditReport& report) {
    score_ = report.score;
    families_ = report.families;
    setAccessibleName(tr("Health score %1 of 100").arg(score_));
    update();
}

Drawing ScoreRing::drawing() const {
    return {"score", accessibleName(), size(), [this](QPainter& painter) {
                paint(painter);
            }};
}

std::unique_ptr<QAbstractItemModel> ScoreRing::values() const {
    auto model = std::make_unique<QStandardItemModel>();
    model->setHorizontalHeaderLabels({tr("Area"), tr("Score"), tr("Found"), tr("Passed"), tr("Not assessed"),
                                      tr("Weight"), tr("Points lost")});
    const auto add = [&](const QStringList& cells) {
        QList<QStandardItem*> items;
        for (const auto& cell : cells)
            items << new QStandardItem(cell);
        model->appendRow(items);
    };
    int found = 0, passed = 0, notAssessed = 0;
    double weight = 0;
    for (const auto& family : families_) {
        add({QString::fromStdString(family.family),
             family.score ? QString::number(*family.score) : tr("not assessed"),
             QString::number(family.found), QString::number(family.passed),
             QString::number(family.notAssessed), QString::number(family.weight, 'f', 2),
             QString::number(family.points(), 'f', 2)});
        found += family.found;
        passed += family.passed;
        notAssessed += family.notAssessed;
        weight += family.weight;
    }
    add({tr("All"), QString::number(score_), QString::number(found), QString::number(passed),
         QString::number(notAssessed), QString::number(weight, 'f', 2), QString::number(100 - score_)});
    return model;
}

void ScoreRing::contextMenuEvent(QContextMenuEvent* event) {
    showPictureMenu(this, *event, drawing(), values());
}

void ScoreRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
}

void ScoreRing::paint(QPainter& painter) const {
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
