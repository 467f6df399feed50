// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

namespace causeway {

/// Id of the probe that reads, from the tables themselves, how many rows each month added.
inline constexpr std::string_view kRowsByMonthProbe = "growth.rows_by_month";

/// One table's history, as a visit finds it in the table's own time column. The month of the visit is not
/// over and therefore not in it.
struct RowsByMonth {
    std::string schema, table;
    std::string timeColumn;       ///< tells when a row was made; empty: none was found
    std::string keyColumn;        ///< counts upwards; may be empty
    std::string method;           ///< "counted", "sampled", "keys", "sampled keys"; empty: not read
    int firstMonth = 0;           ///< months since January 1970
    std::vector<double> added;    ///< rows of each month; by "keys" methods: by how much the key advanced
    std::vector<double> keyAtEnd; ///< the key's position after each month, where there is a key
    std::string message;          ///< why it was not read
    bool byKey() const { return method.ends_with("keys"); }
};

/// An empty answer with the probe's id and columns.
ProbeResult emptyRowsByMonth();
void addRow(ProbeResult& probe, const RowsByMonth& table);
/// What the server's probe holds; rows that make no sense are left out. Empty where it was not asked.
std::vector<RowsByMonth> rowsByMonth(const ServerEvidence& server);

/// Months since January 1970 of a day; and the month's first day.
int monthOf(Date day);
Date firstDay(int month);

} // namespace causeway
