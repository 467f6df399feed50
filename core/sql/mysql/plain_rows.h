// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace causeway::mysql {

/// Where a scan over the rows of INSERT ... VALUES stands.
struct RowScan {
    bool inString = false; ///< behind an opening ' that is not closed yet
    bool inRow = false;    ///< behind a row's opening parenthesis
    std::uint64_t rows = 0;
};

constexpr std::size_t kRowBlock = 64; ///< bytes that skipPlainRows looks at together

/// Steps over plain rows, "(1,'text',NULL),(-2,'it''s',0x4D)", from `pos`, 64 bytes at a time without a
/// branch for any of them, and counts the rows that open. Returns where it stopped: at the first block with
/// anything else in it (a parenthesis in a row, a comment, another quote, a word or a semicolon between
/// rows), or where less than a block is left before `end`. `escapes`: a backslash in a string takes the next
/// byte with it.
std::size_t skipPlainRows(std::string_view text, std::size_t pos, std::size_t end, bool escapes,
                          RowScan& scan);

} // namespace causeway::mysql
