// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/audit/audit_filter.h"
#include "ui/pages/page.h"

#include <map>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace causeway::ui {

class Chip;
class FigureTile;
class FindingPanel;
class PageHeader;
class ScorePanel;
class ScoreRing;
class StateBox;
class StageView;
class TableView;

/// Findings of the snapshot: score and counts on top, the table left, the chosen finding right, or how the
/// score came about. Findings are waived here, and the snapshot is compared with earlier ones.
class AuditPage : public Page {
    Q_OBJECT
public:
    explicit AuditPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { workbench().run(Workbench::Stage::Audit); }
    bool exportResult() override;
    void focusFilter() override;
    void showAnchor(const QString& anchor) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeStrip();
    QWidget* makeTable();
    QWidget* makeBar(QWidget* parent);
    void addKeys();
    QWidget* makeSide();
    void restoreFilter();
    void rememberFilter() const;
    void refresh();
    void refreshSnapshots();
    void applyFilter();
    void showCurrent();
    void showScore(bool on);
    void selectFirst();
    void showNothing(const AuditReport& report);
    void clearFilter();
    void selectRow(int modelRow);
    void waive();
    void withdraw();
    void compareWith(const std::string& before);
    void refreshChange();
    void refreshPlanned();
    void showInRoadmap();
    std::string plannedTask() const;
    QString headline(const AuditReport& report) const;
    QString basis(const AuditReport& report) const;

    AuditModel* model_;
    AuditFilter* filter_;
    StageView* stage_;
    PageHeader* header_;
    ScoreRing* ring_;
    std::map<std::string, FigureTile*> tiles_;
    QLabel* coverage_;
    QPushButton* since_;                          ///< how many points up or down since the snapshot before
    std::shared_ptr<const AuditReport> compared_; ///< the report that since_ speaks of
    QLineEdit* words_;
    Chip* chosen_; ///< the severities that the tiles filter by
    QComboBox* grouping_;
    QLabel* count_;
    QPushButton* compare_;
    QStackedWidget* list_; ///< the table, or what is said in its place when it has no row
    TableView* table_;
    StateBox *nothing_, *noMatch_;
    QSplitter* split_;
    QStackedWidget* side_;
    FindingPanel* panel_;
    ScorePanel* scorePanel_;
    std::pair<const CheckResult*, const Finding*>
        shown_;             ///< in the panel: it is not made anew for each letter
    bool restoring_ = true; ///< the filter is being set up: nothing is remembered yet
};

} // namespace causeway::ui
