// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/version.h"
#include "core/catalog/catalog.h"
#include "core/collect/files/text_source.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace causeway {

/// The rows that a dump holds for one table.
struct DumpedRows {
    std::string schema, table;
    std::uint64_t rows = 0;
    bool exact = true;             ///< false: INSERT ... SELECT, IGNORE, REPLACE or DELETE leave a doubt
    std::uint64_t insertBytes = 0; ///< length of the INSERT statements; a hint at the table's size, no more
    bool operator==(const DumpedRows&) const = default;
};

/// What a dump of MySQL or MariaDB says.
struct DumpContents {
    Catalog catalog;      ///< rows are set for tables whose data the dump holds; `unparsed` has what was not
                          ///< understood
    ServerVersion server; ///< version.known() is false when the dump does not say
    std::string versionText;    ///< "5.6.24-log"
    std::string tool;           ///< "MySQL dump 10.13  Distrib 5.6.24, for Linux (x86_64)"
    std::string host, database; ///< as the header names them; tables of a dump without USE have no schema
    std::string completed;      ///< the end mark's text after "Dump completed"; "yes" when it gives no time
    std::vector<std::string> sqlModes; ///< under which routines and triggers were made: distinct, sorted
    std::map<std::string, std::uint64_t> statements; ///< "CREATE TABLE", "INSERT"...: how many
    std::vector<DumpedRows> data;                    ///< by schema and table
    std::vector<std::string>
        remarks; ///< what was odd: no end mark, implicit defaults assumed, files not read
};

/// Reads a dump or any script of MySQL or MariaDB to its end, in bounded memory, and builds the schema that a
/// server would have after running it: ALTERs applied, charsets inherited, keys and implicit defaults added.
/// Throws Error(Input) when the source is damaged or is no such script at all (UTF-16, a PostgreSQL dump),
/// and Error(Cancelled). A statement that is not understood is data: Catalog::unparsed.
DumpContents readDump(TextSource& source, Progress& progress);

} // namespace causeway
