// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/score_panel.h"

#include "core/audit/score.h"
#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/counted.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStandardItemModel>

#include <map>
#include <numeric>

namespace causeway::ui {
namespace {

constexpr int kKeyRole = Qt::UserRole + 1;
constexpr int kWeightWidth = 72, kPointsWidth = 78;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

struct ScoreRow {
    QString text, second, tip, key; ///< key: of the finding; empty for an area's head
    double weight = 0, points = 0;
};

QString pointsText(double points) {
    return points > 0 ? QString::fromUtf8("−") + QString::number(points, 'f', 2) : QString("0");
}

void addRow(QStandardItemModel& model, const ScoreRow& row) {
    const bool head = row.key.isEmpty();
    QList<QStandardItem*> items{new QStandardItem(row.text),
                                new QStandardItem(QString::number(row.weight, 'f', 2)),
                                new QStandardItem(pointsText(row.points))};
    items[0]->setData(row.second, SecondLineRole);
    items[0]->setToolTip(row.tip);
    for (auto* item : items) {
        item->setData(row.key, kKeyRole);
        item->setData(head, StrongRole);
        if (head)
            item->setData("window", GroundRole);
        if (item != items[0])
            item->setData(int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    }
    if (head)
        items[0]->setData("accentText", ToneRole);
    model.appendRow(items);
}

/// "high 8 × measured 1 × 0.7^2": how the weight beside it comes about.
QString weightFormula(const Deduction& d, const Finding& f) {
    return ScorePanel::tr("%1 %2 × %3 %4%5")
        .arg(qt(std::string(severityName(f.severity))))
        .arg(d.severityPoints)
        .arg(qt(std::string(confidenceName(f.confidence))))
        .arg(d.confidenceFactor)
        .arg(d.rank > 0 ? ScorePanel::tr(" × 0.7^%1").arg(d.rank) : QString());
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
    how_ = makeParagraph({}, TextRole::Small, "muted", this);
    how_->setContentsMargins(20, 0, 20, 4);
    column->addWidget(how_);
    table_ = new TableView(tr("Deductions"), this);
    model_->setHorizontalHeaderLabels({tr("What costs points"), tr("Weight"), tr("Points")});
    for (const int figure : {1, 2})
        model_->setHeaderData(figure, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter),
                              Qt::TextAlignmentRole);
    table_->setModel(model_);
    table_->setLines(2);
    table_->setStretchColumn(0);
    table_->setColumnWidth(1, kWeightWidth);
    table_->setColumnWidth(2, kPointsWidth);
    column->addWidget(table_, 1);
    connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto key = index.data(kKeyRole).toString(); !key.isEmpty())
            emit chosen(key);
    });
}

void ScorePanel::setReport(const AuditReport& report) {
    title_->setText(
        tr("%1 of 100, for %2 of the checks").arg(report.score).arg(qt(formatPercent(report.coverage()))));
    const double weight =
        std::accumulate(report.families.begin(), report.families.end(), 0.0,
                        [](double sum, const FamilyScore& family) { return sum + family.weight; });
    how_->setText(
        tr("A finding weighs its severity (critical 16, high 8, medium 3, low 1) times its confidence "
           "(measured 1, inferred 0.7, assumed 0.4); the second of an area counts 0.7 of that, the "
           "third 0.7^2 and so on. All weights come to W = %1 and cost 100 × (1 − e^(−W/100)) = %2 "
           "points, shared by weight. What was not assessed costs nothing: it lowers the share that "
           "the score speaks for.")
            .arg(weight, 0, 'f', 2)
            .arg(100 - report.score));
    model_->removeRows(0, model_->rowCount());
    const auto findings = report.findings();
    std::map<std::string_view, const Finding*> byKey;
    for (const auto& f : findings)
        byKey[f.key] = &f;
    for (const auto& family : report.families) {
        const auto title = family.score ? tr("%1: %2 of 100").arg(qt(family.family)).arg(*family.score)
                                        : tr("%1: not assessed").arg(qt(family.family));
        const auto second =
            tr("%1 found, %2 passed, %3 not assessed")
                .arg(grouped(family.found), grouped(family.passed), grouped(family.notAssessed));
        addRow(*model_, {title, second, title + "\n" + second, {}, family.weight, family.points()});
        for (const auto& d : family.deductions)
            if (const auto it = byKey.find(d.key); it != byKey.end()) {
                const Finding& f = *it->second;
                const auto tip =
                    qt(f.title) + "\n" + qt(f.where) + "\n" + qt(deductionFormula(d, f, report, "en"));
                addRow(*model_, {qt(f.title), weightFormula(d, f), tip, qt(d.key), d.weight, d.points});
            }
    }
}

} // namespace causeway::ui
