// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace causeway {

/// Text that Markdown and the HTML made of it show as it is, in one line: a client's table name is never
/// markup.
std::string markdownText(std::string_view text);
/// Code within a line; in a table's cell a bar is escaped. Empty for an empty text.
std::string markdownCode(std::string_view text, bool inTable);
/// A block of code, between fences that the text cannot end; `language` may be empty.
std::string markdownBlock(std::string_view text, std::string_view language);

} // namespace causeway
