// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_model.h"

#include <QUndoCommand>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr double kAround = 24, kNameRoom = 40;
constexpr QSizeF kDatabase(172, 60), kOther(152, 44), kEmptySite(216, 120);
constexpr int kUndoSteps = 500;
constexpr int kMergeable = 1;

} // namespace

QSizeF nodeSize(CanvasRole role) {
    return isDatabase(role) ? kDatabase : kOther;
}

QRectF areaAround(const std::vector<QRectF>& nodes) {
    QRectF all;
    for (const auto& r : nodes)
        all = all.united(r);
    return all.adjusted(-kAround, -kNameRoom, kAround, kAround);
}

/// A topology has some dozen elements, so a step keeps it whole before and after.
class CanvasModel::Step : public QUndoCommand {
public:
    Step(CanvasModel& model, const QString& text, Topology after, QString key)
        : QUndoCommand(text), model_(model), before_(model.topology_), after_(std::move(after)),
          key_(std::move(key)) {}
    void undo() override { model_.apply(before_); }
    void redo() override { model_.apply(after_); }
    int id() const override { return key_.isEmpty() ? -1 : kMergeable; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const Step&>(*other);
        if (next.key_ != key_)
            return false;
        after_ = next.after_;
        setObsolete(before_ == after_);
        return true;
    }

private:
    CanvasModel& model_;
    Topology before_, after_;
    QString key_;
};

CanvasModel::CanvasModel(QObject* parent) : QObject(parent) {
    undo_.setUndoLimit(kUndoSteps);
}

void CanvasModel::load(Topology topology) {
    undo_.clear();
    places_.clear();
    apply(topology);
    emit loaded();
}

void CanvasModel::apply(const Topology& topology) {
    if (&topology != &topology_)
        topology_ = topology;
    roles_ = assignedRoles(topology_);
    problems_ = validate(topology_);
    for (const auto& s : topology_.sites)
        places_[s.id] = siteArea(s.id).center();
    emit changed();
}

CanvasRole CanvasModel::role(const std::string& node) const {
    const auto found = roles_.find(node);
    return found == roles_.end() ? CanvasRole::Bare : found->second;
}

const TopologyProblem* CanvasModel::fatal() const {
    const auto found =
        std::find_if(problems_.begin(), problems_.end(), [](const TopologyProblem& p) { return p.fatal; });
    return found == problems_.end() ? nullptr : &*found;
}

QRectF CanvasModel::nodeRect(const Node& node) const {
    const auto size = nodeSize(role(node.id));
    return {QPointF(node.x - size.width() / 2, node.y - size.height() / 2), size};
}

QRectF CanvasModel::siteArea(const std::string& site) const {
    std::vector<QRectF> nodes;
    for (const auto& n : topology_.nodes)
        if (n.site == site)
            nodes.push_back(nodeRect(n));
    if (!nodes.empty())
        return areaAround(nodes);
    const auto place = places_.find(site);
    const QPointF middle = place == places_.end() ? QPointF() : place->second;
    return {middle - QPointF(kEmptySite.width() / 2, kEmptySite.height() / 2), kEmptySite};
}

std::string CanvasModel::siteAt(QPointF point) const {
    for (const auto& s : topology_.sites)
        if (siteArea(s.id).contains(point))
            return s.id;
    return {};
}

void CanvasModel::edit(const QString& text, const std::function<void(Topology&)>& change,
                       const QString& mergeKey) {
    Topology after = topology_;
    change(after);
    if (after != topology_)
        undo_.push(new Step(*this, text, std::move(after), mergeKey));
}

void CanvasModel::placeSite(const std::string& site, QPointF middle) {
    places_[site] = middle;
    emit changed();
}

} // namespace causeway::ui
