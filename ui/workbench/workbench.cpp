// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workbench/workbench.h"

#include <QDir>
#include <QFileInfo>

namespace causeway::ui {

Workbench::Workbench(Services services, QObject* parent)
    : QObject(parent), services_(std::move(services)), runner_(std::make_unique<TaskRunner>()) {}

Workbench::~Workbench() = default;

QString Workbench::path() const {
    return engagement_ ? QString::fromStdString(engagement_->path()) : QString();
}

void Workbench::open(const QString& path, bool create) {
    engagement_ = Engagement::open(QFileInfo(path).absoluteFilePath().toStdString(), create);
    reload();
}

void Workbench::close() {
    engagement_.reset();
    reload();
}

void Workbench::reload() {
    criteria_ = engagement_ ? engagement_->criteria() : Criteria{};
    waivers_ = engagement_ ? engagement_->waivers() : std::vector<Waiver>{};
    viewed_.reset();
    lab_ = engagement_ ? engagement_->lab() : std::vector<LabEntry>{};
    emit engagementChanged();
    useSnapshot(engagement_ ? engagement_->latestSnapshot() : std::nullopt);
}

void Workbench::useSnapshot(std::optional<Snapshot> snapshot) {
    ++generation_;
    snapshot_ = snapshot ? std::make_shared<const Snapshot>(std::move(*snapshot)) : nullptr;
    audit_.reset();
    readiness_.reset();
    growth_.reset();
    roadmap_.reset();
    stale_.fill(false);
    for (auto& failure : failures_)
        failure.reset();
    for (auto* task : working_)
        if (task)
            task->cancel();
    working_.fill(nullptr);
    emit snapshotChanged();
    if (!snapshot_)
        return;
    run(Stage::Audit);
    run(Stage::Readiness);
    run(Stage::Growth);
}

void Workbench::setFact(const QString& key, const QString& text) {
    auto changed = criteria_;
    if (text.trimmed().isEmpty())
        changed.clear(key.toStdString());
    else
        changed.set(key.toStdString(), text.toStdString(), "interview", now());
    if (engagement_)
        engagement_->setCriteria(changed);
    criteria_ = std::move(changed);
    emit criteriaChanged();
    emit saved();
    if (key == "type_map") {
        invalidate({Stage::Readiness, Stage::Roadmap});
        run(Stage::Readiness); // the page shows what each choice does
        return;
    }
    if (key.startsWith("decision_")) {
        invalidate({Stage::Roadmap});
        return;
    }
    invalidate({Stage::Audit, Stage::Growth, Stage::Lab, Stage::Roadmap});
}

void Workbench::setWaiver(const Waiver& waiver) {
    if (!engagement_)
        return;
    engagement_->setWaiver(waiver);
    judgeWaivers();
}

void Workbench::withdrawWaiver(const std::string& key) {
    if (engagement_ && engagement_->withdrawWaiver(key))
        judgeWaivers();
}

/// The audit's rules need not run again: only the score and what is open change.
void Workbench::judgeWaivers() {
    waivers_ = engagement_->waivers();
    emit saved();
    if (audit_ && snapshot_) {
        auto judged = std::make_shared<AuditReport>(*audit_);
        applyWaivers(*judged, waivers_, std::chrono::floor<std::chrono::days>(snapshot_->taken));
        audit_ = std::move(judged);
        emit stageChanged(Stage::Audit);
    }
    invalidate({Stage::Roadmap});
}

void Workbench::invalidate(std::initializer_list<Stage> stages) {
    for (const auto stage : stages) {
        const bool built = (stage == Stage::Audit && audit_) || (stage == Stage::Readiness && readiness_) ||
                           (stage == Stage::Growth && growth_) || (stage == Stage::Roadmap && roadmap_) ||
                           (stage == Stage::Lab && !lab_.empty());
        if (!built)
            continue;
        stale_[std::size_t(stage)] = true;
        emit stageChanged(stage);
    }
    if (stale(Stage::Growth))
        run(Stage::Growth); // it takes milliseconds: a lever moves the curve at once
}

QString Workbench::environment() const {
    if (const auto stated = criteria_.text("environment"))
        return QString::fromStdString(*stated);
    if (snapshot_)
        for (const auto& server : snapshot_->servers)
            if (!server.environment.empty())
                return QString::fromStdString(server.environment);
    return {};
}

std::vector<SnapshotInfo> Workbench::snapshots() const {
    return engagement_ ? engagement_->snapshots() : std::vector<SnapshotInfo>{};
}

void Workbench::selectSnapshot(const std::string& id) {
    if (engagement_ && (!snapshot_ || snapshot_->id != id))
        useSnapshot(engagement_->snapshot(id));
}

void Workbench::keep(const Snapshot& snapshot, const QString& into) {
    if (!engagement_ || path() != into)
        return; // one client's evidence never lands in another's file
    engagement_->addSnapshot(snapshot);
    emit saved();
    useSnapshot(snapshot);
}

Task* Workbench::collect(std::vector<Target> targets, const CollectOptions& options,
                         const SecretProvider& secret) {
    auto result = std::make_shared<Snapshot>();
    auto* task = runner_->start(
        tr("Collecting"),
        [this, result, targets = std::move(targets), options, secret](Progress& progress) {
            *result = services_.collect(targets, options, secret, progress);
        },
        [this, result, into = path()] { keep(*result, into); });
    emit gathering(task);
    return task;
}

Task* Workbench::importFiles(const QStringList& paths, const QString& serverName) {
    std::vector<std::string> files;
    for (const auto& path : paths)
        files.push_back(path.toStdString());
    auto result = std::make_shared<Snapshot>();
    auto* task = runner_->start(
        tr("Importing files"),
        [this, result, files, name = serverName.toStdString()](Progress& progress) {
            *result = services_.importFiles(files, name, progress);
        },
        [this, result, into = path()] { keep(*result, into); });
    emit gathering(task);
    return task;
}

Task* Workbench::verify(const std::string& server, const ScratchServers& scratch,
                        const SecretProvider& secret) {
    if (!services_.verify || !snapshot_)
        return nullptr;
    auto result = std::make_shared<Snapshot>();
    return runner_->start(
        tr("Verifying on a server"),
        [this, result, snapshot = snapshot_, criteria = criteria_, server, scratch,
         secret](Progress& progress) {
            *result = services_.verify(*snapshot, server, criteria, scratch, secret, progress);
        },
        [this, result, into = path()] { keep(*result, into); });
}

Task* Workbench::writeMove(const std::string& server, const std::string& folder) {
    if (!services_.moveFiles || !snapshot_ || !snapshot_->server(server) || !readiness())
        return nullptr;
    return runner_->start(
        tr("Writing the files of the move"),
        [this, snapshot = snapshot_, reports = readiness(), criteria = criteria_, server, folder](Progress&) {
            for (const auto& report : *reports)
                if (report.server == server)
                    services_.moveFiles(folder, *snapshot->server(server), criteria, report);
        },
        {});
}

Task* Workbench::openSample(const QString& path) {
    if (services_.sampleFolder.empty())
        return nullptr;
    open(path, true);
    const QDir folder(QString::fromStdString(services_.sampleFolder));
    QFile facts(folder.filePath("facts.txt"));
    if (facts.open(QIODevice::ReadOnly)) {
        criteria_.assignLines(facts.readAll().toStdString(), "sample", {});
        engagement_->setCriteria(criteria_);
        emit criteriaChanged();
    }
    return importFiles({folder.filePath("captures")}, "shop-db-1");
}

void Workbench::setLab(std::vector<LabEntry> entries) {
    lab_ = std::move(entries);
    if (engagement_) {
        engagement_->setLab(lab_);
        emit saved();
    }
    stale_[std::size_t(Stage::Lab)] = false;
    emit stageChanged(Stage::Lab);
    invalidate({Stage::Roadmap});
}

Task* Workbench::working(Stage stage) const {
    return working_[std::size_t(stage)];
}
const Error* Workbench::failure(Stage stage) const {
    return failures_[std::size_t(stage)].get();
}

} // namespace causeway::ui
