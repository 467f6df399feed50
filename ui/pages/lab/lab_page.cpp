// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_page.h"

#include "ui/canvas/cluster_view.h"
#include "ui/kit/buttons.h"
#include "ui/kit/page_header.h"
#include "ui/pages/lab/advice_panel.h"
#include "ui/pages/lab/canvas_card.h"
#include "ui/pages/lab/lab_results.h"
#include "ui/pages/lab/lab_session.h"
#include "ui/pages/lab/lab_words.h"
#include "ui/pages/lab/levers_panel.h"
#include "ui/pages/lab/timeline_bar.h"
#include "ui/pages/lab/topology_file.h"
#include "ui/theme/theme_manager.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <set>

namespace causeway::ui {
namespace {

constexpr int kPanelWidth = 292, kVariantWidth = 372;

QString choiceText(const LabSession::Choice& choice) {
    const auto title = QString::fromStdString(choice.entry.title);
    if (!choice.kept)
        return LabPage::tr("Starter: %1").arg(title);
    return choice.entry.scenario.faults.empty()
               ? title
               : QString("%1 · %2").arg(title, faultPhrase(choice.entry.scenario.faults.front()));
}

} // namespace

LabPage::LabPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "lab", tr("Cluster lab"), "lab", parent), session_(new LabSession(workbench, this)) {
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    page->setSpacing(0);
    header_ = new PageHeader(this);
    page->addWidget(header_);
    makeActions();
    page->addWidget(makeBody(), 1);
    connect(session_, &LabSession::choicesChanged, this, &LabPage::fillChoices);
    connect(session_, &LabSession::draftChanged, this, &LabPage::showTitle);
    connect(session_, &LabSession::outcomeChanged, this, &LabPage::showOutcome);
    connect(session_, &LabSession::runningChanged, this, &Page::stationChanged);
    connect(&playback_->bar(), &TimelineBar::moved, this, &LabPage::showMoment);
    connect(&canvas_->view(), &ClusterView::playRequested, this, [this] { playback_->togglePlay(); });
    connect(&workbench, &Workbench::criteriaChanged, this, &LabPage::showOutcome);
    connect(&workbench, &Workbench::snapshotChanged, this, &LabPage::fillChoices);
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Lab) {
            fillChoices();
            emit stationChanged();
        }
    });
    fillChoices();
    showOutcome();
}

LabPage::~LabPage() = default;

void LabPage::makeActions() {
    variants_ = new QComboBox(this);
    variants_->setObjectName("lab-variant");
    variants_->setAccessibleName(tr("Variant"));
    variants_->setEditable(true);
    variants_->setInsertPolicy(QComboBox::NoInsert);
    variants_->setCompleter(nullptr);
    variants_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    variants_->setFixedWidth(kVariantWidth);
    variants_->setToolTip(tr("Choose a variant; type to rename it"));
    connect(variants_, &QComboBox::activated, this, [this](int index) { session_->choose(index); });
    connect(variants_->lineEdit(), &QLineEdit::textEdited, this,
            [this](const QString& text) { session_->rename(text); });
    header_->addAction(variants_);
    auto* branch = makeToolButton("copy", tr("New variant from this one"), this);
    connect(branch, &QToolButton::clicked, this, [this] { session_->branch(); });
    header_->addAction(branch);
    remove_ = makeToolButton("close", tr("Remove this variant"), this);
    connect(remove_, &QToolButton::clicked, this, [this] { session_->removeChosen(); });
    header_->addAction(remove_);
    compare_ = makeButton(tr("Try all starters"), "compare", ButtonKind::Default, this);
    connect(compare_, &QPushButton::clicked, this, [this] { workbench().run(Workbench::Stage::Lab); });
    header_->addAction(compare_);
}

