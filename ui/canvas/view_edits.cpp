// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_view.h"

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr double kBetween = 16, kSiteGap = 48;

} // namespace

void ClusterView::removeChosen() {
    const auto ids = scene_->chosen();
    if (!ids.empty())
        model_.edit(tr("remove"), [&](Topology& t) { removeElements(t, ids); });
}

void ClusterView::duplicateChosen() {
    const auto ids = scene_->chosen();
    std::set<std::string> copies;
    model_.edit(tr("duplicate"), [&](Topology& t) { copies = duplicateNodes(t, ids); });
    if (!copies.empty())
        scene_->choose(copies);
}

std::set<std::string> ClusterView::chosenSites() const {
    std::set<std::string> sites;
    for (const auto& id : scene_->chosen()) {
        if (model_.topology().site(id))
            sites.insert(id);
        else if (const auto* n = model_.topology().node(id))
            sites.insert(n->site);
    }
    return sites;
}

void ClusterView::connectChosen() {
    const auto sites = chosenSites();
    std::string refusal = sites.size() == 2 ? "" : "Choose two sites, or a node in each, to join them.";
    if (refusal.empty())
        model_.edit(tr("join sites"),
                    [&](Topology& t) { refusal = connectSites(t, *sites.begin(), *sites.rbegin()); });
    if (!refusal.empty())
        QToolTip::showText(mapToGlobal(rect().center()), QString::fromStdString(refusal), this);
}

/// Below what stands in the site already.
QPointF ClusterView::freePlace(const std::string& site) const {
    double x = model_.siteArea(site).center().x(), bottom = 0;
    bool any = false;
    for (const auto& n : model_.topology().nodes)
        if (n.site == site) {
            const auto rect = model_.nodeRect(n);
            bottom = any ? std::max(bottom, rect.bottom()) : rect.bottom();
            x = any ? x : n.x;
            any = true;
        }
    if (!any)
        return model_.siteArea(site).center();
    return {x, std::round((bottom + kBetween + 30) / kSnap) * kSnap};
}

void ClusterView::add(const std::string& what) {
    std::string id;
    if (what == "site") {
        QRectF all;
        for (const auto& s : model_.topology().sites)
            all = all.united(model_.siteArea(s.id));
        model_.edit(tr("add a site"), [&](Topology& t) { id = addSite(t); });
        model_.placeSite(id, {all.right() + kSiteGap + 108, all.top() + 60});
        fit();
    } else {
        const auto chosen = chosenSites();
        const auto& sites = model_.topology().sites;
        if (sites.empty()) {
            QToolTip::showText(mapToGlobal(rect().center()), tr("Add a site first: a node stands in one."),
                               this);
            return;
        }
        const auto site = chosen.empty() ? sites.front().id : *chosen.begin();
        const auto place = freePlace(site);
        model_.edit(tr("add a node"),
                    [&](Topology& t) { id = addNode(t, what, site, place.x(), place.y()); });
    }
    scene_->choose({id});
}

} // namespace causeway::ui
