// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_view.h"

#include "ui/theme/theme_manager.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kDots = 16, kStep = 1.25, kLeastZoom = 0.25, kMostZoom = 3;

} // namespace

ClusterView::ClusterView(CanvasModel& model, QWidget* parent)
    : QGraphicsView(parent), model_(model), scene_(new ClusterScene(model, this)) {
    setScene(scene_);
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setDragMode(RubberBandDrag);
    setTransformationAnchor(AnchorUnderMouse);
    setViewportUpdateMode(FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Cluster"));
    connect(&model_, &CanvasModel::loaded, this, &ClusterView::fit);
    connect(&model_, &CanvasModel::changed, this, [this] {
        setSceneRect(scene_->content().adjusted(-2000, -2000, 2000, 2000));
        if (fitted_)
            fit();
        describe();
    });
    // Queued: a chosen item says that it is no longer chosen while it is being destroyed.
    connect(scene_, &QGraphicsScene::selectionChanged, this, &ClusterView::describe, Qt::QueuedConnection);
    fit();
}

void ClusterView::drawBackground(QPainter* painter, const QRectF& rect) {
    painter->fillRect(rect, theme().window);
    painter->setPen(QPen(theme().border, 1.5 / std::max(zoom(), 0.5), Qt::SolidLine, Qt::RoundCap));
    for (double x = std::ceil(rect.left() / kDots) * kDots; x < rect.right(); x += kDots)
        for (double y = std::ceil(rect.top() / kDots) * kDots; y < rect.bottom(); y += kDots)
            painter->drawPoint(QPointF(x, y));
}

void ClusterView::drawForeground(QPainter* painter, const QRectF&) {
    if (!hasFocus())
        return;
    painter->save();
    painter->resetTransform();
    painter->setPen(QPen(theme().focus, metrics().focusRing));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), 4, 4);
    painter->restore();
}

void ClusterView::zoomBy(double factor) {
    const double wanted = std::clamp(zoom() * factor, kLeastZoom, kMostZoom);
    fitted_ = false;
    scale(wanted / zoom(), wanted / zoom());
    emit zoomed(zoom());
}

void ClusterView::fit() {
    fitted_ = true;
    const QRectF all = scene_->content();
    setSceneRect(all.adjusted(-2000, -2000, 2000, 2000));
    if (viewport()->width() < 10 || all.width() < 1)
        return;
    const double scale = std::clamp(
        std::min(viewport()->width() / all.width(), viewport()->height() / all.height()), kLeastZoom, 1.0);
    setTransform(QTransform::fromScale(scale, scale));
    centerOn(all.center());
    emit zoomed(zoom());
}

void ClusterView::resizeEvent(QResizeEvent* event) {
    QGraphicsView::resizeEvent(event);
    if (fitted_)
        fit();
}

void ClusterView::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ControlModifier) {
        zoomBy(std::pow(kStep, event->angleDelta().y() / 120.0));
        return;
    }
    fitted_ = false;
    QGraphicsView::wheelEvent(event);
}

void ClusterView::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers() & Qt::ShiftModifier ? 1 : kSnap;
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return scene_->nudge({-step, 0});
    case Qt::Key_Right:
        return scene_->nudge({step, 0});
    case Qt::Key_Up:
        return scene_->nudge({0, -step});
    case Qt::Key_Down:
        return scene_->nudge({0, step});
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return removeChosen();
    case Qt::Key_D:
        if (control)
            return duplicateChosen();
        break;
    case Qt::Key_0:
        if (control)
            return fit();
        break;
    case Qt::Key_A:
        if (control) {
            for (auto* item : scene_->items())
                item->setSelected(true);
            return;
        }
        break;
    case Qt::Key_L:
        return connectChosen();
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(kStep);
    case Qt::Key_Minus:
        return zoomBy(1 / kStep);
    case Qt::Key_Escape:
        return scene_->clearSelection();
    case Qt::Key_Space:
        emit playRequested();
        return;
    default:
        break;
    }
    QGraphicsView::keyPressEvent(event);
}

/// Tab walks through nodes, then sites; at either end it leaves the canvas.
bool ClusterView::focusNextPrevChild(bool next) {
    std::vector<std::string> order;
    for (const auto& n : model_.topology().nodes)
        order.push_back(n.id);
    for (const auto& s : model_.topology().sites)
        order.push_back(s.id);
    const auto chosen = scene_->chosen();
    const auto here =
        chosen.size() == 1 ? std::find(order.begin(), order.end(), *chosen.begin()) : order.end();
    std::ptrdiff_t index =
        here == order.end() ? (next ? -1 : std::ptrdiff_t(order.size())) : here - order.begin();
    index += next ? 1 : -1;
    if (index < 0 || index >= std::ptrdiff_t(order.size())) {
        scene_->clearSelection();
        return QGraphicsView::focusNextPrevChild(next);
    }
    scene_->choose({order[std::size_t(index)]});
    return true;
}

/// What a screen reader says: the chosen element, or all of them.
void ClusterView::describe() {
    QStringList parts;
    const auto chosen = scene_->chosen();
    for (const auto& n : model_.topology().nodes)
        if (auto* item = scene_->node(n.id); item && (chosen.empty() || chosen.count(n.id))) {
            const auto* s = model_.topology().site(n.site);
            parts << tr("%1, %2, in %3")
                         .arg(item->look().name, item->look().words,
                              QString::fromStdString(s ? s->name : n.site));
        }
    for (const auto& s : model_.topology().sites)
        if (chosen.count(s.id))
            parts << tr("site %1").arg(QString::fromStdString(s.name));
    setAccessibleDescription(parts.join("; "));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace causeway::ui
