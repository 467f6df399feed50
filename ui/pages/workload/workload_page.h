// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/workload/workload_source.h"

#include <array>
#include <memory>

class QComboBox;
class QGridLayout;
class QLabel;
class QLayout;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace causeway::ui {

class Card;
class ChartView;
class Chip;
class ElidedLabel;
class FigureTile;
class PageHeader;
class QueryConversions;
class ShapeModel;
class ShapePanel;
class StateBox;
class TableView;
class WorkingState;

/// The work a server does: what the source can see of it, load over time, the query shapes by time, and the
/// chosen one in full. Logs are opened by button or by dropping them here.
class WorkloadPage : public Page {
    Q_OBJECT
public:
    explicit WorkloadPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override;
    bool exportResult() override;
    void focusFilter() override;
    /// A shape's id.
    void showAnchor(const QString& anchor) override;
    /// Digests logs for the server looked at.
    void openLogs(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeBody();
    QLayout* makeTiles();
    void placeTiles(int columns);
    QWidget* makeCharts();
    QWidget* makeTable();
    QWidget* makeEmpty();
    void makeColumnMenu(class QToolButton* button);
    void restoreLayout();
    void showColumns();
    void chooseLogs();
    void watch(Task* task);
    void showFailure(const Error& error);
    /// The sources have changed: keeps the one looked at where it is still there.
    void refresh();
    void showSource();
    void showAudit();
    void showCharts();
    void showTiles();
    void applyFilter();
    /// The table follows the part of time that the charts show.
    void applyPeriod();
    /// A row's query with all that is known of it.
    const QueryClass* wholeOf(const QueryClass& shape) const;
    void showCurrent();
    const WorkloadSource* source() const;

    std::vector<WorkloadSource> sources_;
    int chosen_ = -1;
    Task* reading_ = nullptr;

    ShapeModel* model_;
    QueryConversions* conversions_;
    QStackedWidget* stack_;
    QWidget* body_;
    QWidget* empty_;
    StateBox* nothing_;
    QWidget* failed_ = nullptr;
    WorkingState* progress_;
    PageHeader* header_;
    QComboBox* choice_;
    std::array<FigureTile*, 6> tiles_{};
    QGridLayout* tileGrid_ = nullptr;
    Card* load_;
    ChartView* rate_;
    ChartView* response_;
    ElidedLabel* loadTitle_;
    QLabel* loadBasis_;
    QLineEdit* words_;
    QTimer* typing_;
    QLabel* count_;
    Chip* periodChip_;                             ///< the period that the table is about; a click shows all
    std::shared_ptr<const WorkloadDigest> period_; ///< what the table shows of it
    TableView* table_;
    QSplitter* split_;
    ShapePanel* panel_;
};

} // namespace causeway::ui
