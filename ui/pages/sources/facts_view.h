// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/scroll_box.h"
#include "ui/workbench/workbench.h"

#include <map>

namespace causeway::ui {

class Card;
class FactField;

/// "Criteria and interview": every fact of the definitions by group, in two columns of cards. An answer is
/// taken when its field is left; it is in the engagement then.
class FactsView : public ScrollBox {
    Q_OBJECT
public:
    explicit FactsView(Workbench& workbench, QWidget* parent = nullptr);
    /// Brings a fact's field into view and gives it the focus; false when there is no such fact.
    bool showFact(const std::string& key);

private:
    void take(FactField* field, const QString& text);
    void refresh(bool other);

    Workbench& workbench_;
    std::map<std::string, FactField*> fields_;
    std::map<std::string, Card*> cards_; ///< by group
};

} // namespace causeway::ui
