// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"
#include "core/engagement/visits.h"
#include "core/readiness/readiness.h"
#include "core/report/builder.h"
#include "core/roadmap/assemble.h"
#include "ui/workbench/workbench.h"

namespace causeway::ui {
namespace {

Date dayOf(const Snapshot& snapshot) {
    return std::chrono::floor<std::chrono::days>(snapshot.taken);
}

} // namespace

Task* Workbench::begin(Stage stage, const QString& title, std::function<void(Progress&)> work,
                       std::function<void()> done) {
    const auto index = std::size_t(stage);
    failures_[index].reset();
    auto* task = runner_->start(title, std::move(work), [this, stage, index, generation = generation_, done] {
        if (generation != generation_)
            return; // the snapshot it worked on is no longer the one looked at
        stale_[index] = false;
        done();
    });
    working_[index] = task;
    connect(task, &Task::finished, this, [this, stage, index, task] {
        if (working_[index] != task)
            return;
        working_[index] = nullptr;
        if (task->error() && task->state() == Task::State::Failed)
            failures_[index] = std::make_unique<Error>(*task->error());
        emit stageChanged(stage);
        if (task->state() == Task::State::Done)
            goOn();
    });
    emit stageChanged(stage);
    return task;
}

/// The path builds itself: when audit, readiness and growth stand, clusters are tried, and then the roadmap
/// is built. What the user has built or cancelled is not built again behind their back.
void Workbench::goOn() {
    if (!audit_ || !readiness_ || !growth_ || roadmap_ || working(Stage::Lab) || working(Stage::Roadmap))
        return;
    run(lab_.empty() ? Stage::Lab : Stage::Roadmap);
}

Task* Workbench::run(Stage stage) {
    if (auto* task = working(stage)) {
        const bool stateless = stage == Stage::Growth || (stage == Stage::Readiness && stale(stage));
        if (!stateless)
            return task;
        if (stage == Stage::Readiness)
            task->cancel(); // its choices are no longer those
    }
    switch (stage) {
    case Stage::Audit:
        return snapshot_ ? runAudit() : nullptr;
    case Stage::Readiness:
        return snapshot_ ? runReadiness() : nullptr;
    case Stage::Lab:
        return snapshot_ ? runLab() : nullptr;
    case Stage::Growth:
        return runGrowth();
    case Stage::Roadmap:
        return snapshot_ ? runRoadmap() : nullptr;
    }
    return nullptr;
}

Task* Workbench::runAudit() {
    auto result = std::make_shared<AuditReport>();
    return begin(
        Stage::Audit, tr("Auditing"),
        [result, snapshot = snapshot_, criteria = criteria_, waivers = waivers_](Progress& progress) {
            *result = causeway::audit(*snapshot, criteria, waivers, "en", progress);
        },
        [this, result] {
            // A waiver may have been made while the rules ran.
            applyWaivers(*result, waivers_, dayOf(*snapshot_));
            audit_ = result;
        });
}

Task* Workbench::compareWith(const std::string& before,
                             std::function<void(std::shared_ptr<const Comparison>)> done) {
    if (!engagement_ || !snapshot_)
        return nullptr;
    auto result = std::make_shared<Comparison>();
    return runner_->start(
        tr("Comparing snapshots"),
        [result, before, file = engagement_->path(), snapshot = snapshot_, criteria = criteria_,
         waivers = waivers_](Progress& progress) {
            // A connection of this thread's own: reading a large snapshot must not hold up the window.
            const auto earlier = Engagement::open(file).snapshot(before);
            if (!earlier)
                throw Error(ErrorCode::Usage, "the engagement no longer holds the snapshot " + before);
            const auto was = causeway::audit(*earlier, criteria, waivers, "en", progress);
            const auto is = causeway::audit(*snapshot, criteria, waivers, "en", progress);
            *result = compare(*earlier, was, *snapshot, is);
        },
        [this, result, done = std::move(done), generation = generation_] {
            if (generation == generation_)
                done(result);
        });
}

Task* Workbench::runReadiness() {
    auto result = std::make_shared<std::vector<ReadinessReport>>();
    return begin(
        Stage::Readiness, tr("Converting the schema"),
        [result, snapshot = snapshot_, criteria = criteria_](Progress& progress) {
            for (const auto& server : snapshot->servers)
                if (server.engine != Engine::PostgreSQL && server.catalog)
                    result->push_back(assessReadiness(server, criteria, {}, progress));
        },
        [this, result] { readiness_ = result; });
}

Task* Workbench::runLab() {
    auto result = std::make_shared<std::vector<LabResult>>();
    return begin(
        Stage::Lab, tr("Simulating the starter clusters"),
        [result, snapshot = snapshot_, criteria = criteria_](Progress& progress) {
            *result = starterLab(*snapshot, criteria, {}, progress);
        },
        [this, result] {
            std::vector<LabEntry> entries;
            for (const auto& r : *result)
                entries.push_back({r.title, r.topology, r.scenario, r.outcome});
            setLab(std::move(entries));
        });
}

Task* Workbench::runGrowth() {
    auto result = std::make_shared<Forecast>();
    auto visits = std::make_shared<std::vector<Visit>>();
    return begin(
        Stage::Growth, tr("Projecting growth"),
        [result, visits, snapshot = snapshot_, criteria = criteria_, file = path()](Progress&) {
            const auto start = snapshot ? dayOf(*snapshot) : std::chrono::floor<std::chrono::days>(now());
            if (snapshot && !file.isEmpty()) // a connection of this thread's own
                *visits = storedVisits(Engagement::open(file.toStdString()), snapshot->taken);
            *result = forecast(criteria, snapshot.get(), start, 24, *visits);
        },
        [this, result, visits] {
            growth_ = result;
            visits_ = visits;
        });
}

Task* Workbench::runRoadmap() {
    auto result = std::make_shared<RoadmapResult>();
    return begin(
        Stage::Roadmap, tr("Building the roadmap"),
        [result, visits = visits_, snapshot = snapshot_, criteria = criteria_, lab = keptResults(lab_),
         waivers = waivers_](Progress& progress) {
            AssembleOptions options;
            options.waivers = waivers;
            options.visits = *visits;
            const auto input = assemble(*snapshot, criteria, lab, options, progress);
            result->roadmap = buildRoadmap(input);
            result->document = report::buildReport(input, result->roadmap);
        },
        [this, result] { roadmap_ = result; });
}

} // namespace causeway::ui
