// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/readiness/choices/type_map.h"

#include <optional>
#include <string>

namespace causeway {

/// True for a literal default that is a zero date, or a date that does not exist, of a date or time stamp.
bool hasZeroDateDefault(const Column& column, const MappedType& type);

/// The PostgreSQL expression of a literal, number, bits or CURRENT_TIMESTAMP default; nothing when the value
/// is not one of the type, or is an expression. Must not be called for zero dates.
std::optional<std::string> literalDefault(const Column& column, const MappedType& type);

} // namespace causeway
