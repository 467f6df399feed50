// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace causeway::mysql {

/// The mark of a word is a number that does not regard the case of its ASCII letters. Different words seldom
/// share one, so that a word is told from dozens of keywords by one comparison each. This is the step for one
/// byte; a mark begins at 0.
constexpr std::uint32_t addToMark(std::uint32_t mark, char c) {
    return mark * 31 + (static_cast<unsigned char>(c) & 0xDFu);
}

constexpr std::uint32_t wordMark(std::string_view word) {
    std::uint32_t mark = 0;
    for (const char c : word)
        mark = addToMark(mark, c);
    return mark;
}

/// `word` in any case against a keyword in upper case.
constexpr bool isWord(std::string_view word, std::string_view upperCase) {
    if (word.size() != upperCase.size())
        return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c) != upperCase[i])
            return false;
    }
    return true;
}

/// A keyword of the grammar, in upper case, whose mark is known when the program is compiled.
class Keyword {
public:
    template <std::size_t N>
    consteval Keyword(const char (&text)[N]) : text_(text, N - 1), mark_(wordMark(text_)) {}
    constexpr std::string_view text() const { return text_; }
    constexpr std::uint32_t mark() const { return mark_; }

private:
    std::string_view text_;
    std::uint32_t mark_;
};

/// A set of N keywords in a table of slots, found by mark.
template <std::size_t N> class KeywordSet {
public:
    explicit consteval KeywordSet(const std::string_view (&words)[N]) : words_(words) {
        for (std::size_t i = 0; i < N; ++i) {
            auto slot = wordMark(words[i]) % kSlots;
            while (slots_[slot] != 0)
                slot = (slot + 1) % kSlots;
            slots_[slot] = static_cast<std::uint16_t>(i + 1);
            longest_ = words[i].size() > longest_ ? words[i].size() : longest_;
        }
    }
    bool contains(std::string_view word) const {
        if (word.empty() || word.size() > longest_)
            return false;
        for (auto slot = wordMark(word) % kSlots; slots_[slot] != 0; slot = (slot + 1) % kSlots)
            if (isWord(word, words_[slots_[slot] - 1]))
                return true;
        return false;
    }

private:
    static constexpr std::size_t kSlots = std::bit_ceil(2 * N);
    const std::string_view* words_;
    std::size_t longest_ = 0;
    std::array<std::uint16_t, kSlots> slots_{}; ///< the word's place, from 1; 0: free
};

} // namespace causeway::mysql
