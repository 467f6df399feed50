// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/comparison_dialog.h"

#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/counted.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"
#include "ui/pages/audit/comparison_rows.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>

#include <algorithm>

namespace causeway::ui {
namespace {

QString dayOf(Instant t) {
    return QString::fromStdString(longDate(std::chrono::floor<std::chrono::days>(t)));
}

QString headline(const Comparison& c) {
    const auto added = qint64(c.added.size() + c.firstSeen.size());
    return ComparisonDialog::tr("%1 and %2 since %3")
        .arg(counted(added, ComparisonDialog::tr("new finding"), ComparisonDialog::tr("new findings")),
             counted(qint64(c.fixed.size()), ComparisonDialog::tr("fixed"), ComparisonDialog::tr("fixed")),
             dayOf(c.takenBefore));
}

QStandardItem* item(const QString& text, const QString& second = {}) {
    auto* made = new QStandardItem(text);
    made->setToolTip(text);
    if (!second.isEmpty())
        made->setData(second, SecondLineRole);
    return made;
}

} // namespace

ComparisonDialog::ComparisonDialog(std::shared_ptr<const Comparison> comparison, QWidget* parent)
    : QDialog(parent), comparison_(std::move(comparison)), kinds_(new QButtonGroup(this)),
      model_(new QStandardItemModel(this)) {
    const auto& c = *comparison_;
    setWindowTitle(tr("Compare snapshots"));
    resize(1080, 680);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(headline(c), TextRole::Title, "text", this));
    column->addWidget(makeLabel(tr("Score %1 on %2, %3 on %4")
                                    .arg(c.scoreBefore)
                                    .arg(dayOf(c.takenBefore))
                                    .arg(c.scoreAfter)
                                    .arg(dayOf(c.takenAfter)),
                                TextRole::Body, "muted", this));
    auto* tiles = new QHBoxLayout;
    const auto kinds = comparisonKinds(c);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto* tile =
            new FigureTile(grouped(qint64(kinds[i].rows.size())), kinds[i].title, kinds[i].tone, this);
        tile->setFilter(true);
        kinds_->addButton(tile, int(i));
        tiles->addWidget(tile, 1);
    }
    column->addLayout(tiles);
    auto* card = new Card({}, {}, this);
    card->setFlush();
    card->body()->setContentsMargins(0, 0, 0, 0);
    table_ = new TableView(tr("Changes"), card);
    table_->setModel(model_);
    table_->setLines(2);
    card->body()->addWidget(table_);
    column->addWidget(card, 1);
    auto* buttons = new QHBoxLayout;
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Default, this);
    auto* close = makeButton(tr("Close"), {}, ButtonKind::Primary, this);
    buttons->addWidget(save);
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, [this] { exportTable(this, *model_, tr("changes")); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(kinds_, &QButtonGroup::idToggled, this, [this](int kind, bool on) {
        if (on)
            show(kind);
    });
    const auto first =
        std::find_if(kinds.begin(), kinds.end(), [](const auto& kind) { return !kind.rows.empty(); });
    auto* chosen = kinds_->button(first == kinds.end() ? 0 : int(first - kinds.begin()));
    chosen->setChecked(true);
    chosen->setFocus();
}

void ComparisonDialog::show(int kind) {
    const auto rows = comparisonKinds(*comparison_)[std::size_t(kind)].rows;
    const bool severities =
        std::any_of(rows.begin(), rows.end(), [](const auto& r) { return !r.severity.empty(); });
    const bool sides = std::any_of(rows.begin(), rows.end(),
                                   [](const auto& r) { return !r.before.isEmpty() || !r.after.isEmpty(); });
    model_->clear();
    model_->setHorizontalHeaderLabels({tr("Severity"), tr("What"), tr("Before"), tr("After")});
    for (const auto& row : rows) {
        auto* severity = item(row.severity.empty() ? QString() : severityWord(row.severity));
        if (!row.severity.empty())
            severity->setData(QString::fromStdString(row.severity), SeverityRole);
        model_->appendRow({severity, item(row.what, row.second), item(row.before), item(row.after)});
    }
    table_->setColumnHidden(0, !severities);
    table_->setColumnHidden(2, !sides);
    table_->setColumnHidden(3, !sides);
    table_->setStretchColumn(1);
    table_->setColumnWidth(0, 110);
    table_->setColumnWidth(2, 240);
    table_->setColumnWidth(3, 240);
}

} // namespace causeway::ui
