// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tasks/task.h"

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace causeway::ui {

/// Shows how far a task is, with Cancel, and in the same place why it failed; nothing when it is done.
class TaskPlace : public QWidget {
    Q_OBJECT
public:
    explicit TaskPlace(QWidget* parent = nullptr);
    /// retry: what "Try again" does after a failure; without it there is no such button.
    void watch(Task* task, std::function<void()> retry = {});
    bool working() const;
    void clear();

signals:
    void changed(); ///< began or ended to work

private:
    void ended();

    QVBoxLayout* column_;
    QPointer<Task> task_;
    std::function<void()> retry_;
};

} // namespace causeway::ui
