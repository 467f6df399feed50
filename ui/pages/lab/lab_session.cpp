// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_session.h"

#include "ui/pages/lab/lab_words.h"

#include <algorithm>
#include <tuple>

namespace causeway::ui {
namespace {

constexpr int kCoalesceMs = 25;
constexpr double kFaultAt = 60, kAfterFault = 120, kShortestRun = 180;

Scenario scenarioOf(const Fault& fault, std::uint64_t seed) {
    Scenario s;
    s.seed = seed;
    s.faults = {fault};
    s.name = faultPhrase(fault).toStdString();
    s.durationSeconds = std::max(kShortestRun, fault.atSeconds + fault.forSeconds + kAfterFault);
    return s;
}

Fault usualFault() {
    Fault f;
    f.atSeconds = kFaultAt;
    f.kind = "silent";
    f.target = "leader";
    return f;
}

/// Where things stand on the canvas means nothing to the simulation.
Topology withoutPlaces(Topology t) {
    for (auto& n : t.nodes)
        n.x = n.y = 0;
    return t;
}

/// A starter under the client's load, where that is known.
LabEntry starterEntry(const StarterTopology& starter, const Criteria& criteria) {
    LabEntry entry{starter.title, starter.topology, scenarioOf(usualFault(), 1), {}};
    auto& load = entry.topology.workload;
    if (const auto rps = criteria.number("rps"); rps && *rps > 0)
        load.commitsPerSecond = *rps * (1 - load.readShare);
    return entry;
}

/// The kept variant that comes back, loses least and is soonest there: what a reader should see first.
int safest(const std::vector<LabEntry>& entries) {
    const auto rank = [](const LabEntry& e) {
        const auto o = e.outcome.value_or(Outcome{});
        return std::tuple(!e.outcome, o.runsNeverBack, o.lostCommits.max, o.commitLatencyMs.p95,
                          o.outageSeconds.p50);
    };
    const auto best = std::min_element(entries.begin(), entries.end(),
                                       [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    return int(best - entries.begin());
}

} // namespace

LabSession::LabSession(Workbench& workbench, QObject* parent)
    : QObject(parent), workbench_(workbench), canvas_(this), scenario_(scenarioOf(usualFault(), 1)) {
    soon_.setSingleShot(true);
    soon_.setInterval(kCoalesceMs);
    connect(&soon_, &QTimer::timeout, this, [this] { estimate(kFirstRuns); });
    connect(&canvas_, &CanvasModel::changed, this, &LabSession::topologyChanged);
    connect(&workbench_, &Workbench::engagementChanged, this, [this] {
        current_ = -1;
        reload();
    });
    connect(&workbench_, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Lab)
            reload();
    });
    reload();
}

void LabSession::reload() {
    const auto before = choices_.size();
    const bool wasStarter = current_ >= 0 && !choices_[std::size_t(current_)].kept;
    choices_.clear();
    for (const auto& entry : workbench_.lab())
        choices_.push_back({entry, true});
    for (const auto& starter : starterTopologies())
        choices_.push_back({starterEntry(starter, workbench_.criteria()), false});
    const bool untouched = canvas_.undoStack().count() == 0;
    if (current_ < 0 || (untouched && !keeping_ && before != choices_.size())) {
        // Of the starters the one with a synchronous and an asynchronous standby is what most clients need.
        const int usual =
            workbench_.lab().empty() ? std::min(2, int(choices_.size()) - 1) : safest(workbench_.lab());
        choose(usual);
    } else if (wasStarter && !keeping_) {
        current_ += int(choices_.size()) - int(before);
    }
    current_ = std::clamp(current_, 0, int(choices_.size()) - 1);
    emit choicesChanged();
}

void LabSession::choose(int index) {
    if (index < 0 || index >= int(choices_.size()))
        return;
    current_ = index;
    const auto entry = choices_[std::size_t(index)].entry;
    load(entry);
}

void LabSession::load(const LabEntry& entry) {
    ++generation_;
    title_ = QString::fromStdString(entry.title);
    scenario_ = entry.scenario.faults.empty() ? scenarioOf(usualFault(), 1) : entry.scenario;
    chosenTopology_ = entry.topology;
    outcome_ = entry.outcome;
    curve_.reset();
    upToDate_ = outcome_ && outcome_->runs >= kRefinedRuns;
    simulated_ = upToDate_ ? withoutPlaces(entry.topology) : Topology();
    if (estimating_)
        estimating_->cancel();
    soon_.stop();
    canvas_.load(entry.topology); // estimates it, unless its outcome is known
    if (upToDate_ && looked_)
        traceCurve();
    emit draftChanged();
    emit outcomeChanged();
}

void LabSession::reset() {
    canvas_.edit(tr("reset"), [this](Topology& t) { t = chosenTopology_; });
}

void LabSession::rename(const QString& title) {
    if (title.trimmed().isEmpty() || title == title_)
        return;
    title_ = title.trimmed();
    emit draftChanged();
}

void LabSession::branch() {
    const auto stem = title_;
    for (int i = 2;; ++i) {
        const auto wanted = QString("%1, %2").arg(stem).arg(i);
        const bool taken = std::any_of(choices_.begin(), choices_.end(), [&](const Choice& c) {
            return c.entry.title == wanted.toStdString();
        });
        if (!taken)
            return rename(wanted);
    }
}

void LabSession::removeChosen() {
    if (current_ < 0 || !choices_[std::size_t(current_)].kept)
        return;
    auto entries = workbench_.lab();
    entries.erase(entries.begin() + current_);
    current_ = -1;
    workbench_.setLab(std::move(entries));
}

void LabSession::take(Topology topology, const QString& title) {
    load({title.toStdString(), std::move(topology), scenario_, {}});
}

LabEntry LabSession::draft() const {
    return {title_.toStdString(), canvas_.topology(), scenario_, outcome_};
}

void LabSession::setFault(const Fault& fault) {
    if (fault == this->fault())
        return;
    scenario_ = scenarioOf(fault, scenario_.seed);
    ++generation_;
    estimateSoon();
    emit draftChanged();
}

QString LabSession::refusal() const {
    const auto* fatal = canvas_.fatal();
    return fatal ? QString::fromStdString(fatal->message) : QString();
}

void LabSession::setLooked() {
    if (looked_)
        return;
    looked_ = true;
    if (upToDate_)
        traceCurve();
    else
        estimateSoon();
}

void LabSession::topologyChanged() {
    if (withoutPlaces(canvas_.topology()) == simulated_)
        return;
    ++generation_;
    estimateSoon();
}

void LabSession::estimateSoon() {
    upToDate_ = false;
    simulated_ = withoutPlaces(canvas_.topology());
    if (estimating_)
        estimating_->cancel();
    if (looked_)
        soon_.start();
}

} // namespace causeway::ui
