// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace causeway {

/// Is the lower-case word written as a keyword in fingerprints? The list is part of what makes a
/// fingerprint's id: changing it changes ids.
bool isSqlWord(std::string_view lowerCaseWord);
/// A keyword that may also name a function, so that no blank stands before its parenthesis: left(...),
/// if(...).
bool isFunctionWord(std::string_view lowerCaseWord);

} // namespace causeway
