// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/kind_tile.h"

#include "core/base/units.h"
#include "core/readiness/conversion.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QStringList>

namespace causeway::ui {
namespace {

constexpr int kInset = 10, kBar = 8, kSpace = 6;

} // namespace

KindTile::KindTile(const QString& title, std::array<int, 3> counts, QWidget* parent)
    : QAbstractButton(parent), title_(title), counts_(counts) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(title + ": " + words());
    setToolTip(words());
}

QString KindTile::words() const {
    const char* const names[] = {QT_TR_NOOP("auto"), QT_TR_NOOP("assisted"), QT_TR_NOOP("manual")};
    QStringList parts;
    for (std::size_t i = 0; i < counts_.size(); ++i)
        if (counts_[i])
            parts << QString("%1 %2").arg(counts_[i]).arg(tr(names[i]));
    return parts.join(" · ");
}

QSize KindTile::sizeHint() const {
    const QFontMetrics title(textFont(TextRole::SmallMedium)), caption(textFont(TextRole::Caption));
    return {2 * kInset + std::max(caption.horizontalAdvance(words()), title.horizontalAdvance(title_) + 56),
            2 * kInset + title.height() + caption.height() + kBar + 2 * kSpace};
}

void KindTile::paintBar(QPainter& painter, const QRectF& place) const {
    painter.setPen(Qt::NoPen);
    const double all = counts_[0] + counts_[1] + counts_[2];
    double x = place.left();
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (!counts_[i])
            continue;
        // A share too small to see is drawn all the same: one manual object of a thousand matters.
        const double width = std::max(3.0, place.width() * counts_[i] / all);
        painter.setBrush(tone(theme(), verdictTone(Verdict(i))).colour);
        painter.drawRect(QRectF(x, place.top(), std::min(width, place.right() - x), place.height()));
        x += width + 1;
    }
}

void KindTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool framed = isChecked() || hasFocus();
    if (framed || underMouse()) {
        painter.setPen(hasFocus()    ? QPen(theme().focus, metrics().focusRing)
                       : isChecked() ? QPen(theme().accent, 1)
                                     : QPen(Qt::NoPen));
        painter.setBrush(isChecked() ? theme().accentSoft : hasFocus() ? theme().surface : theme().hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metrics().radiusControl,
                                metrics().radiusControl);
    }
    const QFont title = textFont(TextRole::SmallMedium), strong = textFont(TextRole::NumberStrong),
                caption = textFont(TextRole::Caption);
    const int width = this->width() - 2 * kInset, line = QFontMetrics(title).height();
    const int all = counts_[0] + counts_[1] + counts_[2];
    const auto share = QString::fromStdString(formatPercent(all ? double(counts_[0]) / all : 0));
    int y = (height() - sizeHint().height()) / 2 + kInset;
    painter.setFont(strong);
    painter.setPen(theme().text);
    painter.drawText(QRect(kInset, y, width, line), Qt::AlignRight | Qt::AlignVCenter, share);
    painter.setFont(title);
    painter.setPen(theme().muted);
    painter.drawText(QRect(kInset, y, width, line), Qt::AlignLeft | Qt::AlignVCenter, title_);
    y += line + kSpace;
    paintBar(painter, QRectF(kInset, y, width, kBar));
    y += kBar + kSpace;
    painter.setFont(caption);
    painter.setPen(theme().muted);
    painter.drawText(QRect(kInset, y, width, QFontMetrics(caption).height()), Qt::AlignVCenter,
                     QFontMetrics(caption).elidedText(words(), Qt::ElideRight, width));
}

} // namespace causeway::ui
