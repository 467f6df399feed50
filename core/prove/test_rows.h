// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prove/query_wish.h"
#include "core/prove/test_values.h"

#include <string>
#include <vector>

namespace causeway::prove {

/// One row of one table: a value for each of its columns, in their order; generated columns have none.
struct TestRow {
    const Table* table = nullptr;
    std::vector<TestValue> values;
};

struct TestRows {
    std::vector<TestRow> rows; ///< parents before their children
    /// For each wish the values of its parameters.
    std::vector<std::vector<std::string>> parameters;
};

struct TestRowOptions {
    std::size_t rowsPerTable = 24;
    /// Columns whose data hold zero dates, by columnKey(): one row in eleven gets one.
    std::vector<std::string> zeroDates;
};

/// Rows for every table of the catalog: those that the queries' own literals find, then rows of interesting
/// values in all combinations of NULL and duplicates. Foreign keys name rows that are there. The same input
/// gives the same rows. A unique key may still be met twice: the server decides.
TestRows makeTestRows(const Catalog& catalog, const std::vector<QueryWish>& wishes,
                      const TestRowOptions& options);
/// "INSERT INTO schema.table (a, b) VALUES (1, 'x')", MySQL's, with `schema` in place of the table's own.
std::string insertStatement(const TestRow& row, const std::string& schema);

} // namespace causeway::prove
