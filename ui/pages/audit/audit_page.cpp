// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_page.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/counted.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/table_view.h"
#include "ui/pages/audit/finding_panel.h"
#include "ui/pages/audit/score_ring.h"
#include "ui/pages/export_file.h"
#include "ui/pages/stage_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSplitter>

#include <fmt/format.h>

namespace causeway::ui {
namespace {

constexpr std::pair<const char*, const char*> kTiles[] = {
    {"critical", "Critical"}, {"high", "High"}, {"medium", "Medium"}, {"low", "Low"}, {"info", "Info"}};

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

AuditPage::AuditPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "audit", tr("Audit"), "audit", parent), model_(new AuditModel(this)),
      filter_(new AuditFilter(model_)) {
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    header_ = new PageHeader(body);
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Default, body);
    connect(save, &QPushButton::clicked, this, &AuditPage::exportResult);
    header_->addAction(save);
    column->addWidget(header_);
    column->addWidget(makeStrip());
    auto* split = new QSplitter(body);
    split->addWidget(makeTable());
    panel_ = new FindingPanel(split);
    split->addWidget(panel_);
    split->setStretchFactor(0, 1);
    split->setSizes({720, 420});
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    column->addWidget(split, 1);

    stage_ = new StageView(workbench, Workbench::Stage::Audit, body,
                           [this] { return bool(this->workbench().audit()); });
    stage_->setEmpty("audit", tr("No snapshot to audit yet"),
                     tr("Collect from a server, or import a dump with SHOW VARIABLES and SHOW STATUS."));
    connect(stage_, &StageView::toSources, this, [this] { emit navigate("sources"); });
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(stage_);
    connect(&workbench, &Workbench::snapshotChanged, this, &AuditPage::refresh);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Audit)
            refresh();
    });
    refresh();
}

QWidget* AuditPage::makeStrip() {
    auto* card = new Card({}, {}, this);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    ring_ = new ScoreRing(card);
    row->addWidget(ring_);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(makeLabel(tr("Health score"), TextRole::BodyStrong, "text", card));
    words->addWidget(makeLabel(tr("100 less what findings cost"), TextRole::Small, "muted", card));
    words->addStretch(1);
    row->addSpacing(6);
    row->addLayout(words);
    row->addSpacing(16);
    for (const auto& [key, label] : kTiles) {
        auto* tile = new FigureTile("0", tr(label), key, card);
        tile->setFilter(true);
        tile->setObjectName(QString("tile-") + key);
        connect(tile, &QAbstractButton::toggled, this, &AuditPage::applyFilter);
        tiles_[key] = tile;
        row->addWidget(tile, 1);
    }
    passed_ = new FigureTile("0", tr("Passed"), "ok", card);
    row->addWidget(passed_, 1);
    auto* open = new FigureTile("0", tr("Not assessed"), "na", card);
    open->setFilter(true);
    connect(open, &QAbstractButton::toggled, this, &AuditPage::applyFilter);
    tiles_["na"] = open;
    row->addWidget(open, 1);
    card->body()->addLayout(row);
    return card;
}

QWidget* AuditPage::makeTable() {
    auto* card = new Card({}, {}, this);
    card->setFlush();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 12, 12, 12);
    words_ = new QLineEdit(card);
    words_->setObjectName("filter-findings");
    words_->setPlaceholderText(tr("Filter findings"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setClearButtonEnabled(true);
    words_->setMaximumWidth(260);
    words_->addAction(ui::icon("filter", "muted"), QLineEdit::LeadingPosition);
    bar->addWidget(words_, 1);
    bar->addStretch(1);
    count_ = makeLabel({}, TextRole::Body, "muted", card);
    bar->addWidget(count_);
    card->body()->addLayout(bar);
    table_ = new TableView(tr("Findings"), card);
    table_->setModel(filter_);
    table_->setLines(2);
    table_->setSortingEnabled(true);
    table_->sortByColumn(AuditModel::SeverityColumn, Qt::AscendingOrder);
    table_->setStretchColumn(AuditModel::TitleColumn);
    table_->setColumnWidth(AuditModel::SeverityColumn, 110);
    table_->setColumnWidth(AuditModel::FamilyColumn, 116);
    table_->setColumnWidth(AuditModel::ConfidenceColumn, 98);
    table_->setColumnWidth(AuditModel::EffortColumn, 88);
    card->body()->addWidget(table_, 1);
    connect(words_, &QLineEdit::textChanged, this, &AuditPage::applyFilter);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPage::showCurrent);
    return card;
}

