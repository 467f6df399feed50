// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <string>
#include <string_view>

namespace causeway {

/// `text` as a literal of MySQL and MariaDB, for every sql_mode but NO_BACKSLASH_ESCAPES.
inline std::string mysqlLiteral(std::string_view text) {
    return "'" + replaceAll(replaceAll(std::string(text), "\\", "\\\\"), "'", "''") + "'";
}

} // namespace causeway
