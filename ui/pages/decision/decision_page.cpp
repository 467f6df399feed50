// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/decision/decision_page.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/scroll_box.h"
#include "ui/kit/share_line.h"
#include "ui/kit/states.h"
#include "ui/pages/centred.h"
#include "ui/pages/decision/choice_history.h"
#include "ui/pages/decision/mark_editor.h"
#include "ui/pages/decision/score_cell.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QShortcut>
#include <QSlider>
#include <QStackedWidget>

#include <cmath>

namespace causeway::ui {
namespace {

constexpr int kSide = 316, kFirstOption = 3, kMostWeight = 60;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

DecisionPage::DecisionPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "decision", tr("Decision"), "decision", parent) {
    history_ = new ChoiceHistory(workbench, this);
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    header_ = new PageHeader(body);
    column->addWidget(header_);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().gap);
    row->addWidget(makeTable(), 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
    makeActions();
    empty_ = new EmptyState("decision", {}, {});
    connect(empty_->addButton(tr("Go to Sources"), "sources"), &QPushButton::clicked, this,
            [this] { emit navigate("sources"); });
    states_ = new QStackedWidget(this);
    states_->addWidget(centred(empty_));
    states_->addWidget(body);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(states_);
    connect(&workbench, &Workbench::snapshotChanged, this, &DecisionPage::refresh);
    connect(&workbench, &Workbench::criteriaChanged, this, &DecisionPage::refresh);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Readiness || stage == Workbench::Stage::Lab)
            refresh();
    });
    refresh();
}

QWidget* DecisionPage::makeTable() {
    table_ = new Card(tr("Criteria and options"), tr("Drag a weight; ranks follow at once"), this);
    grid_ = new QGridLayout;
    grid_->setHorizontalSpacing(0);
    grid_->setVerticalSpacing(0);
    grid_->setColumnStretch(0, 5);
    grid_->setColumnMinimumWidth(1, 90);
    grid_->setColumnStretch(1, 2);
    table_->body()->addLayout(grid_, 1);
    return table_;
}

QWidget* DecisionPage::makeSide() {
    auto* scroll = new ScrollBox(this);
    scroll->setFixedWidth(kSide);
    auto* column = scroll->column();
    column->setSpacing(metrics().gap);
    const auto lines = [&](Card* card) {
        auto* layout = new QVBoxLayout;
        layout->setSpacing(8);
        card->body()->addLayout(layout);
        column->addWidget(card);
        return layout;
    };
    firmness_ = lines(
        new Card(tr("Does the ranking hold?"), tr("First place over all reasonable weightings"), scroll));
    editor_ = new MarkEditor(scroll);
    column->addWidget(editor_);
    failuresCard_ = new Card(tr("What fails a limit"), {}, scroll);
    failures_ = lines(failuresCard_);
    column->addStretch(1);
    connect(editor_, &MarkEditor::marked, this, [this](const ConsultantMark& mark) { keepMark(mark); });
    connect(editor_, &MarkEditor::withdrawn, this, [this] { keepMark(std::nullopt); });
    return scroll;
}

