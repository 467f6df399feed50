// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/card.h"
#include "ui/workbench/workbench.h"

#include <vector>

namespace causeway::ui {

class FactField;

/// The client's own plans over the forecast: whether it follows the plan or the history, planned changes and
/// archive policies. They are facts of the engagement; an answer makes the forecast anew.
class PlansCard : public Card {
    Q_OBJECT
public:
    explicit PlansCard(Workbench& workbench, QWidget* parent = nullptr);

private:
    void take(FactField* field, const QString& text);
    void refresh(bool other);

    Workbench& workbench_;
    std::vector<FactField*> fields_;
};

} // namespace causeway::ui
