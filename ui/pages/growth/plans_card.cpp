// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/growth/plans_card.h"

#include "ui/pages/sources/fact_field.h"

#include <QVBoxLayout>

namespace causeway::ui {

PlansCard::PlansCard(Workbench& workbench, QWidget* parent)
    : Card(tr("The client's plans"), {}, parent), workbench_(workbench) {
    for (const char* key : {"growth_basis", "growth_events", "archive_policies"}) {
        auto* field = new FactField(*factDefinition(key), this, Qt::Vertical);
        field->setObjectName(QString("plan-") + key);
        body()->addWidget(field);
        fields_.push_back(field);
        connect(field, &FactField::answered, this, [this, field](const QString& text) { take(field, text); });
    }
    connect(&workbench_, &Workbench::criteriaChanged, this, [this] { refresh(false); });
    connect(&workbench_, &Workbench::engagementChanged, this, [this] { refresh(true); });
    refresh(true);
}

void PlansCard::take(FactField* field, const QString& text) {
    try {
        workbench_.setFact(QString::fromStdString(field->definition().key), text);
        workbench_.run(Workbench::Stage::Growth);
    } catch (const Error& e) {
        field->refuse(e);
    }
}

void PlansCard::refresh(bool other) {
    for (auto* field : fields_) {
        const auto* fact = workbench_.criteria().fact(field->definition().key);
        if (other)
            field->reset(fact);
        else
            field->setFact(fact);
    }
}

} // namespace causeway::ui
