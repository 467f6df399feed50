// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/workload_page.h"

#include "core/base/units.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/states.h"
#include "ui/kit/table_view.h"
#include "ui/pages/centred.h"
#include "ui/pages/workload/load_charts.h"
#include "ui/pages/workload/period.h"
#include "ui/pages/workload/query_conversions.h"
#include "ui/pages/workload/shape_findings.h"
#include "ui/pages/workload/shape_model.h"
#include "ui/pages/workload/shape_panel.h"
#include "ui/pages/workload/shape_words.h"
#include "ui/pages/workload/workload_export.h"
#include "ui/pages/workload/workload_words.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// What a drop holds, when all of it may be logs: engagements and dumps are the window's.
QStringList droppedLogs(const QMimeData& data) {
    QStringList paths;
    for (const auto& url : data.urls()) {
        const auto path = url.toLocalFile();
        const auto name = path.toLower();
        if (path.isEmpty() || name.endsWith(".causeway") || name.endsWith(".sql") ||
            name.endsWith(".sql.gz") || name.endsWith(".sql.zst"))
            return {};
        paths << path;
    }
    return paths;
}

/// Of a chart's place: days since 1970-01-01.
Instant instantOf(double days) {
    return Instant{std::chrono::milliseconds{std::llround(days * 86'400'000)}};
}

/// "17:04" on the day of `from`; else with its date.
QString endText(Instant from, Instant to, bool withSeconds) {
    const auto end = qt(toIso(to));
    return end.left(10) == qt(toIso(from)).left(10) ? end.mid(11, withSeconds ? 8 : 5)
                                                    : momentText(to, withSeconds);
}

} // namespace

WorkloadPage::WorkloadPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "workload", tr("Workload"), "workload", parent), model_(new ShapeModel(this)),
      conversions_(new QueryConversions(workbench.tasks(), this)) {
    setAcceptDrops(true);
    progress_ = new WorkingState(this);
    progress_->hide();
    connect(progress_, &WorkingState::cancelRequested, this, [this] {
        if (reading_)
            reading_->cancel();
    });
    stack_ = new QStackedWidget(this);
    body_ = makeBody();
    empty_ = makeEmpty();
    stack_->addWidget(body_);
    stack_->addWidget(empty_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(progress_);
    column->addWidget(stack_, 1);
    connect(&workbench, &Workbench::snapshotChanged, this, &WorkloadPage::refresh);
    connect(&workbench, &Workbench::viewedChanged, this, &WorkloadPage::refresh);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Audit && !this->workbench().working(stage))
            showAudit();
    });
    connect(conversions_, &QueryConversions::changed, this,
            [this] { model_->setVerdicts(conversions_->verdicts()); });
    restoreLayout();
    refresh();
}

const WorkloadSource* WorkloadPage::source() const {
    return chosen_ >= 0 ? &sources_[std::size_t(chosen_)] : nullptr;
}

void WorkloadPage::refresh() {
    const auto before = source() ? sourceLabel(*source()) : QString();
    const auto snapshot = workbench().snapshot();
    sources_ = snapshot ? workloadSources(snapshot, true) : workloadSources(workbench().viewed(), false);
    chosen_ = sources_.empty() ? -1 : 0;
    choice_->clear();
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        const auto label = sourceLabel(sources_[i]);
        choice_->addItem(oneLine(label.toStdString(), 80));
        if (label == before && !reading_)
            chosen_ = int(i);
    }
    choice_->setCurrentIndex(chosen_);
    choice_->setVisible(sources_.size() > 1);
    nothing_->setTexts(tr("No workload collected yet"), missingWords(snapshot ? *snapshot : Snapshot{}));
    showSource();
    emit stationChanged();
}

void WorkloadPage::showSource() {
    const auto* shown = source();
    stack_->setCurrentWidget(shown ? body_ : empty_);
    rate_->setSpan(std::nullopt);
    model_->setSource(shown ? *shown : WorkloadSource{});
    conversions_->setSource(shown ? *shown : WorkloadSource{});
    showColumns();
    if (!shown)
        return panel_->show({}, nullptr, nullptr);
    table_->sortByColumn(ShapeModel::RankColumn, Qt::AscendingOrder);
    showTiles();
    showCharts();
    showAudit();
    applyFilter();
}

void WorkloadPage::showAudit() {
    const auto* shown = source();
    if (!shown)
        return;
    const auto audit = shown->stored ? workbench().audit() : nullptr;
    header_->setHeadline(workloadHeadline(*shown, audit.get()), workloadBasis(*shown));
    if (audit)
        model_->setLoops(loopsOf(*audit, shown->server->id));
    showCurrent();
}

