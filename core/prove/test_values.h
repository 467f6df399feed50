// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace causeway::prove {

/// A value as its text; nothing is NULL.
using TestValue = std::optional<std::string>;

/// Values of a column's type on which conversions differ: texts that case, accents or blanks tell apart,
/// pattern signs, negative numbers, zeros, month ends. Empty for a type that no value is made for.
std::vector<std::string> interestingValues(const Column& column);
/// The value as a MySQL literal of the column's type.
std::string mysqlLiteral(const Column& column, const TestValue& value);
/// A value next to `value` on the side that `op` ("<", ">") asks for; the value itself where there is none.
std::string neighbour(const Column& column, const std::string& value, const std::string& op);
/// A text that a LIKE pattern fits.
std::string fitting(const std::string& pattern);
bool isWholeNumber(const Column& column);
/// The largest number an integer column of this type holds that int8 holds as well.
std::int64_t largest(const Column& column);

} // namespace causeway::prove
