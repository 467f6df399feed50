// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/value_kind.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// The monotonic functions of a RANGE partition's expression whose bounds can be computed again.
enum class PartitionFunction { None, Year, ToDays, ToSeconds, UnixTimestamp };

struct PartitionExpression {
    PartitionFunction function = PartitionFunction::None;
    std::string column;
};

/// Reads "`d`", "YEAR(d)", "TO_DAYS(`d`)"...; nothing for anything else.
std::optional<PartitionExpression> readPartitionExpression(std::string_view text);

/// The values of "LESS THAN (a, b)", "LESS THAN MAXVALUE" and "IN (a, b)", cut at top-level commas and
/// trimmed.
std::vector<std::string> boundValues(std::string_view values);
/// The pieces between top-level commas; strings and parentheses are respected.
std::vector<std::string> splitList(std::string_view list);

/// A bound of the raw column, as a PostgreSQL literal or MAXVALUE. Nothing when it cannot be computed.
std::optional<std::string> boundLiteral(const std::string& value, PartitionFunction function,
                                        ValueKind column);

} // namespace causeway
