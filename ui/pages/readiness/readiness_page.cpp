// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/readiness_page.h"

#include "core/base/units.h"
#include "core/readiness/readiness.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/segment.h"
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/conversion_panel.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/readiness/kind_tile.h"
#include "ui/pages/readiness/object_model.h"
#include "ui/pages/readiness/try_it.h"
#include "ui/pages/readiness/type_map_editor.h"
#include "ui/pages/stage_view.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// "MySQL 5.6.24" of a report's server; the bare engine where the version is not known.
QString sourceName(const Snapshot* snapshot, const std::string& server) {
    const auto* evidence = snapshot ? snapshot->server(server) : nullptr;
    if (!evidence)
        return ReadinessPage::tr("Source");
    const auto engine = QString::fromUtf8(engineName(evidence->engine).data());
    return evidence->version.known() ? engine + " " + qt(evidence->version.text(evidence->engine)) : engine;
}

} // namespace

ReadinessPage::ReadinessPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "readiness", tr("Readiness"), "readiness", parent), model_(new ObjectModel(this)),
      filter_(new ObjectFilter(model_)) {
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    column->addWidget(makeHeader(body));
    verifyNote_ = makeParagraph({}, TextRole::Small, "high", body);
    verifyNote_->setObjectName("verify-note");
    verifyNote_->hide();
    column->addWidget(verifyNote_);
    stack_ = new QStackedWidget(body);
    stack_->addWidget(makeObjects());
    stack_->addWidget(typeMap_ = new TypeMapEditor(stack_));
    stack_->addWidget(tryIt_ = new TryIt(stack_));
    column->addWidget(stack_, 1);
    connect(views_, &Segment::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
    connect(typeMap_, &TypeMapEditor::chosen, this, [this](const ConversionChoices& choices) {
        this->workbench().setFact("type_map", qt(choices.text()));
    });
    stage_ = new StageView(workbench, Workbench::Stage::Readiness, body, [this] {
        const auto reports = this->workbench().readiness();
        return reports && !reports->empty();
    });
    stage_->setEmpty("readiness", tr("No schema of MySQL or MariaDB to convert yet"),
                     tr("Collect from a server, or drop a dump (mysqldump --no-data is enough)."));
    connect(stage_, &StageView::toSources, this, [this] { emit navigate("sources"); });
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(stage_);
    connect(server_, &QComboBox::currentIndexChanged, this, &ReadinessPage::showServer);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ReadinessPage::showCurrent);
    for (const bool forward : {true, false})
        connect(new QShortcut(QKeySequence(forward ? "F8" : "Shift+F8"), this, nullptr, nullptr,
                              Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, [this, forward] { panel_->step(forward); });
    connect(&workbench, &Workbench::snapshotChanged, this, &ReadinessPage::refresh);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Readiness)
            refresh();
    });
    refresh();
}

QWidget* ReadinessPage::makeHeader(QWidget* parent) {
    header_ = new PageHeader(parent);
    views_ = new Segment({tr("Objects"), tr("Type map"), tr("Try it")}, tr("View"), parent);
    views_->setObjectName("readiness-views");
    server_ = new QComboBox(parent);
    server_->setAccessibleName(tr("Server"));
    verify_ = makeButton(tr("Verify"), "play", ButtonKind::Default, parent);
    verify_->setObjectName("verify");
    verify_->setToolTip(tr("Run every converted statement on a scratch PostgreSQL"));
    cancel_ = makeButton(tr("Cancel"), "close", ButtonKind::Default, parent);
    cancel_->setObjectName("verify-cancel");
    cancel_->hide();
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Primary, parent);
    save->setObjectName("export-readiness");
    makeExportMenu(save);
    for (QWidget* widget : std::initializer_list<QWidget*>{views_, server_, verify_, cancel_, save})
        header_->addAction(widget);
    verify_->setVisible(bool(workbench().services().verify));
    connect(verify_, &QPushButton::clicked, this, &ReadinessPage::askAndVerify);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        if (verifying_)
            verifying_->cancel();
    });
    return header_;
}

