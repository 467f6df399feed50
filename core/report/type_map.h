// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace causeway::report {

/// A source type, what its columns became, and how many there are.
struct TypeUse {
    std::string source, target;
    std::size_t columns = 0;
    std::string first; ///< "shop.orders.created"
};

/// The type map as this conversion used it, read off the converted tables; most used first.
std::vector<TypeUse> typeMap(const ServerEvidence* server, const ReadinessReport& report);

/// The type a column has in a CREATE TABLE of PostgreSQL with one column a line; empty where there is none.
std::string columnTypeIn(std::string_view ddl, std::string_view column);

} // namespace causeway::report
