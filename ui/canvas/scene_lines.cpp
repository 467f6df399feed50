// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_scene.h"
#include "ui/charts/chart_scale.h"

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kClientsApart = 96, kBow = 96, kNameShift = 8;

/// Where the way from a point in the rectangle to one outside leaves it.
QPointF leave(const QRectF& r, QPointF from, QPointF to) {
    const QPointF d = to - from;
    double share = 1;
    if (d.x() != 0)
        share = std::min(share, ((d.x() > 0 ? r.right() : r.left()) - from.x()) / d.x());
    if (d.y() != 0)
        share = std::min(share, ((d.y() > 0 ? r.bottom() : r.top()) - from.y()) / d.y());
    return from + d * share;
}

QPointF edgeTowards(const QRectF& r, QPointF to) {
    return leave(r, r.center(), to);
}

/// Where a site's nodes stand around: its name takes room above them.
QPointF middleOf(const SiteItem& site) {
    return site.area().center() + QPointF(0, kNameShift);
}

bool crosses(const QRectF& r, QPointF a, QPointF b) {
    QPainterPath way(a);
    way.lineTo(b);
    return way.intersects(r);
}

bool standing(const NodeLook& look) {
    return look.sign != NodeSign::Down && look.sign != NodeSign::Fenced;
}

} // namespace

/// Straight, or in a bow below the nodes that stand between.
void ClusterScene::connectPlaces(LineItem& line, const QRectF& from, const QRectF& to) const {
    const QPointF a = from.center(), b = to.center();
    std::optional<QPointF> over;
    for (const auto& [id, item] : nodes_)
        if (const auto r = item->place(); r != from && r != to && crosses(r, a, b))
            over = (a + b) / 2 + QPointF(0, r.height() + kBow);
    const auto target = to.adjusted(-2, -2, 2, 2);
    line.setEnds(edgeTowards(from, over.value_or(b)), edgeTowards(target, over.value_or(a)), over);
}

/// The fault being played has cut this node's lines of that kind.
bool ClusterScene::isCut(const std::string& id, LineKind kind) const {
    if (!moment_)
        return false;
    const auto now = moment_->nodes.find(id);
    return now != moment_->nodes.end() &&
           (now->second.cutFromAll || (now->second.cutFromEtcd && kind == LineKind::Dcs));
}

void ClusterScene::flow(const std::string& from, const std::string& to, LineKind kind) {
    auto *a = node(from), *b = node(to);
    if (!a || !b)
        return;
    auto* line = new LineItem(from + "→" + to, kind);
    connectPlaces(*line, a->place(), b->place());
    const bool joined = std::isfinite(
        model_.topology().rttMs(model_.topology().node(from)->site, model_.topology().node(to)->site));
    if (kind == LineKind::Dcs && joined && !(standing(a->look()) && standing(b->look()))) {
        delete line; // what a fallen member says nobody hears
        return;
    }
    line->setCut(!joined || !standing(b->look()) || isCut(from, kind) || isCut(to, kind));
    addItem(line);
    lines_.push_back(line);
}

void ClusterScene::refreshLines() {
    for (auto* line : lines_)
        delete line;
    lines_.clear();
    const auto& t = model_.topology();
    for (const auto& l : t.links) {
        auto *a = site(l.a), *b = site(l.b);
        if (!a || !b || a == b)
            continue;
        auto* line = new LineItem(linkId(l), LineKind::Network);
        line->setEnds(leave(a->area(), middleOf(*a), middleOf(*b)),
                      leave(b->area(), middleOf(*b), middleOf(*a)));
        line->setLabel(valueText(l.rttMs, "ms"));
        line->setToolTip(
            tr("%1, %2 there and back").arg(QString::fromStdString(linkId(l)), valueText(l.rttMs, "ms")));
        addItem(line);
        lines_.push_back(line);
    }
    std::string leader;
    std::vector<std::string> members;
    for (const auto& n : t.nodes) {
        const auto& look = node(n.id)->look();
        if (look.role == CanvasRole::Leader && standing(look) && leader.empty())
            leader = n.id;
        if (n.has("etcd"))
            members.push_back(n.id);
    }
    for (const auto& [id, item] : nodes_)
        if (id != leader && !leader.empty() && isDatabase(item->look().role) &&
            item->look().role != CanvasRole::Leader)
            flow(leader, id, item->look().role == CanvasRole::Sync ? LineKind::Sync : LineKind::Async);
    // Where replication joins two members already, a dotted line beside it would say nothing new.
    for (std::size_t i = 0; i < members.size(); ++i)
        for (std::size_t j = i + 1; j < members.size(); ++j)
            if (members[i] != leader || !t.node(members[j])->has("postgresql"))
                flow(members[i], members[j], LineKind::Dcs);
    refreshClients(leader);
}

/// The applications stand left of everything; they are no machine of the topology.
void ClusterScene::refreshClients(const std::string& leader) {
    const auto& t = model_.topology();
    NodeLook look;
    look.role = CanvasRole::Client;
    look.name = tr("Applications");
    look.words = t.workload.commitsPerSecond > 0 ? commitRateText(t.workload.commitsPerSecond)
                                                 : tr("commit without pause");
    if (moment_) {
        look.words = moment_->clientWords;
        look.sign = moment_->clients == ClientMoment::Writing   ? NodeSign::None
                    : moment_->clients == ClientMoment::Waiting ? NodeSign::Waiting
                                                                : NodeSign::Down;
    }
    clients_->setLook(look);
    QRectF first;
    std::string home;
    for (const auto& n : t.nodes)
        if (home.empty() && model_.role(n.id) == CanvasRole::Leader)
            home = n.site;
    if (auto* s = site(home))
        first = s->area();
    double left = first.left();
    for (const auto& [id, item] : sites_)
        if (item->area().top() < first.bottom() && item->area().bottom() > first.top())
            left = std::min(left, item->area().left());
    clients_->placeAt(
        {left - kClientsApart - nodeSize(CanvasRole::Client).width() / 2, first.center().y() + 8});
    clients_->setVisible(!t.nodes.empty());
    refreshTraffic(leader);
}

LineItem* ClusterScene::traffic(const NodeItem& from, const NodeItem& to, bool cut) {
    auto* line = new LineItem("traffic", LineKind::Traffic);
    connectPlaces(*line, from.place(), to.place());
    line->setCut(cut);
    addItem(line);
    lines_.push_back(line);
    return line;
}

/// From the applications to the leader, through the proxies where the topology has them as machines.
void ClusterScene::refreshTraffic(const std::string& leader) {
    const auto& t = model_.topology();
    // Refused clients still ask where the leader was.
    const bool refused = moment_ && moment_->clients == ClientMoment::Refused;
    auto* target = node(leader);
    for (const auto& n : t.nodes)
        if (refused && model_.role(n.id) == CanvasRole::Leader)
            target = node(n.id);
    if (!target)
        return;
    bool any = false;
    for (const auto& n : t.nodes) {
        if (t.routing.kind == "none" || !n.has(t.routing.kind) || n.id == target->id())
            continue;
        const auto& proxy = *node(n.id);
        const bool stands = standing(proxy.look()) && !isCut(n.id, LineKind::Traffic);
        traffic(*clients_, proxy, !stands);
        traffic(proxy, *target, refused || !stands);
        any = true;
    }
    if (any)
        return;
    auto* line = traffic(*clients_, *target, refused);
    if (t.routing.kind != "none")
        line->setLabel(t.routing.kind == "haproxy" ? tr("HAProxy") : tr("stolon-proxy"));
}

} // namespace causeway::ui
