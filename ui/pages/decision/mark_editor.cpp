// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decision/mark_editor.h"

#include "ui/kit/buttons.h"
#include "ui/kit/label.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString basis(const CriterionScore& score) {
    switch (score.known) {
    case Known::Computed:
        return MarkEditor::tr("Computed from this client's evidence");
    case Known::Fact:
        return MarkEditor::tr("A fact of the engine");
    case Known::Consultant:
        return MarkEditor::tr("Your own mark");
    case Known::NotAssessed:
        break;
    }
    return MarkEditor::tr("Not assessed: counts as anything from 0 to 10");
}

} // namespace

MarkEditor::MarkEditor(QWidget* parent) : Card({}, {}, parent) {
    setTitleWraps();
    reason_ = makeParagraph({}, TextRole::Body, "text", this);
    basis_ = makeParagraph({}, TextRole::Caption, "muted", this);
    body()->addWidget(reason_);
    body()->addWidget(basis_);
    score_ = new QDoubleSpinBox(this);
    score_->setObjectName("decision-mark");
    score_->setRange(0, 10);
    score_->setDecimals(1);
    score_->setSingleStep(0.5);
    score_->setAccessibleName(tr("Your score, 0 to 10"));
    why_ = new QLineEdit(this);
    why_->setObjectName("decision-reason");
    why_->setPlaceholderText(tr("Your own score: why"));
    why_->setMaxLength(300);
    auto* row = new QHBoxLayout;
    row->addWidget(score_);
    row->addWidget(why_, 1);
    body()->addLayout(row);
    keep_ = makeButton(tr("Keep my mark"), "pen", ButtonKind::Primary, this);
    keep_->setObjectName("decision-keep");
    withdraw_ = makeButton(tr("Withdraw"), {}, ButtonKind::Default, this);
    withdraw_->setObjectName("decision-withdraw");
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(withdraw_);
    buttons->addWidget(keep_);
    body()->addLayout(buttons);
    connect(why_, &QLineEdit::textChanged, this,
            [this](const QString& text) { keep_->setEnabled(!text.trimmed().isEmpty()); });
    connect(keep_, &QPushButton::clicked, this, [this] {
        emit marked({score_->value(), why_->text().trimmed().toStdString()});
    });
    connect(why_, &QLineEdit::returnPressed, keep_, &QPushButton::click);
    connect(withdraw_, &QPushButton::clicked, this, &MarkEditor::withdrawn);
}

void MarkEditor::describe(const DecisionOption& option, const DecisionCriterion& criterion,
                          const CriterionScore& score, const std::optional<ConsultantMark>& mark) {
    setTitle(qt(criterion.title));
    setSubtitle(qt(option.title));
    reason_->setText(qt(score.reason));
    QStringList sources;
    for (const auto& e : score.evidence)
        sources << qt(e);
    basis_->setText(basis(score) + (sources.isEmpty() ? QString() : ": " + sources.join("; ")));
    score_->setValue(mark ? mark->score : score.middle());
    why_->setText(mark ? qt(mark->reason) : QString());
    keep_->setEnabled(mark.has_value());
    withdraw_->setVisible(mark.has_value());
}

} // namespace causeway::ui
