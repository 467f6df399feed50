// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <QWidget>

#include <vector>

class QComboBox;

namespace causeway::ui {

class Brand;
class ElidedLabel;
class RailStation;

/// The causeway: the engagement's name on top, one path of stations below, the snapshot at the foot.
/// Under 1,280 px of window width it shrinks to the circles.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(Workbench& workbench, QWidget* parent = nullptr);

    /// Stations in the order of the path; the first stands apart, as Start does.
    void addPage(const Page* page);
    void setCurrent(const QString& pageId);
    void setNarrow(bool narrow);
    bool narrow() const { return narrow_; }

signals:
    void chosen(const QString& pageId);

private:
    void refreshEngagement();
    void refreshSnapshots();

    Workbench& workbench_;
    std::vector<RailStation*> stations_;
    QWidget* stationBox_ = nullptr;
    Brand* brand_ = nullptr;
    QWidget* engagementBox_ = nullptr;
    QWidget* footer_ = nullptr;
    ElidedLabel* client_ = nullptr;
    ElidedLabel* project_ = nullptr;
    QWidget* environment_ = nullptr; ///< a chip, made anew when the environment changes
    QComboBox* snapshots_ = nullptr;
    bool narrow_ = false;
};

} // namespace causeway::ui
