// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_session.h"

#include <algorithm>

namespace causeway::ui {

void LabSession::estimate(std::uint64_t runs) {
    if (!refusal().isEmpty()) {
        emit outcomeChanged();
        return;
    }
    simulateIn(estimates_, runs, tr("Estimating"), false);
}

Task* LabSession::run() {
    if (running_ || !refusal().isEmpty())
        return nullptr;
    if (estimating_)
        estimating_->cancel();
    soon_.stop();
    simulateIn(workbench_.tasks(), kFullRuns, tr("Simulating %1").arg(title_), true);
    emit runningChanged();
    return running_;
}

void LabSession::simulateIn(TaskRunner& runner, std::uint64_t runs, const QString& title, bool keepIt) {
    struct Result {
        Outcome outcome;
        std::optional<LatencyCurve> curve;
    };
    auto result = std::make_shared<Result>();
    const auto topology = canvas_.topology();
    const auto scenario = scenario_;
    failure_.reset();
    auto* task = runner.start(
        title,
        [result, topology, scenario, runs](Progress& progress) {
            result->outcome = simulate(topology, scenario, runs, scenario.seed, progress);
            if (runs > kFirstRuns)
                result->curve = latencyCurve(topology, scenario.seed);
        },
        [this, result, keepIt, runs, generation = generation_] {
            if (generation != generation_)
                return; // the draft has moved on
            outcome_ = std::move(result->outcome);
            if (runs > kFirstRuns)
                curve_ = std::move(result->curve);
            upToDate_ = true;
            emit outcomeChanged();
            if (keepIt)
                keep();
            else if (runs < kRefinedRuns)
                estimate(kRefinedRuns);
        });
    (keepIt ? running_ : estimating_) = task;
    connect(task, &Task::finished, this, [this, task, keepIt, generation = generation_] {
        if (task->error() && task->state() == Task::State::Failed && generation == generation_) {
            failure_ = std::make_unique<Error>(*task->error());
            emit outcomeChanged();
        }
        if (keepIt && running_ == task) {
            running_ = nullptr;
            emit runningChanged();
            if (!upToDate_)
                estimateSoon(); // cancelled, or the draft changed meanwhile
        }
    });
}

/// The outcome is known from the engagement; how latency follows the round trip is not kept.
void LabSession::traceCurve() {
    auto curve = std::make_shared<std::optional<LatencyCurve>>();
    estimating_ = estimates_.start(
        tr("Estimating"),
        [curve, topology = canvas_.topology(), seed = scenario_.seed](Progress&) {
            *curve = latencyCurve(topology, seed);
        },
        [this, curve, generation = generation_] {
            if (generation != generation_)
                return;
            curve_ = std::move(*curve);
            emit outcomeChanged();
        });
}

/// One variant is one title under one fault: running it again replaces it.
void LabSession::keep() {
    auto entries = workbench_.lab();
    const auto entry = draft();
    const auto same = std::find_if(entries.begin(), entries.end(), [&](const LabEntry& e) {
        return e.title == entry.title && e.scenario.faults == entry.scenario.faults;
    });
    const auto place = same - entries.begin();
    if (same == entries.end())
        entries.push_back(entry);
    else
        *same = entry;
    current_ = int(place);
    chosenTopology_ = canvas_.topology();
    keeping_ = true; // the draft stays on the table with its undo steps
    workbench_.setLab(std::move(entries));
    keeping_ = false;
}

} // namespace causeway::ui
