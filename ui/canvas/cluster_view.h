// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/cluster_scene.h"

#include <QGraphicsView>

namespace causeway::ui {

/// The canvas: dots every 16, zoom at the pointer, and the keys. Tab goes from element to element, each of
/// which is then said by its role, name and state.
class ClusterView : public QGraphicsView {
    Q_OBJECT
public:
    explicit ClusterView(CanvasModel& model, QWidget* parent = nullptr);
    ClusterScene& clusters() { return *scene_; }
    double zoom() const { return transform().m11(); }

    void zoomBy(double factor);
    void fit();
    void removeChosen();
    void duplicateChosen();
    /// Joins the two sites that are chosen, or in which two chosen nodes stand. Says why not at the canvas.
    void connectChosen();
    /// A node of this kind ("postgresql"...) in the chosen site, else in the first; or "site".
    void add(const std::string& what);

signals:
    void zoomed(double factor);
    void playRequested(); ///< Space

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void describe();
    std::set<std::string> chosenSites() const;
    QPointF freePlace(const std::string& site) const;

    CanvasModel& model_;
    ClusterScene* scene_;
    bool fitted_ = true; ///< follows the window's size until the user zooms
};

} // namespace causeway::ui
