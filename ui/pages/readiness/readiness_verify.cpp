// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/label.h"
#include "ui/kit/segment.h"
#include "ui/pages/readiness/object_model.h"
#include "ui/pages/readiness/readiness_page.h"
#include "ui/pages/readiness/verify_dialog.h"

#include <QPushButton>
#include <QStackedWidget>

namespace causeway::ui {

void ReadinessPage::showView(View view) {
    views_->setCurrent(int(view));
    stack_->setCurrentIndex(int(view));
}

void ReadinessPage::askAndVerify() {
    const auto* report = model_->report();
    if (!report || verifying_)
        return;
    VerifyDialog dialog(scratchUrl_, originalUrl_, report->targetVersion, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    scratchUrl_ = dialog.url();
    originalUrl_ = dialog.originalUrl();
    verifyOn(dialog.servers(), dialog.secret());
}

void ReadinessPage::verifyOn(const ScratchServers& scratch, const SecretProvider& secret) {
    const auto* report = model_->report();
    if (!report || verifying_)
        return;
    verifying_ = workbench().verify(report->server, scratch, secret);
    if (verifying_)
        watch(verifying_);
}

void ReadinessPage::watch(Task* task) {
    verifyNote_->hide();
    verify_->hide();
    cancel_->show();
    connect(task, &Task::progressed, this, [this, task] {
        cancel_->setToolTip(task->stage());
        setTone(verifyNote_, "muted");
        verifyNote_->setText(task->total()
                                 ? tr("%1: %2 of %3").arg(task->stage()).arg(task->done()).arg(task->total())
                                 : task->stage());
        verifyNote_->show();
    });
    connect(task, &Task::finished, this, [this, task] {
        verifying_ = nullptr;
        cancel_->hide();
        verify_->show();
        verify_->setEnabled(model_->report());
        verifyNote_->setVisible(task->error() && task->state() == Task::State::Failed);
        if (!task->error())
            return;
        setTone(verifyNote_, "high");
        verifyNote_->setText(
            QString::fromStdString(std::string(task->error()->what()) +
                                   (task->error()->next().empty() ? "" : "; " + task->error()->next())));
    });
}

} // namespace causeway::ui
