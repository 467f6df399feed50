// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/collect/files/dump_rules.h"
#include "core/collect/files/object_store.h"
#include "core/sql/mysql/parser.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace causeway::dump {

/// One parsed statement with what stands around it.
struct Applied {
    std::string_view text;
    Place place;
    std::string sqlMode;
};

/// Builds a catalog by applying definitions in the order of the script, as a server would.
class CatalogBuilder {
public:
    /// Takes one definition; what cannot be applied (an ALTER of an unknown table) goes to Catalog::unparsed.
    void apply(const mysql::StatementNode& statement, const Applied& context);
    void unparsed(Place place, std::string_view text, std::string message);

    /// The finished catalog, and remarks about what was assumed. The builder is empty after it.
    Catalog finish(std::vector<std::string>& remarks);

    ServerRules rules;
    std::string storageEngine; ///< SET default_storage_engine; empty: the version's own
    const std::string& currentSchema() const { return schema_; }

private:
    void createTable(const mysql::CreateTable& def, const Applied& context);
    void alterTable(const mysql::AlterTable& def, const Applied& context);
    bool alter(Table& table, const mysql::AlterAction& action, const Applied& context);
    bool alterColumns(Table& table, const mysql::AlterAction& action);
    bool dropPart(Table& table, const mysql::AlterAction& action);
    bool renamePart(Table& table, const mysql::AlterAction& action);
    void createIndex(const mysql::CreateIndex& def, const Applied& context);
    void createView(const mysql::CreateView& def, const Applied& context);
    void createRoutine(const mysql::CreateRoutine& def, const Applied& context);
    void createTrigger(const mysql::CreateTrigger& def, const Applied& context);
    void createEvent(const mysql::CreateEvent& def, const Applied& context);
    void createSequence(const mysql::CreateSequence& def, const Applied& context);
    void setSequence(const mysql::SetSequence& def);
    void database(const mysql::CreateDatabase& def);
    void drop(const mysql::DropObjects& def, const Applied& context);
    void dropDatabase(const std::string& name);
    void rename(const mysql::ObjectName& from, const mysql::ObjectName& to, const Applied& context);

    Column makeColumn(const mysql::ColumnDef& def, Table& table);
    void addColumnKeys(const mysql::ColumnDef& def, Table& table);
    void addKey(const mysql::KeyDef& def, Table& table);
    void addForeignKey(const mysql::KeyDef& def, Table& table);
    void addCheck(const mysql::CheckDef& def, Table& table);
    void setOptions(const mysql::TableOptions& options, Table& table);
    void resolveCharset(Column& column, const mysql::DataType& declared, const Table& table) const;
    void implicitTimestamps(Table& table, const std::vector<mysql::ColumnDef>& defs);
    void notNullPrimary(Table& table);

    Table* find(const mysql::ObjectName& name);
    void add(Table table);
    void dropTable(const mysql::ObjectName& name);
    std::string schemaOf(const mysql::ObjectName& name) const {
        return name.schema.empty() ? schema_ : name.schema;
    }
    void noteSchema(const std::string& name);

    struct DatabaseCharset {
        std::string charset, collation;
    };

    Catalog catalog_; ///< its objects stand in the stores until finish()
    ObjectStore<Table> tables_;
    ObjectStore<View> views_;
    ObjectStore<Routine> routines_;
    ObjectStore<Trigger> triggers_;
    ObjectStore<ScheduledEvent> events_;
    ObjectStore<Sequence> sequences_;
    std::string schema_;
    std::map<std::string, DatabaseCharset> databases_;
    std::uint64_t bareTimestamps_ = 0;    ///< whose meaning depends on a version that the file does not say
    std::uint64_t ignoredKeys_ = 0;       ///< foreign keys of engines that have none
    std::uint64_t ignoredColumnKeys_ = 0; ///< REFERENCES in a column, which the server reads and forgets
};

Partitioning makePartitioning(const mysql::PartitionByDef& def);
/// Why no server would take a table of this size, or nothing: MySQL's bounds are 4096 columns and 64 keys,
/// which builds of MariaDB can raise. Also what bounds the work that a hostile script can ask for.
std::string tooLarge(std::size_t columns, std::size_t keys);
/// A name for a key without one, as the server chooses it: its first column, then with _2, _3...
std::string automaticKeyName(const Table& table, const mysql::KeyDef& def);

} // namespace causeway::dump
