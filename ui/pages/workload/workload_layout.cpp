// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/states.h"
#include "ui/kit/table_view.h"
#include "ui/pages/centred.h"
#include "ui/pages/workload/query_conversions.h"
#include "ui/pages/workload/shape_model.h"
#include "ui/pages/workload/shape_panel.h"
#include "ui/pages/workload/workload_page.h"
#include "ui/theme/icons.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QTimer>

#include <cmath>

namespace causeway::ui {
namespace {

constexpr int kChartMargin = 62; ///< room for "10 000 ms", so that both charts align
constexpr int kChartHeight = 84, kTileWidth = 132;
constexpr int kTypingMs = 120; ///< a search waits for the end of a word
constexpr std::pair<int, int> kWidths[] = {
    {ShapeModel::RankColumn, 58},  {ShapeModel::QueryColumn, 170},   {ShapeModel::ShareColumn, 114},
    {ShapeModel::CallsColumn, 78}, {ShapeModel::TotalColumn, 100},   {ShapeModel::MeanColumn, 78},
    {ShapeModel::P95Column, 72},   {ShapeModel::VarianceColumn, 70}, {ShapeModel::ExaminedColumn, 130},
    {ShapeModel::RunColumn, 76},   {ShapeModel::VerdictColumn, 108}, {ShapeModel::SchemaColumn, 100},
    {ShapeModel::UserColumn, 100}};

} // namespace

QWidget* WorkloadPage::makeBody() {
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    header_ = new PageHeader(body);
    choice_ = new QComboBox(body);
    choice_->setObjectName("workload-source");
    choice_->setAccessibleName(tr("Source looked at"));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice_->setMaximumWidth(340);
    connect(choice_, &QComboBox::activated, this, [this](int index) {
        chosen_ = index;
        showSource();
        emit stationChanged();
    });
    header_->addAction(choice_);
    auto* add = makeButton(tr("Add a log…"), "add", ButtonKind::Default, body);
    add->setObjectName("add-log");
    connect(add, &QPushButton::clicked, this, &WorkloadPage::chooseLogs);
    header_->addAction(add);
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Default, body);
    save->setObjectName("export-workload");
    connect(save, &QPushButton::clicked, this, &WorkloadPage::exportResult);
    header_->addAction(save);
    column->addWidget(header_);
    column->addWidget(makeCharts());
    split_ = new QSplitter(body);
    split_->addWidget(makeTable());
    panel_ = new ShapePanel(*conversions_, split_);
    split_->addWidget(panel_);
    split_->setStretchFactor(0, 1);
    split_->setSizes({720, 460});
    split_->setHandleWidth(metrics().gap);
    split_->setChildrenCollapsible(false);
    connect(split_, &QSplitter::splitterMoved, this,
            [this] { QSettings().setValue("workload/split", split_->saveState()); });
    connect(panel_, &ShapePanel::openFinding, this,
            [this](const QString& key) { emit navigate("audit", key); });
    connect(panel_, &ShapePanel::openTable, this,
            [this](const QString& name) { emit navigate("readiness", name); });
    column->addWidget(split_, 1);
    return body;
}

/// What the source has and sees, as figures.
QLayout* WorkloadPage::makeTiles() {
    tileGrid_ = new QGridLayout;
    tileGrid_->setSpacing(0);
    const QString labels[] = {tr("Executions"), tr("Executions seen"), tr("Time in all"),
                              tr("Time seen"),  tr("Queries"),         tr("Entries left out")};
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        auto* tile = tiles_[i] = new FigureTile("–", labels[i], {}, load_);
        tile->setObjectName(QString("workload-tile-%1").arg(i));
        tile->setMinimumWidth(kTileWidth);
        if (i % 2 == 0)
            continue;
        // A click says what stands behind the figure.
        tile->setFocusPolicy(Qt::TabFocus);
        tile->setCursor(Qt::PointingHandCursor);
        connect(tile, &QAbstractButton::clicked, this, [this] { panel_->showSide(ShapePanel::SourceSide); });
    }
    placeTiles(2);
    return tileGrid_;
}

/// Beside the charts two columns; where there is no chart, three.
void WorkloadPage::placeTiles(int columns) {
    for (std::size_t i = 0; i < tiles_.size(); ++i)
        tileGrid_->addWidget(tiles_[i], int(i) / columns, int(i) % columns);
    tileGrid_->setRowStretch(3, 1);
}

