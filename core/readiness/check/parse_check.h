// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <string>
#include <string_view>

namespace causeway {

struct ParseCheck {
    Proof proof = Proof::Unchecked;
    std::string message; ///< why not parsed: the parser's words, or the bound that was passed
};

/// True when PostgreSQL's recursive parser can be given the text: its length and a conservative estimate of
/// the depth of its tree are bounded. One pass, no recursion.
bool parserCanTake(std::string_view sql, std::string& reason);

/// Reads statements with PostgreSQL's own parser (libpg_query, grammar of PostgreSQL 15). Text beyond
/// parserCanTake's bounds is not given to it and stays unchecked with the reason.
ParseCheck checkParses(const std::string& sql);

} // namespace causeway