void WorkloadPage::showTiles() {
    const auto& digest = *source()->digest;
    const bool timed = digest.totalNs() > 0;
    const auto set = [&](std::size_t at, const QString& value, const QString& why) {
        tiles_[at]->setValue(value);
        tiles_[at]->setToolTip(why.toHtmlEscaped());
    };
    const auto why = coverageSentences(digest).join(' ');
    set(0, countText(executionsOf(digest)), {});
    set(1, shareText(digest.coverage.executions), why);
    set(2, timed ? qt(formatSeconds(double(digest.totalNs()) / 1e9)) : QStringLiteral("–"), {});
    set(3,
        digest.coverage.time || !digest.coverage.timeAtLeast
            ? shareText(digest.coverage.time)
            : QString::fromUtf8("≥ ") + shareText(digest.coverage.timeAtLeast),
        why);
    set(4, countText(double(digest.queries.size() + digest.otherQueries)), {});
    set(5, countText(double(digest.skipped)), skippedSentences(digest).join(' '));
}

void WorkloadPage::showCharts() {
    const auto& digest = *source()->digest;
    const bool timeline = digest.timeline.size() > 1;
    rate_->setVisible(timeline);
    response_->setVisible(timeline && digest.totalNs() > 0);
    placeTiles(timeline ? 2 : 3);
    if (!timeline) {
        loadTitle_->setFullText(tr("Load over time is not known"));
        loadBasis_->setText(
            digest.timeline.empty()
                ? tr("%1 counts executions since its counters were reset, and not when they ran. "
                     "A log of the same server tells that.")
                      .arg(qt(digest.origin))
                : tr("All executions lie within %1.").arg(qt(formatSeconds(double(digest.bucketSeconds)))));
        return;
    }
    const auto* peak = peakOf(digest.timeline);
    const double rate = double(peak->count) / double(std::max<std::uint64_t>(1, digest.bucketSeconds));
    loadTitle_->setFullText(tr("Load peaks at %1 executions a second, %2")
                                .arg(qt(formatNumber(rate, rate < 10 ? 1 : 0)),
                                     momentText(peak->start, digest.bucketSeconds < 60)));
    loadBasis_->setText((knowsP95(digest.timeline)
                             ? tr("Executions a second, and the time that 95 % of them keep within (p95, to "
                                  "3 %), each point over %1")
                             : tr("Executions a second and the mean time of one in ms, each point over %1"))
                            .arg(qt(formatSeconds(double(digest.bucketSeconds)))));
    rate_->setSpec(rateChart(digest.timeline, digest.bucketSeconds));
    response_->setSpec(responseChart(digest.timeline, digest.bucketSeconds));
}

void WorkloadPage::applyPeriod() {
    const auto* shown = source();
    if (!shown)
        return;
    const auto span = rate_->span();
    periodChip_->setVisible(span.has_value());
    WorkloadSource part = *shown;
    std::shared_ptr<const WorkloadDigest> period;
    if (span) {
        const auto from = instantOf(span->first), to = instantOf(span->second);
        period = std::make_shared<const WorkloadDigest>(inPeriod(*shown->digest, from, to));
        part.digest = period.get();
        const bool seconds = shown->digest->bucketSeconds < 60;
        periodChip_->setText(tr("%1 to %2").arg(momentText(from, seconds), endText(from, to, seconds)));
        periodChip_->setToolTip(
            tr("Calls and time of the queries with the most time, in parts of up to %1. A "
               "click shows the whole again.")
                .arg(qt(formatSeconds(double(widestPart(*period))))));
    }
    model_->setSource(part);
    period_ = std::move(period); // the model no longer points into the one before
    model_->setVerdicts(conversions_->verdicts());
    if (const auto audit = shown->stored ? workbench().audit() : nullptr)
        model_->setLoops(loopsOf(*audit, shown->server->id));
    applyFilter();
}

const QueryClass* WorkloadPage::wholeOf(const QueryClass& shape) const {
    if (!period_)
        return &shape;
    const auto& all = source()->digest->queries;
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const QueryClass& query) { return query.id == shape.id; });
    return it == all.end() ? nullptr : &*it;
}

