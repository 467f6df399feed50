// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace causeway {

/// The words of a header line: what stands between blanks, tabs and number signs. Blanks are looked for 64
/// bytes at a time.
class HeaderWords {
public:
    explicit HeaderWords(std::string_view line) : line_(line) { load(0); }

    /// The next word; empty at the end.
    std::string_view next() {
        const auto from = seek(true);
        if (from >= line_.size())
            return {};
        at_ = from;
        const auto to = std::min(seek(false), line_.size());
        at_ = to;
        return line_.substr(from, to - from);
    }

private:
    /// The first byte at or behind at_ that is part of a word, or that is not.
    std::size_t seek(bool word) {
        while (at_ < line_.size()) {
            if (at_ >= base_ + 64)
                load(at_);
            const auto wanted = (word ? ~blanks_ : blanks_) >> (at_ - base_);
            if (wanted)
                return at_ + std::size_t(std::countr_zero(wanted));
            at_ = base_ + 64;
        }
        return line_.size();
    }

    void load(std::size_t base) {
        base_ = base;
        const auto rest = line_.substr(std::min(base, line_.size()));
        char copy[64];
        const char* bytes = rest.data();
        if (rest.size() < sizeof copy) {
            std::memset(copy, ' ', sizeof copy);
            std::copy(rest.begin(), rest.end(), copy);
            bytes = copy;
        }
        blanks_ = blanksOf(bytes);
    }

#if defined(__SSE2__)
    static std::uint64_t blanksOf(const char* bytes) {
        std::uint64_t mask = 0;
        for (int i = 0; i < 4; ++i) {
            const auto part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
            const auto blank = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(part, _mm_set1_epi8(' ')),
                                                         _mm_cmpeq_epi8(part, _mm_set1_epi8('\t'))),
                                            _mm_cmpeq_epi8(part, _mm_set1_epi8('#')));
            mask |= std::uint64_t(std::uint32_t(_mm_movemask_epi8(blank))) << (16 * i);
        }
        return mask;
    }
#else
    static std::uint64_t blanksOf(const char* bytes) {
        std::uint64_t mask = 0;
        for (int i = 0; i < 64; ++i)
            mask |= std::uint64_t(bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '#') << i;
        return mask;
    }
#endif

    std::string_view line_;
    std::size_t at_ = 0, base_ = 0;
    std::uint64_t blanks_ = 0; ///< of the bytes from base_ on
};

} // namespace causeway
