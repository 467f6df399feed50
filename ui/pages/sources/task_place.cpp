// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/task_place.h"

#include "ui/kit/clear_layout.h"
#include "ui/kit/states.h"
#include "ui/theme/theme_manager.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace causeway::ui {

TaskPlace::TaskPlace(QWidget* parent) : QWidget(parent), column_(new QVBoxLayout(this)) {
    column_->setContentsMargins(0, 0, 0, metrics().gap);
    hide();
}

void TaskPlace::watch(Task* task, std::function<void()> retry) {
    clear();
    task_ = task;
    retry_ = std::move(retry);
    auto* state = new WorkingState(this);
    column_->addWidget(state);
    state->setProgress(task->title(), task->done(), task->total());
    state->begin();
    show();
    connect(state, &WorkingState::cancelRequested, task, &Task::cancel);
    connect(task, &Task::progressed, state,
            [task, state] { state->setProgress(task->stage(), task->done(), task->total()); });
    connect(task, &Task::finished, this, [this, task] {
        if (task == task_)
            ended();
    });
    emit changed();
}

bool TaskPlace::working() const {
    return task_ && task_->state() == Task::State::Working;
}

void TaskPlace::clear() {
    task_.clear();
    clearLayout(column_);
    hide();
}

void TaskPlace::ended() {
    const QPointer<Task> task = task_;
    const auto retry = retry_;
    clear();
    if (task->state() == Task::State::Failed && task->error()) {
        auto* failed = new FailedState(*task->error(), this);
        failed->setObjectName("task-failed");
        if (retry)
            connect(failed->addButton(tr("Try again"), "refresh"), &QPushButton::clicked, this, retry,
                    Qt::QueuedConnection);
        // Queued: the button that was clicked goes with the state it stands in.
        connect(failed->addButton(tr("Dismiss")), &QPushButton::clicked, this, &TaskPlace::clear,
                Qt::QueuedConnection);
        column_->addWidget(failed);
        show();
    } else if (task->state() == Task::State::Cancelled) {
        auto* stopped =
            new EmptyState("close", tr("Stopped"), tr("Nothing was added to the engagement."), this);
        connect(stopped->addButton(tr("Dismiss")), &QPushButton::clicked, this, &TaskPlace::clear,
                Qt::QueuedConnection);
        column_->addWidget(stopped);
        show();
    }
    emit changed();
}

} // namespace causeway::ui
