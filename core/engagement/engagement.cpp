// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engagement/engagement.h"

#include "core/base/error.h"
#include "core/engagement/blob.h"
#include "core/engagement/database.h"
#include "core/snapshot/snapshot_json.h"

#include <QSqlQuery>

#include <utility>

namespace causeway {

struct Engagement::Store {
    std::string path;
    engagement::Database database;
};

namespace {

using engagement::Database;
using engagement::Transaction;

std::string serverLabel(const Snapshot& snapshot) {
    std::string label;
    for (const auto& s : snapshot.servers) {
        if (!label.empty())
            label += ", ";
        label += s.id + " (" + std::string(engineName(s.engine));
        if (s.version.known())
            label += " " + s.version.text(s.engine);
        label += ")";
    }
    return label;
}

Snapshot readSnapshot(const QByteArray& blob) {
    return snapshotFromJson(engagement::unpackJson(blob));
}

} // namespace

std::vector<LabResult> keptResults(const std::vector<LabEntry>& entries) {
    std::vector<LabResult> results;
    for (const auto& e : entries)
        if (e.outcome)
            results.push_back({e.title, e.topology, e.scenario, *e.outcome});
    return results;
}

Engagement::Engagement(std::unique_ptr<Store> store) : store_(std::move(store)) {}
Engagement::Engagement(Engagement&&) noexcept = default;
Engagement& Engagement::operator=(Engagement&&) noexcept = default;
Engagement::~Engagement() = default;

Engagement Engagement::open(const std::string& path, bool create) {
    return Engagement(std::make_unique<Store>(Store{path, Database(path, create)}));
}

const std::string& Engagement::path() const {
    return store_->path;
}

Criteria Engagement::criteria() const {
    auto query = store_->database.run("select document from criteria where id = 1");
    return query.next() ? Criteria::fromJson(engagement::unpackJson(query.value(0).toByteArray()))
                        : Criteria{};
}

void Engagement::setCriteria(const Criteria& criteria) {
    store_->database.run("insert or replace into criteria (id, document) values (1, ?)",
                         {engagement::packJson(criteria.toJson())});
}

std::vector<SnapshotInfo> Engagement::snapshots() const {
    std::vector<SnapshotInfo> result;
    auto query = store_->database.run("select id, taken, label from snapshot order by taken, id");
    while (query.next()) {
        SnapshotInfo info;
        info.id = query.value(0).toString().toStdString();
        info.taken = Instant{std::chrono::milliseconds(query.value(1).toLongLong())};
        info.label = query.value(2).toString().toStdString();
        result.push_back(std::move(info));
    }
    return result;
}

void Engagement::addSnapshot(const Snapshot& snapshot) {
    store_->database.run(
        "insert or ignore into snapshot (id, taken, label, document) values (?, ?, ?, ?)",
        {QString::fromStdString(snapshot.id), qlonglong(snapshot.taken.time_since_epoch().count()),
         QString::fromStdString(serverLabel(snapshot)), engagement::packText(jsonText(snapshot))});
}

std::optional<Snapshot> Engagement::snapshot(const std::string& id) const {
    auto query =
        store_->database.run("select document from snapshot where id = ?", {QString::fromStdString(id)});
    return query.next() ? std::optional(readSnapshot(query.value(0).toByteArray())) : std::nullopt;
}

std::optional<Snapshot> Engagement::latestSnapshot() const {
    auto query = store_->database.run("select document from snapshot order by taken desc, id desc limit 1");
    return query.next() ? std::optional(readSnapshot(query.value(0).toByteArray())) : std::nullopt;
}

std::vector<Waiver> Engagement::waivers() const {
    std::vector<Waiver> waivers;
    auto query = store_->database.run("select key, reason, author, made, until from waiver order by key");
    while (query.next()) {
        const auto text = [&](int column) {
            return query.value(column).toString().toStdString();
        };
        const auto until = parseDate(text(4));
        if (!until)
            throw Error(ErrorCode::Storage, "a waiver in the engagement file cannot be read",
                        "its last day is '" + text(4) + "'");
        waivers.push_back({text(0), text(1), text(2),
                           Instant{std::chrono::milliseconds(query.value(3).toLongLong())}, *until});
    }
    return waivers;
}

void Engagement::setWaiver(const Waiver& waiver) {
    checkWaiver(waiver);
    const auto text = [](const std::string& value) {
        return QString::fromStdString(value);
    };
    store_->database.run(
        "insert or replace into waiver (key, reason, author, made, until) values (?, ?, ?, ?, ?)",
        {text(waiver.key), text(waiver.reason), text(waiver.author),
         qlonglong(waiver.made.time_since_epoch().count()), text(toIso(waiver.until))});
}

bool Engagement::withdrawWaiver(const std::string& key) {
    auto query = store_->database.run("delete from waiver where key = ?", {QString::fromStdString(key)});
    return query.numRowsAffected() > 0;
}

std::vector<LabEntry> Engagement::lab() const {
    std::vector<LabEntry> entries;
    auto query = store_->database.run("select document from lab order by position");
    while (query.next())
        entries.push_back(engagement::labEntryFromJson(engagement::unpackJson(query.value(0).toByteArray())));
    return entries;
}

void Engagement::setLab(const std::vector<LabEntry>& entries) {
    Transaction transaction(store_->database);
    store_->database.run("delete from lab");
    for (int position = 0; const auto& entry : entries)
        store_->database.run("insert into lab (position, document) values (?, ?)",
                             {position++, engagement::packJson(engagement::toJson(entry))});
    transaction.commit();
}

} // namespace causeway
