// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/readiness/value_kind.h"

#include <string>
#include <vector>

namespace causeway {

enum class TypeFamily {
    Unknown,
    Integer,
    Decimal,
    Float,
    Bit,
    Text,
    Bytes,
    Date,
    Datetime,
    Timestamp,
    Time,
    Year,
    Enum,
    Set,
    Json,
    Uuid,
    Inet,
    Spatial
};

/// A MySQL or MariaDB column type in PostgreSQL's terms.
struct MappedType {
    std::string sql; ///< "varchar(40)", "timestamptz(0)"
    TypeFamily family = TypeFamily::Unknown;
    ValueKind kind = ValueKind::Unknown;
    std::vector<std::string> checks;    ///< conditions on {c}, which stands for the quoted column
    std::vector<std::string> obstacles; ///< ids in resources/readiness/obstacles.json
};

/// Maps by resources/readiness/type_map.json. A type that the map does not know becomes text with the
/// obstacle mysql.unknown_type.
MappedType mapType(const ColumnType& type);

/// The date of the type map, "2026-11-22".
std::string typeMapDate();

/// A condition of MappedType::checks with the column in place of {c}.
std::string checkFor(const std::string& condition, const std::string& quotedColumn);

} // namespace causeway
