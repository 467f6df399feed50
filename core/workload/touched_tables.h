// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// The tables that a statement names after FROM, JOIN, INTO, UPDATE and TABLE, each once, in the order of the
/// text, as "schema.table" or "table", without quotes. Names that WITH gives to queries are left out. Reads
/// any text and at most 64 names; what it does not understand it passes over.
std::vector<std::string> touchedTables(std::string_view sql);

/// The statement's first word in upper case ("SELECT"); of WITH ... the word of the statement that follows is
/// not looked for. Empty when it begins with no word.
std::string statementVerb(std::string_view sql);

} // namespace causeway
