// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/target_model.h"

#include <string>

namespace causeway {

/// One column's value as text that both servers write alike: an expression of either, NULL where the value
/// is.
struct RowText {
    std::string source; ///< MySQL's or MariaDB's, in a session with the time zone +00:00 and sql_mode ''
    std::string target; ///< PostgreSQL's, with DateStyle ISO
    std::string remark; ///< what it leaves out; often empty
};

/// Of the value as the copy carries it over: a zero date is what the choices make of it.
RowText rowText(const TargetColumn& column, const ConversionChoices& choices);

/// What a zero date becomes in the copy, as a literal, or empty where it stays. `ofUtc`: with its zone, where
/// the session's must not matter.
std::string zeroDateLiteral(const ConversionChoices& choices, bool ofUtc);

} // namespace causeway
