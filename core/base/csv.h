// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace causeway {

/// One line of CSV (RFC 4180, with a line feed): cells with commas, quotes or line ends are quoted. A cell
/// that a spreadsheet would take for a formula has an apostrophe put before it.
std::string csvRow(const std::vector<std::string>& cells);

} // namespace causeway
