// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/connection_panel.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"
#include "ui/kit/scroll_box.h"
#include "ui/kit/states.h"
#include "ui/pages/sources/connection_steps.h"
#include "ui/tasks/task.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

std::pair<const char*, const char*> signOf(ConnectionStep::State state) {
    switch (state) {
    case ConnectionStep::State::Passed:
        return {"sev-ok", "ok"};
    case ConnectionStep::State::Lacking:
        return {"sev-medium", "medium"};
    case ConnectionStep::State::Failed:
        return {"sev-critical", "critical"};
    case ConnectionStep::State::Waiting:
        break;
    }
    return {"sev-na", "na"};
}

QString wordOf(ConnectionStep::State state) {
    switch (state) {
    case ConnectionStep::State::Passed:
        return ConnectionPanel::tr("passed");
    case ConnectionStep::State::Lacking:
        return ConnectionPanel::tr("something lacks");
    case ConnectionStep::State::Failed:
        return ConnectionPanel::tr("failed");
    case ConnectionStep::State::Waiting:
        break;
    }
    return ConnectionPanel::tr("not tried");
}

} // namespace

ConnectionPanel::ConnectionPanel(QWidget* parent) : Card(tr("Connection test"), {}, parent) {
    setMinimumWidth(264);
    setFlush();
    auto* scroll = new ScrollBox(this);
    rows_ = scroll->column();
    rows_->setContentsMargins(metrics().inside, metrics().stepTiny, metrics().inside, metrics().inside);
    rows_->setSpacing(12);
    body()->addWidget(scroll, 1);
    clear();
}

void ConnectionPanel::begin(const QString& line) {
    clearLayout(rows_);
    setSubtitle(line);
}

void ConnectionPanel::clear() {
    begin(tr("Name, port, TLS, login and privileges in turn; nothing is read yet."));
    for (const auto& step : untriedSteps())
        addStep(step, {});
    rows_->addStretch(1);
}

void ConnectionPanel::showWorking(Task* task) {
    begin({});
    auto* state = new WorkingState(this);
    state->setProgress(task->title(), 0, 0);
    state->begin();
    connect(state, &WorkingState::cancelRequested, task, &Task::cancel);
    connect(task, &Task::progressed, state,
            [task, state] { state->setProgress(task->stage(), task->done(), task->total()); });
    rows_->addWidget(state);
    rows_->addStretch(1);
}

void ConnectionPanel::show(const ConnectionTest& test, const Target& target) {
    begin(test.ok ? tr("%1 can be read").arg(qt(target.name.empty() ? target.host : target.name))
                  : tr("No connection yet"));
    for (const auto& step : connectionSteps(test, target))
        addStep(step, step.id == "login" && test.ok ? qt(formatSeconds(test.latencyMs / 1000)) : QString());
    addAdvice(test);
    rows_->addStretch(1);
    if (!test.versionText.empty() || test.ok) {
        rows_->addWidget(makeLine(this));
        addFigure(tr("Version"), qt(test.versionText));
        addFigure(tr("Round trip"), qt(formatSeconds(test.latencyMs / 1000)));
        addFigure(tr("Cipher"), test.cipher.empty() ? tr("none") : qt(test.cipher));
    }
}

void ConnectionPanel::showFailure(const Error& error) {
    begin({});
    rows_->addWidget(new FailedState(error, this));
    rows_->addStretch(1);
}

void ConnectionPanel::addStep(const ConnectionStep& step, const QString& time) {
    auto* box = new QWidget(this);
    box->setObjectName("step-" + qt(step.id));
    box->setAccessibleName(step.title + ": " + wordOf(step.state));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    const auto [name, token] = signOf(step.state);
    row->addWidget(new IconMark(name, token, metrics().iconTool, box), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeLabel(step.title, TextRole::BodyStrong, "text", box));
    if (!step.text.isEmpty())
        words->addWidget(makeParagraph(step.text, TextRole::Small, "muted", box));
    row->addLayout(words, 1);
    if (!time.isEmpty())
        row->addWidget(makeLabel(time, TextRole::Small, "muted", box), 0, Qt::AlignTop);
    rows_->addWidget(box);
}

void ConnectionPanel::addAdvice(const ConnectionTest& test) {
    if (test.hint.empty() && test.missingPrivileges.empty())
        return;
    auto* box = new QFrame(this);
    box->setProperty("kind", "warning");
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(6);
    column->addWidget(makeParagraph(
        test.missingPrivileges.empty() ? tr("What may help") : tr("Without these, checks stay not assessed"),
        TextRole::BodyStrong, "medium", box));
    for (const auto& privilege : test.missingPrivileges)
        column->addWidget(makeParagraph(qt(privilege), TextRole::Code, "text", box));
    if (!test.hint.empty()) {
        column->addWidget(makeParagraph(qt(test.hint), TextRole::Body, "text", box));
        auto* copy = makeButton(tr("Copy"), "copy", ButtonKind::Default, box);
        connect(copy, &QPushButton::clicked, this,
                [hint = qt(test.hint)] { QGuiApplication::clipboard()->setText(hint); });
        column->addWidget(copy, 0, Qt::AlignLeft);
    }
    rows_->addWidget(box);
}

void ConnectionPanel::addFigure(const QString& label, const QString& value) {
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(label, TextRole::Small, "muted", this));
    auto* text = makeParagraph(value, TextRole::SmallStrong, "text", this);
    text->setAlignment(Qt::AlignRight);
    row->addWidget(text, 1);
    rows_->addLayout(row);
}

} // namespace causeway::ui
