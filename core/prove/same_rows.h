// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/postgresql/pg_connection.h"
#include "core/prove/source_scratch.h"
#include "core/readiness/proof.h"
#include "core/readiness/readiness.h"

#include <string>
#include <vector>

namespace causeway::prove {

/// What was put to both sides.
struct ComparedLoad {
    std::string original;    ///< "MariaDB 10.11.14"
    std::size_t rows = 0;    ///< rows that stand on both sides
    std::size_t refused = 0; ///< rows that one side refused, left out of both
    std::string firstRefusal;
    std::size_t tables = 0; ///< tables that hold rows
};

/// Fills both sides with the same generated rows, runs every converted SELECT of the report's queries on both
/// and compares. `session` is in the scratch database in which runConversion() ran `report`; `proofs` are
/// what it found: they get the better badge, or what differs, or why it was not compared. A zero date of the
/// original counts as what the type map makes of it. `zeroDates`: columns by columnKey() whose data hold zero
/// dates.
ComparedLoad compareQueries(const ReadinessReport& report, const Catalog& catalog,
                            const ConversionOptions& options, const std::vector<std::string>& zeroDates,
                            SourceScratch& original, postgresql::PgConnection& session,
                            std::vector<ObjectProof>& proofs, Progress& progress);

} // namespace causeway::prove
