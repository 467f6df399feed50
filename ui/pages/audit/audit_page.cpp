// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_page.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/counted.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/states.h"
#include "ui/kit/table_view.h"
#include "ui/pages/audit/audit_exports.h"
#include "ui/pages/audit/comparison_dialog.h"
#include "ui/pages/audit/finding_panel.h"
#include "ui/pages/audit/score_panel.h"
#include "ui/pages/audit/score_ring.h"
#include "ui/pages/audit/waive_dialog.h"
#include "ui/pages/centred.h"
#include "ui/pages/stage_view.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr std::pair<const char*, const char*> kTiles[] = {
    {"critical", QT_TRANSLATE_NOOP("AuditPage", "Critical")},
    {"high", QT_TRANSLATE_NOOP("AuditPage", "High")},
    {"medium", QT_TRANSLATE_NOOP("AuditPage", "Medium")},
    {"low", QT_TRANSLATE_NOOP("AuditPage", "Low")},
    {"info", QT_TRANSLATE_NOOP("AuditPage", "Info")},
    {"ok", QT_TRANSLATE_NOOP("AuditPage", "Passed")},
    {"na", QT_TRANSLATE_NOOP("AuditPage", "Not assessed")},
    {"waived", QT_TRANSLATE_NOOP("AuditPage", "Waived")}};
constexpr int kLeastBeside = 1180 - 56; ///< of a window 1180 wide with the narrow rail
constexpr int kLinkEdge = 3; ///< what a link keeps left of its words, so that those above stand over them
constexpr const char *kWordsKey = "audit/words", *kSeveritiesKey = "audit/severities",
                     *kGroupingKey = "audit/grouping";

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
    compare_ = makeButton(tr("Compare"), "compare", ButtonKind::Default, body);
    compare_->setObjectName("compare");
    compare_->setMenu(new QMenu(compare_));
    header_->addAction(compare_);
    header_->addAction(save);
    column->addWidget(header_);
    column->addWidget(makeStrip());
    split_ = new QSplitter(body);
    split_->addWidget(makeTable());
    split_->addWidget(makeSide());
    split_->setStretchFactor(0, 1);
    split_->setSizes({720, 420});
    split_->setHandleWidth(metrics().gap);
    split_->setChildrenCollapsible(false);
    column->addWidget(split_, 1);

    stage_ = new StageView(workbench, Workbench::Stage::Audit, body,
                           [this] { return bool(this->workbench().audit()); });
    stage_->setEmpty("audit", tr("No snapshot to audit yet"),
                     tr("Collect from a server, or import a dump with SHOW VARIABLES and SHOW STATUS."));
    connect(stage_, &StageView::toSources, this, [this] { emit navigate("sources"); });
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(stage_);
    connect(&workbench, &Workbench::snapshotChanged, this, &AuditPage::refresh);
    connect(&workbench, &Workbench::snapshotChanged, this, &AuditPage::refreshSnapshots);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Audit)
            refresh();
        if (stage == Workbench::Stage::Roadmap)
            refreshPlanned();
    });
    addKeys();
    restoreFilter();
    refreshSnapshots();
    refresh();
}

/// Plain letters, so only while the table has the focus: C copies the fix, W waives, A shows the roadmap's
/// task, / filters, 1 to 6
/// choose a severity or what was not assessed.
void AuditPage::addKeys() {
    const auto add = [this](const char* key, std::function<void()> act) {
        auto* shortcut = new QShortcut(QKeySequence(key), table_, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, std::move(act));
    };
    add("C", [this] { panel_->copyFix(); });
    add("W", [this] { waive(); });
    add("A", [this] { showInRoadmap(); });
    add("/", [this] { focusFilter(); });
    const char* kinds[] = {"critical", "high", "medium", "low", "info", "na"};
    for (std::size_t i = 0; i < std::size(kinds); ++i)
        add(std::to_string(i + 1).c_str(), [this, kind = kinds[i]] { tiles_[kind]->toggle(); });
}

/// In a narrow window the finding goes below the table.
void AuditPage::resizeEvent(QResizeEvent* event) {
    const auto way = width() < kLeastBeside ? Qt::Vertical : Qt::Horizontal;
    if (split_->orientation() != way) {
        split_->setOrientation(way);
        split_->setSizes(way == Qt::Vertical ? QList<int>{240, 280} : QList<int>{720, 420});
    }
    Page::resizeEvent(event);
}

