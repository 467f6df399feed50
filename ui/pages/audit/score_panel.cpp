// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/score_panel.h"

#include "core/audit/score.h"
#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>

#include <map>

namespace causeway::ui {
namespace {

constexpr int kKeyRole = Qt::UserRole + 1;
constexpr int kPointsWidth = 84;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

void addRow(QStandardItemModel& model, const QString& text, const QString& second, const QString& points,
            bool strong, const QString& key) {
    auto* what = new QStandardItem(text);
    what->setData(second, SecondLineRole);
    what->setData(key, kKeyRole);
    what->setToolTip(second);
    auto* lost = new QStandardItem(points);
    lost->setData(int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    lost->setData(key, kKeyRole);
    lost->setData(strong, StrongRole);
    if (strong)
        what->setData("accentText", ToneRole);
    model.appendRow({what, lost});
}

QString pointsText(double points) {
    return points > 0 ? QString::fromUtf8("−") + QString::number(points, 'f', 2) : QString("0");
}

} // namespace

ScorePanel::ScorePanel(QWidget* parent) : QFrame(parent), model_(new QStandardItemModel(this)) {
    setProperty("kind", "card");
    setMinimumWidth(320);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 16, 1, 1);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(20, 0, 12, 0);
    title_ = makeLabel({}, TextRole::Object, "text", this);
    head->addWidget(title_, 1);
    auto* close = makeToolButton("close", tr("Back to the finding"), this);
    close->setObjectName("close-score");
    connect(close, &QToolButton::clicked, this, &ScorePanel::closed);
    head->addWidget(close);
    column->addLayout(head);
    auto* how =
        makeParagraph(tr("A finding weighs its severity (critical 16, high 8, medium 3, low 1) times its "
                         "confidence (measured 1, inferred 0.7, assumed 0.4); the second of an area counts "
                         "0.7 of that, the third 0.49 and so on. The sum W of all weights costs "
                         "100 × (1 − e^(−W/100)) points. What was not assessed costs nothing: it lowers the "
                         "share that the score speaks for."),
                      TextRole::Small, "muted", this);
    how->setContentsMargins(20, 0, 20, 4);
    column->addWidget(how);
    table_ = new TableView(tr("Deductions"), this);
    model_->setHorizontalHeaderLabels({tr("What costs points"), tr("Points")});
    model_->setHeaderData(1, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    table_->setModel(model_);
    table_->setLines(2);
    table_->setStretchColumn(0);
    table_->setColumnWidth(1, kPointsWidth);
    column->addWidget(table_, 1);
    connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto key = index.data(kKeyRole).toString(); !key.isEmpty())
            emit chosen(key);
    });
}

void ScorePanel::setReport(const AuditReport& report) {
    title_->setText(
        tr("%1 of 100, for %2 of the checks").arg(report.score).arg(qt(formatPercent(report.coverage()))));
    model_->removeRows(0, model_->rowCount());
    const auto findings = report.findings();
    std::map<std::string_view, const Finding*> byKey;
    for (const auto& f : findings)
        byKey[f.key] = &f;
    for (const auto& family : report.families) {
        const auto second = tr("%1 found, %2 passed, %3 not assessed")
                                .arg(family.found)
                                .arg(family.passed)
                                .arg(family.notAssessed);
        addRow(*model_,
               family.score ? tr("%1: %2 of 100").arg(qt(family.family)).arg(*family.score)
                            : tr("%1: not assessed").arg(qt(family.family)),
               second, pointsText(family.points()), true, {});
        for (const auto& d : family.deductions)
            if (const auto it = byKey.find(d.key); it != byKey.end())
                addRow(*model_, qt(it->second->title), qt(deductionFormula(d, *it->second, report, "en")),
                       pointsText(d.points), false, qt(d.key));
    }
}

} // namespace causeway::ui
