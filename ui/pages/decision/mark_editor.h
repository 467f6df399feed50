// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/choices.h"
#include "core/decision/decision.h"
#include "ui/kit/card.h"

#include <optional>

class QDoubleSpinBox;
class QLineEdit;
class QPushButton;

namespace causeway::ui {

/// Why one score is what it is, and the consultant's own in its place: a score with a reason.
class MarkEditor : public Card {
    Q_OBJECT
public:
    explicit MarkEditor(QWidget* parent = nullptr);
    void describe(const DecisionOption& option, const DecisionCriterion& criterion,
                  const CriterionScore& score, const std::optional<ConsultantMark>& mark);

signals:
    void marked(const causeway::ConsultantMark& mark);
    void withdrawn();

private:
    QLabel* reason_;
    QLabel* basis_;
    QDoubleSpinBox* score_;
    QLineEdit* why_;
    QPushButton* keep_;
    QPushButton* withdraw_;
};

} // namespace causeway::ui
