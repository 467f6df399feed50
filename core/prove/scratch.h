// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/postgresql/pg_connection.h"
#include "core/collect/target.h"

#include <memory>
#include <optional>
#include <string>

namespace causeway::prove {

/// A database of our own on a PostgreSQL server, with a random name, made empty and dropped at the end.
/// Nothing else on the server is written: the other session is read-only but for making and dropping it.
/// What an earlier run left because it was killed is removed first: databases of this role whose name is of
/// our making (isScratchName) and that nobody uses.
class ScratchDatabase {
public:
    /// Throws Error(Connection) when the server is not reached or the role may not create databases.
    ScratchDatabase(const Target& server, std::optional<std::string> password, Progress& progress);
    ~ScratchDatabase();
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;

    /// The session in the scratch database.
    postgresql::PgConnection& session() { return *inside_; }
    const std::string& name() const { return name_; }
    Version version() const { return version_; }
    int leftoversRemoved() const { return leftoversRemoved_; }

private:
    void checkRole(Progress& progress);
    void removeLeftovers(Progress& progress);
    void create(Progress& progress);
    bool drop(const std::string& database, Progress& progress);
    ProbeResult ask(const std::string& sql, Progress& progress);
    void must(const std::string& sql, const std::string& what, Progress& progress);
    std::unique_ptr<postgresql::PgConnection> connect(const std::string& database, Progress& progress);

    Target server_;
    std::optional<std::string> password_;
    std::unique_ptr<postgresql::PgConnection> admin_, inside_;
    std::string name_;
    Version version_;
    bool created_ = false;
    int leftoversRemoved_ = 0;
};

} // namespace causeway::prove
