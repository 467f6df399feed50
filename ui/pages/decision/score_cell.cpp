// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decision/score_cell.h"

#include "ui/theme/theme_manager.h"

#include <QPainter>

#include <cmath>

namespace causeway::ui {
namespace {

constexpr int kInset = 8;
constexpr double kRangeStrength = 0.35; ///< of the accent, for what is not certain

QColor faint(QColor colour) {
    colour.setAlphaF(float(kRangeStrength));
    return colour;
}

QString figure(const CriterionScore& s) {
    if (s.known == Known::NotAssessed)
        return ScoreCell::tr("not assessed");
    return s.high - s.low < 0.05
               ? QString::number(s.low, 'f', 1)
               : QString::number(s.low, 'f', 1) + QStringLiteral(" – ") + QString::number(s.high, 'f', 1);
}

} // namespace

ScoreCell::ScoreCell(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ScoreCell::setScore(const CriterionScore& score, bool leading, const QString& name) {
    score_ = score;
    leading_ = leading;
    const auto reason = QString::fromStdString(score.reason);
    setAccessibleName(name + ": " + figure(score));
    setAccessibleDescription(reason);
    setToolTip(reason.toHtmlEscaped());
    update();
}

void ScoreCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& t = theme();
    if (leading_)
        painter.fillRect(rect(), t.accentSoft);
    if (isChecked() || underMouse())
        painter.fillRect(rect(), isChecked() ? t.selection : t.hover);
    if (isChecked())
        painter.fillRect(QRect(0, 0, 3, height()), t.accent);
    const double high = metrics().barHeight, wide = width() - 2.0 * kInset;
    const double top = height() / 2.0 + 5;
    painter.setFont(textFont(TextRole::Number));
    painter.setPen(score_.known == Known::NotAssessed ? t.muted : t.text);
    painter.drawText(QRectF(kInset, 0, wide, top - 2), Qt::AlignLeft | Qt::AlignBottom, figure(score_));
    if (score_.known == Known::Consultant) {
        painter.setPen(t.accentText);
        painter.drawText(QRectF(kInset, 0, wide, top - 2), Qt::AlignRight | Qt::AlignBottom, tr("yours"));
    }
    painter.setPen(Qt::NoPen);
    const auto bar = [&](double from, double to, const QColor& colour) {
        if (to <= from)
            return;
        painter.setBrush(colour);
        painter.drawRect(QRectF(kInset + wide * from / 10, top, wide * (to - from) / 10, high));
    };
    const auto colour = leading_ ? t.accent : t.borderStrong;
    bar(0, 10, leading_ ? t.surface : t.sunken);
    bar(0, score_.low, colour);
    bar(score_.low, score_.high, faint(colour));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.focus, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

TotalCell::TotalCell(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TotalCell::setTotal(const Ranking::Total& total, std::vector<double> parts, int chosen, bool leading,
                         bool fails) {
    total_ = total;
    parts_ = std::move(parts);
    chosen_ = chosen;
    leading_ = leading;
    fails_ = fails;
    setAccessibleName(tr("%1 of 100 points, %2 to %3%4")
                          .arg(std::lround(total.middle))
                          .arg(std::lround(total.low))
                          .arg(std::lround(total.high))
                          .arg(fails ? tr(", fails a limit") : QString()));
    setToolTip(accessibleName());
    update();
}

void TotalCell::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto& t = theme();
    if (leading_)
        painter.fillRect(rect(), t.accentSoft);
    const double wide = width() - 2.0 * kInset, high = metrics().barHeight;
    painter.setFont(textFont(TextRole::Figure));
    painter.setPen(fails_ ? t.muted : leading_ ? t.accentText : t.text);
    painter.drawText(QRectF(kInset, 4, wide, 30), Qt::AlignLeft | Qt::AlignVCenter,
                     QString::number(std::lround(total_.middle)));
    double x = kInset;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const double part = wide * parts_[i] / 100;
        const auto colour = leading_ ? t.accent : t.borderStrong;
        painter.fillRect(QRectF(x, 38, std::max(0.0, part - 1), high),
                         chosen_ < 0 || int(i) == chosen_ ? colour : faint(colour));
        x += part;
    }
    painter.setFont(textFont(TextRole::Caption));
    painter.setPen(fails_ ? t.critical : t.muted);
    painter.drawText(QRectF(kInset, 40 + high, wide, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     fails_ ? tr("✕ fails a limit")
                            : tr("%1 to %2").arg(std::lround(total_.low)).arg(std::lround(total_.high)));
}

} // namespace causeway::ui
