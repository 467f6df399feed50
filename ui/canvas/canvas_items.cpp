// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_items.h"

#include "ui/canvas/canvas_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>

#include <cmath>

namespace causeway::ui {
namespace {
constexpr double kOutside = 12; ///< room for the selection's frame and the mark
} // namespace

CanvasItem::CanvasItem(std::string id, QGraphicsItem* parent) : QGraphicsItem(parent), id_(std::move(id)) {
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges);
}

void CanvasItem::placeAt(QPointF position) {
    placing_ = true;
    setPos(position);
    placing_ = false;
}

void CanvasItem::setProblem(const QString& message, bool fatal) {
    problem_ = !message.isEmpty();
    fatal_ = fatal;
    setToolTip(message);
    update();
}

QVariant CanvasItem::itemChange(GraphicsItemChange change, const QVariant& value) {
    if (change == ItemPositionChange && !placing_) {
        const QPointF wanted = value.toPointF();
        const QPointF snapped(std::round(wanted.x() / kSnap) * kSnap, std::round(wanted.y() / kSnap) * kSnap);
        if (moved && snapped != pos())
            moved(*this, snapped - pos());
        return snapped;
    }
    if (change == ItemSelectedHasChanged)
        update();
    return QGraphicsItem::itemChange(change, value);
}

void NodeItem::setLook(const NodeLook& look) {
    prepareGeometryChange();
    look_ = look;
    update();
}

QRectF NodeItem::place() const {
    const auto size = nodeSize(look_.role);
    return QRectF(QPointF(-size.width() / 2, -size.height() / 2), size).translated(pos());
}

QRectF NodeItem::boundingRect() const {
    return place().translated(-pos()).adjusted(-kOutside, -kOutside, kOutside, kOutside);
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    NodeLook look = look_;
    look.selected = isSelected();
    look.problem = hasProblem();
    look.fatal = isFatal();
    paintNode(*painter, place().translated(-pos()), look);
}

void SiteItem::setArea(const QRectF& area) {
    prepareGeometryChange();
    area_ = area;
    placeAt({0, 0});
    update();
}

void SiteItem::setName(const QString& name) {
    name_ = name;
    update();
}

void SiteItem::setWelcoming(bool on) {
    if (welcoming_ != on)
        update();
    welcoming_ = on;
}

QRectF SiteItem::boundingRect() const {
    return area_.adjusted(-kOutside, -kOutside, kOutside, kOutside);
}

void SiteItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
    painter->setRenderHint(QPainter::Antialiasing);
    QColor ground = welcoming_ ? theme().accentSoft : theme().surface;
    if (!welcoming_)
        ground.setAlphaF(0.6f);
    QPen edge(isFatal()    ? theme().critical
              : welcoming_ ? theme().accent
                           : theme().border,
              isFatal() ? 1.5 : 1.25);
    if (isFatal())
        edge.setDashPattern({5, 3});
    painter->setPen(edge);
    painter->setBrush(ground);
    painter->drawRoundedRect(area_, metrics().radiusSite, metrics().radiusSite);
    painter->setFont(textFont(TextRole::SmallStrong));
    painter->setPen(theme().text);
    const QFontMetricsF font(painter->font());
    painter->drawText(area_.topLeft() + QPointF(12, 10 + font.ascent()),
                      font.elidedText(name_, Qt::ElideRight, area_.width() - 24 - (hasProblem() ? 20 : 0)));
    if (hasProblem())
        paintIcon(*painter, QRectF(area_.right() - 26, area_.top() + 8, 18, 18),
                  isFatal() ? "sev-critical" : "sev-medium", isFatal() ? theme().critical : theme().medium,
                  theme().surface);
    if (isSelected())
        paintSelection(*painter, area_.adjusted(4, 4, -4, -4));
}

} // namespace causeway::ui