QString AuditPage::headline(const AuditReport& report) const {
    const auto all = report.findings();
    if (all.empty())
        return tr("No check of %1 found a defect").arg(report.count(CheckState::Passed));
    const int critical = report.count(Severity::Critical), high = report.count(Severity::High);
    if (critical + high == 0)
        return qt(all.front().title) + tr(" is the worst of %1").arg(counted(qint64(all.size()), tr("finding"), tr("findings")));
    Effort worst;
    for (const auto& f : all)
        if (f.severity <= Severity::High)
            worst += f.effort;
    return counted(critical + high, tr("finding cannot wait"), tr("findings cannot wait")) + "; " +
           tr("mending takes %1").arg(qt(formatEffort(worst.low, worst.high)));
}

QString AuditPage::basis(const AuditReport& report) const {
    const auto snapshot = workbench().snapshot();
    auto text = tr("%1 checks on %2").arg(report.checks.size()).arg(
        counted(qint64(snapshot ? snapshot->servers.size() : 0), tr("server"), tr("servers")));
    if (const int open = report.count(CheckState::NotAssessed))
        text += tr("; %1 not assessed for lack of evidence").arg(open);
    return text + (workbench().stale(Workbench::Stage::Audit)
                       ? tr(". Criteria have changed since: run again (F5)")
                       : QString("."));
}

void AuditPage::refresh() {
    const auto report = workbench().audit();
    model_->setReport(report);
    if (report) {
        header_->setHeadline(headline(*report), basis(*report));
        ring_->setScore(report->score);
        for (const auto& [key, tile] : tiles_)
            if (const auto severity = parseSeverity(key))
                tile->setValue(QString::number(report->count(*severity)));
        tiles_["na"]->setValue(QString::number(report->count(CheckState::NotAssessed)));
        passed_->setValue(QString::number(report->count(CheckState::Passed)));
        applyFilter();
    }
    emit stationChanged();
}

void AuditPage::applyFilter() {
    std::set<std::string> chosen;
    for (const auto& [key, tile] : tiles_)
        if (tile->isChecked())
            chosen.insert(key);
    filter_->setWords(words_->text());
    filter_->setSeverities(std::move(chosen));
    const auto report = workbench().audit();
    count_->setText(tr("%1 of %2 checks").arg(filter_->rowCount()).arg(report ? report->checks.size() : 0));
    if (!table_->currentIndex().isValid() && filter_->rowCount() > 0)
        table_->selectRow(0);
    showCurrent();
}

void AuditPage::showCurrent() {
    const auto index = filter_->mapToSource(table_->currentIndex());
    if (index.isValid())
        panel_->show(model_->row(index.row()));
    else
        panel_->clear();
}

StationState AuditPage::station() const {
    StationState state;
    const auto report = workbench().audit();
    if (workbench().working(Workbench::Stage::Audit))
        state.state = StationState::State::Working;
    else if (report)
        state.state = workbench().stale(Workbench::Stage::Audit) ? StationState::State::Stale
                                                                 : StationState::State::Built;
    if (report)
        state.value = QString("%1/100").arg(report->score);
    return state;
}

bool AuditPage::exportResult() {
    const auto report = workbench().audit();
    return report && exportTable(this, *filter_, tr("findings"));
}

void AuditPage::focusFilter() {
    words_->setFocus(Qt::ShortcutFocusReason);
}

void AuditPage::showAnchor(const QString& anchor) {
    const int row = model_->find(anchor.toStdString());
    if (row < 0)
        return;
    words_->clear();
    for (const auto& [key, tile] : tiles_)
        tile->setChecked(false);
    const auto index = filter_->mapFromSource(model_->index(row, 0));
    table_->selectRow(index.row());
    table_->scrollTo(index);
}

} // namespace causeway::ui
