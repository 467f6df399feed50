// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/card.h"
#include "ui/workbench/workbench.h"

class QLabel;
class QLineEdit;

namespace causeway::ui {

class SourceModel;
class TableView;

/// The left of Sources: what the snapshot was read from, what is said of the chosen one, and where files
/// are added, by button or by dropping them.
class SourcePanel : public Card {
    Q_OBJECT
public:
    explicit SourcePanel(Workbench& workbench, QWidget* parent = nullptr);
    /// The server that imported files describe, as the user names it.
    QString serverName() const;

signals:
    void filesChosen(const QStringList& paths);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* makeImport();
    void refresh();
    void showCurrent();
    void chooseFiles();
    void chooseFolder();

    Workbench& workbench_;
    SourceModel* model_;
    TableView* list_;
    QWidget* nothing_;
    QLabel* remark_;
    QLineEdit* name_;
};

} // namespace causeway::ui
