// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/postgresql/quote.h"

#include <array>
#include <set>

namespace causeway {

namespace {

constexpr std::size_t kMaxColumns = 1600; ///< PostgreSQL manual, Limits

void noteEngine(const Table& table, Notes& notes) {
    const std::string engine = toLower(table.engine);
    if (engine.empty() || engine == "innodb" || engine == "xtradb" || engine == "ndbcluster" ||
        engine == "rocksdb")
        return;
    const bool plain = engine == "myisam" || engine == "aria" || engine == "isam";
    const bool memory = engine == "memory" || engine == "heap";
    notes.add(plain    ? "mysql.engine_myisam"
              : memory ? "mysql.engine_memory"
                       : "mysql.engine_other",
              {{"engine", table.engine}});
}

void noteOptions(const Table& table, Notes& notes) {
    std::vector<std::string> left;
    const std::string format = toUpper(table.rowFormat);
    if (format == "COMPRESSED" || format == "FIXED")
        left.push_back("ROW_FORMAT=" + format);
    constexpr std::array<std::string_view, 8> told{"DATA DIRECTORY", "INDEX DIRECTORY", "ENCRYPTION",
                                                   "ENCRYPTED",      "TABLESPACE",      "COMPRESSION",
                                                   "UNION",          "CONNECTION"};
    if (!table.options.empty())
        for (const auto name : told)
            if (table.options.contains(std::string(name)))
                left.emplace_back(name);
    if (!left.empty())
        notes.add("mysql.table_options", {{"options", join(left, ", ")}});
}

void noteNames(const TargetTable& table, Notes& notes) {
    std::vector<std::string> renamed, system, quoted, lowered, respelled;
    for (const auto& [from, to] : table.renamed) {
        if (toLower(from) == to) {
            lowered.push_back(from);
            continue;
        }
        auto& list = from.size() > pg::kMaxIdentifierBytes ? renamed : to == from + "_" ? system : respelled;
        list.push_back(from + " to " + to);
    }
    if (!lowered.empty())
        notes.add("choice.lower_names", {{"names", join(lowered, ", ")}});
    if (!respelled.empty())
        notes.add("choice.respelled_names", {{"names", join(respelled, ", ")}});
    if (!system.empty())
        notes.add("mysql.system_column_name", {{"names", join(system, ", ")}});
    if (!renamed.empty())
        notes.add("mysql.long_identifier", {{"names", join(renamed, ", ")}});
    const auto look = [&](const std::string& name) {
        if (pg::needsQuotes(toLower(name)))
            quoted.push_back(name);
    };
    look(table.name);
    for (const auto& column : table.columns)
        look(column.name);
    if (!quoted.empty())
        notes.add("mysql.reserved_word", {{"names", join(quoted, ", ")}});
}

void noteUniqueText(const TargetTable& table, Notes& notes) {
    std::set<std::string> names;
    for (const Index& index : table.source->indexes)
        for (const IndexPart& part : index.parts)
            if (const auto* column = index.unique() ? table.column(part.column) : nullptr;
                column && ignoresCase(*column) && column->caseBlind == CaseBlind::No &&
                !(column->foldsIndexes && indexFoldsCase(index, table)))
                names.insert(part.column);
    for (const auto& name : names)
        notes.column("mysql.ci_unique", name);
}

} // namespace

void noteTable(const TargetTable& table, Notes& notes) {
    const Table& source = *table.source;
    noteEngine(source, notes);
    if (!source.primaryKey())
        notes.add("mysql.no_primary_key");
    if (source.systemVersioned)
        notes.add("mysql.system_versioned");
    if (source.columns.size() > kMaxColumns)
        notes.add("mysql.too_many_columns", {{"count", std::to_string(source.columns.size())}});
    noteOptions(source, notes);
    noteNames(table, notes);
    noteUniqueText(table, notes);
}

std::string commentStatements(const TargetTable& table) {
    std::string out;
    if (!table.source->comment.empty())
        append(out, {"COMMENT ON TABLE ", table.qualified(), " IS ", pg::quoteLiteral(table.source->comment),
                     ";\n"});
    for (const TargetColumn& column : table.columns)
        if (!column.source->comment.empty())
            append(out, {"COMMENT ON COLUMN ", table.qualified(), ".", pg::quoteIdentifier(column.name),
                         " IS ", pg::quoteLiteral(column.source->comment), ";\n"});
    return out;
}

} // namespace causeway
