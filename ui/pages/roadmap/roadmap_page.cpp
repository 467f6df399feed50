// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/roadmap/roadmap_page.h"

#include "core/base/units.h"
#include "core/report/document.h"
#include "ui/kit/buttons.h"
#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/kit/counted.h"
#include "ui/kit/page_header.h"
#include "ui/kit/scroll_box.h"
#include "ui/pages/roadmap/gantt_view.h"
#include "ui/pages/roadmap/report_preview.h"
#include "ui/pages/stage_view.h"
#include "ui/theme/theme_manager.h"

#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QSaveFile>
#include <QSplitter>
#include <QTabWidget>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

const char* verdictTone(CriterionVerdict::State state) {
    return state == CriterionVerdict::State::Met      ? "ok"
           : state == CriterionVerdict::State::Missed ? "critical"
                                                      : "na";
}

QString verdictWord(CriterionVerdict::State state) {
    return state == CriterionVerdict::State::Met      ? QObject::tr("Met")
           : state == CriterionVerdict::State::Missed ? QObject::tr("Missed")
                                                      : QObject::tr("Open");
}

/// The bytes the chosen ending asks for; nothing for PDF, which the preview has drawn already.
QByteArray textForm(const report::Document& document, const QString& path) {
    if (path.endsWith(".md", Qt::CaseInsensitive))
        return QByteArray::fromStdString(report::toMarkdown(document));
    return QByteArray::fromStdString(report::toJson(document).dump(2) + "\n");
}

} // namespace

RoadmapPage::RoadmapPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "roadmap", tr("Roadmap"), "roadmap", parent) {
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    header_ = new PageHeader(body);
    auto* again = makeButton(tr("Build again"), "refresh", ButtonKind::Default, body);
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Primary, body);
    save->setObjectName("export-report");
    header_->addAction(again);
    header_->addAction(save);
    connect(again, &QPushButton::clicked, this, &RoadmapPage::rerun);
    connect(save, &QPushButton::clicked, this, &RoadmapPage::exportResult);
    column->addWidget(header_);
    auto* split = new QSplitter(body);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    split->addWidget(makePlan());
    preview_ = new ReportPreview(workbench.tasks(), split);
    split->addWidget(preview_);
    split->setSizes({700, 460});
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    column->addWidget(split, 1);
    stage_ = new StageView(workbench, Workbench::Stage::Roadmap, body,
                           [this] { return bool(this->workbench().roadmap()); });
    stage_->setEmpty(
        "roadmap", tr("No roadmap yet"),
        tr("It builds itself once there is a snapshot that was audited, converted and projected."));
    connect(stage_, &StageView::toSources, this, [this] { emit navigate("sources"); });
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(stage_);
    connect(&workbench, &Workbench::snapshotChanged, this, &RoadmapPage::refresh);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Roadmap)
            refresh();
    });
    refresh();
}

QWidget* RoadmapPage::makePlan() {
    plan_ = new Card({}, {}, this);
    plan_->setFlush();
    auto* tabs = new QTabWidget(plan_);
    auto* tasks = new QSplitter(Qt::Vertical, tabs);
    tasks->setHandleWidth(1);
    tasks->setChildrenCollapsible(false);
    gantt_ = new GanttView(tasks);
    tasks->addWidget(gantt_);
    const auto scrolled = [](ScrollBox*& box) {
        box = new ScrollBox;
        box->column()->setContentsMargins(20, 12, 20, 12);
        return box;
    };
    tasks->addWidget(scrolled(detail_));
    tasks->setSizes({460, 190});
    tabs->addTab(tasks, tr("Plan"));
    tabs->addTab(scrolled(criteria_), tr("Criteria"));
    plan_->body()->addWidget(tabs, 1);
    connect(gantt_, &GanttView::taskSelected, this, &RoadmapPage::showTask);
    return plan_;
}

