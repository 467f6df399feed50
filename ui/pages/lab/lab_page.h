// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <optional>

class QComboBox;
class QPushButton;
class QToolButton;

namespace causeway {
struct Topology;
}

namespace causeway::ui {

class CanvasCard;
class LabResults;
class LabSession;
class LeversPanel;
class PageHeader;
class PlaybackStrip;

/// A cluster on a canvas, struck by a fault: what it costs in time, commits and latency.
class LabPage : public Page {
    Q_OBJECT
public:
    explicit LabPage(Workbench& workbench, QWidget* parent = nullptr);
    ~LabPage() override;
    StationState station() const override;
    void rerun() override;
    bool exportResult() override;
    void focusFilter() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeBody();
    void makeActions();
    void fillChoices();
    void showTitle();
    void showOutcome();
    void showMoment(double seconds);
    void openTopology();
    void importCluster();
    void take(const std::optional<Topology>& topology);
    bool saveTopology();

    LabSession* session_;
    PageHeader* header_;
    QComboBox* variants_;
    QToolButton* remove_;
    QPushButton* compare_;
    CanvasCard* canvas_;
    PlaybackStrip* playback_;
    LabResults* results_;
    LeversPanel* levers_;
};

} // namespace causeway::ui
