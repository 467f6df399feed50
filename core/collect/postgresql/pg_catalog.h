// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace causeway::postgresql {

/// The catalog of one database as it grows with the answers of the system catalogs. A partition is folded
/// into its root table: its rows and bytes are added there.
class PgCatalogBuilder {
public:
    PgCatalogBuilder() { catalog_.engine = Engine::PostgreSQL; }

    /// Takes in the answer of one probe of the catalog, by its id, or of "pg.sequences".
    void add(const ProbeResult& answer);
    Catalog finish();

private:
    using Oid = std::string;

    void addSchemata(const ProbeResult& answer);
    void addTables(const ProbeResult& answer);
    void addSizes(const ProbeResult& answer);
    void addColumns(const ProbeResult& answer);
    void addEnums(const ProbeResult& answer);
    void addIndexes(const ProbeResult& answer);
    void addForeignKeys(const ProbeResult& answer);
    void addChecks(const ProbeResult& answer);
    void addViews(const ProbeResult& answer);
    void addRoutines(const ProbeResult& answer);
    void addTriggers(const ProbeResult& answer);
    void addSequences(const ProbeResult& answer);
    Table* table(const Oid& oid);

    Catalog catalog_;
    std::map<Oid, std::size_t> tables_; ///< partitions lead to their root
    std::map<Oid, bool> isPartition_;
    struct EnumColumn {
        std::size_t table, column;
    };
    std::map<Oid, std::vector<EnumColumn>> enumColumns_; ///< by type
};

/// A type as format_type writes it ("character varying(40)", "numeric(10,2)[]") and its name in pg_type.
ColumnType parsePgType(const std::string& typeName, const std::string& formatted);
/// A default as pg_get_expr writes it: "'abc'::character varying", "42", "now()".
DefaultValue parsePgDefault(const std::string& expression);

} // namespace causeway::postgresql
