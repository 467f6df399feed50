// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/chip.h"
#include "ui/kit/table_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QScrollBar>

namespace causeway::ui {
namespace {

constexpr int kPadding = 10;
constexpr int kBarWidth = 70;

struct CellLook {
    QString text, second;
    std::string severity, tone;
    Qt::Alignment alignment;
    bool strong = false, mono = false, hasShare = false;
    double share = 0;
    QString icon;
};

CellLook lookOf(const QModelIndex& index) {
    CellLook look;
    look.text = index.data().toString();
    look.second = index.data(SecondLineRole).toString();
    look.severity = index.data(SeverityRole).toString().toStdString();
    look.tone = index.data(ToneRole).toString().toStdString();
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    look.alignment = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : Qt::AlignLeft;
    look.strong = index.data(StrongRole).toBool();
    look.mono = index.data(MonoRole).toBool();
    look.icon = index.data(IconRole).toString();
    const QVariant share = index.data(ShareRole);
    look.hasShare = share.isValid();
    look.share = std::clamp(share.toDouble(), 0.0, 1.0);
    if (index.data(NotAssessedRole).toBool()) {
        look.text = TableView::tr("not assessed");
        look.severity = "na";
        look.hasShare = false;
    }
    return look;
}

QFont fontOf(const CellLook& look) {
    if (look.mono)
        return textFont(look.strong ? TextRole::CodeStrong : TextRole::Code);
    if (look.alignment & Qt::AlignRight)
        return textFont(look.strong ? TextRole::NumberStrong : TextRole::Number);
    return textFont(look.strong || !look.second.isEmpty() ? TextRole::BodyStrong : TextRole::Body);
}

QColor groundOf(const QStyleOptionViewItem& option, const QModelIndex& index) {
    if (option.state & QStyle::State_Selected)
        return theme().selection;
    const auto* view = qobject_cast<const TableView*>(option.widget);
    if (view && view->hoveredRow() == index.row())
        return theme().hover;
    const auto token = index.data(GroundRole).toString();
    return token.isEmpty() ? theme().surface : theme().colour(token.toStdString());
}

/// QTableView does not say where in its row a cell stands.
bool standsFirst(const QStyleOptionViewItem& option, const QModelIndex& index) {
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    return view ? view->columnViewportPosition(index.column()) + view->horizontalScrollBar()->value() == 0
                : index.column() == 0;
}

void paintBar(QPainter& painter, QRect& place, double share) {
    const int height = metrics().barHeight, width = std::min(kBarWidth, place.width() / 2);
    const QRectF track(place.left(), place.center().y() - height / 2.0 + 1, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().sunken);
    painter.drawRoundedRect(track, metrics().radiusBar, metrics().radiusBar);
    painter.setBrush(theme().accent);
    if (share > 0)
        painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(2.0, width * share), height)),
                                metrics().radiusBar, metrics().radiusBar);
    place.setLeft(place.left() + width + 8);
}

void paintTwoLines(QPainter& painter, const QRect& place, const CellLook& look) {
    const QFontMetrics first = painter.fontMetrics(), second(textFont(TextRole::Caption));
    const int height = first.height() + second.height() + 2,
              top = place.top() + (place.height() - height) / 2;
    const int horizontal = (look.alignment & Qt::AlignRight) ? Qt::AlignRight : Qt::AlignLeft;
    painter.drawText(QRect(place.left(), top, place.width(), first.height()), horizontal | Qt::AlignVCenter,
                     first.elidedText(look.text, Qt::ElideRight, place.width()));
    painter.setFont(textFont(TextRole::Caption));
    painter.setPen(theme().muted);
    painter.drawText(QRect(place.left(), top + first.height() + 2, place.width(), second.height()),
                     horizontal | Qt::AlignVCenter,
                     second.elidedText(look.second, Qt::ElideRight, place.width()));
}

} // namespace

void TableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const CellLook look = lookOf(index);
    const QColor ground = groundOf(option, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(option.rect, ground);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme().grid);
    if ((option.state & QStyle::State_Selected) && standsFirst(option, index))
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(metrics().selectionEdge, option.rect.height() - 1)),
            theme().accent);
    QRect place = option.rect.adjusted(kPadding, 0, -kPadding, -1);
    if (look.hasShare)
        paintBar(*painter, place, look.share);
    painter->setFont(fontOf(look));
    if (!look.severity.empty()) {
        paintSeverity(*painter, place, look.severity, look.text, ground);
        painter->restore();
        return;
    }
    const QColor tone = look.tone.empty() ? QColor() : theme().colour(look.tone);
    const QColor ink = tone.isValid() ? tone : theme().text;
    if (!look.icon.isEmpty()) {
        const int side = metrics().iconButton;
        painter->drawPixmap(place.left(), place.center().y() - side / 2,
                            iconPixmap(look.icon, tone.isValid() ? ink : theme().muted, side,
                                       painter->device()->devicePixelRatioF(), ground));
        place.setLeft(place.left() + side + 8);
    }
    painter->setPen(ink);
    if (!look.second.isEmpty())
        paintTwoLines(*painter, place, look);
    else
        painter->drawText(place, int(look.alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(look.text, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const CellLook look = lookOf(index);
    const QFontMetrics first(fontOf(look)), second(textFont(TextRole::Caption));
    int width = std::max(first.horizontalAdvance(look.text), second.horizontalAdvance(look.second)) +
                2 * kPadding + 2;
    if (!look.severity.empty() || !look.icon.isEmpty())
        width += metrics().iconButton + 8;
    if (look.hasShare)
        width += kBarWidth + 8;
    return {width, QStyledItemDelegate::sizeHint(option, index).height()};
}

} // namespace causeway::ui
