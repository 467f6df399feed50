// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/check/parse_check.h"

#include <string>

namespace causeway {

/// Looks inside the PL/pgSQL bodies of a text of CREATE FUNCTION and CREATE PROCEDURE statements, which
/// checkParses takes as plain strings: their structure, and every statement and expression in them, are read
/// by PostgreSQL's own parsers. Bodies beyond parserCanTake's bounds stay unchecked with the reason. Text
/// without such a statement is Proof::Parsed.
ParseCheck checkPrograms(const std::string& sql);

} // namespace causeway
