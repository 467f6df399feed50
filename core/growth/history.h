// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/growth/fit.h"
#include "core/growth/forecast.h"
#include "core/snapshot/snapshot.h"

#include <string>

namespace causeway::growth {

/// One table's additions and the curve through them.
struct TableHistory {
    std::string table;
    double rows = 0, bytes = 0;
    std::string timeColumn, method, message;
    Series added;            ///< rows a month that are still there
    std::vector<double> key; ///< positions at each month's end, of AUTO_INCREMENT; may be empty
    std::string keyColumn;
    std::optional<Fit> fit;
    double bytesPerRow() const { return rows > 0 ? bytes / rows : 0; }
};

/// What the data of one server tell of its past.
struct History {
    std::vector<TableHistory> tables; ///< largest first
    Series added;                     ///< bytes a month of all tables with a history
    std::optional<Fit> fit;           ///< of them
    double covered = 0;               ///< share of the server's bytes in tables with a history, 0..1
    const TableHistory* table(std::string_view name) const;
};

/// Reads the probe of the rows by month. Keys count what was ever added, the table holds what is left: their
/// advance is scaled to the rows that are there.
History readHistory(const ServerEvidence& server);

} // namespace causeway::growth
