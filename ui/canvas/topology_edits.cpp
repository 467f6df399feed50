// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/topology_edits.h"

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr double kCopyOffset = 32, kNewLinkRttMs = 1;

std::string freeId(const Topology& t, const std::string& stem) {
    for (int i = 1;; ++i) {
        auto id = stem + std::to_string(i);
        if (!t.node(id) && !t.site(id))
            return id;
    }
}

/// "pg-2" -> "pg-"; an id without a number gets a dash: "witness" -> "witness-".
std::string stemOf(const std::string& id) {
    const auto end = id.find_last_not_of("0123456789");
    if (end == std::string::npos)
        return "n";
    return end + 1 == id.size() ? id + "-" : id.substr(0, end + 1);
}

} // namespace

std::string linkId(const Link& link) {
    return link.a + "–" + link.b;
}

std::string addNode(Topology& t, const std::string& what, const std::string& site, double x, double y) {
    Node node;
    // A new database is a machine like those that are there.
    const auto databases = t.databases();
    if (what == "postgresql" && !databases.empty())
        node = *databases.back();
    node.nofailover = node.nosync = false;
    node.id = freeId(t, what == "postgresql" ? "pg-" : what + "-");
    node.site = site;
    node.runs = {what};
    if (what == "haproxy")
        t.routing.kind = what; // a proxy that no client asks would do nothing
    node.x = x;
    node.y = y;
    t.nodes.push_back(node);
    return node.id;
}

std::string addSite(Topology& t) {
    const auto id = freeId(t, "site-");
    t.sites.push_back({id, "Site " + id.substr(5)});
    return id;
}

void removeElements(Topology& t, const std::set<std::string>& ids) {
    const auto gone = [&](const std::string& id) {
        return ids.count(id) > 0;
    };
    std::erase_if(t.nodes, [&](const Node& n) { return gone(n.id) || gone(n.site); });
    std::erase_if(t.links, [&](const Link& l) { return gone(linkId(l)) || gone(l.a) || gone(l.b); });
    std::erase_if(t.sites, [&](const Site& s) { return gone(s.id); });
}

std::set<std::string> duplicateNodes(Topology& t, const std::set<std::string>& ids) {
    std::set<std::string> copies;
    for (const auto& id : ids) {
        const auto* original = t.node(id);
        if (!original)
            continue;
        Node copy = *original;
        copy.id = freeId(t, stemOf(id));
        copy.x += kCopyOffset;
        copy.y += kCopyOffset;
        copies.insert(copy.id);
        t.nodes.push_back(std::move(copy));
    }
    return copies;
}

void placeNodes(Topology& t, const std::vector<Placement>& placements) {
    for (const auto& p : placements)
        for (auto& n : t.nodes)
            if (n.id == p.node) {
                n.site = p.site;
                n.x = p.x;
                n.y = p.y;
            }
}

std::string connectSites(Topology& t, const std::string& a, const std::string& b) {
    if (!t.site(a) || !t.site(b) || a == b)
        return "A link joins two different sites.";
    const bool there = std::any_of(t.links.begin(), t.links.end(), [&](const Link& l) {
        return (l.a == a && l.b == b) || (l.a == b && l.b == a);
    });
    if (there)
        return "These two sites are joined already.";
    Link link;
    link.a = a;
    link.b = b;
    link.rttMs = kNewLinkRttMs;
    t.links.push_back(link);
    return {};
}

} // namespace causeway::ui