QWidget* ReadinessPage::makeObjects() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics().gap);
    column->addWidget(makeStrip());
    auto* split = new QSplitter(box);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    split->addWidget(makeTable());
    panel_ = new ConversionPanel(split);
    split->addWidget(panel_);
    split->setSizes({444, 736});
    split->setStretchFactor(1, 1);
    column->addWidget(split, 1);
    return box;
}

QWidget* ReadinessPage::makeStrip() {
    auto* card = new Card({}, {}, this);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().step);
    for (const auto verdict : {Verdict::Automatic, Verdict::Assisted, Verdict::Manual}) {
        auto*& tile = verdicts_[std::size_t(verdict)];
        tile = new FigureTile("0", verdictWord(verdict), verdictTone(verdict), card);
        tile->setFilter(true);
        tile->setObjectName("verdict-" + qt(std::string(verdictName(verdict))));
        connect(tile, &QAbstractButton::toggled, this, &ReadinessPage::applyFilter);
        row->addWidget(tile, 1);
    }
    row->addSpacing(metrics().gap);
    kindRow_ = new QHBoxLayout;
    kindRow_->setSpacing(metrics().step);
    row->addLayout(kindRow_, 7);
    card->body()->addLayout(row);
    return card;
}

QWidget* ReadinessPage::makeTable() {
    auto* card = new Card({}, {}, this);
    card->setFlush();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 12, 4);
    bar->setSpacing(12);
    words_ = new QLineEdit(card);
    words_->setObjectName("filter");
    words_->setPlaceholderText(tr("Filter objects"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setClearButtonEnabled(true);
    words_->addAction(ui::icon("filter", "muted"), QLineEdit::LeadingPosition);
    bar->addWidget(words_, 1);
    count_ = makeLabel({}, TextRole::Body, "muted", card);
    bar->addWidget(count_);
    card->body()->addLayout(bar);
    table_ = new TableView(tr("Objects"), card);
    table_->setModel(filter_);
    table_->setLines(2);
    table_->setSortingEnabled(true);
    table_->sortByColumn(ObjectModel::VerdictColumn, Qt::AscendingOrder);
    table_->hideColumn(ObjectModel::KindColumn);
    table_->setStretchColumn(ObjectModel::NameColumn);
    table_->setColumnWidth(ObjectModel::VerdictColumn, 102);
    table_->setColumnWidth(ObjectModel::ProofColumn, 88);
    table_->setColumnWidth(ObjectModel::EffortColumn, 110);
    card->body()->addWidget(table_, 1);
    connect(words_, &QLineEdit::textChanged, this, &ReadinessPage::applyFilter);
    return card;
}

void ReadinessPage::refresh() {
    const auto reports = workbench().readiness();
    const auto before = server_->currentText();
    {
        const QSignalBlocker quiet(server_);
        server_->clear();
        if (reports)
            for (const auto& report : *reports)
                server_->addItem(qt(report.server));
        server_->setCurrentIndex(std::max(0, server_->findText(before)));
    }
    server_->setVisible(server_->count() > 1);
    showServer(server_->currentIndex());
    emit stationChanged();
}

void ReadinessPage::showServer(int index) {
    const auto reports = workbench().readiness();
    const bool any = reports && index >= 0 && index < int(reports->size());
    const auto* report = any ? &(*reports)[std::size_t(index)] : nullptr;
    model_->setReport(reports, report);
    if (report) {
        header_->setHeadline(readinessHeadline(*report), readinessBasis(*report));
        fillStrip(*report);
    }
    applyFilter();
    feedViews();
}

/// The type map and the scratchpad work with what the shown report was converted from.
void ReadinessPage::feedViews() {
    const auto* report = model_->report();
    ConversionChoices choices;
    if (const auto stated = workbench().criteria().text("type_map")) {
        try {
            choices = ConversionChoices::parse(*stated);
        } catch (const Error&) {
            choices = {}; // the stage tells what is wrong with it
        }
    }
    typeMap_->show(workbench().snapshot(), report, choices);
    tryIt_->setSchema(workbench().snapshot(), report ? report->server : std::string(), choices,
                      report ? report->targetVersion : ConversionOptions{}.targetVersion);
    verify_->setEnabled(report && !verifying_);
}

void ReadinessPage::fillStrip(const ReadinessReport& report) {
    QStringList order;
    std::map<QString, std::array<int, 3>> counts;
    std::array<int, 3> verdicts{};
    for (const auto* list : {&report.conversions, &report.queries})
        for (const auto& conversion : *list) {
            const auto group = kindGroup(conversion.kind);
            if (!counts.count(group))
                order << group;
            ++counts[group][std::size_t(conversion.verdict)];
            ++verdicts[std::size_t(conversion.verdict)];
        }
    const double all = std::max<double>(1, double(report.conversions.size() + report.queries.size()));
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        verdicts_[i]->setValue(QString::number(verdicts[i]));
        verdicts_[i]->setNote(qt(formatPercent(verdicts[i] / all)));
    }
    clearLayout(kindRow_);
    groups_.clear();
    for (const auto& group : order) {
        auto* tile = new KindTile(group, counts[group], this);
        tile->setObjectName("group-" + group);
        connect(tile, &QAbstractButton::toggled, this, &ReadinessPage::applyFilter);
        groups_[group] = tile;
        kindRow_->addWidget(tile, 1);
    }
}

