// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/share_line.h"

#include "ui/theme/theme_manager.h"

#include <QPainter>

#include <algorithm>

namespace causeway::ui {
namespace {
constexpr int kBarWidth = 70, kLeast = 60;
}

ShareLine::ShareLine(const QString& name, double share, const QString& words, QWidget* parent)
    : QWidget(parent), name_(name), words_(words), share_(std::clamp(share, 0.0, 1.0)) {
    setAccessibleName(name + ": " + words);
    setToolTip(name.toHtmlEscaped());
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize ShareLine::sizeHint() const {
    const QFontMetrics text(textFont(TextRole::Body)), figures(textFont(TextRole::Number));
    return {text.horizontalAdvance(name_) + kBarWidth + figures.horizontalAdvance(words_) + 24,
            text.height() + 4};
}

QSize ShareLine::minimumSizeHint() const {
    return {kLeast + kBarWidth + QFontMetrics(textFont(TextRole::Number)).horizontalAdvance(words_) + 24,
            sizeHint().height()};
}

void ShareLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetrics figures(textFont(TextRole::Number)), text(textFont(TextRole::Body));
    const int wordsWidth = std::max(figures.horizontalAdvance(words_), kLeast);
    const int barLeft = width() - wordsWidth - kBarWidth - 12, high = metrics().barHeight;
    painter.setFont(textFont(TextRole::Body));
    painter.setPen(theme().text);
    painter.drawText(QRect(0, 0, barLeft - 8, height()), Qt::AlignVCenter,
                     text.elidedText(name_, Qt::ElideRight, barLeft - 8));
    const QRectF track(barLeft, (height() - high) / 2.0, kBarWidth, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().sunken);
    painter.drawRoundedRect(track, metrics().radiusBar, metrics().radiusBar);
    painter.setBrush(theme().accent);
    if (share_ > 0)
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(2.0, kBarWidth * share_), high)),
                                metrics().radiusBar, metrics().radiusBar);
    painter.setFont(textFont(TextRole::Number));
    painter.setPen(theme().text);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, words_);
}

} // namespace causeway::ui
