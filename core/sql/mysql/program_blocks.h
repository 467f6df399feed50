// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/lexer.h"

namespace causeway::mysql {

/// Does the text begin like CREATE [DEFINER ...] TRIGGER, PROCEDURE, FUNCTION or EVENT, or BEGIN NOT ATOMIC?
bool createsProgram(std::string_view text, const LexOptions& options);

/// BEGIN and CASE that are opened minus those that are closed in a piece of a stored program.
int blockBalance(std::string_view text, const LexOptions& options);

} // namespace causeway::mysql
