// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/skeleton.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace causeway {
namespace {

constexpr std::size_t kLongest = 64 * 1024; ///< longer skeletons are not remembered

enum Kind : std::uint8_t {
    Other,
    Name,
    Digit,
    Space,
    Control,
    Text,
    Back,
    At,
    Dash,
    Hash,
    Slash,
    Star,
    Dot,
    Dollar
};

constexpr std::array<std::uint8_t, 256> kMySqlKinds = [] {
    std::array<std::uint8_t, 256> t{};
    for (int c = 0; c < 32; ++c)
        t[std::size_t(c)] = Control;
    t[0x7F] = Control;
    for (const char c : {' ', '\t', '\n', '\r', '\v', '\f'})
        t[static_cast<unsigned char>(c)] = Space;
    for (int c = '0'; c <= '9'; ++c)
        t[std::size_t(c)] = Digit;
    for (int c = 'a'; c <= 'z'; ++c)
        t[std::size_t(c)] = t[std::size_t(c - 32)] = Name;
    for (int c = 128; c < 256; ++c)
        t[std::size_t(c)] = Name;
    t['_'] = t['$'] = Name;
    t['\''] = t['"'] = Text;
    t['`'] = Back;
    t['@'] = At;
    t['-'] = Dash;
    t['#'] = Hash;
    t['/'] = Slash;
    t['*'] = Star;
    t['.'] = Dot;
    return t;
}();

constexpr std::array<std::uint8_t, 256> kPostgreSqlKinds = [] {
    auto t = kMySqlKinds;
    t['"'] = Back;
    t['`'] = t['@'] = t['#'] = Other;
    t['$'] = Dollar;
    return t;
}();

/// Bytes at which the scan of a quoted text stops: quotes, the backslash, control bytes.
constexpr std::array<bool, 256> kQuotedStops = [] {
    std::array<bool, 256> t{};
    for (int c = 0; c < 32; ++c)
        t[std::size_t(c)] = true;
    t[0x7F] = t['\''] = t['"'] = t['`'] = t['\\'] = true;
    return t;
}();

using Byte = unsigned char;

inline bool isNameKind(std::uint8_t kind) {
    return kind == Name || kind == Digit || kind == Dollar;
}
inline bool isControl(Byte c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

/// Hashes sixteen bytes a step by two 64 × 64 → 128 bit multiplications.
inline std::uint64_t mix(std::uint64_t x, std::uint64_t y) {
    const auto product = static_cast<unsigned __int128>(x) * y;
    return std::uint64_t(product) ^ std::uint64_t(product >> 64);
}

void hashInto(const char* data, std::size_t size, Skeleton& result) {
    constexpr std::uint64_t k0 = 0x9E3779B97F4A7C15ull, k1 = 0xD1B54A32D192ED03ull,
                            k2 = 0x8CB92BA72F3D8DD7ull;
    std::uint64_t a = k0 ^ size, b = k1 + size;
    std::uint64_t w[2];
    for (std::size_t i = 0; i < size; i += 16) {
        std::memcpy(w, data + i, 16); // the buffer ends in sixteen zero bytes
        a = mix(a ^ w[0], w[1] ^ k1);
        b = mix(b + w[1], w[0] ^ k2);
    }
    result.a = mix(a ^ k2, b | 1) ^ a;
    result.b = mix(b ^ k0, a | 1) ^ b;
}

template <bool kPostgreSql> class Pass {
public:
    Pass(std::string_view text, char* out, Skeleton& result)
        : p_(reinterpret_cast<const Byte*>(text.data())), end_(p_ + text.size()), out_(out), start_(out),
          limit_(out + kLongest), result_(result) {}

    /// The number of bytes written.
    std::size_t run() {
        while (p_ < end_) {
            if (out_ > limit_) { // the quotes are still followed
                result_.usable = false;
                out_ = start_;
            }
            step();
        }
        return std::size_t(out_ - start_);
    }

private:
    static std::uint8_t kindOf(Byte c) { return kPostgreSql ? kPostgreSqlKinds[c] : kMySqlKinds[c]; }
    Byte at(std::size_t i) const { return std::size_t(end_ - p_) > i ? p_[i] : Byte(0); }
    void raw() { *out_++ = char(*p_++); }
    /// Copies as it stands; where the rest of the buffer is too small for it, the skeleton is given up.
    void copyTo(const Byte* to) {
        const auto size = std::size_t(to - p_);
        if (size > kLongest / 2)
            result_.usable = false;
        else {
            std::memcpy(out_, p_, size);
            out_ += size;
            if (out_ > limit_) {
                result_.usable = false;
                out_ = start_;
            }
        }
        p_ = to;
    }
    /// Most names are short: they are copied as their end is looked for.
    void name() {
        const Byte* const near = p_ + std::min<std::ptrdiff_t>(end_ - p_, 32);
        const Byte* q = p_;
        char* to = out_;
        loneE_ = (*p_ | 32) == 'e' && !number_ ? p_ + 1 : nullptr; // 7.e is a number, oddly
        do
            *to++ = char(*q++);
        while (q < near && isNameKind(kindOf(*q)));
        p_ = q;
        out_ = to;
        if (q == near && q < end_ && isNameKind(kindOf(*q)))
            copyTo(nameEnd(q));
    }
    const Byte* nameEnd(const Byte* p) const {
        while (p < end_ && isNameKind(kindOf(*p)))
            ++p;
        return p;
    }

    void step() {
        switch (kindOf(*p_)) {
        case Name:
            name();
            dot_ = number_ = false;
            break;
        case Digit:
            digits();
            break;
        case Space:
            do
                ++p_;
            while (p_ < end_ && kindOf(*p_) == Space);
            *out_++ = ' ';
            number_ = false;
            break;
        case Text:
            string(!kPostgreSql || escapePrefix());
            break;
        case Back:
            dot_ = number_ = false;
            quotedName();
            break;
        case At:
            variable();
            break;
        case Dot:
            dot_ = !number_;
            raw();
            number_ = !dot_;
            break;
        case Dash:
            if (at(1) == '-' && (kPostgreSql || end_ - p_ == 2 || p_[2] <= ' '))
                lineComment();
            else
                other();
            break;
        case Hash:
            lineComment();
            break;
        case Slash:
            if (at(1) == '*')
                blockComment();
            else
                other();
            break;
        case Star:
            if (versioned_ && at(1) == '/') {
                --versioned_;
                raw();
            }
            other();
            break;
        case Dollar:
            dollar();
            break;
        case Control:
            result_.control |= isControl(*p_);
            other();
            break;
        default:
            other();
        }
    }

    void other() {
        raw();
        dot_ = number_ = false;
    }

    /// A number keeps one 0; what may be (part of) a name stays as it is.
    void digits() {
        const Byte* q = p_;
        while (q < end_ && kindOf(*q) == Digit)
            ++q;
        const bool hexMark = q - p_ == 1 && *p_ == '0' && q < end_ && *q == 'x';
        if (q < end_ && isNameKind(kindOf(*q))) {
            const Byte* const all = nameEnd(q);
            const auto hex = [](Byte c) {
                return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f');
            };
            if (hexMark && !dot_ && !number_ && all - q > 1 && std::all_of(q + 1, all, hex)) {
                for (const char c : {'0', 'x', '0'}) // 0x alone is a name
                    *out_++ = c;
                p_ = all;
            } else
                copyTo(all);
            dot_ = number_ = false;
        } else if (dot_) {
            copyTo(q);
            dot_ = number_ = false;
        } else {
            *out_++ = '0';
            p_ = q;
            number_ = true;
        }
    }

    /// E'...' of PostgreSQL: the one kind of string there with escapes.
    bool escapePrefix() const { return loneE_ == p_; }

    void string(bool escapes) {
        dot_ = number_ = false;
        *out_++ = char(*p_);
        const Byte* const to = quotedEnd(p_, escapes);
        if (!to)
            unfinished('\1');
        p_ = to ? to : end_;
    }

    void unfinished(char mark) {
        result_.inside = true;
        *out_++ = mark;
    }

    /// A doubled quote ends one name and begins another: the copy is the same.
    void quotedName() {
        const auto* q = static_cast<const Byte*>(std::memchr(p_ + 1, *p_, std::size_t(end_ - p_ - 1)));
        const Byte* const to = q ? q + 1 : end_;
        watch(to);
        if (!q)
            unfinished('\2');
        copyTo(to);
    }

    /// A variable is printed as it is written, its quoted name too.
    void variable() {
        const bool system = at(1) == '@';
        const Byte* const name = p_ + (system ? 2 : 1);
        const Byte* q = name;
        while (q < end_ && (*q == '.' || isNameKind(kindOf(*q))))
            ++q;
        const Byte quote = q < end_ ? *q : Byte(0);
        const bool opens = q == name ? quote == '`' || (!system && (quote == '\'' || quote == '"'))
                                     : quote == '`' && q[-1] == '.';
        if (opens) {
            q = quotedEnd(q, true);
            if (!q)
                unfinished('\2');
        }
        copyTo(q ? q : end_);
        dot_ = number_ = false;
    }

    /// Behind the quote that closes the one at `open`, or null.
    const Byte* quotedEnd(const Byte* open, bool escapes) {
        const Byte quote = *open;
        for (const Byte* q = open + 1; q < end_; ++q) {
            if (!kQuotedStops[*q])
                continue;
            if (*q == quote) {
                if (q + 1 == end_ || q[1] != quote)
                    return q + 1;
                ++q;
            } else if (*q == '\\' && escapes) {
                if (++q == end_)
                    break;
            } else
                result_.control |= isControl(*q);
        }
        return nullptr;
    }

    void watch(const Byte* to) {
        for (const Byte* q = p_; q < to; ++q)
            result_.control |= isControl(*q);
    }

    void lineComment() {
        const auto* q = static_cast<const Byte*>(std::memchr(p_, '\n', std::size_t(end_ - p_)));
        watch(q ? q : end_);
        p_ = q ? q : end_;
        *out_++ = ' ';
        number_ = false;
    }

    void blockComment() {
        const bool mariadb = at(2) == 'M' && at(3) == '!';
        if (!kPostgreSql && (at(2) == '!' || mariadb))
            return versionedComment(mariadb ? 4 : 3);
        const std::string_view rest(reinterpret_cast<const char*>(p_), std::size_t(end_ - p_));
        const auto end = kPostgreSql ? nestedEnd(rest) : rest.find("*/", 2);
        number_ = false;
        watch(end == rest.npos ? end_ : p_ + end);
        if (end == rest.npos) {
            unfinished('\3');
            p_ = end_;
            return;
        }
        p_ += end + 2;
        *out_++ = ' ';
    }

    /// PostgreSQL's comments nest.
    static std::size_t nestedEnd(std::string_view rest) {
        int depth = 1;
        for (std::size_t i = 2; i + 1 < rest.size(); ++i)
            if (rest[i] == '*' && rest[i + 1] == '/') {
                if (--depth == 0)
                    return i;
                ++i;
            } else if (rest[i] == '/' && rest[i + 1] == '*') {
                ++depth;
                ++i;
            }
        return rest.npos;
    }

    /// The content is code, unless the version is one that no server has: then the lexer decides.
    void versionedComment(std::size_t mark) {
        const Byte* q = p_ + mark;
        while (q < end_ && kindOf(*q) == Digit)
            ++q;
        if (q - p_ - std::ptrdiff_t(mark) >= 6 &&
            std::all_of(p_ + mark, p_ + mark + 6, [](Byte c) { return c == '9'; }))
            result_.usable = false;
        ++versioned_;
        copyTo(q);
        dot_ = number_ = false;
    }

    /// $1 stays; $tag$ ... $tag$ is a string.
    void dollar() {
        const Byte* q = p_ + 1;
        if (q < end_ && kindOf(*q) == Digit) {
            while (q < end_ && kindOf(*q) == Digit)
                ++q;
            dot_ = number_ = false;
            return copyTo(q);
        }
        while (q < end_ && (kindOf(*q) == Name || kindOf(*q) == Digit))
            ++q;
        if (q == end_ || *q != '$')
            return other();
        const std::string_view tag(reinterpret_cast<const char*>(p_), std::size_t(q + 1 - p_));
        const std::string_view rest(reinterpret_cast<const char*>(q + 1), std::size_t(end_ - q - 1));
        const auto end = rest.find(tag);
        dot_ = number_ = false;
        *out_++ = '$';
        *out_++ = '\'';
        if (end == rest.npos)
            unfinished('\1');
        p_ = end == rest.npos ? end_ : q + 1 + end + tag.size();
    }

    const Byte* p_;
    const Byte* const end_;
    char* out_;
    char* const start_;
    char* const limit_;
    Skeleton& result_;
    bool dot_ = false;    ///< a dot that is no decimal point stands right before: digits may be a name
    bool number_ = false; ///< the digits of a number stand right before
    const Byte* loneE_ = nullptr; ///< behind an E that begins a name: a quote there makes it a prefix
    int versioned_ = 0;
};

} // namespace

Skeleton SkeletonScanner::scan(std::string_view statement) {
    // A step writes at most kLongest / 2 bytes behind the limit.
    if (buffer_.empty())
        buffer_.resize(kLongest * 2);
    Skeleton result;
    result.usable = true;
    const auto size = dialect_ == SqlDialect::PostgreSql
                          ? Pass<true>(statement, buffer_.data(), result).run()
                          : Pass<false>(statement, buffer_.data(), result).run();
    result.usable = result.usable && !result.inside;
    if (result.usable) {
        std::memset(buffer_.data() + size, 0, 16);
        hashInto(buffer_.data(), size, result);
    }
    return result;
}

} // namespace causeway
