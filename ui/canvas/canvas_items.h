// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/node_look.h"

#include <QGraphicsItem>
#include <QPainterPath>

#include <functional>
#include <optional>

namespace causeway::ui {

/// What all elements have: an id, a mark when something is wrong with them, and a place that snaps while the
/// user drags it.
class CanvasItem : public QGraphicsItem {
public:
    CanvasItem(std::string id, QGraphicsItem* parent = nullptr);
    const std::string& id() const { return id_; }
    /// Puts it without snapping and without telling anybody.
    void placeAt(QPointF position);
    void setProblem(const QString& message, bool fatal);

    std::function<void(CanvasItem&, QPointF by)> moved; ///< while it is dragged

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant& value) override;
    bool hasProblem() const { return problem_; }
    bool isFatal() const { return fatal_; }

private:
    std::string id_;
    bool placing_ = false, problem_ = false, fatal_ = false;
};

/// A machine. Its position is its middle.
class NodeItem : public CanvasItem {
public:
    enum { Type = UserType + 1 };
    using CanvasItem::CanvasItem;
    int type() const override { return Type; }
    void setLook(const NodeLook& look);
    const NodeLook& look() const { return look_; }
    /// Its shape's rectangle, in the scene.
    QRectF place() const;
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    NodeLook look_;
};

/// A site's area with its name; dragging it takes along what stands in it.
class SiteItem : public CanvasItem {
public:
    enum { Type = UserType + 2 };
    using CanvasItem::CanvasItem;
    int type() const override { return Type; }
    /// area in the scene.
    void setArea(const QRectF& area);
    QRectF area() const { return area_.translated(pos()); }
    void setName(const QString& name);
    /// A dragged node would land in it.
    void setWelcoming(bool on);
    QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    QRectF area_;
    QString name_;
    bool welcoming_ = false;
};

enum class LineKind { Network, Sync, Async, Dcs, Traffic };

/// A network link between sites, or data that flows between nodes.
class LineItem : public CanvasItem {
public:
    enum { Type = UserType + 3 };
    LineItem(std::string id, LineKind kind);
    int type() const override { return Type; }
    LineKind kind() const { return kind_; }
    /// over: where a bow must pass to go around what stands between; none is a straight line.
    void setEnds(QPointF from, QPointF to, std::optional<QPointF> over = {});
    void setLabel(const QString& label);
    void setCut(bool cut);
    QRectF boundingRect() const override;
    QPainterPath shape() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

private:
    QRectF labelPlate() const;
    LineKind kind_;
    QPainterPath line() const;
    QPointF from_, to_;
    std::optional<QPointF> over_;
    QString label_;
    bool cut_ = false;
};

} // namespace causeway::ui