void ReadinessPage::applyFilter() {
    std::set<Verdict> verdicts;
    for (std::size_t i = 0; i < verdicts_.size(); ++i)
        if (verdicts_[i]->isChecked())
            verdicts.insert(Verdict(i));
    std::set<QString> groups;
    for (const auto& [group, tile] : groups_)
        if (tile->isChecked())
            groups.insert(group);
    filter_->setFilter(words_->text(), std::move(verdicts), std::move(groups));
    count_->setText(tr("%1 of %2").arg(filter_->rowCount()).arg(model_->rowCount()));
    if (!table_->currentIndex().isValid() && filter_->rowCount() > 0)
        table_->selectRow(0);
    showCurrent();
}

void ReadinessPage::showCurrent() {
    const auto index = filter_->mapToSource(table_->currentIndex());
    if (!index.isValid())
        return panel_->clear();
    const auto& report = *model_->report();
    const auto& row = model_->row(index.row());
    if (row.conversion)
        panel_->showConversion(*row.conversion, sourceName(workbench().snapshot().get(), report.server),
                               report.targetVersion);
    else
        panel_->showGeneral(report);
}

StationState ReadinessPage::station() const {
    StationState state;
    const auto reports = workbench().readiness();
    if (workbench().working(Workbench::Stage::Readiness))
        state.state = StationState::State::Working;
    else if (reports && !reports->empty())
        state.state = workbench().stale(Workbench::Stage::Readiness) ? StationState::State::Stale
                                                                     : StationState::State::Built;
    int all = 0, alone = 0;
    if (reports)
        for (const auto& report : *reports) {
            all += int(report.conversions.size());
            alone += report.count(Verdict::Automatic);
        }
    if (all)
        state.value = qt(formatPercent(double(alone) / all));
    return state;
}

void ReadinessPage::focusFilter() {
    showView(View::Objects);
    words_->setFocus(Qt::ShortcutFocusReason);
}

void ReadinessPage::select(int row) {
    showView(View::Objects);
    words_->clear();
    for (auto* tile : verdicts_)
        tile->setChecked(false);
    for (const auto& [group, tile] : groups_)
        tile->setChecked(false);
    const auto index = filter_->mapFromSource(model_->index(row, 0));
    table_->selectRow(index.row());
    table_->scrollTo(index);
}

void ReadinessPage::showAnchor(const QString& anchor) {
    if (const int row = model_->find(anchor); row >= 0)
        return select(row);
    const auto reports = workbench().readiness();
    for (int i = 0; reports && i < int(reports->size()); ++i) {
        ObjectModel other;
        other.setReport(reports, &(*reports)[std::size_t(i)]);
        if (other.find(anchor) < 0)
            continue;
        server_->setCurrentIndex(i);
        return select(model_->find(anchor));
    }
}

} // namespace causeway::ui