QWidget* AuditPage::makeSide() {
    side_ = new QStackedWidget(this);
    panel_ = new FindingPanel(side_);
    scorePanel_ = new ScorePanel(side_);
    side_->addWidget(panel_);
    side_->addWidget(scorePanel_);
    connect(panel_, &FindingPanel::waiveAsked, this, &AuditPage::waive);
    connect(panel_, &FindingPanel::withdrawAsked, this, &AuditPage::withdraw);
    connect(panel_, &FindingPanel::roadmapAsked, this, &AuditPage::showInRoadmap);
    connect(scorePanel_, &ScorePanel::closed, this, [this] { showScore(false); });
    connect(scorePanel_, &ScorePanel::chosen, this, &AuditPage::showAnchor);
    return side_;
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
    auto* name = makeLabel(tr("Health score"), TextRole::BodyStrong, "text", card);
    coverage_ = makeLabel({}, TextRole::Small, "muted", card);
    for (auto* label : {name, coverage_}) {
        label->setIndent(kLinkEdge);
        words->addWidget(label);
    }
    since_ = makeButton({}, {}, ButtonKind::Link, card);
    since_->setObjectName("points-since");
    since_->hide();
    words->addWidget(since_, 0, Qt::AlignLeft);
    auto* how = makeButton(tr("How it came about"), {}, ButtonKind::Link, card);
    how->setObjectName("show-score");
    connect(how, &QPushButton::clicked, this, [this] { showScore(true); });
    words->addWidget(how, 0, Qt::AlignLeft);
    words->addStretch(1);
    row->addSpacing(6);
    row->addLayout(words);
    row->addSpacing(16);
    for (const auto& [key, label] : kTiles) {
        auto* tile = new FigureTile("0", tr(label), std::string(key) == "waived" ? "" : key, card);
        tile->setFilter(true);
        tile->setObjectName(QString("tile-") + key);
        connect(tile, &QAbstractButton::toggled, this, &AuditPage::applyFilter);
        tiles_[key] = tile;
        row->addWidget(tile, 1);
    }
    card->body()->addLayout(row);
    return card;
}

