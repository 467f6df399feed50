// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/collect/mysql/column_type.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace causeway::mysql {

/// The catalog as it grows with the answers of information_schema. Answers come in the order of
/// resources/probes/mysql.json; rows about a table that an earlier answer did not have are left out, because
/// it was made or dropped between the two.
class CatalogBuilder {
public:
    CatalogBuilder(Engine engine, const Version& version, std::uint64_t pageSize);

    /// Takes in the answer of one probe of the catalog, by its id.
    void add(const ProbeResult& answer);
    /// True when the answers so far say that this probe would find nothing: views, partitions or foreign
    /// keys' rules where there are none. Each is a pass over all tables on the server.
    bool findsNothing(std::string_view id) const;
    /// One query for the state of all sequences, or nothing when there are none; its answer goes to
    /// addSequences.
    std::string sequenceQuery() const;
    void addSequences(const ProbeResult& answer);
    Catalog finish();

private:
    using Key = std::pair<std::string, std::string>;

    void addSchemata(const ProbeResult& answer);
    void addTables(const ProbeResult& answer);
    void addColumns(const ProbeResult& answer);
    void addStatistics(const ProbeResult& answer);
    void addIndexSizes(const ProbeResult& answer);
    void addKeys(const ProbeResult& answer);
    void addReferences(const ProbeResult& answer);
    void addChecks(const ProbeResult& answer);
    void addPartitions(const ProbeResult& answer);
    void addViews(const ProbeResult& answer);
    void addRoutines(const ProbeResult& answer);
    void addParameters(const ProbeResult& answer);
    void addTriggers(const ProbeResult& answer);
    void addEvents(const ProbeResult& answer);
    Table* table(const std::string& schema, const std::string& name);
    std::string expression(const std::string& text) const;

    Engine engine_;
    DefaultStyle defaultStyle_;
    std::uint64_t pageSize_;
    Catalog catalog_;
    std::map<Key, std::size_t> tables_;
    bool tablesRead_ = false, keysRead_ = false;
    bool hasViews_ = false, hasPartitions_ = false, hasKeys_ = false; ///< as far as they were read
};

} // namespace causeway::mysql
