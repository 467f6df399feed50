// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/pages/lab/lab_session.h"
#include "ui/pages/lab/levers_panel.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace causeway::ui {
namespace {

QString count(std::uint64_t n) {
    return QString::fromStdString(formatNumber(double(n)));
}

} // namespace

QWidget* LeversPanel::makeFoot() {
    auto* foot = new QWidget(this);
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(16, 4, 16, 0);
    column->setSpacing(8);
    auto* words = new QHBoxLayout;
    progress_ = makeLabel({}, TextRole::Small, "muted", foot);
    state_ = makeLabel({}, TextRole::SmallStrong, "ok", foot);
    words->addWidget(progress_, 1);
    words->addWidget(state_);
    column->addLayout(words);
    bar_ = new QProgressBar(foot);
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Runs"));
    column->addWidget(bar_);
    refusal_ = makeParagraph({}, TextRole::Small, "critical", foot);
    refusal_->setObjectName("lab-refusal");
    column->addWidget(refusal_);
    auto* buttons = new QHBoxLayout;
    run_ = makeButton(tr("Run %1 and keep").arg(count(LabSession::kFullRuns)), "play", ButtonKind::Primary,
                      foot);
    run_->setObjectName("lab-run");
    run_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    cancel_ = makeButton(tr("Cancel"), "close", ButtonKind::Default, foot);
    cancel_->setObjectName("lab-cancel");
    buttons->addWidget(run_, 1);
    buttons->addWidget(cancel_);
    column->addLayout(buttons);
    connect(run_, &QPushButton::clicked, this, [this] { watch(session_.run()); });
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (session_.running())
            session_.running()->cancel();
    });
    return foot;
}

void LeversPanel::watch(Task* task) {
    if (!task)
        return;
    connect(task, &Task::progressed, this, [this, task] {
        if (task != session_.running() || task->total() == 0)
            return;
        bar_->setRange(0, 1000);
        bar_->setValue(int(1000 * task->done() / task->total()));
        progress_->setText(tr("%1 of %2 runs").arg(count(task->done()), count(task->total())));
    });
}

void LeversPanel::followRun() {
    const QString refusal = session_.refusal();
    const auto* error = session_.failure();
    const bool running = session_.running();
    run_->setEnabled(refusal.isEmpty() && !running);
    run_->setToolTip(refusal);
    cancel_->setVisible(running);
    refusal_->setText(!refusal.isEmpty() ? refusal : error ? QString::fromUtf8(error->what()) : QString());
    refusal_->setVisible(!refusal_->text().isEmpty());
    bar_->setRange(0, 1000);
    if (running) {
        bar_->setValue(0);
        progress_->setText(tr("%1 runs begin").arg(count(LabSession::kFullRuns)));
        state_->setText(tr("running"));
        setTone(state_, "accentText");
        return;
    }
    const auto* outcome = session_.outcome();
    if (!refusal.isEmpty() || !outcome) {
        progress_->setText(tr("No run"));
        state_->setText({});
        bar_->setValue(0);
        return;
    }
    const bool first = outcome->runs < LabSession::kRefinedRuns || !session_.upToDate();
    progress_->setText(tr("%1 runs, seed %2").arg(count(outcome->runs), QString::number(outcome->seed)));
    state_->setText(first                                   ? tr("refining")
                    : outcome->runs < LabSession::kFullRuns ? tr("estimate")
                                                            : tr("done"));
    setTone(state_, first ? "medium" : outcome->runs < LabSession::kFullRuns ? "muted" : "ok");
    bar_->setValue(int(std::min<std::uint64_t>(1000, 1000 * outcome->runs / LabSession::kFullRuns)));
}

void LeversPanel::showRule() {
    const auto& m = session_.canvas().topology().manager;
    const double need = m.loopWait + 2 * m.retryTimeout;
    const bool holds = need <= m.ttl;
    rule_->setText((holds ? tr("loop_wait + 2 × retry_timeout = %1 s, within ttl")
                          : tr("loop_wait + 2 × retry_timeout = %1 s is above ttl: Patroni 4 refuses it"))
                       .arg(need));
    setTone(rule_, holds ? "muted" : "medium");
    ruleIcon_->setPixmap(iconPixmap(holds ? "sev-ok" : "sev-medium", holds ? theme().ok : theme().medium, 16,
                                    devicePixelRatioF()));
}

} // namespace causeway::ui
