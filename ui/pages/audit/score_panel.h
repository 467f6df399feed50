// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <QFrame>

class QLabel;
class QStandardItemModel;

namespace causeway::ui {

class TableView;

/// How the score came about: each family with its own score, and under it every deduction with its formula.
class ScorePanel : public QFrame {
    Q_OBJECT
public:
    explicit ScorePanel(QWidget* parent = nullptr);
    void setReport(const AuditReport& report);

signals:
    void closed();
    void chosen(const QString& findingKey); ///< a deduction's row was activated

private:
    QLabel* title_;
    QLabel* how_;
    QStandardItemModel* model_;
    TableView* table_;
};

} // namespace causeway::ui
