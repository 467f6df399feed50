// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hazards/hazards.h"
#include "core/report/document.h"

#include <QWidget>

#include <array>

class QStackedWidget;

namespace causeway::ui {

class Card;
class ChartView;
class ElidedLabel;
class ScrollBox;
class Segment;

/// Below the canvas: the outcome's charts, or the known issues of such clusters that were found in this one,
/// each with what mends it, or the advised designs. A line above says for how long two nodes took writes and
/// nobody could be promoted.
class LabResults : public QWidget {
    Q_OBJECT
public:
    /// `advice` becomes the third view.
    explicit LabResults(QWidget* advice, QWidget* parent = nullptr);
    void setCharts(const std::array<report::ChartSpec, 3>& charts);
    void setDangers(const Outcome& outcome);
    void setHazards(const std::vector<HazardCheck>& found);

private:
    QWidget* makeCharts();
    QWidget* makeIssues();

    Segment* shown_;
    ElidedLabel* dangers_;
    QStackedWidget* pages_;
    Card* cards_[3];
    ChartView* charts_[3];
    Card* issues_;
    ScrollBox* list_;
    std::vector<HazardCheck> hazards_;
};

} // namespace causeway::ui
