// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stage_view.h"

#include "ui/kit/states.h"
#include "ui/pages/centred.h"

#include <QPushButton>

namespace causeway::ui {

StageView::StageView(Workbench& workbench, Workbench::Stage stage, QWidget* body,
                     std::function<bool()> hasResult, QWidget* parent)
    : QStackedWidget(parent), workbench_(workbench), stage_(stage), hasResult_(std::move(hasResult)),
      body_(body) {
    addWidget(body_);
    progress_ = new WorkingState;
    working_ = centred(progress_);
    addWidget(working_);
    connect(progress_, &WorkingState::cancelRequested, this, [this] {
        if (auto* task = workbench_.working(stage_))
            task->cancel();
    });
    connect(&workbench_, &Workbench::snapshotChanged, this, &StageView::refresh);
    connect(&workbench_, &Workbench::stageChanged, this, [this](Workbench::Stage changed) {
        if (changed == stage_)
            refresh();
    });
}

void StageView::setEmpty(const QString& iconName, const QString& title, const QString& text) {
    auto* state = new EmptyState(iconName, title, text);
    connect(state->addButton(tr("Go to Sources"), "sources"), &QPushButton::clicked, this,
            &StageView::toSources);
    empty_ = centred(state);
    addWidget(empty_);
    refresh();
}

void StageView::watch(Task* task) {
    progress_->begin();
    connect(task, &Task::progressed, progress_,
            [this, task] { progress_->setProgress(task->stage(), task->done(), task->total()); });
}

void StageView::refresh() {
    delete failed_;
    failed_ = nullptr;
    auto* task = workbench_.working(stage_);
    if (hasResult_()) {
        setCurrentWidget(body_);
    } else if (task) {
        watch(task);
        setCurrentWidget(working_);
    } else if (const auto* error = workbench_.failure(stage_)) {
        auto* state = new FailedState(*error);
        connect(state->addButton(tr("Try again"), "refresh"), &QPushButton::clicked, this,
                [this] { workbench_.run(stage_); });
        failed_ = centred(state);
        addWidget(failed_);
        setCurrentWidget(failed_);
    } else if (empty_) {
        setCurrentWidget(empty_);
    }
}

} // namespace causeway::ui
