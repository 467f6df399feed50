// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/move/move_plan.h"

#include <string>
#include <string_view>

namespace causeway {

/// A name as MySQL quotes it.
std::string inBackticks(std::string_view name);
/// The source's table, qualified where it has a schema.
std::string sourceName(const TableMove& table);
/// A name in a comment: printable, without line breaks.
std::string oneLine(const std::string& name);
/// False where a name holds a line break or a NUL, which no line of a script can hold.
bool fitsALine(const TableMove& table);

} // namespace causeway
