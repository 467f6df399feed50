// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QPushButton>

namespace causeway::ui {

/// How many tasks work now; a click opens the list with duration, failure and cancel.
class TaskButton : public QPushButton {
    Q_OBJECT
public:
    explicit TaskButton(TaskRunner& tasks, QWidget* parent = nullptr);

private:
    void refresh();
    void showList();
    TaskRunner& tasks_;
};

} // namespace causeway::ui
