// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/facts_view.h"

#include "ui/kit/card.h"
#include "ui/pages/sources/fact_field.h"
#include "ui/theme/theme_manager.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

FactsView::FactsView(Workbench& workbench, QWidget* parent) : ScrollBox(parent), workbench_(workbench) {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, metrics().stepTiny, 0);
    row->setSpacing(metrics().gap);
    column()->addLayout(row);
    QVBoxLayout* columns[2];
    int filled[2] = {0, 0};
    for (auto*& column : columns) {
        column = new QVBoxLayout;
        column->setSpacing(metrics().gap);
        row->addLayout(column, 1);
    }
    for (const auto& definition : factDefinitions()) {
        auto*& card = cards_[definition.group];
        const auto& all = factDefinitions();
        if (!card) {
            // The next group goes where less stands, so that both columns end about together.
            const int side = filled[1] < filled[0];
            card = new Card(qt(definition.group), {}, this);
            card->body()->setSpacing(12);
            columns[side]->addWidget(card);
            filled[side] += 1 + int(std::count_if(all.begin(), all.end(), [&](const FactDefinition& d) {
                                return d.group == definition.group;
                            }));
        }
        auto* field = new FactField(definition, card);
        card->body()->addWidget(field);
        fields_[definition.key] = field;
        connect(field, &FactField::answered, this, [this, field](const QString& text) { take(field, text); });
    }
    for (auto* column : columns)
        column->addStretch(1);
    connect(&workbench_, &Workbench::criteriaChanged, this, [this] { refresh(false); });
    connect(&workbench_, &Workbench::engagementChanged, this, [this] { refresh(true); });
    refresh(true);
}

void FactsView::take(FactField* field, const QString& text) {
    try {
        workbench_.setFact(qt(field->definition().key), text);
    } catch (const Error& e) {
        field->refuse(e);
    }
}

void FactsView::refresh(bool other) {
    std::map<std::string, std::pair<int, int>> known; // of each group: known facts, all facts
    for (const auto& [key, field] : fields_) {
        const auto* fact = workbench_.criteria().fact(key);
        if (other)
            field->reset(fact);
        else
            field->setFact(fact);
        auto& [have, all] = known[field->definition().group];
        have += fact != nullptr;
        ++all;
    }
    for (const auto& [group, card] : cards_)
        card->setSubtitle(tr("%1 of %2 known").arg(known[group].first).arg(known[group].second));
}

bool FactsView::showFact(const std::string& key) {
    const auto it = fields_.find(key);
    if (it == fields_.end())
        return false;
    ensureWidgetVisible(it->second);
    if (auto* line = it->second->findChild<QLineEdit*>())
        line->setFocus();
    return true;
}

} // namespace causeway::ui
