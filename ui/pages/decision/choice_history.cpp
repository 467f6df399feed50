// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decision/choice_history.h"

#include <QUndoCommand>

namespace causeway::ui {

class ChoiceHistory::Step : public QUndoCommand {
public:
    Step(Workbench& workbench, const QString& text, DecisionChoices before, DecisionChoices after,
         QString key)
        : QUndoCommand(text), workbench_(workbench), before_(std::move(before)), after_(std::move(after)),
          key_(std::move(key)) {}
    void undo() override { apply(before_); }
    void redo() override { apply(after_); }
    int id() const override { return key_.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override {
        const auto& next = static_cast<const Step&>(*other);
        if (next.key_ != key_)
            return false;
        after_ = next.after_;
        setObsolete(before_ == after_);
        return true;
    }

private:
    void apply(const DecisionChoices& choices) {
        const auto kept = DecisionChoices::of(workbench_.criteria());
        if (kept.weights != choices.weights)
            workbench_.setFact("decision_weights", QString::fromStdString(choices.weightText()));
        if (kept.marks != choices.marks)
            workbench_.setFact("decision_marks", QString::fromStdString(choices.markText()));
    }

    Workbench& workbench_;
    DecisionChoices before_, after_;
    QString key_;
};

ChoiceHistory::ChoiceHistory(Workbench& workbench, QObject* parent) : QObject(parent), workbench_(workbench) {
    connect(&workbench, &Workbench::engagementChanged, &stack_, &QUndoStack::clear);
}

void ChoiceHistory::keep(const DecisionChoices& changed, const QString& text, const QString& key) {
    auto before = DecisionChoices::of(workbench_.criteria());
    if (!(before == changed))
        stack_.push(new Step(workbench_, text, std::move(before), changed, key));
}

} // namespace causeway::ui
