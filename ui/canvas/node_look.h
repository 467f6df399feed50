// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/assigned_roles.h"

#include <QRectF>

class QPainter;
class QPainterPath;

namespace causeway::ui {

/// What a node shows beside its role while a run is played.
enum class NodeSign { None, Waiting, Promoting, Fenced, Down };

/// One node as it is drawn.
struct NodeLook {
    CanvasRole role = CanvasRole::Bare;
    NodeSign sign = NodeSign::None;
    QString name, words; ///< words: what it is or does now
    bool selected = false, focused = false;
    bool problem = false, fatal = false; ///< the mark at its corner
};

/// The outline of a role's shape in a rectangle.
QPainterPath roleShape(CanvasRole role, const QRectF& place);
/// Shape, band, icon, two lines; the selection's frame and the problem's mark reach 10 outside `place`.
void paintNode(QPainter& painter, const QRectF& place, const NodeLook& look);
/// A dashed frame with square handles around a chosen element.
void paintSelection(QPainter& painter, const QRectF& around);

} // namespace causeway::ui
