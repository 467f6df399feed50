// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/type_map_editor.h"

#include "core/readiness/choices/column_choice.h"
#include "core/snapshot/snapshot.h"
#include "ui/kit/card.h"
#include "ui/kit/code_view.h"
#include "ui/kit/label.h"
#include "ui/kit/scroll_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSplitter>

#include <fmt/format.h>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kValueWidth = 190;
constexpr int kMostColumns = 400; ///< rows of one table
constexpr int kMostNames = 2000;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

const ChoiceValue* valueOf(const ChoiceDefinition& definition, const std::string& value) {
    const auto found = std::find_if(definition.values.begin(), definition.values.end(),
                                    [&](const ChoiceValue& v) { return v.value == value; });
    return found == definition.values.end() ? nullptr : &*found;
}

} // namespace

TypeMapEditor::TypeMapEditor(QWidget* parent) : QWidget(parent) {
    auto* split = new QSplitter(this);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    auto* left = new QSplitter(Qt::Vertical, split);
    left->setChildrenCollapsible(false);
    left->addWidget(makeChoices());
    left->addWidget(makeNames());
    left->setSizes({440, 200});
    left->setStretchFactor(0, 1);
    split->addWidget(left);
    split->addWidget(makeTable());
    split->setSizes({560, 620});
    split->setStretchFactor(1, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(split);
}

QComboBox* TypeMapEditor::valueBox(const ChoiceDefinition& definition, QWidget* parent) const {
    auto* box = new QComboBox(parent);
    box->setAccessibleName(qt(definition.label));
    box->setFixedWidth(kValueWidth);
    for (const auto& value : definition.values) {
        box->addItem(qt(value.label), qt(value.value));
        box->setItemData(box->count() - 1, qt(value.effect), Qt::ToolTipRole);
    }
    return box;
}

QWidget* TypeMapEditor::makeChoices() {
    auto* card = new Card(tr("For all columns"), tr("Kept with the engagement"), this);
    card->setFlush();
    auto* list = new ScrollBox(card);
    list->column()->setSpacing(0);
    for (const auto& definition : choiceDefinitions()) {
        auto* row = new QWidget(list);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(metrics().inside, metrics().step, metrics().inside, metrics().step);
        line->setSpacing(metrics().gap);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(makeLabel(qt(definition.label), TextRole::BodyMedium, "text", row));
        words->addWidget(makeParagraph(qt(definition.help), TextRole::Caption, "muted", row));
        auto* effect = makeParagraph({}, TextRole::Small, "text", row);
        words->addWidget(effect);
        line->addLayout(words, 1);
        auto* box = valueBox(definition, row);
        box->setObjectName("choice-" + qt(definition.key));
        line->addWidget(box, 0, Qt::AlignTop);
        list->column()->addWidget(row);
        list->column()->addWidget(makeLine(list));
        boxes_[definition.key] = box;
        effects_[definition.key] = effect;
        connect(box, &QComboBox::currentIndexChanged, this, [this, box, key = definition.key] {
            choose(key, box->currentData().toString().toStdString());
        });
    }
    list->column()->addStretch(1);
    card->body()->addWidget(list, 1);
    return card;
}

QWidget* TypeMapEditor::makeTable() {
    tableCard_ = new Card(tr("One table"), {}, this);
    tableCard_->setFlush();
    tables_ = new QComboBox(tableCard_);
    tables_->setObjectName("type-map-table");
    tables_->setAccessibleName(tr("Table"));
    tables_->setMinimumWidth(kValueWidth);
    tableCard_->addAction(tables_);
    auto* split = new QSplitter(Qt::Vertical, tableCard_);
    split->setChildrenCollapsible(false);
    columns_ = new ScrollBox(split);
    columns_->column()->setSpacing(0);
    split->addWidget(columns_);
    target_ = new CodeView(split);
    target_->setObjectName("type-map-target");
    target_->setAccessibleName(tr("PostgreSQL, with these choices"));
    split->addWidget(target_);
    split->setSizes({240, 360});
    tableCard_->body()->addWidget(split, 1);
    connect(tables_, &QComboBox::currentIndexChanged, this, &TypeMapEditor::showTable);
    return tableCard_;
}

QWidget* TypeMapEditor::makeNames() {
    namesCard_ = new Card(tr("Names that change"), {}, this);
    namesCard_->setFlush();
    names_ = new CodeView(namesCard_);
    names_->setObjectName("type-map-names");
    names_->setAccessibleName(tr("Names that change: kind, name in the source, name in PostgreSQL"));
    namesCard_->body()->addWidget(names_, 1);
    return namesCard_;
}

void TypeMapEditor::showNames() {
    QString text;
    const int count = report_ ? int(report_->names.size()) : 0;
    for (int i = 0; i < count && i < kMostNames; ++i) {
        const NameChange& n = report_->names[std::size_t(i)];
        text += qt(fmt::format("{} {}  \u2192  {}\n", n.kind,
                               n.within.empty() ? n.from : n.within + "." + n.from, n.to));
    }
    if (count > kMostNames)
        text += tr("and %n more, in the JSON of the conversion", nullptr, count - kMostNames);
    names_->setCode(text.trimmed(), {});
    namesCard_->setSubtitle(count == 0 ? tr("none: every name stays as it is") : QString::number(count));
}

const Catalog* TypeMapEditor::catalog() const {
    const auto* server = snapshot_ && report_ ? snapshot_->server(report_->server) : nullptr;
    return server && server->catalog ? &*server->catalog : nullptr;
}

void TypeMapEditor::show(std::shared_ptr<const Snapshot> snapshot, const ReadinessReport* report,
                         const ConversionChoices& choices) {
    const std::string server = report ? report->server : std::string();
    const bool other = snapshot != snapshot_ || server != server_;
    snapshot_ = std::move(snapshot);
    server_ = server;
    report_ = report;
    choices_ = choices;
    for (const auto& definition : choiceDefinitions()) {
        auto* box = boxes_[definition.key];
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(box->findData(qt(choices_.of(definition.key))));
        const auto* value = valueOf(definition, choices_.of(definition.key));
        effects_[definition.key]->setText(value ? qt(value->effect) : QString());
    }
    if (other)
        fillTables();
    shownTable_.clear();
    showTable();
    showNames();
}

void TypeMapEditor::fillTables() {
    const QSignalBlocker quiet(tables_);
    tables_->clear();
    if (const auto* all = catalog())
        for (const auto& table : all->tables)
            if (!table.temporary)
                tables_->addItem(qt(table.qualifiedName()));
}

void TypeMapEditor::choose(const std::string& key, const std::string& value) {
    auto changed = choices_;
    changed.set(key, value);
    if (changed == choices_)
        return;
    choices_ = changed;
    emit chosen(changed);
}

void TypeMapEditor::showTable() {
    const std::string wanted = tables_->currentText().toStdString();
    const auto* all = catalog();
    const Table* table = nullptr;
    for (std::size_t i = 0; all && i < all->tables.size() && !table; ++i)
        if (all->tables[i].qualifiedName() == wanted)
            table = &all->tables[i];
    if (wanted != shownTable_ || !table) {
        columns_->clear();
        shownTable_ = wanted;
        int shown = 0;
        for (std::size_t i = 0; table && i < table->columns.size() && shown < kMostColumns; ++i)
            if (choiceOf(table->columns[i]) && ++shown)
                addColumn(table->columns[i], columnKey(table->schema, table->name, table->columns[i].name));
        if (shown == 0) {
            auto* none = makeParagraph(tr("No column of this table has a choice of its own."), TextRole::Body,
                                       "muted", columns_);
            none->setContentsMargins(metrics().inside, metrics().step, metrics().inside, 0);
            columns_->column()->addWidget(none);
        }
        columns_->column()->addStretch(1);
    }
    QString target;
    if (table && report_)
        for (const auto& c : report_->conversions)
            if (c.kind == "table" && c.schema == table->schema && c.name == table->name)
                target = qt(c.target);
    target_->setCode(target, "sql");
}

void TypeMapEditor::addColumn(const Column& column, const std::string& key) {
    const auto& definition = *choiceOf(column);
    auto* row = new QWidget(columns_);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(metrics().inside, 3, metrics().inside, 3);
    line->setSpacing(metrics().gap);
    line->addWidget(new ElidedLabel(qt(column.name), TextRole::BodyMedium, "text", row));
    auto* type = new ElidedLabel(qt(column.type.full), TextRole::Caption, "muted", row);
    line->addWidget(type, 1);
    auto* box = valueBox(definition, row);
    box->setObjectName("column-" + qt(column.name));
    box->setAccessibleName(qt(column.name));
    box->insertItem(0, tr("as for all columns"), QString());
    const auto own = choices_.columns().find(key);
    const int at = own == choices_.columns().end() ? 0 : box->findData(qt(own->second));
    box->setCurrentIndex(std::max(0, at));
    line->addWidget(box);
    connect(box, &QComboBox::currentIndexChanged, this,
            [this, box, key] { choose(key, box->currentData().toString().toStdString()); });
    columns_->column()->addWidget(row);
}

} // namespace causeway::ui
