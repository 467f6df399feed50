// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/waive_dialog.h"

#include "ui/kit/buttons.h"
#include "ui/kit/label.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSettings>

namespace causeway::ui {
namespace {

constexpr const char* kAuthorKey = "waiver/author";
constexpr int kLongest = 500; ///< characters of a reason or a name: below what the engagement takes

QDate qDate(Date day) {
    const std::chrono::year_month_day ymd{day};
    return {int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))};
}

} // namespace

WaiveDialog::WaiveDialog(const Finding& finding, Date day, QWidget* parent)
    : QDialog(parent), key_(finding.key) {
    setWindowTitle(tr("Waive a finding"));
    setMinimumWidth(460);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(makeParagraph(QString::fromStdString(finding.title), TextRole::Object, "text", this));
    column->addWidget(
        makeParagraph(tr("It stays in the list and in every export as waived, and costs no points until "
                         "the last day. After that it is open again by itself."),
                      TextRole::Small, "muted", this));
    auto* form = new QFormLayout;
    reason_ = new QPlainTextEdit(this);
    reason_->setObjectName("waive-reason");
    reason_->setTabChangesFocus(true);
    reason_->setFixedHeight(84);
    author_ = new QLineEdit(QSettings().value(kAuthorKey).toString(), this);
    author_->setObjectName("waive-author");
    author_->setMaxLength(kLongest);
    until_ = new QDateEdit(qDate(addMonths(day, 3)), this);
    until_->setDisplayFormat("yyyy-MM-dd");
    until_->setCalendarPopup(true);
    until_->setMinimumDate(qDate(day));
    form->addRow(tr("Reason"), reason_);
    form->addRow(tr("Decided by"), author_);
    form->addRow(tr("Until"), until_);
    column->addLayout(form);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto* cancel = makeButton(tr("Cancel"), {}, ButtonKind::Default, this);
    waive_ = makeButton(tr("Waive"), {}, ButtonKind::Primary, this);
    waive_->setObjectName("waive-accept");
    waive_->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(waive_);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(waive_, &QPushButton::clicked, this, &WaiveDialog::accept);
    connect(reason_, &QPlainTextEdit::textChanged, this, &WaiveDialog::update);
    connect(author_, &QLineEdit::textChanged, this, &WaiveDialog::update);
    update();
    reason_->setFocus();
}

void WaiveDialog::update() {
    const auto reason = reason_->toPlainText();
    waive_->setEnabled(!reason.trimmed().isEmpty() && reason.size() <= kLongest &&
                       !author_->text().trimmed().isEmpty());
}

Waiver WaiveDialog::waiver() const {
    const auto date = until_->date();
    const Date until{std::chrono::year(date.year()) / unsigned(date.month()) / unsigned(date.day())};
    return {key_, reason_->toPlainText().trimmed().toStdString(), author_->text().trimmed().toStdString(),
            now(), until};
}

void WaiveDialog::accept() {
    QSettings().setValue(kAuthorKey, author_->text().trimmed());
    QDialog::accept();
}

} // namespace causeway::ui