void RoadmapPage::refresh() {
    const auto result = workbench().roadmap();
    if (result && result != shown_) {
        const auto& roadmap = result->roadmap;
        const auto effort = roadmap.effort();
        header_->setHeadline(qt(roadmap.headline),
                             tr("%1: %2 of work in %3, %4 to %5")
                                 .arg(qt(roadmap.verdict), qt(formatEffort(effort.low, effort.high)),
                                      counted(qint64(roadmap.tasks.size()), tr("task"), tr("tasks")),
                                      qt(longDate(roadmap.start)), qt(longDate(roadmap.finish))));
        std::vector<std::pair<QString, Date>> limits;
        if (const auto growth = workbench().growth())
            for (const auto& limit : growth->limits)
                if (limit.crossed)
                    limits.emplace_back(qt(limit.label), *limit.crossed);
        gantt_->setPlan(roadmap, std::move(limits));
        showCriteria(roadmap);
        if (!roadmap.tasks.empty())
            showTask(qt(roadmap.tasks.front().id));
        preview_->setDocument(result->document);
    }
    shown_ = result;
    emit stationChanged();
}

void RoadmapPage::showTask(const QString& id) {
    detail_->clear();
    auto* column = detail_->column();
    const auto result = workbench().roadmap();
    if (!result)
        return;
    for (const auto& task : result->roadmap.tasks) {
        if (qt(task.id) != id)
            continue;
        auto* chips = new QHBoxLayout;
        chips->addWidget(new Chip(id, "accent", this));
        chips->addWidget(new Chip(qt(task.role), {}, this));
        if (task.critical)
            chips->addWidget(new Chip(tr("On the critical path"), "accent", this));
        chips->addStretch(1);
        column->addLayout(chips);
        column->addSpacing(4);
        column->addWidget(makeParagraph(qt(task.title), TextRole::Object, "text", this));
        column->addWidget(makeParagraph(qt(task.reason), TextRole::Body, "text", this));
        column->addWidget(
            makeParagraph(tr("Serves: %1").arg(qt(task.criterion)), TextRole::Small, "muted", this));
        column->addWidget(
            makeParagraph(tr("Done when: %1").arg(qt(task.acceptance)), TextRole::Small, "muted", this));
    }
    column->addStretch(1);
}

void RoadmapPage::showCriteria(const Roadmap& roadmap) {
    criteria_->clear();
    auto* column = criteria_->column();
    for (const auto& verdict : roadmap.criteria) {
        auto* row = new QHBoxLayout;
        row->setSpacing(12);
        auto* chip = new Chip(verdictWord(verdict.state), verdictTone(verdict.state), this);
        row->addWidget(chip, 0, Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(2);
        words->addWidget(makeParagraph(qt(verdict.criterion), TextRole::BodyStrong, "text", this));
        words->addWidget(makeParagraph(qt(verdict.sentence), TextRole::Body, "muted", this));
        row->addLayout(words, 1);
        column->addLayout(row);
        column->addSpacing(8);
    }
    column->addStretch(1);
}

StationState RoadmapPage::station() const {
    StationState state;
    const auto result = workbench().roadmap();
    if (workbench().working(Workbench::Stage::Roadmap))
        state.state = StationState::State::Working;
    else if (result)
        state.state = workbench().stale(Workbench::Stage::Roadmap) ? StationState::State::Stale
                                                                   : StationState::State::Built;
    if (result)
        state.value = qt(result->roadmap.verdict);
    return state;
}

bool RoadmapPage::exportResult() {
    const auto result = workbench().roadmap();
    if (!result)
        return false;
    const auto path = QFileDialog::getSaveFileName(this, tr("Export the roadmap"), "roadmap.pdf",
                                                   tr("PDF (*.pdf);;Markdown (*.md);;JSON (*.json)"));
    if (path.isEmpty())
        return false;
    QByteArray bytes;
    if (path.endsWith(".pdf", Qt::CaseInsensitive)) {
        QFile drawn(preview_->file());
        if (drawn.open(QIODevice::ReadOnly))
            bytes = drawn.readAll();
    } else {
        bytes = textForm(result->document, path);
    }
    QSaveFile file(path);
    if (!bytes.isEmpty() && file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() &&
        file.commit())
        return true;
    QMessageBox::warning(this, "Causeway",
                         bytes.isEmpty() ? tr("The report is still being drawn; try again in a moment")
                                         : tr("Cannot write %1: %2").arg(path, file.errorString()));
    return false;
}

void RoadmapPage::showAnchor(const QString& anchor) {
    showTask(anchor);
}

} // namespace causeway::ui
