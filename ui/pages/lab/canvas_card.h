// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace causeway::ui {

class CanvasModel;
class Chip;
class ClusterView;

/// The canvas with its tools above and the palette at its left.
class CanvasCard : public QFrame {
    Q_OBJECT
public:
    explicit CanvasCard(CanvasModel& model, QWidget* parent = nullptr);
    ClusterView& view() { return *view_; }

signals:
    void openRequested();
    void importRequested();
    void saveRequested();

private:
    QWidget* makeTools();
    QWidget* makePalette();
    void showProblems();

    CanvasModel& model_;
    ClusterView* view_;
    Chip* problems_;
    QLabel* zoom_;
};

} // namespace causeway::ui