QWidget* WorkloadPage::makeCharts() {
    load_ = new Card({}, {}, this);
    load_->body()->setContentsMargins(metrics().step, metrics().step, metrics().inside, metrics().step);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().gap);
    row->addLayout(makeTiles());
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addSpacing(metrics().stepTiny);
    loadTitle_ = new ElidedLabel({}, TextRole::Section, "text", load_);
    loadBasis_ = makeParagraph({}, TextRole::Small, "muted", load_);
    column->addWidget(loadTitle_);
    column->addWidget(loadBasis_);
    rate_ = new ChartView(load_);
    rate_->setObjectName("load-chart");
    response_ = new ChartView(load_);
    response_->setObjectName("response-chart");
    for (auto* chart : {rate_, response_}) {
        chart->setLeftMargin(kChartMargin);
        chart->setFixedHeight(kChartHeight);
        column->addWidget(chart);
    }
    const auto share = [](ChartView* other) {
        return [other](double x) {
            other->setCursorX(std::isnan(x) ? std::nullopt : std::optional(x));
        };
    };
    connect(rate_, &ChartView::cursorMoved, response_, share(response_));
    connect(response_, &ChartView::cursorMoved, rate_, share(rate_));
    connect(rate_, &ChartView::spanChanged, this, [this] {
        response_->setSpan(rate_->span());
        applyPeriod();
    });
    connect(response_, &ChartView::spanChanged, rate_, [this] { rate_->setSpan(response_->span()); });
    column->addStretch(1);
    row->addLayout(column, 1);
    load_->body()->addLayout(row);
    return load_;
}

QWidget* WorkloadPage::makeTable() {
    auto* card = new Card({}, {}, this);
    card->setFlush();
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 12, 8);
    words_ = new QLineEdit(card);
    words_->setObjectName("filter-queries");
    words_->setPlaceholderText(tr("Filter queries"));
    words_->setAccessibleName(words_->placeholderText());
    words_->setClearButtonEnabled(true);
    words_->setMaximumWidth(260);
    words_->addAction(ui::icon("filter", "muted"), QLineEdit::LeadingPosition);
    bar->addWidget(words_, 1);
    periodChip_ = new Chip({}, "accent", card);
    periodChip_->setObjectName("period");
    periodChip_->setClosable(true);
    periodChip_->hide();
    connect(periodChip_, &QAbstractButton::clicked, this, [this] { rate_->setSpan(std::nullopt); });
    bar->addWidget(periodChip_);
    bar->addStretch(1);
    count_ = makeLabel({}, TextRole::Body, "muted", card);
    bar->addWidget(count_);
    auto* columns = makeToolButton("layout", tr("Columns"), card);
    columns->setObjectName("workload-columns");
    bar->addWidget(columns);
    card->body()->addLayout(bar);
    table_ = new TableView(tr("Queries"), card);
    table_->setObjectName("queries");
    table_->setModel(model_);
    table_->setLines(2);
    table_->setSortingEnabled(true);
    for (const auto& [at, width] : kWidths)
        table_->setColumnWidth(at, width);
    // What PostgreSQL makes of a query is seen without scrolling; the total, which its share tells too, is
    // not.
    auto* order = table_->horizontalHeader();
    order->moveSection(order->visualIndex(ShapeModel::TotalColumn),
                       order->visualIndex(ShapeModel::P95Column));
    order->moveSection(order->visualIndex(ShapeModel::VerdictColumn),
                       order->visualIndex(ShapeModel::TotalColumn));
    makeColumnMenu(columns);
    card->body()->addWidget(table_, 1);
    typing_ = new QTimer(this);
    typing_->setSingleShot(true);
    typing_->setInterval(kTypingMs);
    connect(typing_, &QTimer::timeout, this, &WorkloadPage::applyFilter);
    connect(words_, &QLineEdit::textChanged, typing_, qOverload<>(&QTimer::start));
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { showCurrent(); });
    return card;
}

void WorkloadPage::makeColumnMenu(QToolButton* button) {
    auto* menu = new QMenu(button);
    const auto hidden = QSettings().value("workload/hidden").toStringList();
    for (int column = ShapeModel::ShareColumn; column < ShapeModel::kColumns; ++column) {
        auto* action = menu->addAction(ShapeModel::title(column));
        action->setCheckable(true);
        action->setChecked(!hidden.contains(QString::number(column)));
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            auto list = QSettings().value("workload/hidden").toStringList();
            list.removeAll(QString::number(column));
            if (!on)
                list << QString::number(column);
            QSettings().setValue("workload/hidden", list);
            showColumns();
        });
    }
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
}

QWidget* WorkloadPage::makeEmpty() {
    auto* state = new EmptyState("workload", tr("No workload collected yet"), {});
    nothing_ = state;
    auto* open = state->addButton(tr("Open a log…"), "file");
    open->setObjectName("open-log");
    connect(open, &QPushButton::clicked, this, &WorkloadPage::chooseLogs);
    connect(state->addButton(tr("Go to Sources"), "sources"), &QPushButton::clicked, this,
            [this] { emit navigate("sources"); });
    return centred(state);
}

/// A column is there unless it was hidden, or PostgreSQL's verdict on itself.
void WorkloadPage::showColumns() {
    const auto hidden = QSettings().value("workload/hidden").toStringList();
    for (int column = 0; column < ShapeModel::kColumns; ++column)
        table_->setColumnHidden(column,
                                hidden.contains(QString::number(column)) ||
                                    (column == ShapeModel::VerdictColumn && !conversions_->applies()));
}

void WorkloadPage::restoreLayout() {
    if (const auto kept = QSettings().value("workload/split").toByteArray(); !kept.isEmpty())
        split_->restoreState(kept);
}

} // namespace causeway::ui
