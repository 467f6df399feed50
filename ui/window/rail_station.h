// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QAbstractButton>

namespace causeway::ui {

/// A station is a button that paints itself: circle, icon, the stretches of path above and below.
class RailStation : public QAbstractButton {
    Q_OBJECT
public:
    RailStation(const Page* page, bool onPath, QWidget* parent);

    const Page* page() const { return page_; }
    void setState(const StationState& state);
    const StationState& state() const { return state_; }
    /// Whether the path goes on above and below, solid where both ends are built.
    void setStretches(bool above, bool aboveSolid, bool below, bool belowSolid);
    void setNarrow(bool narrow);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintPath(QPainter& painter, QPointF centre) const;
    void paintCircle(QPainter& painter, QPointF centre) const;

    const Page* page_;
    StationState state_;
    bool onPath_, narrow_ = false;
    bool above_ = false, aboveSolid_ = false, below_ = false, belowSolid_ = false;
};

} // namespace causeway::ui
