// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/statement_writer.h"

namespace causeway::rewrite {

/// CALL of an application. OUT and INOUT parameters that are user variables set them, in a DO block, as MySQL
/// does; rows come from the procedure's cursors, in one transaction. Throws Unsupported with the reason.
std::string callStatement(const std::vector<mysql::Token>& tokens, std::string_view text,
                          const mysql::LexOptions& lexing, const Scope& scope, Rewriter& rewriter,
                          SessionState& state);

} // namespace causeway::rewrite
