// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/picture_menu.h"
#include "ui/pages/lab/run_timeline.h"

#include <QWidget>

class QLabel;
class QTimer;
class QToolButton;

namespace causeway::ui {

/// The run as a bar of what clients saw, with a playhead that the pointer drags and ← → move from event to
/// event.
class TimelineBar : public QWidget {
    Q_OBJECT
public:
    explicit TimelineBar(QWidget* parent = nullptr);
    void setTimeline(RunTimeline timeline);
    const RunTimeline& timeline() const { return timeline_; }
    double at() const { return at_; }
    void setAt(double seconds);
    /// To the next or last event; false at the end.
    bool step(bool forward);
    QSize sizeHint() const override { return {480, 74}; }
    /// Without the playhead.
    Drawing drawing() const;
    /// What clients saw and what happened to nodes, with times since the fault.
    std::unique_ptr<QAbstractItemModel> values() const;

signals:
    void moved(double seconds);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF track() const;
    double xAt(double seconds) const;
    double secondsAt(double x) const;
    void paintStretches(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintAxis(QPainter& painter) const;
    void paintPlayhead(QPainter& painter) const;

    RunTimeline timeline_;
    double at_ = 0;
};

/// The bar with play, back and forward, and the clock.
class PlaybackStrip : public QWidget {
    Q_OBJECT
public:
    explicit PlaybackStrip(QWidget* parent = nullptr);
    TimelineBar& bar() { return *bar_; }
    void setTimeline(RunTimeline timeline);
    void togglePlay();
    void stop();

private:
    void tick();
    void showClock();

    TimelineBar* bar_;
    QToolButton* play_;
    QLabel* clock_;
    QLabel* speed_;
    QTimer* timer_;
};

} // namespace causeway::ui
