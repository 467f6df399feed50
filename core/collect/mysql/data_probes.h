// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/catalog/catalog.h"
#include "core/collect/live/session.h"
#include "core/collect/mysql/data_checks.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace causeway::mysql {

/// Id of the probe that counts, in the data, what PostgreSQL would refuse or read otherwise.
inline constexpr std::string_view kDataProbe = "mysql.data_checks";

struct DataBudget {
    double seconds = 60;              ///< for all queries together; what is not reached is told
    std::uint64_t wholeRows = 200000; ///< tables of at most so many rows are counted as a whole
    std::uint64_t sampleRows = 20000; ///< of larger ones so many rows are read
};

/// One query of the plan and what its numbers mean.
struct DataQuery {
    struct Check {
        std::string column, check;
    };
    std::string schema, table;
    std::string sql; ///< a row of numbers: rows read, then one for each check
    std::vector<Check> checks;
    bool whole = false;    ///< reads every row of the table
    std::string sampled{}; ///< the same of a sample, for when all rows take too long; empty: none
};

/// The read-only queries that a catalog asks for, one a table, then one a foreign key and one a unique key of
/// text that tells case apart. A value of a client's data is never returned, only counts.
std::vector<DataQuery> planDataQueries(const DataSource& source, const DataBudget& budget);

/// Runs the plan within its budget. Rows: schema_name, table_name, column_name, check_name, found, scanned,
/// whole (1 or 0), message (why it was not counted).
ProbeResult countInData(const DataSource& source, const std::string& sourceId, const DataBudget& budget,
                        live::Session& session, Progress& progress);

} // namespace causeway::mysql
