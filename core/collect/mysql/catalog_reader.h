// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/collect/live/probe_specs.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway::mysql {

struct CatalogAnswer {
    std::optional<Catalog> catalog;  ///< absent when the server did not show its tables or columns
    std::vector<ProbeResult> probes; ///< without rows: those are in the catalog
    std::vector<std::string> remarks;
};

/// Reads the whole schema with one query a kind of object, never one a table; sequences of MariaDB, which no
/// view lists, with one query for all of them.
CatalogAnswer readCatalog(const std::vector<live::ProbeSpec>& specs, const live::ProbeContext& context,
                          live::Session& session, Progress& progress);

} // namespace causeway::mysql
