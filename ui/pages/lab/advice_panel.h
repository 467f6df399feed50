// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace causeway::ui {

class AdviceModel;
class Card;
class ChartView;
class LabSession;
class ScrollBox;
class Segment;
class TableView;
class Task;
class Workbench;

/// Searches designs for the drawn sites and the engagement's targets in the background, and lists those that
/// no other beats. The chosen one says why it stands there; a click loads it on the canvas, as one undoable
/// step.
class AdvicePanel : public QWidget {
    Q_OBJECT
public:
    AdvicePanel(LabSession& session, Workbench& workbench, QWidget* parent = nullptr);
    const Advice* advice() const { return advice_.get(); }
    /// How far to look: most database servers, and runs of each fault for what is shown.
    struct Depth {
        int mostDatabases = AdviceRequest().mostDatabases;
        std::uint64_t runs = AdviceRequest().runs;
    };
    void setSearch(Depth depth) { depth_ = depth; }
    /// Starts the search, unless it is under way.
    void search();

signals:
    void adviceChanged();

private:
    QWidget* makeTable();
    QWidget* makeReasons();
    void take(std::shared_ptr<const Advice> advice);
    void showState();
    void showReasons(int row);
    void load(int row);

    LabSession& session_;
    Workbench& workbench_;
    std::shared_ptr<const Advice> advice_;
    AdviceModel* model_;
    Card* designs_;
    TableView* table_;
    QPushButton* search_;
    Card* why_;
    Segment* shown_;
    QStackedWidget* views_;
    ScrollBox* reasons_;
    ChartView* chart_;
    QPointer<Task> task_;
    QString failure_;
    Depth depth_;
    bool stale_ = false;
};

} // namespace causeway::ui
