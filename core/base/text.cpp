// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace causeway {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? char(c + 32) : c;
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? char(c - 32) : c;
}

/// Length of the valid UTF-8 sequence at the front, 0 when there is none (RFC 3629, table 3-7 of Unicode).
std::size_t sequenceLength(std::string_view s) {
    const auto b = [&](std::size_t i) {
        return static_cast<unsigned char>(s[i]);
    };
    const unsigned char c = b(0);
    if (c < 0x80)
        return 1;
    const std::size_t n = c >= 0xC2 && c <= 0xDF   ? 2
                          : (c & 0xF0) == 0xE0     ? 3
                          : c >= 0xF0 && c <= 0xF4 ? 4
                                                   : 0;
    if (n == 0 || s.size() < n)
        return 0;
    for (std::size_t i = 1; i < n; ++i)
        if ((b(i) & 0xC0) != 0x80)
            return 0;
    const bool overlong = (c == 0xE0 && b(1) < 0xA0) || (c == 0xF0 && b(1) < 0x90);
    const bool outside = (c == 0xED && b(1) > 0x9F) || (c == 0xF4 && b(1) > 0x8F);
    return overlong || outside ? 0 : n;
}

/// Printable ASCII, a tab or a line feed.
bool isPlain(char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n';
}

template <class Number> bool parseWhole(std::string_view text, Number& value) {
    auto [p, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    return ec == std::errc{} && p == text.data() + text.size() && !text.empty();
}

} // namespace

std::string_view trim(std::string_view text) {
    const auto blank = [](char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    };
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    return text;
}

std::string toLower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

std::string toUpper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), upper);
    return result;
}

bool equalsIgnoreCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

bool containsIgnoreCase(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(),
                       [](char x, char y) { return lower(x) == lower(y); }) != text.end();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string result;
    std::size_t size = 0;
    for (const auto& part : parts)
        size += part.size() + separator.size();
    result.reserve(size);
    for (const auto& part : parts) {
        if (!result.empty() || &part != &parts.front())
            result += separator;
        result += part;
    }
    return result;
}

std::string replaceAll(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string toValidUtf8(std::string_view bytes) {
    std::string result;
    result.reserve(bytes.size());
    while (!bytes.empty()) {
        const auto n = sequenceLength(bytes);
        if (n)
            result.append(bytes.substr(0, n));
        else
            result += "\xEF\xBF\xBD";
        bytes.remove_prefix(n ? n : 1);
    }
    return result;
}

std::string printable(std::string_view bytes, std::size_t limit) {
    if (bytes.size() <= limit && std::all_of(bytes.begin(), bytes.end(), isPlain))
        return std::string(bytes);
    std::string result;
    while (!bytes.empty()) {
        const auto n = sequenceLength(bytes);
        const auto c = static_cast<unsigned char>(bytes.front());
        const bool control = (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F;
        const std::string_view next = n && !control ? bytes.substr(0, n) : std::string_view("\xEF\xBF\xBD");
        if (result.size() + next.size() > limit)
            return result + "…";
        result += next;
        bytes.remove_prefix(n ? n : 1);
    }
    return result;
}

bool parseNumber(std::string_view text, double& value) {
    return parseWhole(text, value);
}
bool parseNumber(std::string_view text, long long& value) {
    return parseWhole(text, value);
}

} // namespace causeway
