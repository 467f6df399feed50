// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/fact_field.h"

#include "ui/kit/label.h"
#include "ui/pages/sources/form_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

namespace causeway::ui {
namespace {

constexpr int kLabelWidth = 150;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// "interview, 22 Nov 2026".
QString toldBy(const Fact& fact) {
    auto text = qt(fact.source);
    if (fact.at)
        text += ", " + qt(longDate(std::chrono::floor<std::chrono::days>(*fact.at)));
    return text;
}

} // namespace

FactField::FactField(const FactDefinition& definition, QWidget* parent, Qt::Orientation names)
    : QWidget(parent), definition_(definition) {
    const bool above = names == Qt::Vertical;
    auto* row = new QBoxLayout(above ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight, this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(above ? 4 : 12);
    auto* name = makeParagraph(qt(definition.label), TextRole::BodyMedium, "text", this);
    if (!above) {
        name->setFixedWidth(kLabelWidth);
        name->setContentsMargins(0, 8, 0, 0);
    }
    row->addWidget(name, 0, above ? Qt::Alignment() : Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    if (definition.kind == FactKind::Choice) {
        choice_ = new QComboBox(this);
        choice_->addItem(tr("Not known"), QString());
        for (const auto& choice : definition.choices)
            choice_->addItem(qt(choice), qt(choice));
        column->addWidget(choice_);
        connect(choice_, &QComboBox::activated, this, &FactField::finish);
    } else {
        line_ = new QLineEdit(this);
        line_->setPlaceholderText(tr("Not known; for example %1").arg(qt(definition.example)));
        line_->setMaxLength(2000);
        column->addWidget(line_);
        connect(line_, &QLineEdit::editingFinished, this, &FactField::finish);
    }
    QWidget* field = line_ ? static_cast<QWidget*>(line_) : choice_;
    field->setObjectName("fact-" + qt(definition.key));
    field->setAccessibleName(qt(definition.label));
    field->setAccessibleDescription(qt(definition.help));
    name->setBuddy(field);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(12);
    note_ = makeParagraph({}, TextRole::Caption, "muted", this);
    note_->setObjectName("note-" + qt(definition.key));
    who_ = makeLabel({}, TextRole::CaptionMedium, "muted", this);
    foot->addWidget(note_, 1);
    foot->addWidget(who_, 0, Qt::AlignTop);
    column->addLayout(foot);
    row->addLayout(column, 1);
    sayHelp();
}

QString FactField::text() const {
    return line_ ? line_->text().trimmed() : choice_->currentData().toString();
}

void FactField::sayHelp() {
    refused_ = false;
    note_->setText(qt(definition_.help));
    ui::setTone(note_, "muted");
    who_->setText(told_);
    if (line_)
        setBlamed(line_, false);
}

void FactField::finish() {
    if (text() == known_) {
        if (refused_)
            sayHelp();
        return;
    }
    emit answered(text());
}

void FactField::setFact(const Fact* fact) {
    const auto text = fact ? qt(fact->text) : QString();
    const bool mine = text == this->text();
    known_ = text;
    told_ = fact ? toldBy(*fact) : QString();
    if (refused_ && !mine)
        return;
    if (line_ && !(line_->hasFocus() && line_->isModified() && !mine))
        line_->setText(text);
    if (choice_)
        choice_->setCurrentIndex(std::max(0, choice_->findData(text)));
    sayHelp();
}

void FactField::refuse(const Error& error) {
    refused_ = true;
    const bool unread = error.code() == ErrorCode::Usage;
    note_->setText(
        unread ? tr("Not taken: %1. Write it as in %2.").arg(qt(error.summary()), qt(definition_.example))
               : tr("Not saved: %1. %2").arg(qt(error.summary()), qt(error.why())));
    ui::setTone(note_, "medium");
    who_->clear();
    if (line_)
        setBlamed(line_, true);
}

void FactField::reset(const Fact* fact) {
    refused_ = false;
    if (line_)
        line_->setText(fact ? qt(fact->text) : QString());
    setFact(fact);
}

} // namespace causeway::ui
