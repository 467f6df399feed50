// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"

#include <QDialog>

class QLabel;
class QStackedWidget;

namespace causeway::ui {

class CodeView;
class ElidedLabel;
class ProbeList;
class Segment;
class TableView;

/// What a collection does to a server, before it does it: every statement with its cost and what it needs,
/// the GRANTs of an account that can do no more, and the script that a client's own DBA runs instead. Each
/// can be copied and saved.
class CollectionPlan : public QDialog {
    Q_OBJECT
public:
    enum Sheet { Statements, Grants, Script };
    CollectionPlan(const Target& target, const CollectOptions& options, Sheet first,
                   QWidget* parent = nullptr);

private:
    QWidget* makeStatements();
    void showSheet(int sheet);
    void showStatement(int row);
    void save();
    QString name(const QString& what) const;

    Engine engine_;
    std::string grants_, script_;
    ProbeList* probes_;
    Segment* choice_;
    QLabel* line_;
    QStackedWidget* stack_;
    TableView* table_ = nullptr;
    CodeView* statement_ = nullptr;
    QLabel* needs_ = nullptr;
    CodeView* text_;
};

} // namespace causeway::ui
