// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/assigned_roles.h"
#include "ui/canvas/topology_edits.h"

#include <QObject>
#include <QRectF>
#include <QUndoStack>

#include <functional>

namespace causeway::ui {

/// Nodes and moves snap to it.
inline constexpr double kSnap = 8;

QSizeF nodeSize(CanvasRole role);
/// The area of a site that holds these nodes: room around them and for its name above.
QRectF areaAround(const std::vector<QRectF>& nodes);

/// The topology that is edited, with its undo stack, its roles and its problems. Knows nothing of the scene.
class CanvasModel : public QObject {
    Q_OBJECT
public:
    explicit CanvasModel(QObject* parent = nullptr);

    /// Another topology; what was done to the last one is forgotten.
    void load(Topology topology);
    const Topology& topology() const { return topology_; }
    const std::map<std::string, CanvasRole>& roles() const { return roles_; }
    CanvasRole role(const std::string& node) const;
    const std::vector<TopologyProblem>& problems() const { return problems_; }
    /// Why it cannot be simulated; null when it can.
    const TopologyProblem* fatal() const;
    QUndoStack& undoStack() { return undo_; }

    QRectF nodeRect(const Node& node) const;
    QRectF siteArea(const std::string& site) const;
    /// The site whose area holds the point, or "".
    std::string siteAt(QPointF point) const;

    /// One undoable step. Consecutive steps of one mergeKey become one step; an empty key never merges. A
    /// step that changes nothing leaves no trace.
    void edit(const QString& text, const std::function<void(Topology&)>& change,
              const QString& mergeKey = {});
    /// Where an empty site stands.
    void placeSite(const std::string& site, QPointF middle);

signals:
    void changed();
    void loaded(); ///< after changed(): it is another topology

private:
    class Step;
    void apply(const Topology& topology);

    Topology topology_;
    std::map<std::string, CanvasRole> roles_;
    std::vector<TopologyProblem> problems_;
    std::map<std::string, QPointF> places_; ///< of sites, as last seen: an emptied site stays where it was
    QUndoStack undo_;
};

} // namespace causeway::ui
