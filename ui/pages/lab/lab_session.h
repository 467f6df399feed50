// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/canvas_model.h"
#include "ui/pages/lab/lab_charts.h"
#include "ui/workbench/workbench.h"

#include <QPointer>
#include <QTimer>

namespace causeway::ui {

/// The variant on the table: its topology on the canvas, its fault, and the newest outcome. Every change is
/// estimated from a few runs, then from many, in the background; run() keeps the result in the engagement.
class LabSession : public QObject {
    Q_OBJECT
public:
    static constexpr std::uint64_t kFirstRuns = 50, kRefinedRuns = 1000, kFullRuns = 10000;

    explicit LabSession(Workbench& workbench, QObject* parent = nullptr);

    CanvasModel& canvas() { return canvas_; }
    /// Kept variants, then the starters.
    struct Choice {
        LabEntry entry;
        bool kept = false;
    };
    const std::vector<Choice>& choices() const { return choices_; }
    int current() const { return current_; }
    void choose(int index);
    /// Back to the variant as it was chosen, as one undoable step.
    void reset();
    void rename(const QString& title);
    /// The draft under a title of its own, so that the next run adds a variant.
    void branch();
    /// Forgets the kept variant that is chosen.
    void removeChosen();
    /// Another topology, from a file.
    void take(Topology topology, const QString& title);

    /// What is on the table, with the outcome that is shown, if any.
    LabEntry draft() const;
    const Fault& fault() const { return scenario_.faults.front(); }
    void setFault(const Fault& fault);
    const Scenario& scenario() const { return scenario_; }
    const Outcome* outcome() const { return outcome_ ? &*outcome_ : nullptr; }
    const std::optional<LatencyCurve>& curve() const { return curve_; }
    /// The outcome is of the draft as it stands, not of the one before the last change.
    bool upToDate() const { return upToDate_; }
    /// Why it cannot be simulated; empty when it can.
    QString refusal() const;
    /// The first estimate waits until somebody looks.
    void setLooked();

    Task* run();
    Task* running() const { return running_; }
    /// What the last simulation failed on; null when it did not.
    const Error* failure() const { return failure_.get(); }

signals:
    void choicesChanged();
    void draftChanged(); ///< title or fault
    void outcomeChanged();
    void runningChanged();

private:
    void reload();
    void load(const LabEntry& entry);
    void topologyChanged();
    void estimateSoon();
    void estimate(std::uint64_t runs);
    void simulateIn(TaskRunner& runner, std::uint64_t runs, const QString& title, bool keep);
    void keep();
    void traceCurve();

    Workbench& workbench_;
    CanvasModel canvas_;
    std::vector<Choice> choices_;
    int current_ = -1;
    QString title_;
    Scenario scenario_;
    Topology chosenTopology_, simulated_; ///< simulated_: without places, of the last estimate begun
    std::optional<Outcome> outcome_;
    std::optional<LatencyCurve> curve_;
    std::unique_ptr<Error> failure_;
    bool upToDate_ = false, looked_ = false, keeping_ = false;
    quint64 generation_ = 0; ///< of the draft: an estimate of an earlier one is dropped
    QTimer soon_;
    QPointer<Task> estimating_, running_;
    TaskRunner estimates_; ///< last: its threads end before what they read goes
};

} // namespace causeway::ui
