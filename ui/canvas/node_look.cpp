// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/node_look.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QPainterPath>

namespace causeway::ui {
namespace {

constexpr double kBand = 40, kIcon = 18, kCut = 12, kClientBar = 6, kSelectionGap = 6;

QPainterPath polygon(std::initializer_list<QPointF> points) {
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

struct Ink {
    QPen edge;
    QColor ground, band, icon, name, words;
    QString iconName;
};

QPen dashed(const QColor& colour, double width, QList<double> dash) {
    QPen pen(colour, width);
    if (!dash.isEmpty())
        pen.setDashPattern(dash);
    return pen;
}

Ink inkOf(const NodeLook& look) {
    const auto& t = theme();
    Ink ink{QPen(t.borderStrong, 1.25), t.surface, {}, t.muted, t.text, t.muted, roleIcon(look.role)};
    if (look.role == CanvasRole::Leader)
        ink = {QPen(t.accent, 2.25), t.surface, t.accent, t.onAccent, t.text, t.accentText, "star"};
    else if (look.role == CanvasRole::Sync)
        ink = {QPen(t.accent, 1.5), t.surface, t.accentSoft, t.accent, t.text, t.muted, "check"};
    else if (look.role == CanvasRole::Async)
        ink = {dashed(t.borderStrong, 1.5, {4, 2.5}), t.surface, t.sunken, t.muted, t.text, t.muted, "clock"};
    switch (look.sign) {
    case NodeSign::None:
        break;
    case NodeSign::Waiting:
        ink.edge = QPen(t.medium, 2.25);
        ink.band = t.mediumSoft;
        ink.icon = ink.words = t.medium;
        ink.iconName = "pause";
        break;
    case NodeSign::Promoting:
        ink.edge = dashed(t.accent, 1.75, {6, 3});
        ink.words = t.accentText;
        ink.iconName = "refresh";
        break;
    case NodeSign::Fenced:
    case NodeSign::Down:
        ink.edge = dashed(t.critical, 1.5, {2, 2});
        ink.ground = look.sign == NodeSign::Down ? t.sunken : t.surface;
        ink.band = isDatabase(look.role) ? t.criticalSoft : QColor();
        ink.icon = ink.words = t.critical;
        ink.name = t.muted;
        ink.iconName = look.sign == NodeSign::Down ? "close" : "lock";
        break;
    }
    return ink;
}

void paintMark(QPainter& painter, QPointF centre, bool fatal) {
    const QRectF place(centre.x() - 9, centre.y() - 9, 18, 18);
    paintIcon(painter, place, fatal ? "sev-critical" : "sev-medium",
              fatal ? theme().critical : theme().medium, theme().surface);
}

} // namespace

QPainterPath roleShape(CanvasRole role, const QRectF& r) {
    const double half = r.height() / 2;
    QPainterPath path;
    switch (role) {
    case CanvasRole::Witness:
        return polygon({{r.left() + kCut, r.top()},
                        {r.right() - kCut, r.top()},
                        {r.right(), r.top() + kCut},
                        {r.right(), r.bottom() - kCut},
                        {r.right() - kCut, r.bottom()},
                        {r.left() + kCut, r.bottom()},
                        {r.left(), r.bottom() - kCut},
                        {r.left(), r.top() + kCut}});
    case CanvasRole::Dcs:
        return polygon({{r.left() + half, r.top()},
                        {r.right() - half, r.top()},
                        {r.right(), r.center().y()},
                        {r.right() - half, r.bottom()},
                        {r.left() + half, r.bottom()},
                        {r.left(), r.center().y()}});
    case CanvasRole::Proxy:
        path.addRoundedRect(r, half, half);
        break;
    case CanvasRole::Client:
        path.addRect(r);
        break;
    default:
        path.addRoundedRect(r, metrics().radius, metrics().radius);
    }
    return path;
}

void paintSelection(QPainter& painter, const QRectF& around) {
    const QRectF frame = around.adjusted(-kSelectionGap, -kSelectionGap, kSelectionGap, kSelectionGap);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(dashed(theme().focus, 1.25, {4, 3}));
    painter.drawRect(frame);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().focus);
    for (const QPointF corner : {frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()})
        painter.drawRect(QRectF(corner.x() - 3, corner.y() - 3, 6, 6));
}

void paintNode(QPainter& painter, const QRectF& place, const NodeLook& look) {
    const Ink ink = inkOf(look);
    const auto shape = roleShape(look.role, place);
    const bool database = isDatabase(look.role);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(shape, ink.ground);
    painter.save();
    painter.setClipPath(shape);
    if (database && ink.band.isValid())
        painter.fillRect(QRectF(place.topLeft(), QSizeF(kBand, place.height())), ink.band);
    if (look.role == CanvasRole::Client)
        painter.fillRect(QRectF(place.topLeft(), QSizeF(place.width(), kClientBar)), theme().sunken);
    painter.restore();
    painter.setBrush(Qt::NoBrush);
    painter.setPen(ink.edge);
    painter.drawPath(shape);
    const double left = place.left() + (database || look.role == CanvasRole::Client ? 0 : 12);
    paintIcon(painter, QRectF(left + (kBand - kIcon) / 2, place.center().y() - kIcon / 2, kIcon, kIcon),
              ink.iconName, ink.icon, ink.band.isValid() ? ink.band : ink.ground);
    const double x = left + kBand + (database ? 12 : 0),
                 room = place.right() - x - (look.role == CanvasRole::Client || database ? 6 : 14);
    const QFont name = textFont(TextRole::BodyStrong);
    const QFont words = textFont(database ? TextRole::CaptionMedium : TextRole::Caption);
    const QFontMetricsF strong(name), small(words);
    const double gap = database ? 4 : 1,
                 top = place.center().y() - (strong.height() + gap + small.height()) / 2;
    painter.setFont(name);
    painter.setPen(ink.name);
    painter.drawText(QPointF(x, top + strong.ascent()), strong.elidedText(look.name, Qt::ElideRight, room));
    painter.setFont(words);
    painter.setPen(ink.words);
    painter.drawText(QPointF(x, top + strong.height() + gap + small.ascent()),
                     small.elidedText(look.words, Qt::ElideRight, room));
    if (look.selected)
        paintSelection(painter, place);
    if (look.problem)
        paintMark(painter, place.topRight(), look.fatal);
    painter.restore();
}

} // namespace causeway::ui
