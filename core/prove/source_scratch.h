// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/collect/mysql/connection.h"
#include "core/collect/target.h"
#include "core/snapshot/snapshot.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace causeway::prove {

/// `CREATE TABLE` for MySQL and MariaDB with what decides a query's rows: columns with their types,
/// collations and NULL, generated columns and keys. No foreign keys, checks, partitions or triggers.
std::string createTableStatement(const Table& table, const std::string& schema);

/// An empty copy of a schema on a scratch MySQL or MariaDB server: for each of its databases one of a random
/// name, made here and dropped at the end. Nothing else on the server is written.
/// What an earlier run left because it was killed is removed first, by its name (isScratchName). One run at a
/// time works on a server.
class SourceScratch {
public:
    /// Throws Error(Usage) when the server is one that `known` was collected from, Error(Connection) when it
    /// is not reached, is at work for another run, or refuses to create the databases.
    SourceScratch(const Target& server, std::optional<std::string> password, const Catalog& catalog,
                  const Snapshot& known, Progress& progress);
    ~SourceScratch();
    SourceScratch(const SourceScratch&) = delete;
    SourceScratch& operator=(const SourceScratch&) = delete;

    mysql::Connection& session() { return *session_; }
    /// "MariaDB 10.11.14".
    const std::string& version() const { return version_; }
    /// Our name for one of the catalog's databases.
    const std::string& database(const std::string& schema) const;
    /// A statement with the catalog's databases replaced by ours where they qualify a name.
    std::string renamed(const std::string& statement) const;
    /// Tables, views and functions that the server refused, with its words.
    const std::map<std::string, std::string>& refused() const { return refused_; }

private:
    ProbeResult ask(const std::string& sql, Progress& progress);
    void must(const std::string& sql, const std::string& what, Progress& progress);
    void refuseKnown(const Snapshot& known, Progress& progress);
    void reserve(Progress& progress);
    void create(const Catalog& catalog, Progress& progress);
    void createViews(const Catalog& catalog, Progress& progress);
    void createFunctions(const Catalog& catalog, Progress& progress);
    void drop(const std::string& database, Progress& progress);

    std::unique_ptr<mysql::Connection> session_;
    std::string version_;
    std::map<std::string, std::string> databases_; ///< the catalog's name, ours
    std::map<std::string, std::string> refused_;
};

} // namespace causeway::prove
