// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <cstddef>
#include <string_view>

namespace causeway {

/// Does the beginning of a text look like a dump or another SQL script?
bool looksLikeDump(std::string_view head);

/// Adds the objects of a second dump of the same server. Those of the same kind, schema and name as one that
/// is there already are left out and counted.
std::size_t addCatalog(Catalog& known, Catalog&& added);

} // namespace causeway
