// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/comparison.h"
#include "core/catalog/catalog.h"

namespace causeway {

/// Adds what differs between two catalogs of a server: by type of object, then by name.
void addSchemaChanges(std::vector<SchemaChange>& changes, const std::string& server, const Catalog& before,
                      const Catalog& after);
/// Adds the server's total, then each table whose known size or row count changed, the largest change in
/// bytes first; nothing for a server on which nothing changed.
void addVolumeChanges(std::vector<VolumeChange>& changes, const std::string& server, const Catalog& before,
                      const Catalog& after);

} // namespace causeway
