// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_scene.h"

#include "ui/theme/theme_manager.h"

#include <QGraphicsSceneMouseEvent>

namespace causeway::ui {
namespace {

constexpr double kMargin = 28;

template <typename Item> Item* find(const std::map<std::string, Item*>& items, const std::string& id) {
    const auto found = items.find(id);
    return found == items.end() ? nullptr : found->second;
}

/// Deletes the items that the model no longer has.
template <typename Item, typename Has> void prune(std::map<std::string, Item*>& items, Has has) {
    for (auto it = items.begin(); it != items.end();) {
        if (has(it->first)) {
            ++it;
        } else {
            delete it->second;
            it = items.erase(it);
        }
    }
}

} // namespace

ClusterScene::ClusterScene(CanvasModel& model, QObject* parent)
    : QGraphicsScene(parent), model_(model), clients_(new NodeItem("")) {
    clients_->setFlags({});
    clients_->setAcceptedMouseButtons(Qt::NoButton);
    addItem(clients_);
    connect(&model_, &CanvasModel::changed, this, &ClusterScene::refresh);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { update(); });
    refresh();
}

ClusterScene::~ClusterScene() = default;

NodeItem* ClusterScene::node(const std::string& id) const {
    return find(nodes_, id);
}
SiteItem* ClusterScene::site(const std::string& id) const {
    return find(sites_, id);
}

std::set<std::string> ClusterScene::chosen() const {
    std::set<std::string> ids;
    for (auto* item : selectedItems())
        ids.insert(static_cast<CanvasItem*>(item)->id());
    return ids;
}

void ClusterScene::choose(const std::set<std::string>& ids) {
    clearSelection();
    for (const auto& [id, item] : nodes_)
        item->setSelected(ids.count(id) > 0);
    for (const auto& [id, item] : sites_)
        item->setSelected(ids.count(id) > 0);
    for (auto* line : lines_)
        line->setSelected(line->kind() == LineKind::Network && ids.count(line->id()) > 0);
}

void ClusterScene::setMoment(std::optional<PlaybackMoment> moment) {
    moment_ = std::move(moment);
    refresh();
}

QRectF ClusterScene::content() const {
    return itemsBoundingRect().adjusted(-kMargin / 2, -kMargin / 2, kMargin / 2, kMargin / 2);
}

QString ClusterScene::wordsOf(const Node& n, CanvasRole role) const {
    if (role == CanvasRole::Client)
        return tr("drawn, not simulated");
    QString words = roleName(role);
    if (isDatabase(role) && n.has("etcd"))
        words += tr(" · etcd");
    return words;
}

NodeLook ClusterScene::lookOf(const Node& n) const {
    NodeLook look;
    look.role = model_.role(n.id);
    look.name = QString::fromStdString(n.id);
    look.words = wordsOf(n, look.role);
    if (!moment_)
        return look;
    const auto now = moment_->nodes.find(n.id);
    if (now == moment_->nodes.end())
        return look;
    if (isDatabase(look.role))
        look.role = now->second.role;
    look.sign = now->second.sign;
    look.words = now->second.words;
    return look;
}

void ClusterScene::refresh() {
    const auto& t = model_.topology();
    const auto selected = chosen();
    prune(nodes_, [&](const std::string& id) { return t.node(id) != nullptr; });
    prune(sites_, [&](const std::string& id) { return t.site(id) != nullptr; });
    for (const auto& s : t.sites) {
        auto*& item = sites_[s.id];
        if (!item) {
            item = new SiteItem(s.id);
            item->moved = [this](CanvasItem& i, QPointF by) {
                dragged(i, by);
            };
            addItem(item);
        }
        item->setZValue(0);
        item->setName(QString::fromStdString(s.name.empty() ? s.id : s.name));
        item->setArea(model_.siteArea(s.id));
    }
    for (const auto& n : t.nodes) {
        auto*& item = nodes_[n.id];
        if (!item) {
            item = new NodeItem(n.id);
            item->moved = [this](CanvasItem& i, QPointF by) {
                dragged(i, by);
            };
            item->setZValue(3);
            addItem(item);
        }
        item->setLook(lookOf(n));
        item->placeAt({n.x, n.y});
    }
    std::map<std::string, std::pair<QStringList, bool>> said;
    for (const auto& p : model_.problems()) {
        auto& [messages, fatal] = said[p.element];
        messages << QString::fromStdString(p.message);
        fatal = fatal || p.fatal;
    }
    const auto mark = [&](CanvasItem* item) {
        const auto found = said.find(item->id());
        item->setProblem(found == said.end() ? QString() : found->second.first.join('\n'),
                         found != said.end() && found->second.second);
    };
    for (const auto& [id, item] : nodes_)
        mark(item);
    for (const auto& [id, item] : sites_)
        mark(item);
    refreshLines();
    for (auto* line : lines_)
        line->setSelected(line->kind() == LineKind::Network && selected.count(line->id()) > 0);
}

void ClusterScene::nudge(QPointF by) {
    std::set<std::string> moving;
    QString key = "nudge";
    for (const auto& id : chosen())
        for (const auto& n : model_.topology().nodes)
            if (n.id == id || n.site == id)
                moving.insert(n.id);
    for (const auto& id : moving)
        key += ' ' + QString::fromStdString(id);
    if (!moving.empty())
        model_.edit(
            tr("move"), [&](Topology& t) { placeNodes(t, placements(moving, by)); }, key);
}

std::vector<Placement> ClusterScene::placements(const std::set<std::string>& nodes, QPointF by) const {
    std::vector<Placement> out;
    for (const auto& id : nodes)
        if (const auto* n = model_.topology().node(id))
            out.push_back({id, n->site, n->x + by.x(), n->y + by.y()});
    return out;
}

} // namespace causeway::ui
