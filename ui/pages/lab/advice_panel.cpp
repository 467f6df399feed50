// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/advice_panel.h"

#include "core/base/units.h"
#include "core/report/document.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/label.h"
#include "ui/kit/scroll_box.h"
#include "ui/kit/segment.h"
#include "ui/kit/table_view.h"
#include "ui/pages/lab/advice_model.h"
#include "ui/pages/lab/lab_session.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QStackedWidget>

namespace causeway::ui {
namespace {

/// Of the figures' columns, after the design's.
constexpr int kFigureWidths[] = {68, 62, 70, 82, 80};

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// Cost by design: what meets every target in blue, what falls short of one in grey.
report::ChartSpec costChart(const Advice& advice, const Criteria& criteria) {
    report::ChartSpec c;
    c.kind = report::ChartSpec::Kind::HorizontalBar;
    c.id = "lab-advice";
    c.x.unit = c.y.unit = advice.prices.currency;
    report::ChartSeries fits{
        AdvicePanel::tr("meets every target").toStdString(), report::ChartSeries::Role::Plain, {}, false};
    report::ChartSeries misses{
        AdvicePanel::tr("falls short of one").toStdString(), report::ChartSeries::Role::Muted, {}, false};
    for (const auto& d : advice.front) {
        auto& series = d.misses.empty() ? fits : misses;
        series.points.push_back({double(c.x.categories.size()), d.figures.costPerMonth, 0, 0});
        c.x.categories.push_back(d.title);
    }
    for (auto* series : {&fits, &misses})
        if (!series->points.empty())
            c.series.push_back(std::move(*series));
    if (const auto budget = criteria.number("cluster_budget"))
        c.thresholds.push_back({AdvicePanel::tr("budget").toStdString(), *budget, true, {}});
    return c;
}

AdviceRequest requestFor(const LabSession& session, const Workbench& workbench) {
    AdviceRequest request;
    request.base = session.draft().topology;
    request.criteria = workbench.criteria();
    return request;
}

} // namespace

AdvicePanel::AdvicePanel(LabSession& session, Workbench& workbench, QWidget* parent)
    : QWidget(parent), session_(session), workbench_(workbench), model_(new AdviceModel(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics().gap);
    row->addWidget(makeTable(), 13);
    row->addWidget(makeReasons(), 7);
    connect(&workbench, &Workbench::criteriaChanged, this, [this] {
        stale_ = advice_ != nullptr;
        showState();
    });
    connect(&workbench, &Workbench::engagementChanged, this, [this] { take(nullptr); });
    showState();
    showReasons(-1);
}

QWidget* AdvicePanel::makeTable() {
    designs_ = new Card({}, {}, this);
    designs_->setFlush();
    search_ = makeButton(tr("Search designs"), "search", ButtonKind::Default, designs_);
    search_->setObjectName("lab-advise");
    connect(search_, &QPushButton::clicked, this, [this] { task_ ? task_->cancel() : search(); });
    designs_->addAction(search_);
    table_ = new TableView(tr("Advised designs"), designs_);
    table_->setObjectName("lab-advice");
    table_->setModel(model_);
    table_->setLines(2);
    table_->setStretchColumn(AdviceModel::DesignColumn);
    for (int c = AdviceModel::OutageColumn; c < AdviceModel::kColumns; ++c)
        table_->setColumnWidth(c, kFigureWidths[c - AdviceModel::OutageColumn]);
    connect(table_, &QTableView::clicked, this, [this](const QModelIndex& index) { load(index.row()); });
    connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) { load(index.row()); });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { showReasons(index.row()); });
    designs_->body()->addWidget(table_, 1);
    return designs_;
}

QWidget* AdvicePanel::makeReasons() {
    why_ = new Card({}, {}, this);
    shown_ = new Segment({tr("Why"), tr("Cost")}, tr("What is shown of the designs"), why_);
    why_->addAction(shown_);
    views_ = new QStackedWidget(why_);
    reasons_ = new ScrollBox(views_);
    chart_ = new ChartView(views_);
    views_->addWidget(reasons_);
    views_->addWidget(chart_);
    why_->body()->addWidget(views_, 1);
    connect(shown_, &Segment::currentChanged, views_, &QStackedWidget::setCurrentIndex);
    return why_;
}

void AdvicePanel::search() {
    if (task_ || !session_.refusal().isEmpty())
        return;
    auto result = std::make_shared<Advice>();
    auto request = requestFor(session_, workbench_);
    request.mostDatabases = depth_.mostDatabases;
    request.runs = depth_.runs;
    failure_.clear();
    auto* task = workbench_.tasks().start(
        tr("Searching designs"),
        [result, request](Progress& progress) { *result = advise(request, progress); },
        [this, result] { take(result); });
    task_ = task;
    connect(task, &Task::progressed, this, &AdvicePanel::showState);
    connect(task, &Task::finished, this, [this, task] {
        if (task->error())
            failure_ = QString::fromUtf8(task->error()->what());
        task_ = nullptr;
        showState();
    });
    showState();
}

void AdvicePanel::take(std::shared_ptr<const Advice> advice) {
    advice_ = std::move(advice);
    stale_ = false;
    model_->setAdvice(advice_);
    if (advice_) {
        chart_->setSpec(costChart(*advice_, workbench_.criteria()));
        table_->selectRow(std::max(0, advice_->recommended));
    }
    showReasons(table_->currentIndex().row());
    showState();
    emit adviceChanged();
}

void AdvicePanel::showState() {
    search_->setText(task_ ? tr("Cancel") : advice_ ? tr("Search again") : tr("Search designs"));
    designs_->setTitle(advice_ ? qt(advice_->headline)
                               : tr("Which design meets the targets at the least cost"));
    QString line;
    if (task_)
        line = task_->total() > 0
                   ? tr("%1, %2 of %3").arg(task_->stage()).arg(task_->done()).arg(task_->total())
                   : tr("Searching");
    else if (!failure_.isEmpty())
        line = failure_;
    else if (!advice_)
        line =
            tr("Placements over the drawn sites, synchronous modes and times, with the same random numbers.");
    else
        line = tr("%1 designs tried, %2 runs of each fault; a click loads one.")
                   .arg(qt(formatNumber(double(advice_->tried))), qt(formatNumber(double(advice_->runs)))) +
               (stale_ ? tr(" Criteria have changed since.") : QString());
    designs_->setSubtitle(line);
}

void AdvicePanel::showReasons(int row) {
    reasons_->clear();
    const bool chosen = advice_ && row >= 0 && row < int(advice_->front.size());
    why_->setTitle(chosen ? tr("Why this design") : tr("Reasons"));
    if (!chosen)
        return;
    const auto& design = advice_->front[std::size_t(row)];
    reasons_->column()->addWidget(makeParagraph(qt(design.title), TextRole::BodyStrong));
    reasons_->column()->addWidget(makeParagraph(qt(design.reason)));
    for (const auto& target : advice_->targets)
        if (target.alone > 0) {
            reasons_->column()->addWidget(makeParagraph(qt(target.limit), TextRole::BodyStrong));
            reasons_->column()->addWidget(makeParagraph(qt(target.reason), TextRole::Body, "muted"));
        }
}

void AdvicePanel::load(int row) {
    if (!advice_ || row < 0 || row >= int(advice_->front.size()))
        return;
    const auto& design = advice_->front[std::size_t(row)];
    session_.canvas().edit(tr("advised design"), [&](Topology& t) { t = design.topology; });
}

} // namespace causeway::ui
