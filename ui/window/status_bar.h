// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace causeway::ui {

/// The foot of the window: that sessions are read-only, what is looked at, when it was saved.
class StatusBar : public QWidget {
    Q_OBJECT
public:
    explicit StatusBar(Workbench& workbench, QWidget* parent = nullptr);

private:
    void refresh();
    void noteSaved();

    Workbench& workbench_;
    QLabel* readOnly_;
    QPushButton* queries_; ///< shows every query that ran
    QLabel* target_;
    QLabel* saved_;
};

} // namespace causeway::ui
