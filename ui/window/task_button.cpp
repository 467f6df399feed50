// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/task_button.h"

#include "ui/theme/icons.h"

#include <QMenu>

namespace causeway::ui {
namespace {

constexpr int kListed = 12; ///< newest tasks in the list

QString line(const Task& task) {
    const auto seconds = QString::number(task.seconds(), 'f', 1) + " s";
    switch (task.state()) {
    case Task::State::Working:
        return QObject::tr("%1: %2 (click to cancel)").arg(task.title(), task.stage());
    case Task::State::Done:
        return QObject::tr("%1: done in %2").arg(task.title(), seconds);
    case Task::State::Cancelled:
        return QObject::tr("%1: cancelled after %2").arg(task.title(), seconds);
    case Task::State::Failed:
        return QObject::tr("%1: %2").arg(task.title(), QString::fromStdString(task.error()->summary()));
    }
    return {};
}

const char* iconOf(Task::State state) {
    switch (state) {
    case Task::State::Working:
        return "clock";
    case Task::State::Done:
        return "check";
    default:
        return "close";
    }
}

} // namespace

TaskButton::TaskButton(TaskRunner& tasks, QWidget* parent) : QPushButton(parent), tasks_(tasks) {
    setProperty("kind", "link");
    setCursor(Qt::PointingHandCursor);
    connect(&tasks_, &TaskRunner::changed, this, &TaskButton::refresh);
    connect(this, &QPushButton::clicked, this, &TaskButton::showList);
    refresh();
}

void TaskButton::refresh() {
    const int working = tasks_.working();
    setText(working ? tr("%1 working").arg(working) : tr("All tasks done"));
    setIcon(ui::icon(working ? "clock" : "check", working ? "accent" : "muted"));
}

void TaskButton::showList() {
    QMenu menu(this);
    const auto& all = tasks_.tasks();
    for (qsizetype i = all.size() - 1, shown = 0; i >= 0 && shown < kListed; --i, ++shown) {
        auto* task = all[i];
        menu.addAction(ui::icon(iconOf(task->state())), line(*task), task, [task] { task->cancel(); });
    }
    if (all.isEmpty())
        menu.addAction(tr("Nothing has run yet"))->setEnabled(false);
    menu.exec(mapToGlobal(QPoint(0, height())));
}

} // namespace causeway::ui
