// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <optional>
#include <string>
#include <string_view>

namespace causeway::mysql {

/// Takes apart COLUMN_TYPE of information_schema: "int(10) unsigned", "enum('a','it''s')". Text that has
/// another shape gives its first word as the name and the whole as `full`.
ColumnType parseColumnType(std::string_view declared);

/// How a server writes COLUMN_DEFAULT: MariaDB since 10.2.7 an expression ('text' in quotes, NULL as a word),
/// MySQL and older MariaDB the bare value.
enum class DefaultStyle { Bare, Expression };

/// The DEFAULT clause that SHOW CREATE TABLE would write; nothing when it would write none. `extra` is the
/// EXTRA column, where MySQL 8 says DEFAULT_GENERATED of an expression.
std::optional<DefaultValue> parseDefault(const std::optional<std::string>& columnDefault,
                                         const ColumnType& type, bool nullable, std::string_view extra,
                                         DefaultStyle style);

/// The text of a literal in single quotes with '' and backslash escapes; the input without change when it is
/// none.
std::string unquote(std::string_view literal);

} // namespace causeway::mysql
