// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace causeway::ui {

class Card;
class ChartView;
class PageHeader;
class StageView;
class WhatIf;

/// Volume with its band and limits on top, the curves of memory, processor and backup below, and at the right
/// the limits by date, the levers and what the forecast rests on.
class GrowthPage : public Page {
    Q_OBJECT
public:
    explicit GrowthPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { workbench().run(Workbench::Stage::Growth); }
    bool exportResult() override;

private:
    QWidget* makeCharts();
    QWidget* makeSide();
    void refresh();
    void showForecast(const Forecast& forecast);
    void showLimits(const Forecast& forecast);
    void showGrowers(const Forecast& forecast);
    void showInputs(const Forecast& forecast);
    void tryLevers();

    StageView* stage_ = nullptr;
    PageHeader* header_ = nullptr;
    Card* mainCard_ = nullptr;
    ChartView* mainChart_ = nullptr;
    std::vector<std::pair<Card*, ChartView*>> small_;
    QVBoxLayout* limits_ = nullptr;
    QVBoxLayout* growers_ = nullptr;
    Card* growersCard_ = nullptr;
    QVBoxLayout* inputs_ = nullptr;
    WhatIf* levers_ = nullptr;
};

} // namespace causeway::ui