QWidget* AuditPage::makeBar(QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* bar = new QHBoxLayout(box);
    bar->setContentsMargins(12, 4, 12, 12); // the card adds its own 8 above
    words_ = new QLineEdit(box);
    words_->setObjectName("filter-findings");
    words_->setPlaceholderText(tr("Filter findings"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setClearButtonEnabled(true);
    words_->setMaximumWidth(240);
    words_->addAction(ui::icon("filter", "muted"), QLineEdit::LeadingPosition);
    bar->addWidget(words_, 2);
    chosen_ = new Chip({}, "accent", box);
    chosen_->setObjectName("chosen-severities");
    chosen_->setClosable(true);
    chosen_->setToolTip(tr("Show all open findings again"));
    connect(chosen_, &QAbstractButton::clicked, this, [this] {
        for (const auto& [key, tile] : tiles_)
            tile->setChecked(false);
    });
    bar->addWidget(chosen_);
    bar->addStretch(1);
    count_ = makeLabel({}, TextRole::Body, "muted", box);
    bar->addWidget(count_);
    bar->addSpacing(8);
    grouping_ = new QComboBox(box);
    grouping_->setObjectName("grouping");
    grouping_->setAccessibleName(tr("Group findings"));
    grouping_->addItems({tr("Group: none"), tr("Group: area"), tr("Group: server"), tr("Group: rule")});
    bar->addWidget(grouping_);
    auto* shown = makeToolButton("export", tr("Export the table as it is shown"), box);
    connect(shown, &QToolButton::clicked, this, [this] { exportTable(this, *filter_, tr("findings")); });
    bar->addWidget(shown);
    connect(grouping_, &QComboBox::currentIndexChanged, this, [this](int index) {
        model_->setGrouping(AuditModel::Grouping(index));
        applyFilter();
    });
    connect(words_, &QLineEdit::textChanged, this, &AuditPage::applyFilter);
    return box;
}

QWidget* AuditPage::makeTable() {
    auto* card = new Card({}, {}, this);
    card->setFlush();
    card->body()->addWidget(makeBar(card));
    table_ = new TableView(tr("Findings"), card);
    table_->setObjectName("findings");
    table_->setModel(filter_);
    table_->setLines(2);
    table_->setSortingEnabled(true);
    table_->sortByColumn(AuditModel::SeverityColumn, Qt::AscendingOrder);
    table_->setStretchColumn(AuditModel::TitleColumn);
    table_->setColumnWidth(AuditModel::SeverityColumn, 122);
    table_->setColumnWidth(AuditModel::FamilyColumn, 108);
    table_->setColumnWidth(AuditModel::ConfidenceColumn, 88);
    table_->setColumnWidth(AuditModel::EffortColumn, 92);
    nothing_ = new StateBox("check", "ok", {}, {}, card);
    nothing_->setFrameless();
    nothing_->setObjectName("nothing-found");
    connect(nothing_->addButton(tr("Show what passed")), &QPushButton::clicked, this,
            [this] { tiles_["ok"]->setChecked(true); });
    list_ = new QStackedWidget(card);
    list_->addWidget(table_);
    list_->addWidget(centred(nothing_));
    noMatch_ = new StateBox("filter", "muted", {}, {}, card);
    noMatch_->setFrameless();
    noMatch_->setObjectName("no-match");
    auto* clear = noMatch_->addButton(tr("Clear the filter"));
    clear->setObjectName("clear-filter");
    connect(clear, &QPushButton::clicked, this, &AuditPage::clearFilter);
    list_->addWidget(centred(noMatch_));
    card->body()->addWidget(list_, 1);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AuditPage::showCurrent);
    connect(table_, &QAbstractItemView::clicked, this, [this] { showScore(false); });
    return card;
}

QString AuditPage::headline(const AuditReport& report) const {
    const auto all = report.findings();
    if (all.empty())
        return tr("No check of %1 found a defect").arg(grouped(report.count(CheckState::Passed)));
    const int critical = report.count(Severity::Critical), high = report.count(Severity::High);
    const bool urgent = critical + high > 0;
    Effort work;
    for (const auto& f : all)
        if (!urgent || f.severity <= Severity::High)
            work += f.effort;
    return (urgent
                ? counted(critical + high, tr("finding cannot wait"), tr("findings cannot wait"))
                : counted(qint64(all.size()), tr("finding"), tr("findings")) + tr(", none of them urgent")) +
           "; " + tr("mending takes %1").arg(qt(formatEffort(work.low, work.high)));
}

QString AuditPage::basis(const AuditReport& report) const {
    const auto snapshot = workbench().snapshot();
    auto text =
        tr("%1 checks on %2")
            .arg(grouped(qint64(report.checks.size())))
            .arg(counted(qint64(snapshot ? snapshot->servers.size() : 0), tr("server"), tr("servers")));
    if (const int open = report.count(CheckState::NotAssessed))
        text += tr("; %1 not assessed for lack of evidence").arg(grouped(open));
    return text + (workbench().stale(Workbench::Stage::Audit)
                       ? tr(". Criteria have changed since: run again (F5)")
                       : QString("."));
}

void AuditPage::restoreFilter() {
    const QSettings settings;
    words_->setText(settings.value(kWordsKey).toString());
    for (const auto& key : settings.value(kSeveritiesKey).toStringList())
        if (const auto it = tiles_.find(key.toStdString()); it != tiles_.end())
            it->second->setChecked(true);
    grouping_->setCurrentIndex(std::clamp(settings.value(kGroupingKey).toInt(), 0, grouping_->count() - 1));
    restoring_ = false;
}

void AuditPage::rememberFilter() const {
    if (restoring_)
        return;
    QStringList severities;
    for (const auto& [key, tile] : tiles_)
        if (tile->isChecked())
            severities << qt(key);
    QSettings settings;
    settings.setValue(kWordsKey, words_->text());
    settings.setValue(kSeveritiesKey, severities);
    settings.setValue(kGroupingKey, grouping_->currentIndex());
}

void AuditPage::refresh() {
    const auto report = workbench().audit();
    const auto key = panel_->key();
    shown_ = {};
    model_->setReport(report);
    if (report) {
        header_->setHeadline(headline(*report), basis(*report));
        ring_->setReport(*report);
        coverage_->setText(tr("for %1 of the checks").arg(qt(formatPercent(report->coverage()))));
        for (const auto& [severity, tile] : tiles_)
            if (const auto known = parseSeverity(severity))
                tile->setValue(grouped(report->count(*known)));
        tiles_["na"]->setValue(grouped(report->count(CheckState::NotAssessed)));
        tiles_["ok"]->setValue(grouped(report->count(CheckState::Passed)));
        const auto waived = qint64(report->waivedFindings().size());
        tiles_["waived"]->setValue(grouped(waived));
        tiles_["waived"]->setVisible(waived > 0 || tiles_["waived"]->isChecked());
        scorePanel_->setReport(*report);
        applyFilter();
        selectRow(model_->find(key)); // the finding that was looked at, where it is still shown
    }
    refreshChange();
    emit stationChanged();
}

/// The menu of snapshots to compare with: all but the one looked at, newest first.
void AuditPage::refreshSnapshots() {
    auto* menu = compare_->menu();
    menu->clear();
    const auto current = workbench().snapshot();
    const auto all = workbench().snapshots();
    for (auto it = all.rbegin(); it != all.rend(); ++it)
        if (!current || it->id != current->id)
            menu->addAction(tr("%1, %2").arg(qt(toIso(it->taken)), qt(it->label)), this,
                            [this, id = it->id] { compareWith(id); });
    compare_->setVisible(!menu->isEmpty());
}

void AuditPage::applyFilter() {
    std::set<std::string> chosen;
    for (const auto& [key, tile] : tiles_)
        if (tile->isChecked())
            chosen.insert(key);
    QStringList names;
    for (const auto& [key, label] : kTiles)
        if (chosen.count(key))
            names << tr(label);
    chosen_->setText(names.size() > 2 ? tr("%1 kinds").arg(names.size()) : names.join(", "));
    chosen_->setVisible(!names.isEmpty());
    filter_->set(words_->text(), std::move(chosen));
    const auto report = workbench().audit();
    count_->setText(
        tr("%1 of %2 checks")
            .arg(grouped(filter_->shownRows()), grouped(report ? qint64(report->checks.size()) : 0)));
    if (report)
        showNothing(*report);
    if (!table_->currentIndex().isValid())
        selectFirst();
    rememberFilter();
    showCurrent();
}

void AuditPage::showCurrent() {
    const auto index = filter_->mapToSource(table_->currentIndex());
    const auto row = index.isValid() ? model_->row(index.row()) : AuditRow{};
    const std::pair now{row.check, row.finding};
    if (now == shown_ && row.check)
        return;
    shown_ = now;
    if (row.isHead())
        panel_->showNothing();
    else
        panel_->show(row);
    refreshPlanned();
}

/// The first finding; the head of a group says nothing by itself.
void AuditPage::selectFirst() {
    for (int i = 0; i < filter_->rowCount(); ++i)
        if (!model_->row(filter_->mapToSource(filter_->index(i, 0)).row()).isHead())
            return table_->selectRow(i);
}

/// In the place of an empty table: that nothing was found, or that the filter hides what was.
void AuditPage::showNothing(const AuditReport& report) {
    const bool filtered = !words_->text().isEmpty() || !chosen_->isHidden();
    list_->setCurrentIndex(filter_->rowCount() > 0 ? 0 : filtered ? 2 : 1);
    const auto found = qint64(report.findings().size());
    noMatch_->setTexts(tr("No finding at this filter"),
                       tr("The snapshot has %1 in all.").arg(counted(found, tr("finding"), tr("findings"))));
    const auto passed = counted(report.count(CheckState::Passed), tr("check passed"), tr("checks passed"));
    const int open = report.count(CheckState::NotAssessed);
    nothing_->setTexts(tr("No open finding"),
                       open ? tr("%1; %2 could not be assessed: choose \"Not assessed\" to see what would "
                                 "change that.")
                                  .arg(passed, grouped(open))
                            : passed + ".");
}

void AuditPage::clearFilter() {
    words_->clear();
    for (const auto& [key, tile] : tiles_)
        tile->setChecked(false);
}

void AuditPage::showScore(bool on) {
    side_->setCurrentWidget(on ? static_cast<QWidget*>(scorePanel_) : panel_);
}

void AuditPage::selectRow(int modelRow) {
    if (modelRow < 0)
        return;
    const auto index = filter_->mapFromSource(model_->index(modelRow, 0));
    if (!index.isValid())
        return;
    table_->selectRow(index.row());
    table_->scrollTo(index);
}

void AuditPage::waive() {
    const auto report = workbench().audit();
    const auto snapshot = workbench().snapshot();
    const int row = model_->find(panel_->key());
    if (!report || !snapshot || row < 0)
        return;
    WaiveDialog dialog(*model_->row(row).finding, std::chrono::floor<std::chrono::days>(snapshot->taken),
                       this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    try {
        workbench().setWaiver(dialog.waiver());
    } catch (const Error& e) {
        QMessageBox::warning(this, "Causeway", QString::fromUtf8(e.what()));
    }
}

void AuditPage::withdraw() {
    try {
        workbench().withdrawWaiver(std::string(panel_->key()));
    } catch (const Error& e) {
        QMessageBox::warning(this, "Causeway", QString::fromUtf8(e.what()));
    }
}

void AuditPage::compareWith(const std::string& before) {
    auto* task = workbench().compareWith(before, [this](std::shared_ptr<const Comparison> comparison) {
        auto* dialog = new ComparisonDialog(std::move(comparison), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    if (!task)
        return;
    compare_->setEnabled(false);
    connect(task, &Task::finished, this, [this, task] {
        compare_->setEnabled(true);
        if (task->error() && task->state() == Task::State::Failed)
            QMessageBox::warning(this, "Causeway", QString::fromUtf8(task->error()->what()));
    });
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
    return report && exportAudit(this, *report);
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
        tile->setChecked(key == "waived" && model_->row(row).severity() == "waived");
    showScore(false);
    selectRow(row);
}

} // namespace causeway::ui
