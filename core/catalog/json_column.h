// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <string_view>

namespace causeway {

/// True for MySQL's and MariaDB's JSON columns: JSON, or a LONGTEXT whose check is json_valid(column).
bool isJsonColumn(const Column& column, const Table& table);
/// True for "json_valid(`column`)" in any spelling of it.
bool isJsonValidCheck(std::string_view expression, std::string_view column);

} // namespace causeway
