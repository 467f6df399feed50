// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace causeway {

enum class SqlWord : std::uint8_t {
    None,
    Keyword, ///< written in lower case in fingerprints
    Function ///< a keyword that may also name a function: no blank stands before its parenthesis in left(...)
};

/// What a lower-case word is. The list is part of what makes a fingerprint's id: changing it changes ids.
SqlWord lookUpSqlWord(std::string_view lowerCaseWord);

} // namespace causeway
