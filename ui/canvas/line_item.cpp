// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_items.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kBand = 9, kArrow = 8, kReach = 12, kCross = 5;

QPen penOf(LineKind kind) {
    switch (kind) {
    case LineKind::Network:
        return {theme().border, kBand, Qt::SolidLine, Qt::FlatCap};
    case LineKind::Sync:
        return {theme().accent, 2.25};
    case LineKind::Async: {
        QPen pen(theme().muted, 1.75);
        pen.setDashPattern({5, 3});
        return pen;
    }
    case LineKind::Dcs: {
        QPen pen(theme().borderStrong, 1.5);
        pen.setDashPattern({1, 2.5});
        return pen;
    }
    case LineKind::Traffic:
        break;
    }
    return {theme().muted, 1.25};
}

} // namespace

LineItem::LineItem(std::string id, LineKind kind) : CanvasItem(std::move(id)), kind_(kind) {
    setFlag(ItemIsMovable, false);
    setFlag(ItemIsSelectable, kind == LineKind::Network);
    setZValue(kind == LineKind::Network ? 1 : 2);
    if (kind != LineKind::Network)
        setAcceptedMouseButtons(Qt::NoButton);
}

void LineItem::setEnds(QPointF from, QPointF to, std::optional<QPointF> over) {
    prepareGeometryChange();
    over_ = over;
    from_ = from;
    to_ = to;
    update();
}

void LineItem::setLabel(const QString& label) {
    prepareGeometryChange();
    label_ = label;
    update();
}

void LineItem::setCut(bool cut) {
    cut_ = cut;
    update();
}

/// Beside the line's middle: replication lines run along network links, and both must stay visible.
QRectF LineItem::labelPlate() const {
    if (label_.isEmpty())
        return {};
    const QFontMetricsF font(textFont(TextRole::CaptionStrong));
    const QSizeF size(font.horizontalAdvance(label_) + 10, font.height() + 4);
    const QLineF straight(from_, to_);
    const double length = std::max(1.0, straight.length());
    QPointF normal(-straight.dy() / length, straight.dx() / length);
    if (normal.y() > 0)
        normal = -normal;
    const double away =
        6 + std::abs(normal.x()) * size.width() / 2 + std::abs(normal.y()) * size.height() / 2;
    const QPointF middle = line().pointAtPercent(0.5) + normal * away;
    return {middle - QPointF(size.width() / 2, size.height() / 2), size};
}

QPainterPath LineItem::line() const {
    QPainterPath path(from_);
    if (over_)
        path.quadTo(*over_, to_);
    else
        path.lineTo(to_);
    return path;
}

QRectF LineItem::boundingRect() const {
    return line()
        .controlPointRect()
        .adjusted(-kReach, -kReach, kReach, kReach)
        .united(labelPlate().isEmpty() ? QRectF(from_, QSizeF(1, 1)) : labelPlate());
}

QPainterPath LineItem::shape() const {
    QPainterPathStroker stroker;
    stroker.setWidth(kBand + 4);
    auto path = stroker.createStroke(line());
    if (!labelPlate().isEmpty())
        path.addRect(labelPlate());
    return path;
}

void LineItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    QPen pen = penOf(kind_);
    if (kind_ == LineKind::Network && isSelected())
        pen.setColor(theme().focus);
    if (cut_) {
        pen = QPen(theme().critical, 1.75);
        pen.setDashPattern({2, 3});
    }
    painter->setPen(pen);
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(line());
    const QPointF middle = line().pointAtPercent(0.5);
    const bool arrow = kind_ == LineKind::Sync || kind_ == LineKind::Async || kind_ == LineKind::Traffic;
    if (arrow) {
        const QPointF along = to_ - over_.value_or(from_);
        const double angle = std::atan2(along.y(), along.x());
        QPainterPath head(to_);
        for (const double turn : {0.42, -0.42})
            head.lineTo(to_ - QPointF(std::cos(angle + turn), std::sin(angle + turn)) * kArrow);
        head.closeSubpath();
        painter->fillPath(head, pen.color());
    }
    if (cut_) {
        painter->setPen(QPen(theme().critical, 2));
        painter->drawLine(middle - QPointF(kCross, kCross), middle + QPointF(kCross, kCross));
        painter->drawLine(middle - QPointF(kCross, -kCross), middle + QPointF(kCross, -kCross));
    }
    if (label_.isEmpty())
        return;
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme().window);
    painter->drawRoundedRect(labelPlate(), metrics().radiusControl, metrics().radiusControl);
    painter->setFont(textFont(TextRole::CaptionStrong));
    painter->setPen(cut_ ? theme().critical : theme().muted);
    painter->drawText(labelPlate(), Qt::AlignCenter, label_);
}

} // namespace causeway::ui
