// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/audit/audit_model.h"
#include "ui/pages/page.h"

#include <map>

class QLabel;
class QLineEdit;
class QStackedLayout;

namespace causeway::ui {

class FigureTile;
class FindingPanel;
class PageHeader;
class ScoreRing;
class StageView;
class TableView;

/// Findings of the snapshot: score and counts on top, the table left, the chosen finding right.
class AuditPage : public Page {
    Q_OBJECT
public:
    explicit AuditPage(Workbench& workbench, QWidget* parent = nullptr);
    StationState station() const override;
    void rerun() override { workbench().run(Workbench::Stage::Audit); }
    bool exportResult() override;
    void focusFilter() override;
    void showAnchor(const QString& anchor) override;

private:
    QWidget* makeStrip();
    QWidget* makeTable();
    void refresh();
    void applyFilter();
    void showCurrent();
    QString headline(const AuditReport& report) const;
    QString basis(const AuditReport& report) const;

    AuditModel* model_;
    AuditFilter* filter_;
    StageView* stage_;
    PageHeader* header_;
    ScoreRing* ring_;
    std::map<std::string, FigureTile*> tiles_;
    FigureTile* passed_;
    QLineEdit* words_;
    QLabel* count_;
    TableView* table_;
    FindingPanel* panel_;
};

} // namespace causeway::ui
