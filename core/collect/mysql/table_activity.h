// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <optional>

namespace causeway::mysql {

/// Rows of reads and writes by index that a script asks for: it cannot know how many tables are open.
inline constexpr std::size_t kScriptActivityRows = 5000;

/// How many of those rows a server is asked for. For each the server goes through all open tables, 10 to 40
/// ns each, so that the time grows with their product (10 s at 8,000 tables, all open): it is kept to 0.1 to
/// 0.4 s. All rows come from a server with the default of 2,000 open tables and 1,250 tables of three
/// indexes; of a larger one come the tables that were opened first since its start.
std::size_t activityRows(std::optional<double> openTables);

struct TableActivity {
    ProbeResult indexUsage; ///< "mysql.index_usage": reads through each index
    ProbeResult
        tableWrites; ///< "mysql.table_writes": rows written to each table that has any, most inserts first
};

/// Takes the one answer of performance_schema apart. An answer of `limit` rows may be a part: then its last
/// table, which may be cut, is left out, and the message of both says so.
TableActivity activityFrom(ProbeResult answer, std::size_t limit);

} // namespace causeway::mysql
