// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace causeway::mysql {

enum CharClass : std::uint8_t { kSpace = 1, kDigit = 2, kHexDigit = 4, kNameChar = 8 };

/// What a byte may be part of. Bytes above 0x7F are name characters, as in every MySQL charset for
/// identifiers.
inline constexpr std::array<std::uint8_t, 256> kCharClass = [] {
    std::array<std::uint8_t, 256> t{};
    for (int c : {' ', '\t', '\n', '\r', '\v', '\f'})
        t[c] = kSpace;
    for (int c = '0'; c <= '9'; ++c)
        t[c] = kDigit | kHexDigit | kNameChar;
    for (int c = 'a'; c <= 'z'; ++c)
        t[c] = t[c - 'a' + 'A'] = kNameChar | (c <= 'f' ? kHexDigit : 0);
    t['_'] = t['$'] = kNameChar;
    for (int c = 128; c < 256; ++c)
        t[c] = kNameChar;
    return t;
}();

/// A table that is true for these bytes.
constexpr std::array<bool, 256> bytesOf(std::string_view bytes) {
    std::array<bool, 256> t{};
    for (const char c : bytes)
        t[static_cast<unsigned char>(c)] = true;
    return t;
}

inline bool isClass(char c, std::uint8_t mask) {
    return kCharClass[static_cast<unsigned char>(c)] & mask;
}

} // namespace causeway::mysql
