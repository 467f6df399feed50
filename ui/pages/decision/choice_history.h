// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/choices.h"
#include "ui/workbench/workbench.h"

#include <QUndoStack>

namespace causeway::ui {

/// The consultant's weights and marks: each change is kept in the engagement and can be undone.
class ChoiceHistory : public QObject {
    Q_OBJECT
public:
    explicit ChoiceHistory(Workbench& workbench, QObject* parent = nullptr);
    /// Keeps what `changed` holds, as one named step; nothing when it is what is kept already. Steps of one
    /// non-empty key that follow each other are one step.
    void keep(const DecisionChoices& changed, const QString& text, const QString& key = {});
    QUndoStack& stack() { return stack_; }

private:
    class Step;
    Workbench& workbench_;
    QUndoStack stack_;
};

} // namespace causeway::ui
