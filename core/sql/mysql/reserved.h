// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace causeway::mysql {

/// Words that cannot be a bare identifier in any MySQL or MariaDB version; later additions (RANK, GROUPS,
/// SYSTEM) are names in older dumps and are not here. ASCII case does not matter.
bool isReserved(std::string_view word);
/// Reserved words that can also be called as functions: IF(, LEFT(, REPLACE(...
bool isCallableReserved(std::string_view word);
/// Reserved words that name a type: INT, VARCHAR, SET...
bool isReservedType(std::string_view word);
/// Words that are never an alias without AS, though they are not reserved: WINDOW, EXCEPT...
bool endsTableReference(std::string_view word);
/// "DAY", "HOUR_SECOND": units of INTERVAL and EXTRACT.
bool isIntervalUnit(std::string_view word);
/// Character sets that may stand in an introducer, without the underscore.
bool isCharset(std::string_view name);

} // namespace causeway::mysql
