// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_items.h"
#include "ui/canvas/canvas_model.h"
#include "ui/canvas/playback.h"

#include <QGraphicsScene>

#include <memory>
#include <optional>
#include <set>

namespace causeway::ui {

/// Draws the model and turns drags into its edits.
class ClusterScene : public QGraphicsScene {
    Q_OBJECT
public:
    explicit ClusterScene(CanvasModel& model, QObject* parent = nullptr);
    ~ClusterScene() override;

    std::set<std::string> chosen() const;
    void choose(const std::set<std::string>& ids);
    NodeItem* node(const std::string& id) const;
    SiteItem* site(const std::string& id) const;
    /// A moment of a run, or nothing: the cluster at rest.
    void setMoment(std::optional<PlaybackMoment> moment);
    /// All that is drawn, with a margin.
    QRectF content() const;
    /// Arrow keys: moves the chosen nodes and the nodes of chosen sites.
    void nudge(QPointF by);

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;

private:
    void refresh();
    void refreshLines();
    NodeLook lookOf(const Node& node) const;
    QString wordsOf(const Node& node, CanvasRole role) const;
    void refreshClients(const std::string& leader);
    void refreshTraffic(const std::string& leader);
    LineItem* traffic(const NodeItem& from, const NodeItem& to, bool cut);
    void connectPlaces(LineItem& line, const QRectF& from, const QRectF& to) const;
    bool isCut(const std::string& node, LineKind kind) const;
    void flow(const std::string& from, const std::string& to, LineKind kind);
    void dragged(CanvasItem& item, QPointF by);
    void liveAreas();
    void drop();
    std::vector<Placement> placements(const std::set<std::string>& nodes, QPointF by) const;
    std::string siteUnder(QPointF point) const;

    CanvasModel& model_;
    std::map<std::string, NodeItem*> nodes_;
    std::map<std::string, SiteItem*> sites_;
    std::vector<LineItem*> lines_;
    NodeItem* clients_;
    std::optional<PlaybackMoment> moment_;
    std::set<std::string> dragging_; ///< nodes that follow the pointer
    std::set<std::string> draggedSites_;
};

} // namespace causeway::ui
