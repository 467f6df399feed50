// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/comparison.h"
#include "core/audit/finding.h"
#include "core/criteria/criteria.h"
#include "core/engagement/engagement.h"
#include "core/growth/forecast.h"
#include "core/readiness/conversion.h"
#include "core/report/document.h"
#include "core/roadmap/roadmap.h"
#include "core/snapshot/snapshot.h"
#include "ui/tasks/task.h"
#include "ui/workbench/services.h"

#include <QObject>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace causeway::ui {

/// The roadmap with the document that prints it.
struct RoadmapResult {
    Roadmap roadmap;
    report::Document document;
};

/// The open engagement and the results of its stages: what all pages look at. Results are whole and
/// immutable; a stage that runs again replaces its result at once, by one signal.
class Workbench : public QObject {
    Q_OBJECT
public:
    enum class Stage { Audit, Readiness, Lab, Growth, Roadmap };
    Q_ENUM(Stage)
    static constexpr int kStages = 5;

    explicit Workbench(Services services, QObject* parent = nullptr);
    ~Workbench() override;

    TaskRunner& tasks() { return *runner_; }
    const Services& services() const { return services_; }

    bool isOpen() const { return engagement_.has_value(); }
    QString path() const;
    /// Throws Error(Storage) as Engagement::open does; the engagement that was open stays open then.
    void open(const QString& path, bool create = false);
    void close();
    /// Makes an engagement at path from the sample's captures and facts; nothing when there is no sample.
    Task* openSample(const QString& path);

    const Criteria& criteria() const { return criteria_; }
    /// An empty text forgets the fact. Throws Error(Usage) for a value that does not parse, Error(Storage)
    /// when it cannot be saved.
    void setFact(const QString& key, const QString& text);
    /// The environment of the engagement or of the snapshot's servers: "production", "staging", "test", "".
    QString environment() const;

    std::vector<SnapshotInfo> snapshots() const;
    /// The snapshot looked at: the newest unless another was chosen. Null when there is none.
    std::shared_ptr<const Snapshot> snapshot() const { return snapshot_; }
    void selectSnapshot(const std::string& id);

    Task* collect(std::vector<Target> targets, const CollectOptions& options, const SecretProvider& secret);
    Task* importFiles(const QStringList& paths, const QString& serverName);
    /// Tries the conversion of a server's schema and queries on a scratch PostgreSQL, and keeps what it said
    /// with the evidence; null when no verifier is wired in or there is no snapshot.
    Task* verify(const std::string& server, const ScratchServers& scratch, const SecretProvider& secret);
    /// Writes the files of a server's move into a folder, which is made; null when no writer is wired in, or
    /// there is no snapshot or no conversion of that server.
    Task* writeMove(const std::string& server, const std::string& folder);
    /// Digests logs of one of the snapshot's servers into a new snapshot, which is looked at then. Without an
    /// open engagement nothing is stored: viewed() holds what they gave.
    Task* addLogs(const QStringList& paths, const std::string& serverId);
    /// What was only looked at, without an engagement; null when there is nothing.
    std::shared_ptr<const Snapshot> viewed() const { return viewed_; }

    const std::vector<Waiver>& waivers() const { return waivers_; }
    /// Keeps a waiver, or replaces the one of that key, and judges the audit anew. Throws Error(Usage) for
    /// one without reason or author, Error(Storage) when it cannot be saved.
    void setWaiver(const Waiver& waiver);
    void withdrawWaiver(const std::string& key);
    /// Compares the snapshot looked at with another one, in the background; `done` runs in this thread unless
    /// another snapshot was chosen meanwhile. Null when there is no snapshot.
    Task* compareWith(const std::string& before, std::function<void(std::shared_ptr<const Comparison>)> done);

    std::shared_ptr<const AuditReport> audit() const { return audit_; }
    std::shared_ptr<const std::vector<ReadinessReport>> readiness() const { return readiness_; }
    std::shared_ptr<const Forecast> growth() const { return growth_; }
    /// The sizes that the forecast knows of earlier visits.
    const std::vector<Visit>& visits() const { return *visits_; }
    std::shared_ptr<const RoadmapResult> roadmap() const { return roadmap_; }
    const std::vector<LabEntry>& lab() const { return lab_; }
    void setLab(std::vector<LabEntry> entries);

    /// Starts a stage in the background; the task that already works on it when there is one; null when its
    /// inputs lack.
    Task* run(Stage stage);
    /// The task that works on the stage now, or null.
    Task* working(Stage stage) const;
    /// The last run's failure, until the next run; null when there was none.
    const Error* failure(Stage stage) const;
    /// Built from another snapshot or other criteria than the present ones.
    bool stale(Stage stage) const { return stale_[std::size_t(stage)]; }

signals:
    void engagementChanged(); ///< another one, or none
    void criteriaChanged();
    void snapshotChanged();
    void viewedChanged();
    void gathering(causeway::ui::Task* task);                ///< a collection or import began
    void stageChanged(causeway::ui::Workbench::Stage stage); ///< working, done, failed or stale
    void saved();

private:
    void reload();
    void useSnapshot(std::optional<Snapshot> snapshot);
    void keep(const Snapshot& snapshot, const QString& into);
    void goOn();
    void judgeWaivers();
    void invalidate(std::initializer_list<Stage> stages);
    Task* begin(Stage stage, const QString& title, std::function<void(Progress&)> work,
                std::function<void()> done);
    Task* runAudit();
    Task* runReadiness();
    Task* runLab();
    Task* runGrowth();
    Task* runRoadmap();

    Services services_;
    std::optional<Engagement> engagement_;
    Criteria criteria_;
    std::vector<Waiver> waivers_;
    std::shared_ptr<const Snapshot> snapshot_, viewed_;
    std::shared_ptr<const AuditReport> audit_;
    std::shared_ptr<const std::vector<ReadinessReport>> readiness_;
    std::shared_ptr<const Forecast> growth_;
    std::shared_ptr<const std::vector<Visit>> visits_ = std::make_shared<std::vector<Visit>>();
    std::shared_ptr<const RoadmapResult> roadmap_;
    std::vector<LabEntry> lab_;
    std::array<Task*, kStages> working_{};
    std::array<std::unique_ptr<Error>, kStages> failures_;
    std::array<bool, kStages> stale_{};
    quint64 generation_ = 0;             ///< a result of an earlier engagement or snapshot is dropped
    std::unique_ptr<TaskRunner> runner_; ///< last: its threads end before what they read goes
};

} // namespace causeway::ui
