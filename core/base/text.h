// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Without ASCII white space at both ends.
std::string_view trim(std::string_view text);
/// ASCII lower case; other bytes unchanged, so that UTF-8 stays valid.
std::string toLower(std::string_view text);
std::string toUpper(std::string_view text);
/// ASCII case-insensitive equality.
bool equalsIgnoreCase(std::string_view a, std::string_view b);
bool containsIgnoreCase(std::string_view text, std::string_view part);
/// Pieces between separators; an empty text gives one empty piece.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
/// `text` with every `from` replaced; `from` must not be empty.
std::string replaceAll(std::string text, std::string_view from, std::string_view to);
/// Valid UTF-8: bad sequences become U+FFFD. For text that comes from a client's files.
std::string toValidUtf8(std::string_view bytes);
/// Valid UTF-8 with control characters (but tab and newline) shown as U+FFFD, cut to `limit` bytes
/// at a character's edge with "…" appended. For hostile text that will be printed.
std::string printable(std::string_view bytes, std::size_t limit = 200);
/// Reads a decimal number in full; nothing else may stand around it.
bool parseNumber(std::string_view text, double& value);
bool parseNumber(std::string_view text, long long& value);

} // namespace causeway
