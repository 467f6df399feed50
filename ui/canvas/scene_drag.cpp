// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_scene.h"

#include <QGraphicsSceneMouseEvent>

#include <algorithm>

namespace causeway::ui {

void ClusterScene::mousePressEvent(QGraphicsSceneMouseEvent* event) {
    dragging_.clear();
    draggedSites_.clear();
    QGraphicsScene::mousePressEvent(event);
}

void ClusterScene::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
    QGraphicsScene::mouseReleaseEvent(event);
    if (!dragging_.empty() || !draggedSites_.empty())
        drop();
}

/// A site takes its nodes along; a node that is chosen too moves by itself already.
void ClusterScene::dragged(CanvasItem& item, QPointF by) {
    if (item.type() == SiteItem::Type) {
        draggedSites_.insert(item.id());
        for (const auto& n : model_.topology().nodes)
            if (auto* other = node(n.id); n.site == item.id() && other && !other->isSelected()) {
                dragging_.insert(n.id);
                other->placeAt(other->pos() + by);
            }
    } else {
        dragging_.insert(item.id());
    }
    QMetaObject::invokeMethod(this, &ClusterScene::liveAreas, Qt::QueuedConnection);
}

/// While nodes are dragged alone, the other nodes keep their site's area, and the site below lights up.
void ClusterScene::liveAreas() {
    for (const auto& [id, item] : sites_)
        item->setWelcoming(false);
    if (draggedSites_.empty())
        for (const auto& id : dragging_)
            if (auto* under = site(siteUnder(node(id) ? node(id)->pos() : QPointF())))
                under->setWelcoming(true);
    refreshLines();
}

std::string ClusterScene::siteUnder(QPointF point) const {
    for (const auto& [id, item] : sites_)
        if (item->area().contains(point))
            return id;
    return {};
}

void ClusterScene::drop() {
    std::vector<Placement> to;
    std::map<std::string, QPointF> emptied;
    for (const auto& id : draggedSites_) {
        const auto& nodes = model_.topology().nodes;
        const bool empty = std::none_of(nodes.begin(), nodes.end(), [&](auto& n) { return n.site == id; });
        if (auto* s = site(id); s && empty)
            emptied[id] = s->area().center();
    }
    for (const auto& id : dragging_) {
        const auto* n = model_.topology().node(id);
        auto* item = node(id);
        if (!n || !item)
            continue;
        const auto under = draggedSites_.empty() ? siteUnder(item->pos()) : std::string();
        to.push_back({id, under.empty() ? n->site : under, item->pos().x(), item->pos().y()});
    }
    dragging_.clear();
    draggedSites_.clear();
    for (const auto& [id, item] : sites_)
        item->setWelcoming(false);
    for (const auto& [id, middle] : emptied)
        model_.placeSite(id, middle);
    model_.edit(tr("move"), [&](Topology& t) { placeNodes(t, to); });
}

} // namespace causeway::ui
