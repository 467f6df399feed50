// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/comparison.h"

#include <QDialog>

#include <memory>

class QButtonGroup;
class QStandardItemModel;

namespace causeway::ui {

class TableView;

/// What changed between two snapshots: a tile for each kind of change, the rows of the chosen one below.
class ComparisonDialog : public QDialog {
    Q_OBJECT
public:
    explicit ComparisonDialog(std::shared_ptr<const Comparison> comparison, QWidget* parent = nullptr);

private:
    void show(int kind);
    std::shared_ptr<const Comparison> comparison_;
    QButtonGroup* kinds_;
    QStandardItemModel* model_;
    TableView* table_;
};

} // namespace causeway::ui
