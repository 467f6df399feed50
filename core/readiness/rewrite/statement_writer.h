// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/mysql/parser.h"

#include <map>
#include <string>
#include <string_view>

namespace causeway::rewrite {

/// What the statements of one session leave to those that follow.
struct SessionState {
    std::string schema;                                         ///< the database in use
    std::map<std::string, ValueKind, std::less<>> variables;    ///< kinds of user variables, lower case
    std::map<std::string, Source, std::less<>> temporaryTables; ///< lower case
    std::string lastIdentity; ///< currval() of the table that was inserted into last
    std::string lastSelect;   ///< what FOUND_ROWS() counts
};

/// The statement in PostgreSQL's words, each ended by ";". Throws Unsupported with the reason where it has no
/// counterpart.
std::string writeStatement(mysql::StatementNode& node, std::string_view text, const TargetModel& model,
                           const mysql::LexOptions& lexing, SessionState& state, Notes& notes);

/// CREATE TEMPORARY TABLE with its columns, as `source` then stands in queries; `tail` follows the columns.
std::string temporaryTable(const mysql::CreateTable& table, Source& source, std::string_view tail);
/// The INTO of a query wherever it stands, without the word; the tree is left without it.
std::string takeInto(mysql::Query& query);
/// True for SELECT FOUND_ROWS().
bool isFoundRows(const mysql::Query& query);

} // namespace causeway::rewrite
