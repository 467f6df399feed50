// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// A column as a query writes it; names in lower case.
struct ShapeColumn {
    std::string qualifier; ///< table or alias before the dot; may be empty
    std::string name;
    bool operator==(const ShapeColumn&) const = default;
};

struct ShapeTable {
    std::string schema, name, alias;
    bool operator==(const ShapeTable&) const = default;
};

/// What of a query's text decides which index can serve it.
struct QueryShape {
    std::string verb; ///< "select", "update" or "delete"
    std::vector<ShapeTable> tables;
    std::vector<ShapeColumn> equal; ///< column = value, column IN (...), column = other column
    std::vector<ShapeColumn> range; ///< column < value, BETWEEN
    std::vector<ShapeColumn> order; ///< ORDER BY by bare columns, all in one direction
};

/// Reads a fingerprint of MySQL, MariaDB or PostgreSQL. Nothing for what one index cannot decide: OR at the
/// top of the condition, UNION, a subquery in FROM, no WHERE and no join, or text that is not understood.
/// Predicates inside parentheses and functions are left out: what is listed is certain, not complete.
std::optional<QueryShape> readShape(std::string_view sql);

} // namespace causeway
