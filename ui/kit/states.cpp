// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/states.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QTimer>

namespace causeway::ui {
namespace {

constexpr int kTextWidth = 420;
constexpr int kShowAfterMs = 300;

} // namespace

StateBox::StateBox(const QString& iconName, const char* iconToken, const QString& title, const QString& text,
                   QWidget* parent)
    : QFrame(parent), title_(makeParagraph(title, TextRole::Section)),
      text_(makeParagraph(text, TextRole::Body, "muted")), words_(new QVBoxLayout),
      buttons_(new QHBoxLayout) {
    setProperty("kind", "card");
    setAccessibleName(title);
    text_->setMaximumWidth(kTextWidth);
    words_->setSpacing(metrics().stepTiny);
    words_->addWidget(title_);
    words_->addWidget(text_);
    buttons_->setSpacing(metrics().step);
    buttons_->setContentsMargins(0, metrics().step, 0, 0);
    buttons_->setAlignment(Qt::AlignLeft);
    words_->addLayout(buttons_);
    words_->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics().margin, metrics().margin - 4, metrics().margin, metrics().margin - 4);
    row->setSpacing(metrics().gap);
    row->addWidget(new IconMark(iconName, iconToken, metrics().iconEmpty, this), 0, Qt::AlignTop);
    row->addLayout(words_, 1);
}

void StateBox::setFrameless() {
    setProperty("kind", {});
}

void StateBox::setTexts(const QString& title, const QString& text) {
    title_->setText(title);
    text_->setText(text);
    setAccessibleName(title);
}

QPushButton* StateBox::addButton(const QString& text, const QString& iconName) {
    auto* button = makeButton(text, iconName, added_ ? ButtonKind::Default : ButtonKind::Primary);
    buttons_->insertWidget(added_++, button);
    return button;
}

EmptyState::EmptyState(const QString& iconName, const QString& title, const QString& text, QWidget* parent)
    : StateBox(iconName, "muted", title, text, parent) {}

NotAssessedState::NotAssessedState(const QString& title, const QString& text, QWidget* parent)
    : StateBox("sev-na", "na", title, text, parent) {}

FailedState::FailedState(const Error& error, QWidget* parent)
    : StateBox("sev-critical", "critical", QString::fromStdString(error.summary()),
               QString::fromStdString(error.why()), parent),
      details_(QString::fromStdString(error.summary() + "\n" + error.why() + "\n" + error.next()).trimmed()) {
    setProperty("kind", "failed");
    if (!error.next().empty())
        words()->insertWidget(2, makeParagraph(QString::fromStdString(error.next())));
    auto* copy = makeButton(tr("Copy details"), "copy");
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(details_); });
    buttons()->addWidget(copy);
}

WorkingState::WorkingState(QWidget* parent)
    : QFrame(parent), stage_(makeParagraph({}, TextRole::Section)),
      count_(makeLabel({}, TextRole::Body, "muted")), note_(makeParagraph({}, TextRole::Small, "muted")),
      bar_(new QProgressBar), cancel_(makeButton(tr("Cancel"))), delay_(new QTimer(this)) {
    setProperty("kind", "card");
    bar_->setTextVisible(false);
    bar_->setAccessibleName(tr("Progress"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(note_, 1);
    foot->addWidget(cancel_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(metrics().margin, metrics().inside, metrics().margin, metrics().inside);
    all->setSpacing(metrics().step);
    all->addWidget(stage_);
    all->addWidget(count_);
    all->addWidget(bar_);
    all->addLayout(foot);
    delay_->setSingleShot(true);
    delay_->setInterval(kShowAfterMs);
    connect(delay_, &QTimer::timeout, this, &QWidget::show);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        cancel_->setEnabled(false);
        emit cancelRequested();
    });
    hide();
}

void WorkingState::setProgress(const QString& stage, std::uint64_t done, std::uint64_t total) {
    stage_->setText(stage);
    setAccessibleName(stage);
    const QString counted = QString::fromStdString(formatNumber(double(done)));
    count_->setVisible(done > 0 || total > 0);
    count_->setText(total ? tr("%1 of %2").arg(counted, QString::fromStdString(formatNumber(double(total))))
                          : counted);
    bar_->setRange(0, total ? 1000 : 0);
    if (total)
        bar_->setValue(int(1000.0 * double(std::min(done, total)) / double(total)));
}

void WorkingState::setNote(const QString& note) {
    note_->setText(note);
}

void WorkingState::begin() {
    cancel_->setEnabled(true);
    delay_->start();
}

void WorkingState::end() {
    delay_->stop();
    hide();
}

} // namespace causeway::ui
