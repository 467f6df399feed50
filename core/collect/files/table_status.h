// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// One row of SHOW TABLE STATUS: what a dump without data does not tell.
struct TableStatus {
    std::string name;
    std::optional<std::uint64_t> rows, dataBytes, indexBytes, freeBytes, autoIncrement;
};

/// Reads SHOW TABLE STATUS as `mysql -B` writes it, headers and all; nothing when the text is something else.
/// Several databases may stand one after the other.
std::vector<TableStatus> readTableStatus(std::string_view text);

/// Fills sizes, row estimates and AUTO_INCREMENT positions of tables with that name where the catalog has
/// none. Returns how many tables were found in it.
std::size_t applyTableStatus(Catalog& catalog, const std::vector<TableStatus>& rows);

} // namespace causeway
