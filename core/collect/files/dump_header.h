// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/files/dump.h"
#include "core/sql/mysql/parser.h"

#include <optional>
#include <string>
#include <string_view>

namespace causeway::dump {

/// Takes what a comment line of mysqldump, mariadb-dump or phpMyAdmin says about the server and the dump.
/// Returns the table's name of "Dumping data for table `x`", else nothing.
std::string readHeaderLine(std::string_view line, DumpContents& out);
/// Does this tool end its dumps with "Dump completed"?
bool hasEndMark(std::string_view tool);

struct InsertTarget {
    std::string schema, table;
    bool replace = false, ignore = false;
};
/// The table that an INSERT or REPLACE fills, from the statement's head; nothing for other statements.
std::optional<InsertTarget> insertTarget(std::string_view text, const mysql::LexOptions& options);

/// "CREATE TABLE", "SELECT", "LOCK TABLES": what a parsed statement is called in counts.
std::string statementName(const mysql::StatementNode& node);

} // namespace causeway::dump