QWidget* LabPage::makeBody() {
    auto* body = new QWidget(this);
    auto* columns = new QHBoxLayout(body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(metrics().gap);
    auto* left = new QVBoxLayout;
    left->setSpacing(metrics().gap);
    canvas_ = new CanvasCard(session_->canvas(), body);
    connect(canvas_, &CanvasCard::openRequested, this, &LabPage::openTopology);
    connect(canvas_, &CanvasCard::importRequested, this, &LabPage::importCluster);
    connect(canvas_, &CanvasCard::saveRequested, this, &LabPage::saveTopology);
    left->addWidget(canvas_, 1);
    auto* strip = new QFrame(body);
    strip->setProperty("kind", "card");
    auto* inside = new QVBoxLayout(strip);
    inside->setContentsMargins(1, 1, 1, 1);
    playback_ = new PlaybackStrip(strip);
    inside->addWidget(playback_);
    left->addWidget(strip);
    results_ = new LabResults(new AdvicePanel(*session_, workbench(), body), body);
    left->addWidget(results_);
    columns->addLayout(left, 1);
    levers_ = new LeversPanel(*session_, body);
    levers_->setFixedWidth(kPanelWidth);
    columns->addWidget(levers_);
    return body;
}

void LabPage::fillChoices() {
    const QSignalBlocker quiet(variants_);
    variants_->clear();
    for (const auto& choice : session_->choices())
        variants_->addItem(choiceText(choice));
    variants_->setCurrentIndex(session_->current());
    showTitle();
    const int current = session_->current();
    remove_->setEnabled(current >= 0 && session_->choices()[std::size_t(current)].kept);
    compare_->setVisible(workbench().lab().empty() && workbench().snapshot());
    compare_->setEnabled(!workbench().working(Workbench::Stage::Lab));
}

/// Not while it is being typed: the field says it already.
void LabPage::showTitle() {
    const QSignalBlocker quiet(variants_);
    const auto title = QString::fromStdString(session_->draft().title);
    if (variants_->currentText().trimmed() == title)
        return;
    variants_->setEditText(title);
    variants_->lineEdit()->setCursorPosition(0);
}

void LabPage::showOutcome() {
    const auto* outcome = session_->outcome();
    const QString refusal = session_->refusal();
    if (!refusal.isEmpty()) {
        header_->setHeadline(tr("This cluster cannot be run"), refusal);
        return;
    }
    if (!outcome) {
        header_->setHeadline(tr("%1 of this cluster: not run yet").arg(faultPhrase(session_->fault())),
                             tr("The first estimate takes a moment."));
        return;
    }
    const auto draft = session_->draft();
    QString basis = labBasis(draft.topology, *outcome);
    if (outcome->runs < LabSession::kRefinedRuns)
        basis += tr(" First estimate, refining.");
    else if (workbench().stale(Workbench::Stage::Lab))
        basis += tr(" Criteria have changed since.");
    header_->setHeadline(labHeadline(session_->fault(), *outcome), basis);
    const auto& criteria = workbench().criteria();
    results_->setCharts({outageChart(*outcome, criteria), lossChart(draft, workbench().lab()),
                         latencyChart(*outcome, session_->curve(), criteria)});
    results_->setDangers(*outcome);
    const auto scenario = session_->scenario();
    results_->setHazards(foundHazards({&draft.topology, &scenario, outcome, workbench().snapshot().get()}));
    playback_->setTimeline(runTimeline(session_->scenario(), *outcome));
}

/// Before the fault the canvas shows the cluster at rest, with what each node runs.
void LabPage::showMoment(double seconds) {
    const auto& line = playback_->bar().timeline();
    auto& scene = canvas_->view().clusters();
    if (line.stretches.empty() || seconds < line.fault)
        scene.setMoment(std::nullopt);
    else
        scene.setMoment(momentAt(line, session_->canvas().roles(), seconds));
}

StationState LabPage::station() const {
    StationState state;
    const auto tried = workbench().lab().size();
    if (session_->running() || workbench().working(Workbench::Stage::Lab))
        state.state = StationState::State::Working;
    else if (tried > 0)
        state.state = workbench().stale(Workbench::Stage::Lab) ? StationState::State::Stale
                                                               : StationState::State::Built;
    std::set<std::string> titles;
    for (const auto& e : workbench().lab())
        titles.insert(e.title);
    if (tried > 0)
        state.value = QString::number(titles.size());
    return state;
}

void LabPage::rerun() {
    session_->run();
}

bool LabPage::exportResult() {
    return saveTopology();
}

void LabPage::focusFilter() {
    levers_->focusFault();
}

void LabPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    session_->setLooked();
}

void LabPage::take(const std::optional<Topology>& topology) {
    if (topology)
        session_->take(*topology,
                       QString::fromStdString(topology->name.empty() ? "Topology" : topology->name));
}

void LabPage::openTopology() {
    take(askTopology(this));
}

void LabPage::importCluster() {
    take(askCluster(this));
}

bool LabPage::saveTopology() {
    auto topology = session_->canvas().topology();
    topology.name = session_->draft().title;
    return writeTopology(this, topology);
}

} // namespace causeway::ui