void WorkloadPage::applyFilter() {
    const auto* shown = source();
    if (!shown)
        return;
    const auto row = table_->currentIndex().isValid() ? table_->currentIndex().row() : -1;
    const auto before = row >= 0 && row < model_->rowCount() ? model_->shape(row).id : std::string();
    model_->setWords(words_->text());
    const int rows = model_->rowCount(), all = int(model_->all());
    count_->setText(rows != all ? tr("%1 of %2 queries").arg(countText(rows), countText(all))
                    : all == 1  ? tr("1 query")
                                : tr("%1 queries").arg(countText(all)));
    const int again = std::max(0, model_->find(before));
    if (rows > 0)
        table_->selectRow(again);
    showCurrent();
}

void WorkloadPage::showCurrent() {
    const auto* shown = source();
    if (!shown)
        return;
    const auto index = table_->currentIndex();
    const bool any = index.isValid() && index.row() < model_->rowCount();
    panel_->show(*shown, shown->stored ? workbench().audit() : nullptr,
                 any ? wholeOf(model_->shape(index.row())) : nullptr);
}

void WorkloadPage::chooseLogs() {
    const auto paths = QFileDialog::getOpenFileNames(this, tr("Open logs"), {},
                                                     tr("Logs (*.log *.log.* *.csv *.json *.txt *.gz *.zst);;"
                                                        "All files (*)"));
    if (!paths.isEmpty())
        openLogs(paths);
}

void WorkloadPage::openLogs(const QStringList& paths) {
    if (reading_ || paths.isEmpty() || !workbench().services().addLogs)
        return;
    const auto snapshot = workbench().snapshot();
    std::string server = "server";
    if (source())
        server = source()->server->id;
    else if (snapshot && !snapshot->servers.empty())
        server = snapshot->servers.front().id;
    watch(workbench().addLogs(paths, server));
}

void WorkloadPage::watch(Task* task) {
    delete failed_;
    failed_ = nullptr;
    reading_ = task;
    progress_->begin();
    connect(task, &Task::progressed, progress_,
            [this, task] { progress_->setProgress(task->stage(), task->done(), task->total()); });
    connect(task, &Task::finished, this, [this, task] {
        reading_ = nullptr;
        progress_->end();
        emit stationChanged();
        if (task->error() && task->state() == Task::State::Failed)
            showFailure(*task->error());
        else
            refresh();
    });
    emit stationChanged();
}

void WorkloadPage::showFailure(const Error& error) {
    auto* state = new FailedState(error);
    connect(state->addButton(tr("Choose another log…"), "file"), &QPushButton::clicked, this, [this] {
        refresh();
        chooseLogs();
    });
    connect(state->addButton(tr("Back")), &QPushButton::clicked, this, &WorkloadPage::refresh);
    failed_ = centred(state);
    stack_->addWidget(failed_);
    stack_->setCurrentWidget(failed_);
}

void WorkloadPage::rerun() {
    workbench().run(Workbench::Stage::Audit);
}

StationState WorkloadPage::station() const {
    StationState state;
    if (reading_)
        state.state = StationState::State::Working;
    const auto* shown = source();
    if (!shown)
        return state;
    if (!reading_)
        state.state = StationState::State::Built;
    const auto rate = executionsPerSecond(*shown->digest);
    state.value =
        rate ? qt(formatNumber(*rate, *rate < 10 ? 1 : 0)) + "/s" : countText(executionsOf(*shown->digest));
    return state;
}

bool WorkloadPage::exportResult() {
    if (!source())
        return false;
    WorkloadSource shown = *source();
    if (period_)
        shown.digest = period_.get();
    return exportWorkload(this, workbench(), shown, model_->shown(), period_);
}

void WorkloadPage::focusFilter() {
    words_->setFocus(Qt::ShortcutFocusReason);
}

void WorkloadPage::showAnchor(const QString& anchor) {
    words_->clear();
    model_->setWords({});
    if (const int row = model_->find(anchor.toStdString()); row >= 0) {
        table_->selectRow(row);
        table_->scrollTo(model_->index(row, ShapeModel::QueryColumn));
        showCurrent();
    }
}

void WorkloadPage::dragEnterEvent(QDragEnterEvent* event) {
    if (droppedLogs(*event->mimeData()).isEmpty())
        event->ignore();
    else
        event->acceptProposedAction();
}

void WorkloadPage::dropEvent(QDropEvent* event) {
    const auto paths = droppedLogs(*event->mimeData());
    if (paths.isEmpty())
        return event->ignore();
    event->acceptProposedAction();
    openLogs(paths);
}

void WorkloadPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Slash && event->modifiers() == Qt::NoModifier)
        return focusFilter();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && table_->hasFocus())
        return panel_->showSide(ShapePanel::PostgreSqlSide);
    Page::keyPressEvent(event);
}

} // namespace causeway::ui
