// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/plain_rows.h"

#include <bit>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace causeway::mysql {

namespace {

using Mask = std::uint64_t; ///< one bit a byte of the block, the first byte lowest

struct BlockMasks {
    Mask quote = 0, backslash = 0, open = 0, close = 0, dash = 0;
    Mask foreign = 0; ///< starts a comment, another kind of quote or the end: what plain rows do not have
    Mask between = 0; ///< may stand between rows, parentheses aside
};

#if defined(__SSE2__)

BlockMasks masksOf(const char* block) {
    BlockMasks out;
    for (unsigned part = 0; part < kRowBlock; part += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + part));
        const auto is = [&](char c) {
            return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
        };
        const auto put = [&](Mask& mask, __m128i hits) {
            mask |= Mask(unsigned(_mm_movemask_epi8(hits))) << part;
        };
        const auto any = [](__m128i a, __m128i b) {
            return _mm_or_si128(a, b);
        };
        put(out.quote, is('\''));
        put(out.backslash, is('\\'));
        put(out.open, is('('));
        put(out.close, is(')'));
        put(out.dash, is('-'));
        put(out.foreign, any(any(is('"'), is('`')), any(any(is('#'), is('/')), is(';'))));
        put(out.between, any(any(is(','), is(' ')), any(is('\n'), is('\r'))));
    }
    return out;
}

#else

BlockMasks masksOf(const char* block) {
    BlockMasks out;
    for (unsigned i = 0; i < kRowBlock; ++i) {
        const char c = block[i];
        out.quote |= Mask(c == '\'') << i;
        out.backslash |= Mask(c == '\\') << i;
        out.open |= Mask(c == '(') << i;
        out.close |= Mask(c == ')') << i;
        out.dash |= Mask(c == '-') << i;
        out.foreign |= Mask(c == '"' || c == '`' || c == '#' || c == '/' || c == ';') << i;
        out.between |= Mask(c == ',' || c == ' ' || c == '\n' || c == '\r') << i;
    }
    return out;
}

#endif

/// Each bit becomes the parity of the bits up to and with it.
Mask parity(Mask x) {
    for (int shift = 1; shift < 64; shift *= 2)
        x ^= x << shift;
    return x;
}

/// The bytes that a backslash takes with it: those after the first, third... of a run of backslashes. Adding
/// the runs that start at odd places carries each to the byte behind it, which tells the two kinds of runs
/// apart.
Mask escapedBytes(Mask backslash) {
    constexpr Mask kEven = 0x5555555555555555;
    const Mask follows = backslash << 1;
    const Mask oddStarts = backslash & ~kEven & ~follows;
    const Mask behindOddRuns = oddStarts + backslash;
    return (kEven ^ (behindOddRuns << 1)) & follows;
}

constexpr Mask filled(bool bit) {
    return bit ? ~Mask(0) : 0;
}

} // namespace

std::size_t skipPlainRows(std::string_view text, std::size_t pos, std::size_t end, bool escapes,
                          RowScan& scan) {
    constexpr int kLast = int(kRowBlock) - 1;
    while (pos + kRowBlock <= end) {
        const BlockMasks m = masksOf(text.data() + pos);
        const Mask escaped = escapes ? escapedBytes(m.backslash) : 0;
        const Mask string = parity(m.quote & ~escaped) ^ filled(scan.inString);
        const Mask open = m.open & ~string, close = m.close & ~string;
        const Mask row = parity(open | close) ^ filled(scan.inRow);
        const Mask dash = m.dash & ~string;
        const Mask nested = (open & ~row) | (close & row);
        const Mask foreign = (m.foreign | m.backslash) & ~string;
        const Mask outside = ~string & ~row & ~(m.between | close);
        if (nested | foreign | outside | (dash & (dash >> 1)))
            return pos;
        scan.inString = (string >> kLast) & 1;
        scan.inRow = (row >> kLast) & 1;
        scan.rows += std::uint64_t(std::popcount(open));
        // A last byte that means something only together with the next one is the next block's first.
        const Mask pairs = dash | (escapes ? m.backslash & ~escaped : 0);
        pos += kRowBlock - std::size_t(pairs >> kLast);
    }
    return pos;
}

} // namespace causeway::mysql
