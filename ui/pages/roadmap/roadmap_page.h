// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

namespace causeway::ui {

class Card;
class GanttView;
class PageHeader;
class ReportPreview;
class ScrollBox;
class StageView;

/// The plan left, the report as it will print right.
class RoadmapPage : public Page {
    Q_OBJECT
public:
    explicit RoadmapPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { workbench().run(Workbench::Stage::Roadmap); }
    bool exportResult() override;
    void showAnchor(const QString& anchor) override;

private:
    QWidget* makePlan();
    void refresh();
    void showTask(const QString& id);
    void showCriteria(const Roadmap& roadmap);

    StageView* stage_ = nullptr;
    PageHeader* header_ = nullptr;
    GanttView* gantt_ = nullptr;
    ScrollBox* detail_ = nullptr;
    ScrollBox* criteria_ = nullptr;
    Card* plan_ = nullptr;
    ReportPreview* preview_ = nullptr;
    std::shared_ptr<const RoadmapResult> shown_;
};

} // namespace causeway::ui