void DecisionPage::makeActions() {
    auto& stack = history_->stack();
    auto* undo = makeToolButton("undo", tr("Undo (Ctrl+Z)"), this);
    auto* redo = makeToolButton("redo", tr("Redo (Ctrl+Shift+Z)"), this);
    undo->setObjectName("decision-undo");
    undo->setEnabled(false);
    redo->setEnabled(false);
    connect(undo, &QToolButton::clicked, &stack, &QUndoStack::undo);
    connect(redo, &QToolButton::clicked, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::canUndoChanged, undo, &QWidget::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, redo, &QWidget::setEnabled);
    for (const auto& [keys, slot] :
         {std::pair("Ctrl+Z", &QUndoStack::undo), {"Ctrl+Shift+Z", &QUndoStack::redo}})
        connect(new QShortcut(QKeySequence(keys), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, &stack, slot);
    auto* reset = makeButton(tr("Reset weights"), "undo", ButtonKind::Default, this);
    reset->setObjectName("decision-reset");
    connect(reset, &QPushButton::clicked, this, [this] {
        auto choices = DecisionChoices::of(this->workbench().criteria());
        choices.weights.clear();
        history_->keep(choices, tr("Reset weights"));
        refresh();
    });
    header_->addAction(undo);
    header_->addAction(redo);
    header_->addAction(reset);
}

void DecisionPage::buildGrid() {
    const auto& d = *decision_;
    grid_->addWidget(makeLabel(tr("Criterion"), TextRole::SmallMedium, "muted", table_), 0, 0);
    grid_->addWidget(makeLabel(tr("Weight"), TextRole::SmallMedium, "muted", table_), 0, 1, 1, 2);
    for (std::size_t o = 0; o < d.options.size(); ++o) {
        auto* head = makeParagraph({}, TextRole::SmallStrong, "text", table_);
        head->setContentsMargins(8, 0, 4, 6);
        heads_.push_back(head);
        grid_->addWidget(head, 0, kFirstOption + int(o));
        grid_->setColumnStretch(kFirstOption + int(o), 3);
    }
    for (std::size_t c = 0; c < d.criteria.size(); ++c) {
        const int row = int(c) + 1;
        const auto title = qt(d.criteria[c].title);
        auto* name = new ElidedLabel(title, TextRole::BodyStrong, "text", table_);
        name->setToolTip(qt(d.criteria[c].question));
        auto* slider = new QSlider(Qt::Horizontal, table_);
        slider->setRange(0, kMostWeight);
        slider->setAccessibleName(tr("Weight of %1").arg(title));
        slider->setObjectName("weight-" + qt(d.criteria[c].id));
        auto* share = makeLabel({}, TextRole::Number, "text", table_);
        share->setContentsMargins(8, 0, 8, 0);
        share->setMinimumWidth(52);
        grid_->addWidget(name, row, 0);
        grid_->addWidget(slider, row, 1);
        grid_->addWidget(share, row, 2);
        grid_->setRowStretch(row, 1);
        sliders_.push_back(slider);
        weights_.push_back(share);
        connect(slider, &QSlider::valueChanged, this, [this, slider, c] {
            if (following_)
                return;
            tryWeights();
            if (!slider->isSliderDown())
                keepWeights(c);
        });
        connect(slider, &QSlider::sliderReleased, this, [this, c] { keepWeights(c); });
        auto& cells = cells_.emplace_back();
        for (std::size_t o = 0; o < d.options.size(); ++o) {
            cells.push_back(new ScoreCell(table_));
            grid_->addWidget(cells.back(), row, kFirstOption + int(o));
            connect(cells.back(), &QAbstractButton::clicked, this, [this, c, o] {
                chosenCriterion_ = c;
                chosenOption_ = o;
                showDecision();
            });
        }
    }
    const int foot = int(d.criteria.size()) + 1;
    grid_->addWidget(makeLabel(tr("Points, 0 to 100"), TextRole::BodyStrong, "text", table_), foot, 0);
    for (std::size_t o = 0; o < d.options.size(); ++o) {
        totals_.push_back(new TotalCell(table_));
        totals_.back()->setObjectName("total-" + qt(d.options[o].id));
        grid_->addWidget(totals_.back(), foot, kFirstOption + int(o));
    }
}

void DecisionPage::refresh() {
    decision_.reset();
    empty_->setTexts(
        tr("Nothing to decide yet"),
        tr("Collect or import a snapshot: the options are judged by its schema, settings and workload."));
    if (const auto snapshot = workbench().snapshot(); snapshot && !snapshot->servers.empty()) {
        DecisionInput input{snapshot.get(), workbench().criteria(), {}, keptResults(workbench().lab())};
        if (const auto readiness = workbench().readiness())
            input.readiness = *readiness;
        try { // some milliseconds: closed formulas and ten thousand weightings
            decision_ = decide(input);
        } catch (const Error& e) {
            empty_->setTexts(qt(e.summary()), qt(e.next()));
        }
    }
    states_->setCurrentIndex(decision_ ? 1 : 0);
    if (decision_) {
        if (cells_.empty())
            buildGrid();
        showDecision();
    }
    emit stationChanged();
}

void DecisionPage::tryWeights() {
    std::vector<double> weights;
    for (const auto* slider : sliders_)
        weights.push_back(slider->value());
    decision_ = withWeights(std::move(*decision_), weights);
    showDecision();
}

void DecisionPage::keepWeights(std::size_t criterion) {
    auto choices = DecisionChoices::of(workbench().criteria());
    choices.weights.clear();
    for (const auto& c : decision_->criteria)
        if (std::abs(c.weight.weight - c.defaultWeight) > 1e-9)
            choices.setWeight(c.id, c.weight.weight);
    history_->keep(choices, tr("Weight of %1").arg(qt(decision_->criteria[criterion].title)),
                   qt(decision_->criteria[criterion].id));
}

void DecisionPage::keepMark(const std::optional<ConsultantMark>& mark) {
    auto choices = DecisionChoices::of(workbench().criteria());
    const auto& option = decision_->options[chosenOption_].id;
    const auto& criterion = decision_->criteria[chosenCriterion_].id;
    if (mark)
        choices.setMark(option, criterion, *mark);
    else
        choices.marks.erase({option, criterion});
    history_->keep(choices, mark ? tr("Mark") : tr("Withdraw a mark"));
}

void DecisionPage::showDecision() {
    const auto& d = *decision_;
    const auto first = d.ranking.order.front();
    header_->setHeadline(qt(d.headline), qt(d.lines.front()));
    following_ = true;
    double sum = 0;
    for (const auto& c : d.criteria)
        sum += c.weight.weight;
    for (std::size_t c = 0; c < d.criteria.size(); ++c) {
        const double weight = d.criteria[c].weight.weight;
        sliders_[c]->setValue(int(std::lround(weight)));
        weights_[c]->setText(qt(formatPercent(sum > 0 ? weight / sum : 0)));
        for (std::size_t o = 0; o < d.options.size(); ++o) {
            cells_[c][o]->setScore(d.options[o].scores[c], o == first,
                                   qt(d.options[o].title + ", " + d.criteria[c].title));
            cells_[c][o]->setChecked(c == chosenCriterion_ && o == chosenOption_);
        }
    }
    following_ = false;
    for (std::size_t o = 0; o < d.options.size(); ++o) {
        const auto& option = d.options[o];
        heads_[o]->setText(qt(option.shortTitle));
        heads_[o]->setToolTip(qt(option.title));
        setTone(heads_[o], o == first ? "accentText" : "text");
        std::vector<double> parts;
        for (std::size_t c = 0; c < d.criteria.size(); ++c)
            parts.push_back(sum > 0 ? d.criteria[c].weight.weight / sum * option.scores[c].middle() * 10 : 0);
        totals_[o]->setTotal(d.ranking.totals[o], std::move(parts), int(chosenCriterion_), o == first,
                             option.fails());
    }
    showSide();
    showChosen();
}

void DecisionPage::showSide() {
    const auto& d = *decision_;
    clearLayout(firmness_);
    for (const auto o : d.ranking.order)
        firmness_->addWidget(new ShareLine(qt(d.options[o].shortTitle), d.ranking.firstShares[o],
                                           qt(formatPercent(d.ranking.firstShares[o])), this));
    firmness_->addWidget(makeParagraph(qt(d.lines[1]) + ".", TextRole::Small, "muted", this));
    clearLayout(failures_);
    for (std::size_t i = 2; i < d.lines.size(); ++i)
        failures_->addWidget(makeParagraph(qt(d.lines[i]), TextRole::Small, "text", this));
    failuresCard_->setVisible(d.lines.size() > 2);
}

void DecisionPage::showChosen() {
    const auto& option = decision_->options[chosenOption_];
    const auto& criterion = decision_->criteria[chosenCriterion_];
    const auto marks = DecisionChoices::of(workbench().criteria()).marks;
    const auto it = marks.find({option.id, criterion.id});
    editor_->describe(option, criterion, option.scores[chosenCriterion_],
                      it == marks.end() ? std::nullopt : std::optional(it->second));
}

StationState DecisionPage::station() const {
    StationState state;
    if (!decision_)
        return state;
    state.state = StationState::State::Built;
    state.value = decision_->kind == "open"
                      ? tr("open")
                      : qt(formatPercent(decision_->ranking.firstShares[decision_->ranking.order.front()]));
    return state;
}

bool DecisionPage::exportResult() {
    if (!decision_)
        return false;
    const auto path =
        QFileDialog::getSaveFileName(this, tr("Export the table"), "decision.png", tr("Picture (*.png)"));
    return !path.isEmpty() && table_->grab().save(path);
}

} // namespace causeway::ui
