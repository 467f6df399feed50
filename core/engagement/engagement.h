// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/waiver.h"
#include "core/criteria/criteria.h"
#include "core/sim/lab_result.h"
#include "core/snapshot/snapshot.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// One row of the list of snapshots.
struct SnapshotInfo {
    std::string id;
    Instant taken{};
    std::string label; ///< its servers' names and versions
};

/// A topology and scenario kept in the engagement, with the outcome last found.
struct LabEntry {
    std::string title;
    Topology topology;
    Scenario scenario;
    std::optional<Outcome> outcome;
    bool operator==(const LabEntry&) const = default;
};

/// The entries that were simulated, as results.
std::vector<LabResult> keptResults(const std::vector<LabEntry>& entries);

/// The project file: criteria, snapshots, waivers and lab entries in one SQLite database. Every change is one
/// transaction, so a kill at any moment loses at most the last change and the file always opens.
/// One object belongs to one thread.
class Engagement {
public:
    /// Opens a file, or makes it when `create` and it does not exist. Throws Error(Storage) when it is no
    /// engagement, is newer than this program, or cannot be written.
    static Engagement open(const std::string& path, bool create = false);
    Engagement(Engagement&&) noexcept;
    Engagement& operator=(Engagement&&) noexcept;
    ~Engagement();

    const std::string& path() const;
    Criteria criteria() const;
    void setCriteria(const Criteria& criteria);

    /// Oldest first.
    std::vector<SnapshotInfo> snapshots() const;
    /// Adding a snapshot that is already there changes nothing.
    void addSnapshot(const Snapshot& snapshot);
    std::optional<Snapshot> snapshot(const std::string& id) const;
    std::optional<Snapshot> latestSnapshot() const;

    /// By key.
    std::vector<Waiver> waivers() const;
    /// Adds a waiver, or replaces the one of that key. Throws Error(Usage) as checkWaiver() does.
    void setWaiver(const Waiver& waiver);
    /// Withdraws a waiver; false when there is none of that key.
    bool withdrawWaiver(const std::string& key);

    std::vector<LabEntry> lab() const;
    void setLab(const std::vector<LabEntry>& entries);

private:
    struct Store;
    explicit Engagement(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

} // namespace causeway
